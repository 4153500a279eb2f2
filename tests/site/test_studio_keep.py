"""The reader's work in the studio is kept, and leaves it in the forms that it promises."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page
from rooms import (
    answers_of,
    begun,
    file_of,
    node,
    open_file,
    over,
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
from visits import DESK, PHONE, RULES, complaints, switch

# 12 examples of 3 numbers, of two classes: what one has made oneself.
RANDOM = np.random.default_rng(0)
X = np.concatenate([RANDOM.normal(-1, 0.5, (6, 3)), RANDOM.normal(1, 0.5, (6, 3))]).astype("float32")
Y = np.repeat([0, 1], 6)
OWN: dict[str, Any] = {
    "name": "Mine",
    "shape": [3],
    "classes": ["low", "high"],
    "inputs": ["a", "b", "c"],
    "x": packed(X),
    "y": packed(Y),
}
SOURCE = {"kind": "table", "shape": [3], "classes": ["low", "high"]}


def own(**settings: Any) -> dict[str, Any]:
    """A file with data of one's own, and a small network."""
    project = preset("moons", epochs=20, **settings) | {"title": "My table", "source": SOURCE}
    project["layers"] = [{"type": "Dense", "units": 4, "activation": "relu"}]
    return file_of(project, data=OWN)


def offer(page: Page) -> str:
    page.wait_for_selector("live-demo > .kept p")
    return page.locator("live-demo > .kept").inner_text()


def kept(page: Page) -> None:
    """Wait until the newest state is kept."""
    page.wait_for_timeout(700)
    page.wait_for_function(
        """() => new Promise((resolve) => {
            const asked = indexedDB.open('deep-learning-studio')
            asked.onsuccess = () => {
                const store = asked.result.transaction('kept').objectStore('kept')
                const found = store.get('0 about')
                found.onsuccess = () => resolve(Boolean(found.result))
            }
        })"""
    )


# ── In the browser ───────────────────────────────────────────────────────────────────────────────


def test_after_a_reload_one_goes_on_with_what_was_learned(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        assert page.locator("live-demo > .kept").inner_text() == "", "nothing is offered at first"
        open_file(page, own())
        train(page)
        before = saved(page)
        kept(page)
        page.reload()
        begun(page)
        assert re.search(r"“My table” after 20 epochs of training, kept just now", offer(page))
        press(page, "go on")
        assert "My table" in says(page, "Here you were")
        assert json.loads(saved(page)) == json.loads(before), "project, data and weights"
        assert page.locator("live-demo > .kept").inner_text() == "", "the offer is gone"


def test_training_goes_on_in_its_midst_as_if_it_had_never_stopped(browser: Browser, site: str) -> None:
    long = file_of(preset("moons", epochs=1500, seed=3))
    with studio(browser, site) as page:
        open_file(page, long)
        train(page)
        never = weights_of(page)
    with studio(browser, site) as page:
        open_file(page, long)
        room(page, "Training")
        page.locator("#studio-training button.main").click()
        page.wait_for_function("() => +document.querySelector('.runs tbody td:nth-child(3)')?.textContent > 20")
        press(page, "pause")
        says(page, "aused")
        kept(page)
        page.reload()
        begun(page)
        epochs = re.search(r"after (\d+) epochs of training, in the midst of it", offer(page))
        assert epochs and 20 < int(epochs[1]) < 1500
        press(page, "go on")
        room(page, "Training")
        over(page)
        assert all(np.array_equal(*pair) for pair in zip(never, weights_of(page), strict=True))


def test_who_begins_anew_finds_the_work_before_under_keep(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, own())
        kept(page)
        page.reload()
        begun(page)
        offer(page)
        press(page, "begin anew")
        assert "still there, under Keep" in said(page)
        train(page)  # the course's own first network
        kept(page)
        room(page, "Keep")
        page.wait_for_selector(".older li")
        assert "My table" in page.locator(".older").inner_text()
        page.locator(".older button").first.click()
        says(page, "Here you were: “My table”")
        assert json.loads(saved(page))["project"]["title"] == "My table"


def test_where_storage_is_forbidden_it_is_told_and_the_rest_works(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }")
        page.reload()
        begun(page)
        train(page)
        assert "This browser keeps nothing for this page" in says(page, "keeps nothing")
        room(page, "Keep")
        assert "Save a file" in page.locator(".memory").inner_text()
        assert json.loads(saved(page))["learned"]


def test_where_storage_is_full_it_is_told_and_what_was_kept_stays(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, own())
        kept(page)
        page.evaluate(
            "void (IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') })"
        )
        train(page)
        says(page, "There is no room left")
        page.reload()
        begun(page)
        assert "My table" in offer(page), "the last that could be kept"


@pytest.mark.parametrize("damage", ["0 about", "0 data", "0 run"])
def test_what_is_damaged_in_storage_is_told_and_changes_nothing(browser: Browser, site: str, damage: str) -> None:
    with studio(browser, site) as page:
        open_file(page, own())
        train(page)
        kept(page)
        page.evaluate(
            """key => new Promise((resolve) => {
                const asked = indexedDB.open('deep-learning-studio')
                asked.onsuccess = () => {
                    const store = asked.result.transaction('kept', 'readwrite').objectStore('kept')
                    const found = store.get(key)
                    found.onsuccess = () => {
                        const it = found.result
                        if (it.dataset) it.dataset.x = it.dataset.x.slice(1)
                        if (it.weights) it.weights[0] = it.weights[0].slice(1)
                        if (key === '0 about') it.project.layers = 'none'
                        store.put(it, key).onsuccess = resolve
                    }
                }
            })""",
            damage,
        )
        page.reload()
        begun(page)
        offer(page)
        press(page, "go on")
        assert "is damaged" in says(page, "Nothing has changed here")
        assert json.loads(saved(page))["project"]["title"] != "My table"


# ── As a file, as a link ─────────────────────────────────────────────────────────────────────────


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


def test_a_link_to_data_of_ones_own_says_what_is_missing(browser: Browser, site: str) -> None:
    link = node("return link.toLink(given.project)", project=own()["project"])
    with studio(browser, site, address=f"?studio#studio={link}") as page:
        assert "choose yours under Data" in says(page, "Opened: “My table”")


# ── For Keras, as a picture ──────────────────────────────────────────────────────────────────────


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


# ── Offline, and for all ─────────────────────────────────────────────────────────────────────────


def test_once_loaded_the_studio_needs_no_network(browser: Browser, site: str) -> None:
    heard: list[str] = []
    with studio(browser, site) as page:
        page.on("requestfinished", lambda request: heard.append(request.url))
        page.wait_for_function(
            "() => performance.getEntriesByType('resource').filter(({ name }) => "
            "/studio_(data|training|ask|keep|tour)|worker/.test(name)).length >= 6"
        )
        page.wait_for_timeout(500)
        page.context.set_offline(True)
        for title in ("Data", "Training", "Ask", "Keep", "Tour", "Network"):
            room(page, title)
            assert "could not be fetched" not in page.locator("[role=tabpanel]:not([hidden])").inner_text()
        train(page)
        room(page, "Ask")
        press(page, "count the training part")
        assert "It is right about" in says(page, "It is right about")
        page.context.set_offline(False)


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_the_room_is_for_all(browser: Browser, site: str, width: int, scheme: str) -> None:
    with studio(browser, site, width, scheme=scheme) as page:
        open_file(page, own())
        train(page)
        kept(page)
        page.reload()
        begun(page)
        offer(page)
        room(page, "Keep")
        assert complaints(page, RULES["light"]) == ""
        switch(page, "light" if scheme == "dark" else "dark")
        assert complaints(page, RULES["dark"]) == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
