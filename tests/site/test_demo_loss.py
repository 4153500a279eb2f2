"""The figure that answers in the lesson on loss: a reader whose two marks part."""

from __future__ import annotations

import re

import pytest
from demos import PLACES, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, open_page


def marks(page: Page) -> tuple[float, float]:
    """Accuracy and loss, as they are announced."""
    found = re.search(r"Accuracy (\d+)%, loss ([\d.]+)\.", said(page))
    assert found, said(page)
    return int(found[1]) / 100, float(found[2])


def share_of(page: Page, place: int) -> float:
    return float(page.locator(".slider > input").nth(place).input_value())


def test_the_readers_are_those_of_the_lesson(browser: Browser, site: str) -> None:
    values = recorded("loss").values
    right = values["right"]
    with open_page(browser, f"{site}{PLACES['loss']}", DESK) as page:
        entered(page)
        task = page.locator("live-demo p", has_text="Your task").inner_text()
        assert f"a loss of {values['marks']['modest'][1]:.2f}" in task
        for name, shares in values["readers"].items():
            page.get_by_role("button", name=name, exact=True).press("Enter")
            assert marks(page) == pytest.approx(values["marks"][name], abs=0.0006)
            for place, row in enumerate(shares):
                assert share_of(page, place) == row[right[place]], name


def test_it_is_solved_by_keyboard_alone(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['loss']}", DESK) as page:
        entered(page)
        assert page.evaluate("document.activeElement.type") == "range"
        assert "Not yet" in said(page), "the first reader gets all right"
        page.get_by_role("button", name="bold", exact=True).press("Enter")
        assert said(page) == "Accuracy 100%, loss 0.105. Not yet: all are still right."
        page.get_by_role("button", name="start again").press("Enter")
        for place in range(4):
            page.get_by_role("button", name=f"picture {place + 1}: the rest to one").press("Space")
            accuracy, loss = marks(page)
            assert (accuracy, loss) == (1 - (place + 1) / 4, 0.916), "the loss does not see where the rest goes"
        # None is right, and the loss is that of the first reader: not lower.
        assert "Solved" not in said(page)
        first = page.locator(".slider > input").first
        first.press("ArrowRight")
        assert said(page).startswith("Solved! Accuracy 0%, loss 0.91")
        page.wait_for_function("() => location.search === '?loss=41o40o40o40o'")
        for _ in range(9):
            first.press("ArrowRight")
        assert "a tie is neither" in said(page) and share_of(page, 0) == 0.5
        first.press("ArrowRight")
        assert "Accuracy 25%" in said(page) and "picture 1 is right" in said(page)


def test_wrong_answers_are_told_apart(browser: Browser, site: str) -> None:
    address = f"{site}{PLACES['loss']}"
    for state, word in {
        "33s33s33s33s": "below a third",  # none is right, but the loss is high
        "10o10o10o10o": "How much can a right answer get",
        "49o49o49o34s": "picture 4 is right",
        "50o50o50o49o": "a tie is neither",
        "49o49o49o49o": "Solved!",
        "49o45o30s40o": "Solved!",
    }.items():
        with open_page(browser, f"{address}?loss={state}", DESK) as page:
            page.wait_for_selector("live-demo[aria-busy=false] .judged")
            assert word in said(page), (state, said(page))


def test_the_points_of_the_curve_move(browser: Browser, site: str) -> None:
    """Those that the build has drawn tell what the scale is."""
    values = recorded("loss").values
    assert [values["marked"][place] for place in (0, -1)] == [0.02, 0.95]
    at = "all => all.map(each => [Number(each.getAttribute('x')), Number(each.getAttribute('y'))])"
    with open_page(browser, f"{site}{PLACES['loss']}", PHONE, has_touch=True) as page:
        dots = page.locator("live-demo ~ svg use[style*='--fig-1']")
        drawn = dots.evaluate_all(at)
        entered(page)
        assert dots.evaluate_all(at) == drawn, "until the reader changes something"
        for place, share in enumerate(values["marked"]):
            page.locator(".slider > input").nth(place).fill(str(share))
        for now, then in zip(dots.evaluate_all(at), drawn, strict=True):
            assert now == pytest.approx(then, abs=0.1)
        page.get_by_role("button", name="picture 1: the rest to one").tap()
        assert dots.evaluate_all(at)[0] == pytest.approx(drawn[0], abs=0.1), "the rest does not move it"


@pytest.mark.parametrize("hostile", ["40s", "00s40s40s40s", "99s40s40s40s", "40x" * 4, "%3Cscript%3E", "40s" * 3000])
def test_a_hostile_address_gives_the_start_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{PLACES['loss']}?loss={hostile}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .judged")
        assert "no reader" in said(page) and [share_of(page, place) for place in range(4)] == [0.4] * 4
