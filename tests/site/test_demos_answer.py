"""Each figure that answers, used by mouse, finger and keyboard to the answer of its task, and by hostile addresses."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

import pytest
from conftest import ROOT
from demos import PLACES, alive, drag, entered, said
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, open_page

PEN = json.loads((ROOT / "tests" / "web" / "pen_letters.json").read_text("utf-8"))
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# A picture that solves the task: found by the network itself, among pictures that nobody chose.
SOLUTION = """
async () => {
  const course = document.querySelector("script[src*='course.js']").src
  const module = (name) => import(new URL(`../${name}.js`, course))
  const [{ Dense }, { Dropout }] = [await module("network/dense"), await module("network/dropout")]
  const [{ kept }, { Tensor }] = [await module("page/parts/kept"), await module("network/tensor")]
  const { network, about } = await kept("shapes", "networks", { Dense, Dropout })
  for (let seed = 1; seed < 100000; seed++) {
    const picture = Array.from({ length: 25 }, (_, i) => Math.floor(Math.abs(Math.sin(seed * 25 + i) * 1e4)) % 2)
    const apart = Math.min(...about.shapes.map((shape) => shape.filter((ink, i) => ink !== picture[i]).length))
    if (apart >= 8 && Math.max(...network.predict(new Tensor([1, 25], picture)).data) > 0.995) return picture
  }
}
"""


def drawn(page: Page) -> list[int]:
    pressed = "all => all.map(each => Number(each.ariaPressed === 'true'))"
    found: list[int] = page.locator("live-demo .pad > button").evaluate_all(pressed)
    return found


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def trained(page: Page) -> str:
    """What is said once fifty networks have learned."""
    done = "() => document.querySelector('live-demo [role=status]').textContent.includes('of 50 networks')"
    page.wait_for_function(done, timeout=120_000)  # however slow the machine is
    return said(page)


def letter(name: str) -> str:
    """A letter of pen strokes, as it stands in an address."""
    strokes = [[(2 * x + 4, 2 * y + 26) for x, y in stroke] for stroke in PEN[name]]
    return "-".join("".join(SIGNS[x] + SIGNS[y] for x, y in stroke) for stroke in strokes)


def test_it_is_solved_by_keyboard_alone(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['shapes']}", DESK) as page:
        entered(page)
        assert page.evaluate("document.activeElement.ariaLabel") == "row 1, column 1"
        wanted, now = page.evaluate(SOLUTION), drawn(page)
        assert sum(now) > 5 and wanted != now, "the figure starts with the picture that it was drawn with"
        for place in range(25):
            if place:
                keys = ["ArrowRight"] if place % 5 else ["ArrowDown", *["ArrowLeft"] * 4]
                for key in keys:
                    page.keyboard.press(key)
            if wanted[place] != now[place]:
                page.keyboard.press("Space")
        assert drawn(page) == wanted and said(page).startswith("Solved!")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.ariaLabel") == "row 5, column 5", "no way out of the pad"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "square"
        page.keyboard.press("Enter")
        assert "taught" in said(page) and "Solved" not in said(page)


def test_wrong_answers_are_told_from_right_ones(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['shapes']}", DESK) as page:
        alive(page)
        press = partial(choose, page)
        for name in ("square", "rhombus", "upright cross", "diagonal cross", "horizontal line"):
            press(name)
            assert said(page).startswith(name.capitalize()) and "taught" in said(page)
        press("square")
        page.get_by_label("row 3, column 3").click()
        assert "1 pixel away from the square" in said(page) and "Not yet: it takes 8 pixels" in said(page)
        press("empty")
        shares = [float(text[:-1]) for text in page.locator(".bars .share").all_inner_texts()]
        assert sum(shares) == pytest.approx(100, abs=0.3)
        assert ("more than 99% sure" in said(page)) == (max(shares) <= 99)
        press("start again")
        assert page.locator(".bars .winner .name").inner_text() == "square", "the broken one"


def test_mouse_and_finger_draw(browser: Browser, site: str) -> None:
    for more in ({}, {"has_touch": True}):
        with open_page(browser, f"{site}{PLACES['shapes']}", PHONE, **more) as page:
            alive(page)
            choose(page, "empty")
            pixels = page.locator("live-demo .pad > button")
            if more:
                for place in (0, 6, 12):
                    pixels.nth(place).tap()
                pixels.nth(6).tap()
                assert [place for place, ink in enumerate(drawn(page)) if ink] == [0, 12]
                continue
            boxes = [pixels.nth(place).bounding_box() for place in (0, 4)]
            (x, y), (end, _) = ((box["x"] + 9, box["y"] + 9) for box in boxes if box)
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(end, y, steps=12)
            page.mouse.up()
            page.mouse.move(x, y + 90, steps=4)
            assert [place for place, ink in enumerate(drawn(page)) if ink] == [0, 1, 2, 3, 4]


def test_the_address_keeps_the_picture(browser: Browser, site: str) -> None:
    address = f"{site}{PLACES['shapes']}"
    with open_page(browser, address, DESK) as page:
        alive(page)
        page.get_by_role("button", name="rhombus").click()
        page.wait_for_function("() => location.search.includes('shapes=')")
        kept, picture, heard = page.url, drawn(page), said(page)
        page.get_by_role("button", name="start again").click()
        page.wait_for_function("() => location.search === ''")
    with open_page(browser, kept, DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .pad")  # at once: it was asked for
        assert (drawn(page), said(page)) == (picture, heard)


@pytest.mark.parametrize("hostile", ["0" * 24, "2" * 25, "%3Cscript%3Ealert(1)%3C/script%3E", "1" * 9000])
def test_a_hostile_address_gives_the_start_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, site, DESK) as page:
        errors: list[Any] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(f"{site}{PLACES['shapes']}?shapes={hostile}")
        page.wait_for_selector("live-demo[aria-busy=false] .pad")
        assert "no picture of 25 pixels" in said(page) and page.locator("live-demo script").count() == 0
        assert page.locator(".bars .winner .name").inner_text() == "square" and not errors


def test_the_drawing_is_lit_by_the_picture(browser: Browser, site: str) -> None:
    """At first as the build has drawn it; then by what is drawn."""
    opacity = """all => all.map(each => Number(each.getAttribute("fill-opacity")))"""
    with open_page(browser, f"{site}{PLACES['shapes']}", DESK) as page:
        circles = page.locator("live-demo ~ svg circle[id]")
        before = circles.evaluate_all(opacity)
        alive(page)
        assert circles.evaluate_all(opacity) == pytest.approx(before, abs=0.011)
        page.get_by_role("button", name="horizontal line").click()
        after = circles.evaluate_all(opacity)
        assert after[:25] == drawn(page)
        assert after[25:] != pytest.approx(before[25:], abs=0.05)
        values = page.locator("live-demo ~ svg text").all_text_contents()
        bars = [float(text[:-1]) / 100 for text in page.locator(".bars .share").all_inner_texts()]
        assert all(f"{share:.2f}" in values for share in bars), "the values in the circles too"


def test_fifty_networks_learn_from_the_rows_that_were_chosen(browser: Browser, site: str) -> None:
    """By keyboard alone: three rows are enough, five others are not."""
    with open_page(browser, f"{site}{PLACES['shortcut']}", DESK) as page:
        entered(page)
        assert said(page) == "5 training rows: 2,048 of 65,536 rules fit them."
        page.get_by_role("button", name="Train 50 networks").focus()
        page.keyboard.press("Enter")
        five = trained(page)
        assert int(re.search(r"(\d+) of 50 networks", five)[1]) < 10 and "Not yet" in five  # type: ignore[index]
        page.get_by_role("button", name="none").focus()
        page.keyboard.press("Enter")
        assert "0 training rows: 65,536" in said(page)
        page.get_by_role("button", name="Train 50 networks").press("Enter")
        assert "nothing to learn from" in said(page)
        page.locator("live-demo .pad > [tabindex='0']").focus()
        for _ in range(4):
            page.keyboard.press("ArrowUp")
            page.keyboard.press("ArrowLeft")
        for keys in ("ArrowRight ArrowRight Space", "ArrowDown Space", "ArrowLeft ArrowLeft Space"):  # 0010, 0110, 0100
            for key in keys.split():
                page.keyboard.press(key)
        assert said(page) == "3 training rows: 8,192 of 65,536 rules fit them."
        page.get_by_role("button", name="Train 50 networks").press("Enter")
        assert trained(page).startswith("Solved! From 3 rows,")
        assert "of 50 right" in page.locator("live-demo .pad > button").first.get_attribute("aria-label")  # type: ignore[operator]
        page.get_by_role("button", name="all sixteen").press("Enter")
        page.get_by_role("button", name="Train 50 networks").press("Enter")
        page.get_by_role("button", name="the seven rows").press("Enter")
        page.wait_for_timeout(300)
        assert said(page).startswith("7 training rows"), "a choice ends the training that went on"
        page.get_by_role("button", name="Train").press("Enter")
        seven = trained(page)
        assert int(re.search(r"(\d+) of 50 networks", seven)[1]) >= 35 and "Solved" not in seven  # type: ignore[index]


@pytest.mark.parametrize(("name", "verdict"), [("S", "as you were asked"), ("H", "but S was asked for")])
def test_a_drawn_letter_is_read(browser: Browser, site: str, name: str, verdict: str) -> None:
    with open_page(browser, f"{site}{PLACES['augmentation']}?augmentation={letter(name)}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .sheet")
        assert re.match(rf"It reads {name}, [\d.]+% sure, {verdict}", said(page)), said(page)
        assert page.locator(".columns .winner").inner_text() == name
        maps = page.locator(".maps canvas")
        assert maps.count() == 24
        inked = "map => map.getContext('2d').getImageData(0, 0, map.width, map.height).data.some(Boolean)"
        assert sum(maps.nth(place).evaluate(inked) for place in range(24)) > 12


def test_ten_letters_are_asked_for_and_counted_by_keyboard_alone(browser: Browser, site: str) -> None:
    """The pen draws an L each time: L is never asked for, so none is right."""
    with open_page(browser, f"{site}{PLACES['augmentation']}", DESK) as page:
        entered(page)
        assert said(page) == "Please draw S (1 of 10)."
        page.get_by_role("button", name="next letter").press("Enter")
        assert "The sheet is empty" in said(page)
        for turn in range(10):
            page.locator(".sheet").focus()
            for key in ["Space", *["ArrowDown"] * 10, *["ArrowRight"] * 5, "Space"]:
                page.keyboard.press(key)
            assert said(page).startswith("It reads L"), said(page)
            for key in [*["ArrowUp"] * 10, *["ArrowLeft"] * 5]:
                page.keyboard.press(key)
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            if turn < 9:
                assert f"({turn + 2} of 10)" in said(page)
        assert said(page) == "Done: it has read 0 of your 10 letters."
        assert page.get_by_role("button", name="next letter").is_disabled()
        page.get_by_role("button", name="start again").press("Enter")
        assert said(page) == "Please draw S (1 of 10)."


def test_a_finger_draws_and_the_last_stroke_can_be_undone(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['augmentation']}", PHONE, has_touch=True) as page:
        alive(page)
        page.locator(".sheet").scroll_into_view_if_needed()
        box = page.locator(".sheet").bounding_box()
        assert box
        x, y = box["x"], box["y"]
        drag(page, [(x + 60, y + 20 + 17 * step) for step in range(8)], finger=True)
        drag(page, [(x + 30 + 8 * step, y + 20) for step in range(8)], finger=True)
        assert page.locator(".sheet polyline").count() == 2 and said(page).startswith("It reads T"), said(page)
        scrolled = page.evaluate("scrollY")
        choose(page, "undo")
        assert page.locator(".sheet polyline").count() == 1 and said(page).startswith("It reads I"), said(page)
        choose(page, "clear")
        assert "Please draw" in said(page) and page.evaluate("scrollY") == scrolled


@pytest.mark.parametrize("hostile", ["A", "AB-", "A1B2", "<svg/onload=alert(1)>", "AB" * 5000])
def test_a_hostile_drawing_gives_an_empty_sheet_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, site, DESK) as page:
        page.goto(f"{site}{PLACES['augmentation']}?augmentation={hostile}")
        page.wait_for_selector("live-demo[aria-busy=false] .sheet")
        assert "no drawing" in said(page) and page.locator(".sheet polyline").count() == 0


def test_a_drawing_too_long_for_an_address_is_in_none(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['augmentation']}", DESK) as page:
        entered(page)
        sheet = page.locator(".sheet")
        sheet.focus()
        for lines, is_kept in ((1, True), (40, False)):
            page.keyboard.press("Space")
            for line in range(lines):
                for _ in range(18):
                    page.keyboard.press("ArrowLeft" if line % 2 else "ArrowRight")
                    page.keyboard.press("ArrowDown" if line % 2 else "ArrowUp")
            page.keyboard.press("Space")
            page.wait_for_timeout(500)
            assert ("augmentation=" in page.url) == is_kept
