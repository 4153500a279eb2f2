"""The reader's work leaves the studio as a file, a link, a picture, a program and a model for Keras."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from keeping import OWN, X, own
from playwright.sync_api import Browser
from rooms import (
    answers_of,
    file_of,
    node,
    open_file,
    packed,
    preset,
    press,
    room,
    said,
    saved,
    says,
    studio,
    train,
    weights_of,
)


def test_a_file_brings_back_project_data_and_weights_in_another_browser(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, own(scale=True))
        train(page)
        first = saved(page)
    with studio(browser, site) as page:
        open_file(page, first.decode())
        assert json.loads(saved(page)) == json.loads(first)
        content, weights = json.loads(first), weights_of(page)
        room(page, "Ask")
        press(page, "type")
        page.locator("#studio-ask textarea").fill(", ".join(str(number) for number in X[7]))
        scaling = content["learned"]["scaling"]
        x = (X[7] - scaling["mean"]) / scaling["deviation"]
        share = answers_of(content["project"], weights, [x])[0]
        assert f"It says {OWN['classes'][share.argmax()]} ({share.max():.1%}" in says(page, "It says")


TAMPERED = {
    "cut off": lambda text: text[:-30],
    "of somebody else": lambda _: '{"cells": []}',
    "no text at all": lambda _: "\0\1\2",
    "another width": lambda text: text.replace('"units": 4', '"units": 400'),
    "an unknown layer": lambda text: text.replace('"Dense"', '"Python"'),
    "data without an end": lambda text: text.replace(OWN["x"], str(OWN["x"])[:-8]),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_file_that_is_none_is_told_and_changes_nothing(browser: Browser, site: str, name: str) -> None:
    learned = {"weights": [packed(np.ones(count)) for count in (12, 4, 8, 2)]}
    with studio(browser, site) as page:
        before = saved(page)
        open_file(page, TAMPERED[name](json.dumps(own() | {"learned": learned})))
        assert said(page).startswith("mine.json: ") and said(page).endswith("Nothing has changed here.")
        assert saved(page) == before


def test_a_link_holds_network_and_settings(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, file_of(preset("spiral", epochs=7) | {"title": "Zwölf"}))
        page.wait_for_function("() => document.querySelector('#studio-link').value.includes('#studio=')")
        link = page.locator("#studio-link").input_value()
        project = json.loads(saved(page))["project"]
    with studio(browser, site, address=link.partition("studio/")[2]) as page:
        says(page, "Opened: “Zwölf”")
        assert json.loads(saved(page))["project"] == project


@pytest.mark.parametrize("text", ["nonsense", "!!", "A" * 9000])
def test_a_broken_link_is_told_and_the_studio_begins_as_always(browser: Browser, site: str, text: str) -> None:
    with studio(browser, site, address=f"?studio#studio={text}") as page:
        assert "here is the studio as it begins" in says(page, "The link could not be opened")
        train(page)


def test_the_program_fetches_the_letters_from_where_the_reader_met_them(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, file_of(preset("letters")))
        room(page, "Keep")
        assert f'origin="{site}datasets/letters.zip"' in saved(page, "download the program").decode()


def test_a_link_to_data_of_ones_own_says_what_is_missing(browser: Browser, site: str) -> None:
    link = node("return link.toLink(given.project)", project=own()["project"])
    with studio(browser, site, address=f"?studio#studio={link}") as page:
        assert "choose yours under Data" in says(page, "Opened: “My table”")


def test_the_exported_program_and_model_run_in_keras(browser: Browser, site: str, tmp_path: Path) -> None:
    """With data of one's own: the program reads data.csv, and the model answers as the studio does."""
    with studio(browser, site) as page:
        open_file(page, own(scale=True))
        train(page)
        (tmp_path / "my_table.py").write_bytes(saved(page, "download the program"))
        (tmp_path / "data.csv").write_bytes(saved(page, "download data.csv"))
        (tmp_path / "model.keras").write_bytes(saved(page, "download as .keras"))
        content = json.loads(saved(page))
        weights = weights_of(page)
    scaling = content["learned"]["scaling"]
    expected = answers_of(content["project"], weights, (X - scaling["mean"]) / scaling["deviation"])
    program = f"""
import runpy, keras, numpy as np
rows = np.genfromtxt("data.csv", delimiter=",", skip_header=1, usecols=(0, 1, 2), dtype="float32")
model = keras.saving.load_model("model.keras")
print("OFF", np.abs(model.predict(rows, verbose=0) - np.array({expected.tolist()})).max())
made = runpy.run_path("my_table.py")["model"]
print("SAME", [w.shape for w in made.get_weights()] == [{", ".join(str(w.shape) for w in shaped(weights))}])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    off = re.search(r"OFF (\S+)", done.stdout)
    assert off and float(off[1]) < 1e-4 and "SAME True" in done.stdout, done.stdout


def shaped(weights: list[np.ndarray]) -> list[np.ndarray]:
    """Those of the small network, in their shapes."""
    return [each.reshape(shape) for each, shape in zip(weights, [(3, 4), (4,), (4, 2), (2,)], strict=True)]


def test_the_drawing_leaves_as_an_svg_that_stands_by_itself(browser: Browser, site: str) -> None:
    with studio(browser, site, scheme="dark") as page:
        train(page)
        text = saved(page, "download as SVG").decode()
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("width")
    assert len(root.findall(".//{*}circle")) > 50
    used = set(re.findall(r"var\((--[\w-]+)", text)) - {"--fig-font"}
    assert used and all(f"{name}:#" in text for name in used), "each color that it uses is there"
    assert "--fig-ink:#1f2430" in text, "on paper, also out of a dark page"
