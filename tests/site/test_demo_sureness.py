"""The figure on temperature: by keyboard to the answer of its task, with the shares of the lesson's run."""

from __future__ import annotations

import numpy as np
import pytest
from demos import PLACES, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import DESK, open_page

FIGURE = "live-demo[aria-busy=false] .slider"


def shares(page: Page) -> list[float]:
    found: list[float] = page.locator(".digits > .column").evaluate_all(
        "all => all.map(each => Number(each.style.getPropertyValue('--share')))"
    )
    return found


def at(given: np.ndarray, temperature: float) -> np.ndarray:
    """Shares at another temperature."""
    powers = given ** (1 / temperature)
    return np.asarray(powers / powers.sum())


def test_a_temperature_is_found_by_keyboard_alone(browser: Browser, site: str) -> None:
    values = recorded("sureness").values
    with open_page(browser, f"{site}{PLACES['sureness']}", DESK) as page:
        entered(page)
        assert page.evaluate("document.activeElement.labels[0].textContent") == "temperature"
        given = np.array(shares(page))
        assert given == pytest.approx(values["odd_one"], abs=0.002), "as the lesson's network reads the leaning 5"
        assert said(page) == f"It reads 6, {given[6]:.1%} sure. Not yet: too sure."
        grid = [round(0.2 + 0.05 * step, 2) for step in range(97)]
        reached = [temperature for temperature in grid if abs(at(given, temperature)[6] - 0.5) <= 0.01]
        assert reached and reached[0] > 1, "the task has an answer on the slider"
        for _ in range(round((reached[0] - 1) / 0.05)):
            assert said(page).endswith("Not yet: too sure.")
            page.keyboard.press("ArrowRight")
        assert shares(page) == pytest.approx(at(given, reached[0]).tolist(), abs=1e-6)
        sure = f"{at(given, reached[0])[6]:.1%}"
        assert said(page) == f"Solved! It reads 6, {sure} sure. All ten keep their order."
        page.wait_for_function(f"() => location.search === '?sureness={reached[0]:.2f}_0.0_0.0_0'")
        kept, heard = page.url, said(page)
        page.keyboard.press("End")
        assert said(page).endswith("Not yet: too unsure.") and max(shares(page)) < 0.35, "hot: nearly equal"
        page.keyboard.press("Home")
        assert shares(page)[6] > 0.98, "cold: the leader takes all"
        page.goto(kept)
        page.wait_for_selector(FIGURE)
        assert said(page) == heard


def test_as_in_the_lesson(browser: Browser, site: str) -> None:
    values = recorded("sureness").values
    for temperature in ("0.3", "3"):
        state = f"{float(temperature):.2f}_0.0_0.0_0"
        with open_page(browser, f"{site}{PLACES['sureness']}?sureness={state}", DESK) as page:
            page.wait_for_selector(FIGURE)
            assert sorted(shares(page))[::-1] == pytest.approx(values["warm"][temperature], abs=0.002)


def test_only_differences_of_scores_count(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['sureness']}", DESK) as page:
        entered(page)
        before = shares(page)
        for sum_ in (100, 200):
            page.get_by_role("button", name="add 100").press("Enter")
            assert f"With {sum_} more in every score no share has moved." in said(page)
            assert shares(page) == pytest.approx(before, abs=1e-9)
        page.wait_for_function("() => location.search === '?sureness=1.00_0.0_0.0_200'")
        page.get_by_role("button", name="start again").press("Enter")
        page.wait_for_function("() => location.search === ''")
        five = page.locator(".slider > input").nth(2)
        five.press("ArrowRight")
        assert "have changed, but not the answer" in said(page) and shares(page)[5] > before[5]
        five.press("End")
        assert said(page).startswith("It reads 5,") and "and so has the answer" in said(page)
        assert page.locator(".digits .winner").inner_text().startswith("5") and "Solved" not in said(page)


@pytest.mark.parametrize(
    "hostile", ["x", "9.00_0.0_0.0_0", "1.00_0.0_0.0_-5", "1e9", "1.00_0.0_0.0", "<svg/onload=alert(1)>"]
)
def test_a_hostile_address_gives_the_scores_of_the_lesson(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{PLACES['sureness']}?sureness={hostile}", DESK) as page:
        page.wait_for_selector(FIGURE)
        assert "no scores" in said(page) and page.locator(".slider > input").first.input_value() == "1"
