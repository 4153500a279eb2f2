"""A kernel over what the reader draws, and layers whose sizes and numbers are typed in."""

from __future__ import annotations

import re

import keras
import pytest
from demos import PLACES, alive, entered, said
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, open_page


def test_a_kernel_finds_no_edge_where_there_is_none(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['convolution']}", DESK) as page:
        entered(page)
        assert said(page) == "Strongest: 1.00, at row 2, column 1. Not yet.", "left of the stem: paper, then ink"
        label = page.locator(".sliding .map").get_attribute("aria-label")
        assert label == "Map of 6 by 6, from -0.75 to 1.00. Arrow keys move the kernel."
        page.get_by_role("button", name="horizontal edges").press("Enter")
        assert "Not yet" not in said(page) and said(page).startswith("Strongest")
        page.get_by_role("button", name="vertical edges").press("Enter")
        page.get_by_role("button", name="empty").press("Enter")
        assert said(page) == "The map is all zeros. Not yet: it takes 10 pixels of ink."
        page.locator(".pad > [tabindex='0']").focus()
        for row in range(2):
            for _ in range(8):
                page.keyboard.press("Space")
                page.keyboard.press("ArrowLeft" if row else "ArrowRight")
            page.keyboard.press("Space")
            if not row:
                assert "Not yet: it takes 10 pixels" in said(page), "one line has nine"
                page.keyboard.press("ArrowDown")
        assert said(page).startswith("Solved!") and "18 pixels" in said(page)
        first = page.get_by_label("kernel, row 1, column 1")
        first.press("ArrowUp")
        assert first.input_value() == "-0.5" and not said(page).startswith("Solved!")
        first.fill("")
        assert "Strongest" in said(page), "no number counts as 0"
        page.goto(f"{site}{PLACES['convolution']}?convolution=12")
        page.wait_for_selector("live-demo[aria-busy=false] .kernel")
        assert "no picture" in said(page)


def test_the_kernel_is_moved_and_the_map_fills(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['convolution']}", DESK) as page:
        entered(page)
        filled = "all => all.filter(cell => Number(cell.style.getPropertyValue('--size')) > 0).length"
        cells = page.locator(".sliding > .map > i")
        whole = cells.evaluate_all(filled)
        page.get_by_role("button", name="slide it yourself").press("Enter")
        assert said(page).startswith("At row 1, column 1 the kernel meets") and said(page).endswith(
            "35 places are still empty."
        )
        assert cells.evaluate_all(filled) <= 1 < whole
        page.locator(".sliding > .map").focus()
        page.keyboard.press("ArrowDown")
        found = re.match(
            r"At row 2, column 1 .* (\d+) pixels of ink\. Their numbers add up to 8; .* is 1\.00\.", said(page)
        )
        assert found and found[1] == "8" and said(page).endswith("34 places are still empty.")
        assert "2 of 36 places filled" in (page.locator(".sliding > .map").get_attribute("aria-label") or "")
        page.keyboard.press("ArrowLeft")
        assert said(page).startswith("At row 2, column 1"), "it stays on the picture"
        for row in range(2, 8):
            for _ in range(5):
                page.keyboard.press("ArrowLeft" if row % 2 else "ArrowRight")
            page.keyboard.press("ArrowDown")
        for _ in range(6):
            page.keyboard.press("ArrowUp")
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        assert cells.evaluate_all(filled) == whole and "still empty" not in said(page)


def test_the_kernel_is_dragged(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['convolution']}", PHONE) as page:
        alive(page)
        page.locator(".sliding > .map > i").nth(0).hover()
        page.mouse.down()
        page.locator(".sliding > .map > i").nth(13).hover()
        page.mouse.up()
        assert said(page).startswith("At row 3, column 2 the kernel meets")
        frame = page.locator(".sliding .frame").bounding_box()
        corner = page.get_by_label("row 3, column 2", exact=True).first.bounding_box()
        assert frame and corner and abs(frame["x"] - corner["x"]) < 3 and abs(frame["y"] - corner["y"]) < 3


def layer(page: Page) -> tuple[int, int, int, int]:
    """Rows and numbers to learn of the layer that is asked about, by Keras; its filters, and the picture's side."""
    words = page.locator("live-demo > p").first.inner_text().replace("one channel", "1 channel")
    _, filters, kernel, _, stride, side, _, channels = (int(number) for number in re.findall(r"\d+", words))
    made = keras.layers.Conv2D(filters, kernel, stride, "same" if "same" in words else "valid")
    made.build((None, side, side, channels))
    return made.compute_output_shape((None, side, side, channels))[1], made.count_params(), filters, side


def answered(page: Page, rows: int, learned: int) -> str:
    """What is said to two numbers, sent by the enter key."""
    page.get_by_label("rows of a map").fill(str(rows))
    page.get_by_label("numbers to learn").fill(str(learned))
    page.keyboard.press("Enter")
    return said(page)


def test_sizes_and_counts_are_typed_in(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['channels']}", DESK) as page:
        entered(page)
        for row in range(1, 4):
            right = answered(page, *layer(page)[:2])
            assert right == f"{'Solved!' if row == 3 else 'Right.'} {row} in a row at the first try."
            page.get_by_role("button", name="next layer").press("Enter")
        rows, learned, _, _ = layer(page)
        assert answered(page, rows + 1000, learned) == f"Not yet. Rows: not {rows + 1000:,}."
        assert answered(page, rows, learned) == "Right. 0 in a row at the first try."
        page.wait_for_function("() => location.search === '?channels=4'")
        page.goto(f"{site}{PLACES['channels']}?channels=x")
        page.wait_for_selector("live-demo[aria-busy=false] form")
        assert "no layer" in said(page)


@pytest.mark.parametrize("number", range(1, 9))
def test_known_mistakes_are_told(browser: Browser, site: str, number: int) -> None:
    with open_page(browser, f"{site}{PLACES['channels']}?channels={number}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] form")
        rows, learned, filters, side = layer(page)
        assert "each kernel has a bias too" in answered(page, rows, learned - filters)
        wrong = answered(page, side, learned)
        assert ("that is the picture" in wrong) == (side != rows)
