"""For the tests of the studio: how a reader comes to its rooms, and what the page's own modules say in node."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page
from visits import DESK, open_page, settle

Json = dict[str, Any]
LONG = 120_000  # milliseconds that a training may take on a busy machine


@contextmanager
def studio(browser: Browser, site: str, width: int = DESK, address: str = "?studio", **more: Any) -> Iterator[Page]:
    """The studio, begun; what it does by itself is done."""
    with open_page(browser, f"{site}studio/{address}", width, **more) as page:
        begun(page)
        yield page


def begun(page: Page) -> Page:
    page.wait_for_selector("live-demo[aria-busy=false] [role=tablist]")
    page.wait_for_selector("live-demo > .kept", state="attached")
    settle(page)
    return page


def room(page: Page, title: str) -> None:
    """Open a room, and wait until it is furnished."""
    page.get_by_role("tab", name=title, exact=True).click()
    page.wait_for_selector(f"#studio-{title.lower()} :is(button, input, summary) >> visible=true")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> str:
    return page.locator("live-demo > [role=status]").inner_text()


def says(page: Page, text: str) -> str:
    """Wait until the studio says something with this text in it; returns all of it."""
    script = "text => document.querySelector('live-demo > [role=status]').textContent.includes(text)"
    page.wait_for_function(script, arg=text, timeout=LONG)
    return said(page)


def open_file(page: Page, content: Json | str, name: str = "mine.json") -> None:
    """Open a file under Keep."""
    room(page, "Keep")
    text = content if isinstance(content, str) else json.dumps(content)
    file = {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    page.locator("#studio-keep input[type=file]").set_input_files([file])  # type: ignore[list-item]
    says(page, name)


def saved(page: Page, button: str = "save a file") -> bytes:
    """What a button under Keep saves."""
    room(page, "Keep")
    with page.expect_download() as download:
        press(page, button)
    return Path(download.value.path()).read_bytes()


def weights_of(page: Page) -> list[np.ndarray]:
    """What the network has learned, as a saved file has it."""
    return [unpacked(text) for text in json.loads(saved(page))["learned"]["weights"]]


def packed(numbers: Any) -> str:
    return base64.b64encode(np.asarray(numbers, np.float32).tobytes()).decode()


def unpacked(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


def train(page: Page) -> None:
    """Train to the end."""
    room(page, "Training")
    page.locator("#studio-training button.main").click()
    over(page)


def over(page: Page) -> None:
    """Wait until nothing is trained any more."""
    stop = page.locator("#studio-training").get_by_role("button", name="stop", exact=True)
    page.wait_for_function("stop => stop.ariaDisabled === 'true'", arg=stop.element_handle(), timeout=LONG)


def node(script: str, **given: Any) -> Any:
    """What a script with the studio's modules returns; it finds what is given as `given`."""
    if not shutil.which("node") and not os.environ.get("CI"):
        pytest.skip("needs node")
    paths = {name: f"file://{ROOT}/web/{folder}/{name}.js" for folder, name in MODULES}
    imports = "\n".join(f"import * as {name} from {json.dumps(path)}" for name, path in paths.items())
    text = f"{imports}\nconst given = {json.dumps(given)}\nconst plain = (_, x) => ArrayBuffer.isView(x) ? [...x] : x\n"
    text += f"console.log(JSON.stringify(await (async () => {{ {script} }})(), plain))"
    done = subprocess.run(
        ["node", "--input-type=module"], input=text, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


MODULES = [
    ("studio", "project"),
    ("studio", "presets"),
    ("studio", "samples"),
    ("studio", "split"),
    ("studio", "link"),
    ("network", "layers"),
    ("network", "tensor"),
]


def preset(name: str, **settings: Any) -> Json:
    """The project of a preset, with other settings."""
    project: Json = node("return presets.PRESETS.find(({ id }) => id === given.name).project", name=name)
    return project | {"settings": project["settings"] | settings}


def file_of(project: Json, **more: Any) -> Json:
    """A file of the studio, as it is saved before training."""
    return {"format": "deep-learning-studio", "project": project, "opened": 0, **more}


def answers_of(project: Json, weights: list[np.ndarray], x: Any) -> np.ndarray:
    """What the network of a project answers to examples that are scaled already."""
    script = """const net = layers.network(project.describe(given.project))
        net.setWeights(given.weights)
        const shape = [given.x.length, ...given.project.source.shape]
        return net.predict(new tensor.Tensor(shape, given.x.flat(Infinity))).data"""
    x = np.asarray(x, float)
    flat = node(script, project=project, weights=[each.tolist() for each in weights], x=x.tolist())
    return np.reshape(flat, (len(x), -1))
