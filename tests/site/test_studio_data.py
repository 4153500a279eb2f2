"""The studio's room for data: each way to come by examples, used to its end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from conftest import ROOT
from data_room import ARTICLE, FLOWERS, LETTERS, WAYS, counts, files, ink, paste, png, room, use, what
from demos import drag, said
from PIL import Image
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, RULES, complaints, settle, switch


def test_a_set_that_the_page_makes_is_used_by_keyboard(browser: Browser, site: str) -> None:
    with room(browser, site, 0) as page:
        page.get_by_label("five shapes").focus()
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        assert page.get_by_label("two moons").is_checked()
        assert what(page) == "200 examples, each 2 numbers; 2 classes."
        assert counts(page) == ["blue 100", "orange 100"]
        marks = page.locator(".shown .scatter path").evaluate_all(
            "all => all.map(p => p.getAttribute('d').split('M').length - 1)"
        )
        assert marks == [2, 100, 100, 0, 0], "the axes, and each point with the mark of its class"
        fits = page.locator(".fits").inner_text()
        assert "25 numbers in" in fits and "these examples need 2 numbers in, 2 classes out" in fits
        assert use(page).startswith("In use: 200 examples")
        assert "In use: Two moons" in page.locator(".splitting").inner_text()


def test_a_set_is_fetched_when_it_is_wanted_and_not_before(browser: Browser, site: str) -> None:
    heard: dict[str, list[Any]] = {"request": []}
    with room(browser, site, 0, heard=heard) as page:
        page.get_by_label("2,000 handwritten digits").check()
        assert "190 KB" in page.locator("label", has_text="2,000 handwritten digits").inner_text(), "as SETS says"
        assert not [request for request in heard["request"] if ".bin" in request.url]
        page.route("**/*.bin", lambda route: route.abort())
        page.get_by_role("button", name="fetch 2,000").press("Enter")
        page.wait_for_function("() => document.querySelector('#studio-data .note').textContent.includes('try again')")
        assert "could not be fetched" in said(page)
        page.unroute("**/*.bin")
        page.get_by_role("button", name="fetch 2,000").press("Enter")
        page.wait_for_selector(".examples canvas")
        assert page.evaluate("document.activeElement.textContent").startswith("use these"), "the focus is not lost"
        assert what(page) == "2,000 examples, each a picture of 28 \u00d7 28; 10 classes."
        with np.load(ROOT / "datasets" / "mnist" / "mnist.npz") as arrays:
            labels, images = arrays["y_train"][:2000], arrays["x_train"][:2000]
        assert counts(page) == [f"{digit} {count}" for digit, count in enumerate(np.bincount(labels))]
        first = sorted(place for digit in range(10) for place in np.flatnonzero(labels == digit)[:2])
        assert page.locator(".examples > li").all_inner_texts() == [str(labels[place]) for place in first]
        assert ink(page) == pytest.approx([images[place].mean() / 255 for place in first], abs=0.01)
        assert "A Flatten layer goes first" in page.locator(".fits").inner_text()
        use(page)


def test_points_are_set_by_mouse_and_by_keyboard(browser: Browser, site: str) -> None:
    with room(browser, site, 1) as page:
        plane = page.locator(".setting > .plane")
        box: Any = plane.bounding_box()
        for place in range(4):
            plane.click(position={"x": box["width"] * (0.1 + place / 10), "y": box["height"] / 4})
        assert said(page).startswith("A circle at ") and said(page).endswith(": 4 of its kind.")
        assert what(page).startswith("Set points of two kinds"), "one kind is nothing to learn from"
        page.get_by_label("circle", exact=True).focus()
        page.keyboard.press("ArrowRight")
        page.get_by_label("square", exact=True).press("Tab")
        for place in range(3):
            for key in ["ArrowDown", "ArrowRight", "Space"]:
                page.keyboard.press(key)
            assert said(page).endswith(f": {place + 1} of its kind.")
        assert counts(page) == ["circle 4", "square 3"]
        page.get_by_role("button", name="undo", exact=True).press("Enter")
        assert "still few of square" in what(page)
        page.get_by_role("button", name="clear", exact=True).press("Enter")
        page.get_by_role("button", name="undo", exact=True).press("Enter")
        plane.press("Space")
        assert what(page) == "7 examples, each 2 numbers; 2 classes."
        assert use(page).startswith("In use: 7 examples")


def test_points_are_set_by_finger(browser: Browser, site: str) -> None:
    with room(browser, site, 1, PHONE, has_touch=True, is_mobile=True) as page:
        plane = page.locator(".setting > .plane")
        box: Any = plane.bounding_box()
        for place in range(3):
            plane.tap(position={"x": 40 + 30 * place, "y": box["height"] / 2})
        assert said(page).endswith(": 3 of its kind.")


def stroke(page: Page, keys: list[str]) -> None:
    page.locator(".sheet").focus()
    for key in ["Space", *keys, "Space"]:
        page.keyboard.press(key)


def test_signs_are_drawn_by_keyboard(browser: Browser, site: str) -> None:
    with room(browser, site, 2) as page:
        assert "8 of circle, 8 of cross" in page.locator(".drawings .quiet").inner_text()
        page.get_by_label("name of class 1").fill("bar")
        page.get_by_label("name of class 2").fill("bar")
        assert what(page) == "Two classes are called bar: each needs a name of its own."
        page.get_by_label("name of class 2").fill("dash")
        for name, key in [("bar", "ArrowDown"), ("dash", "ArrowRight")]:
            page.get_by_label(f"draw {name}").press("Space")
            for _ in range(3):
                stroke(page, [key] * 6)
                page.get_by_role("button", name=f"keep as {name}").press("Enter")
        assert said(page) == "Kept: 3 of dash." and counts(page) == ["bar 3", "dash 3"]
        assert what(page) == "6 examples, each a picture of 28 \u00d7 28; 2 classes."
        page.get_by_role("button", name="remove drawing 2 of bar").press("Enter")
        assert what(page) == "Draw 3 signs of each class, or more: 1 of bar to come."
        assert page.evaluate("document.activeElement.ariaLabel") == "remove drawing 2 of bar", "the next one"
        page.get_by_role("button", name="undo", exact=True).press("Enter")
        assert counts(page) == ["bar 3", "dash 3"]
        assert ink(page, ".sample canvas") == pytest.approx([0.062] * 6, abs=0.01), "strokes of 20 by 2.5 pixels"
        assert use(page).startswith("In use: 6 examples")
        page.get_by_role("button", name="add a class").press("Enter")
        assert what(page) == "Class 3 has no name yet."
        assert page.evaluate("document.activeElement.ariaLabel") == "name of class 3"


def test_signs_are_drawn_by_finger(browser: Browser, site: str) -> None:
    with room(browser, site, 2, PHONE, has_touch=True, is_mobile=True) as page:
        page.locator(".sheet").scroll_into_view_if_needed()
        box: Any = page.locator(".sheet").bounding_box()
        drag(page, [(box["x"] + 30 + 10 * step, box["y"] + 40 + 8 * step) for step in range(8)], finger=True)
        page.wait_for_timeout(500)  # a tap right after it would only end the swing
        page.get_by_role("button", name="keep as circle").tap()
        page.get_by_role("button", name="remove drawing 1 of circle").wait_for()


def test_image_files_are_read_and_those_that_are_none_are_named(browser: Browser, site: str) -> None:
    paths = sorted(LETTERS.glob("000[12]_*.png"))
    bright = png(np.pad(np.full((40, 10), 255), ((5, 5), (20, 20))))  # a light bar on dark: that is ink
    with room(browser, site, 3) as page:
        given = [(path.name, "image/png", path.read_bytes()) for path in paths]
        broken = [("0003_none.png", "image/png", b"no picture"), ("notes.txt", "text/plain", b"1 2 3")]
        page.get_by_label("Image files", exact=True).set_input_files(
            files(*given, *broken, ("bar (2).png", "image/png", bright))
        )
        page.wait_for_selector(".refused li")
        assert said(page) == "51 images; 2 files could not be read."
        assert page.locator(".refused li").all_inner_texts() == [
            "0003_none.png: it holds no image that can be read.",
            "notes.txt: it is neither PNG nor JPEG.",
        ]
        assert counts(page) == ["0001 25", "0002 25", "bar 1"]
        assert what(page) == "51 examples, each a picture of 28 \u00d7 28; 3 classes."
        assert page.locator(".shown .note").inner_text().startswith('The class "bar" has a single example')
        assert ink(page)[-1] == pytest.approx(400 / 50**2, abs=0.01), "light on dark is ink too"
        page.get_by_label("50 \u00d7 50").check()
        page.wait_for_function("() => document.querySelector('.what').textContent.includes('50 \u00d7 50')")
        exact = [1 - np.asarray(Image.open(path)).mean() / 255 for path in paths[:8]]
        assert ink(page)[:8] == pytest.approx(exact, abs=0.003)
        assert use(page).startswith("In use: 51 examples, each a picture of 50 \u00d7 50")


def test_what_was_made_stays_when_another_way_is_looked_at(browser: Browser, site: str) -> None:
    with room(browser, site, 4) as page:
        paste(page, FLOWERS)
        page.get_by_role("radio", name=WAYS[1], exact=True).check()
        assert what(page).startswith("Set points")
        page.get_by_role("radio", name=WAYS[4], exact=True).check()
        assert counts(page) == ["lily 15", "rose 15"]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("way", range(5))
def test_all_can_use_it(browser: Browser, site: str, way: int, width: int) -> None:
    with room(browser, site, way, width) as page:
        if way == 2:
            stroke(page, ["ArrowDown"] * 6)
            page.get_by_role("button", name="keep as circle").press("Enter")
        if way == 3:
            page.get_by_label("Image files", exact=True).set_input_files(
                [*LETTERS.glob("000[12]_ca*.png"), ROOT / "README.md"]
            )
            page.wait_for_selector(".refused li")
        if way == 4:
            paste(page, ARTICLE.replace(" ", f" {'1234567890' * 3} "))
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert not complaints(page, RULES["light"], "live-demo")
        switch(page, "dark")
        assert not complaints(page, RULES["dark"], "live-demo")
