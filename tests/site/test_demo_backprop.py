"""The figure that answers in the lesson on backpropagation: forward box by box, and back by the reader's own hand."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from demos import PLACES, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import DESK, open_page

TEXTS = "all => all.map(each => each.textContent)"


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    values = recorded("backprop").values
    return values


def drawn(page: Page, color: str) -> list[str]:
    found = page.locator(f"live-demo ~ svg text[style*='{color}']").evaluate_all(TEXTS)
    return [text for text in found if not text.endswith(("forward", "back"))]


def answer(page: Page, text: str) -> str:
    page.get_by_label("Slope of").fill(text)
    page.keyboard.press("Enter")
    return said(page).replace("\u2212", "-")


def walked(page: Page) -> None:
    """Step forward to the loss, by keyboard."""
    page.get_by_role("button", name="step forward").focus()
    for _ in range(5):
        page.keyboard.press("Enter")


def by_hand(x: list[int], t: int, values: dict[str, Any]) -> list[float]:
    """The five slopes of the path, from the listing's weights."""

    def sigmoid(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    h = [sigmoid(sum(x[i] * values["W1"][i][j] for i in range(4))) for j in range(4)]
    a = sigmoid(sum(h[j] * values["W2"][j][0] for j in range(4)))
    d_s = (a - t) * a * (1 - a)
    d_h = d_s * values["W2"][0][0]
    d_z = d_h * h[0] * (1 - h[0])
    return [a - t, d_s, d_h, d_z, x[2] * d_z]


def test_it_is_solved_by_keyboard_alone(browser: Browser, site: str, values: dict[str, Any]) -> None:
    with open_page(browser, f"{site}{PLACES['backprop']}", DESK) as page:
        blue, orange = drawn(page, "--fig-1"), drawn(page, "--fig-2")
        entered(page)
        assert (drawn(page, "--fig-1"), drawn(page, "--fig-2")) == (blue, orange), "as the build has drawn it"
        assert [page.locator("live-demo .choices > button").nth(i).inner_text() for i in (0, 3, 4)] == [
            f"x1 = {values['x'][0]:.0f}",
            f"x4 = {values['x'][3]:.0f}",
            f"target {values['t']}",
        ]
        page.get_by_role("button", name="step forward").focus()
        told = [values["z"][0], values["h"][0], values["s"], values["a"], values["L"]]
        for filled, number in zip((8, 12, 13, 14, 15), told, strict=True):
            page.keyboard.press("Enter")
            assert f"{number:.4f}" in said(page)
            assert [text for text in drawn(page, "--fig-1") if text] == blue[:filled]
        assert [text for text in drawn(page, "--fig-2") if text] == ["1.000"]
        assert page.evaluate("document.activeElement.id") == "backprop-slope"
        right = [values["d_a"], values["d_s"], values["d_h"][0], values["d_z"][0], values["product"]]
        for number, filled in zip(right, (2, 3, 7, 11, 15), strict=True):
            page.keyboard.type(f"{number:.4f}")
            page.keyboard.press("Enter")
            assert [text for text in drawn(page, "--fig-2") if text] == orange[-filled:]
        assert said(page).startswith(f"Solved! The slope of the weight is {values['product']:.4f}. A nudge of it says")
        assert said(page).endswith(f"{values['by_nudge']:.4f}.")
        assert page.evaluate("document.activeElement.textContent") == "x1 = 0"
        page.wait_for_function("() => location.search === '?backprop=0111155'")
        page.get_by_role("button", name="start again").press("Enter")
        page.wait_for_function("() => location.search === ''")
        assert drawn(page, "--fig-2") == orange


def test_wrong_answers_are_told_apart(browser: Browser, site: str, values: dict[str, Any]) -> None:
    a, h, d_a, d_s = values["a"], values["h"][0], values["d_a"], values["d_s"]
    d_h, d_z, w = values["d_h"][0], values["d_z"][0], values["W2"][0][0]
    told: list[dict[float, str]] = [
        {-d_a: "the sign", a: "a itself", values["L"]: "the loss itself", 2 * d_a: "cancel", 0.123: "a - t, with a"},
        {
            a * (1 - a): "sigmoid alone",
            d_a: "forgotten the factor a (1 - a)",
            -d_s: "the sign",
            d_a * a: "factor 1 - a",
        },
        {w: "the weight alone", d_s: "factor of the weight", d_a * w: "left out a (1 - a)", -w: "And the sign"},
        {h * (1 - h): "sigmoid alone", d_h: "factor h (1 - h)", d_h * h: "factor 1 - h", -d_z: "the sign"},
        {values["W1"][2][0]: "weight itself", h * d_z: "right end", -d_z: "the sign", 1: "alone"},
    ]
    right = [
        f"{a:.4f} - 1",
        f"{d_a:.4f} * {a:.4f} \u00d7 (1 - {a:.4f})",
        f"{d_s:.4f} · {w:.4f}",
        f"{d_z:.4f}",
        f"1*{d_z:.4f}",
    ]
    with open_page(browser, f"{site}{PLACES['backprop']}", DESK) as page:
        entered(page)
        walked(page)
        for mistakes, calculation in zip(told, right, strict=True):
            for number, word in mistakes.items():
                assert word in answer(page, f"{number:.4f}") and said(page).startswith("Not yet"), (number, said(page))
            assert "four decimals" in answer(page, f"{d_a:.3f}") if calculation == right[0] else True
            for none in ("", "x", "1/0", "(1", "2 3", "1+", "(" * 99):
                assert "no number yet" in answer(page, none), none
            assert not answer(page, calculation).startswith(("Not yet", "That"))
        assert said(page).startswith("Solved!")


@pytest.mark.parametrize(("x", "t"), [([1, 0, 1, 0], 0), ([1, 1, 0, 1], 1), ([0, 0, 0, 0], 1)])
def test_other_examples_are_computed(browser: Browser, site: str, values: dict[str, Any], x: list[int], t: int) -> None:
    with open_page(browser, f"{site}{PLACES['backprop']}", DESK) as page:
        entered(page)
        for place, (now, wanted) in enumerate(zip([0, 1, 1, 1, 1], [*x, t], strict=True)):
            if now != wanted:
                page.locator("live-demo .choices > button").nth(place).press("Space")
        assert said(page) == f"Example {''.join(map(str, x))}, target {t}."
        assert [text for text in drawn(page, "--fig-1") if text] == [f"{one}.00" for one in x]
        assert not any(drawn(page, "--fig-2"))
        walked(page)
        for slope in by_hand(x, t, values):
            answer(page, f"{slope:.4f}")
        number = r"(-?\d\.\d{4})"
        found = re.search(rf"Solved! The slope of the weight is {number}\. A nudge of it says {number}\.", said(page))
        assert found and found[1] == found[2], said(page)
        assert float(found[1]) == pytest.approx(by_hand(x, t, values)[4], abs=0.00006)


def test_the_address_keeps_how_far_one_has_come(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['backprop']}?backprop=1010051", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] form")
        assert page.locator("live-demo form").inner_text().startswith("Slope of s:")
        assert [text for text in drawn(page, "--fig-2") if text][-1] == "1.000"


@pytest.mark.parametrize("hostile", ["0111", "0111111", "0111156", "2111100", "%3Cscript%3E", "01111" * 900])
def test_a_hostile_address_gives_the_start_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{PLACES['backprop']}?backprop={hostile}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .choices")
        assert "no example" in said(page) and page.get_by_role("button", name="x1 = 0").count() == 1
