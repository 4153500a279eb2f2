"""The walk downhill: a rate and a momentum to choose, by keyboard alone, and a prediction that the walk answers."""

from __future__ import annotations

import pytest
from demos import PLACES, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, open_page


def test_a_rate_and_a_momentum_are_found_by_keyboard_alone(browser: Browser, site: str) -> None:
    values = recorded("descent").values
    with open_page(browser, f"{site}{PLACES['descent']}", DESK) as page:
        entered(page)
        plain, quick = (values["arrived"][place] for place in range(2))
        assert said(page) == f"It arrives after {plain} steps. Not yet: 14 are possible.", "as in the listing"
        before = page.locator(".valley polyline").get_attribute("points")
        rate, beta = page.locator(".slider > input").all()
        for _ in range(12):
            beta.press("ArrowRight")
        assert said(page).startswith(f"It arrives after {quick} steps."), "as in the listing, with a beta of 0.6"
        assert page.locator(".valley polyline").get_attribute("points") != before
        beta.press("ArrowLeft")
        for _ in range(4):
            rate.press("ArrowRight")
        assert said(page) == "Solved! It arrives after 12 steps."
        page.wait_for_function("() => location.search === '?descent=0.095-0.55'")
        beta.press("Home")
        rate.press("End")
        assert said(page) == "Within 1,000 steps it does not arrive."
    with open_page(browser, f"{site}{PLACES['descent']}?descent=0.095-0.55", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert said(page).startswith("Solved!")
        page.goto(f"{site}{PLACES['descent']}?descent=9e9-x")
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert "no rate and momentum" in said(page)


def pressed(page: Page, *names: str) -> str:
    """What is said once these buttons have been pressed, by the keyboard."""
    for name in names:
        page.get_by_role("button", name=name, exact=True).press("Enter")
    return said(page)


def test_a_walk_is_predicted_then_stepped(browser: Browser, site: str) -> None:
    """At a rate of 0.075, across the valley: 1 - 0.075 * 25 = -0.875, so it swings, ever less."""
    with open_page(browser, f"{site}{PLACES['descent']}", DESK) as page:
        entered(page)
        points = page.locator(".valley polyline")
        assert page.get_by_role("button", name="no swing").is_disabled(), "nothing is hidden yet"
        assert pressed(page, "predict first").startswith("The walk is hidden.")
        assert points.get_attribute("points") == "5 -1"
        assert page.get_by_role("button", name="one step").is_disabled(), "first the prediction"
        assert pressed(page, "no swing") == "You say: no swing. Take a step, or walk to the end."
        page.keyboard.press("Enter")
        assert said(page) == "Step 1: down, from height 25 to 20.3.", "the focus has gone on to the next button"
        assert points.get_attribute("points") == "5 -1 4.625 0.875"
        wrong = 'You said "no swing"; but: swings, then arrives. It arrives after 60 steps.'
        assert pressed(page, "to the end").startswith(wrong)
        page.locator(".slider > input").first.press("ArrowRight")
        assert said(page).startswith("The walk is hidden."), "another walk is hidden again"
        right = "Right: never settles. Within 1,000 steps it does not arrive."
        assert pressed(page, "never settles", "to the end") == right
        page.locator(".slider > input").first.press("Home")
        assert pressed(page, "no swing", "to the end").startswith("Right: no swing. It arrives after 919"), "slow"
        assert pressed(page, "start again") == "It arrives after 60 steps. Not yet: 14 are possible."


def test_in_the_bowl_it_goes_straight(browser: Browser, site: str) -> None:
    """Equally curved both ways: each step is the same share of the way to the bottom."""
    with open_page(browser, f"{site}{PLACES['descent']}", PHONE, has_touch=True) as page:
        page.locator("live-demo button").first.tap()
        page.wait_for_selector("live-demo[aria-busy=false] [role=status]")
        page.get_by_role("button", name="bowl", exact=True).tap()
        assert said(page) == "In the bowl it arrives after 35 steps."
        page.wait_for_function("() => location.search === '?descent=0.075-0.00-bowl'")
        points = page.locator(".valley polyline").get_attribute("points")
        assert points and points.startswith("5 -1 -4.375 0.875 3.828125 -0.765625")
        page.goto(page.url)
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert said(page).startswith("In the bowl")


@pytest.mark.parametrize("hostile", ["0.1-0.1-hill", "0.999-0.99", "0.077-0.00", "<b>"])
def test_a_hostile_address_gives_the_first_walk_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{PLACES['descent']}?descent={hostile}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert "no rate and momentum" in said(page)
