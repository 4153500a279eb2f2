"""The site by keyboard alone, in Chromium and in Firefox; walk.mjs does the walking, once in each."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import node
import pytest
from browser import FLAGS, FOX_REMEDY, NoBrowser, find_chromium, find_firefox
from conftest import LONG, ROOT
from PIL import Image
from playwright.sync_api import Browser
from test_media import CONTRASTS
from visits import ADDRESS, OTHERS, PHONE

WALK = Path(__file__).with_name("walk.mjs")
STILL = "--force-prefers-reduced-motion"
Walked = dict[str, Any]


def with_formulas() -> list[str]:
    """The addresses of all pages that show a formula in a box of its own."""
    texts = {url: (ROOT / "site" / url / "index.html").read_text("utf-8") for url in {**ADDRESS, **OTHERS}.values()}
    return [url for url, text in texts.items() if 'class="formula"' in text]


def driven(engine: str, browser: Browser) -> dict[str, Any]:
    """What walk.mjs starts."""
    if engine == "firefox":
        return {"engine": engine, "path": find_firefox(), "flags": []}
    return {"engine": engine, "path": find_chromium(browser.browser_type), "flags": [*FLAGS, STILL]}


@pytest.fixture(scope="module", params=["chrome", "firefox"])
def walked(request: pytest.FixtureRequest, browser: Browser, site: str) -> Walked:
    """All that walk.mjs has met in one browser."""
    node.install()
    asked = {
        "site": site,
        "lesson": ADDRESS["shortcut"],
        "pictures": ADDRESS["shapes"],
        "wide": with_formulas(),
        "contrasts": CONTRASTS,
    }
    words = json.dumps(asked | driven(request.param, browser))
    said = subprocess.run(["node", WALK], input=words, capture_output=True, text=True, cwd=ROOT, timeout=5 * LONG)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


@pytest.mark.parametrize("way", ["home", "lesson", "back"])
def test_what_has_the_focus_is_seen_at_every_stop(walked: Walked, way: str) -> None:
    met = walked[way]
    assert [stop for stop in met if not stop["seen"] or not stop["ring"] or stop["hidden"]] == []
    assert [stop["name"] for stop in met if not stop["name"] and stop["tag"] != "input"] == [], "it has a name"
    end = met[0] if way == "back" else met[-1]
    assert end["name"].startswith("Next: "), "the whole way"
    in_menu = sum("md-nav__link" in stop["kind"] for stop in met)
    assert in_menu > 30 if way == "home" else in_menu <= 1, "one may skip to the text"


def test_folds_open_and_each_button_says_what_it_copies(walked: Walked) -> None:
    folds = [stop for stop in walked["lesson"] if stop["tag"] == "summary"]
    assert len(folds) >= 10 and all(fold["opens"] for fold in folds)
    names = [stop["name"] for stop in walked["lesson"] if "md-code__button" in stop["kind"]]
    assert len(names) >= 15 and len(set(names)) == len(names)


def test_the_search_is_used_and_says_how_much_it_finds(walked: Walked) -> None:
    met = walked["search"]
    assert met["field"]["seen"] and met["result"]["seen"] and met["result"]["ring"]
    assert met["said"][0] == "status" and re.fullmatch(r"\d+ matching documents", met["said"][1])
    assert not met["isOpen"], "Escape closes it"


def test_the_switch_is_used(walked: Walked) -> None:
    assert walked["switch"]["schemes"] == ["default", "slate"]
    assert all(stop["seen"] and stop["ring"] for stop in walked["switch"]["met"])


def test_the_menu_of_a_phone_keeps_the_focus_until_it_is_closed(walked: Walked) -> None:
    met = walked["menu"]
    inside = met["inside"]
    assert len(inside) >= 7 and all(stop["seen"] and stop["ring"] for stop in inside)
    assert all(stop["within"] for stop in inside[1:])
    assert met["back"]["name"] == "Menu" and not met["isOpen"], "Escape closes it"
    assert met["again"]["name"] == inside[0]["name"], "the space bar opens it too"
    assert met["panel"]["name"] == "On this page" and met["panel"]["seen"]


def test_single_keys_neither_leave_the_page_nor_open_the_search(walked: Walked) -> None:
    """The test can go, with the lines in course.js, when the theme lets its keys be switched off."""
    assert walked["keys"] == [True, "body"]


def test_a_browser_that_keeps_nothing_searches_and_copies(walked: Walked) -> None:
    said, copied = walked["blocked"]["said"], walked["blocked"]["copied"]
    assert said[1].endswith("matching documents") and copied == ["status", "Copied to clipboard"]


def test_no_page_with_formulas_scrolls_sideways_on_a_phone(walked: Walked) -> None:
    assert len(walked["widths"]) >= 5
    assert {url: width for url, width in walked["widths"].items() if width > PHONE} == {}


def test_pixels_in_the_dark_are_on_the_page_s_own_paper(walked: Walked) -> None:
    """And they are no negatives: what was white is paper, what was black is light."""
    image = Image.open(io.BytesIO(base64.b64decode(walked["pixels"]))).convert("RGB")
    colors = {color for _, color in image.getcolors(image.width * image.height) or []}
    assert (30, 33, 41) in colors and (255, 255, 255) in colors


def test_a_missing_firefox_is_an_error_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoBrowser, match=re.escape(FOX_REMEDY)):
        find_firefox()


@pytest.mark.parametrize("walked", ["firefox"], indirect=True)
def test_labels_are_read_in_forced_colors(walked: Walked) -> None:
    is_forced, contrasts = walked["forced"]
    assert is_forced and len(contrasts) >= 2
    assert [each for each in contrasts if each[1] < 4.5] == []
