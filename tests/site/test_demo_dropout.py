"""Masks over one sum: what is said agrees with the lesson's run, and the task is solved by keyboard alone."""

from __future__ import annotations

import re
from math import sqrt

import pytest
from demos import PLACES, alive, entered, recorded, said
from playwright.sync_api import Browser
from visits import DESK, PHONE, open_page

ADDRESS = PLACES["dropout"]
NUMBERS = re.compile(
    r"Mask (?P<count>[\d,]+) keeps (?P<left>\d+) of 40; the sum is (?P<last>-?[\d.]+)\."
    r"(?: Mean of [\d,]+ sums: (?P<mean>-?[\d.]+);)? [Ww]ithout dropout: (?P<whole>-?[\d.]+)\."
    r"(?:.* misses by (?P<miss>\d+\.\d))?"
)


def numbers(text: str) -> dict[str, float]:
    found = NUMBERS.search(text)
    assert found, text
    return {name: float(number.replace(",", "")) for name, number in found.groupdict().items() if number}


def test_the_numbers_are_those_of_the_lesson(browser: Browser, site: str) -> None:
    values = recorded("dropout").values
    with open_page(browser, f"{site}{ADDRESS}?dropout=0.25-with-10000", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .plot")
        told = numbers(said(page))
        assert told["whole"] == pytest.approx(values["whole"], abs=0.06)
        assert told["mean"] == pytest.approx(values["mean"], abs=0.3), "10,000 masks each, by other chance"
        assert told["miss"] == pytest.approx(values["spread"], rel=0.04)
        page.get_by_role("button", name="factor").click()
        assert numbers(said(page))["mean"] == pytest.approx(values["unscaled"], abs=0.3)
        assert f"the mean goes to {0.75 * values['whole']:.1f}, 25% too low." in said(page)
        assert page.locator(".plot .mean.unscaled").count() == 1


def test_one_mask_as_it_is_drawn(browser: Browser, site: str) -> None:
    each = """[...document.querySelectorAll("live-demo ~ svg path[clip-path][style^='fill: var(--fig-1']")]"""
    height = "([_, base, top]) => Math.abs(base - top)"
    lines = f"{each}.map(bar => (bar.getAttribute('d').match(/[\\d.]+/g) ?? []).map(Number))"
    bars = f"{lines}.map({height}).filter(high => high > 0).length"
    with open_page(browser, f"{site}{ADDRESS}", PHONE, has_touch=True) as page:
        alive(page)
        first = numbers(said(page))
        assert first["count"] == 1 and first["left"] == page.evaluate(bars) < 40 and "mean" not in first
        page.get_by_role("button", name="new mask").tap()
        second = numbers(said(page))
        assert second["count"] == 2 and second["left"] == page.evaluate(bars)
        assert second["mean"] == pytest.approx((first["last"] + second["last"]) / 2, abs=0.11)
        page.get_by_role("button", name="start again").tap()
        assert numbers(said(page)) == first, "the same mask"
        page.locator(".slider > input").press("Home")
        nothing = numbers(said(page))
        assert nothing["left"] == 40 and nothing["last"] == nothing["whole"], "a rate of 0 drops nothing"


def test_the_rate_is_found_by_keyboard_alone(browser: Browser, site: str) -> None:
    values = recorded("dropout").values
    odds = (values["whole"] / values["spread"]) ** 2 / 3  # the spread is that of a rate of 1/4: odds of 1/3
    wanted = round(odds / (1 + odds) / 0.05)  # in steps of the slider
    with open_page(browser, f"{site}{ADDRESS}", DESK) as page:
        entered(page)
        slider = page.locator(".slider > input")
        for _ in range(wanted - 5):
            page.keyboard.press("ArrowRight")
        assert "Solved" not in said(page) and "misses by" not in said(page), "one mask tells nothing of what is usual"
        page.get_by_role("button", name="1,000 masks").press("Enter")
        told = numbers(said(page))
        assert "Solved! One sum usually misses by" in said(page) and told["count"] == 1000
        assert told["miss"] == pytest.approx(told["whole"], rel=0.1)
        assert told["mean"] == pytest.approx(told["whole"], abs=4 * told["miss"] / sqrt(1000)), "and yet the mean hits"
        page.get_by_role("button", name="factor").press("Space")
        assert "Solved" not in said(page) and "too low" in said(page)
        page.get_by_role("button", name="factor").press("Space")
        page.wait_for_function(f"() => location.search === '?dropout={wanted / 20:.2f}-with-1000'")
        kept, heard = page.url, said(page)
        slider.press("ArrowLeft")
        assert said(page).endswith("Not yet: less than the sum.")
        slider.press("ArrowRight")
        slider.press("ArrowRight")
        assert said(page).endswith("Not yet: more than the sum.")
        for _ in range(12):
            page.get_by_role("button", name="1,000 masks").press("Enter")
        assert numbers(said(page))["count"] == 10_000, "and no more"
        page.get_by_role("button", name="start again").press("Enter")
        page.wait_for_function("() => location.search === ''")
    with open_page(browser, kept, DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .plot")
        assert said(page) == heard


@pytest.mark.parametrize("hostile", ["x", "0.26-with-1", "0.95-with-1", "0.25-with-10001", "0.25-with-0", "9" * 3000])
def test_a_hostile_address_gives_the_start_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{ADDRESS}?dropout={hostile}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .plot")
        assert "no rate and number of masks" in said(page)
        assert page.locator(".slider > output").inner_text() == "0.25"
