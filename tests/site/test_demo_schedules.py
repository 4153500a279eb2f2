"""Rates to be drawn for the walkers of the bowl: by keyboard, mouse and finger, and held to the run."""

from __future__ import annotations

import re
from typing import Any

import pytest
from demos import PLACES, alive, drag, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, open_page

FIRST = [0.1] * 7
SOLVED = "Ivpkigf"  # falls fast at first, then less and less


def rates(page: Page) -> list[float]:
    read = "all => all.map(each => Number(each.getAttribute('aria-valuenow')))"
    found: list[float] = page.locator(".plot .knob").evaluate_all(read)
    return found


def squares(page: Page) -> list[float]:
    """The mean squared distances that are said: after 50 steps, and at the end."""
    found = re.search(r"After 50 steps ([\d.]+), at the end ([\d.]+?)\.(?: |$)", said(page))
    assert found, said(page)
    return [float(found[1]), float(found[2])]


def asked(page: Page, site: str, state: str) -> str:
    page.goto(f"{site}{PLACES['schedules']}?schedules={state}")
    page.wait_for_selector("live-demo[aria-busy=false] .plot")
    return said(page)


def test_it_is_solved_by_keyboard_alone(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['schedules']}", DESK) as page:
        entered(page)
        assert rates(page) == FIRST and "at a rate of 0.1, noise alone keeps them at 0.053" in said(page)
        assert page.evaluate("document.activeElement.ariaLabel") == "learning rate at step 0"
        page.keyboard.press("End")
        for far in (5, 11, 16, 18, 20, 21):
            assert "Not yet" in said(page)
            page.keyboard.press("Tab")
            for key in ["PageDown"] * (far // 5) + ["ArrowDown"] * (far % 5):
                page.keyboard.press(key)
        assert rates(page) == [0.4, 0.04, 0.014, 0.006, 0.004, 0.003, 0.0025]
        assert said(page).startswith("Solved! After 50 steps")
        page.wait_for_function(f"() => location.search === '?schedules={SOLVED}'")
        page.keyboard.press("Home")
        assert rates(page)[-1] == 0.001
        page.keyboard.press("ArrowDown")
        assert rates(page)[-1] == 0.001, "there is nothing below"
        page.get_by_role("button", name="start again").press("Enter")
        assert rates(page) == FIRST
        page.wait_for_function("() => location.search === ''")


def test_the_walkers_are_those_of_the_lesson(browser: Browser, site: str) -> None:
    values = recorded("schedules").values
    early, ends = values["early"], values["ends"]
    with open_page(browser, f"{site}{PLACES['schedules']}", DESK) as page:
        alive(page)
        for button, run in (("start again", "rate 0.1"), ("high", "rate 0.4"), ("low", "rate 0.025")):
            page.get_by_role("button", name=button, exact=True).click()
            assert squares(page) == pytest.approx([early[run], ends[run]], rel=0.1)
        page.get_by_role("button", name="cosine").click()
        assert squares(page) == pytest.approx([early["cosine"], ends["cosine"]], rel=0.2), "straight from rate to rate"
        goal = re.search(r"([\d.]+) or less", page.locator("live-demo").inner_text())
        assert goal and float(goal[1]) == pytest.approx(ends["cosine"] / 6, rel=0.1)


def test_wrong_answers_are_told_apart(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['schedules']}", DESK) as page:
        alive(page)
        for button in ("high", "low", "step", "exponential", "cosine"):
            page.get_by_role("button", name=button, exact=True).click()
            assert "Not yet: at a rate of" in said(page), "none of the lesson's schedules is enough"
        assert "they stop on the way" in asked(page, site, "a" * 7)
        assert "Low, but late" in asked(page, site, "wrnjgec")
        assert "too small to average out the first noise" in asked(page, site, "Iaaaaaa")
        assert "large for too long" in asked(page, site, "IIIIIIa")


@pytest.mark.parametrize("touch", [False, True])
def test_mouse_and_finger_draw(browser: Browser, site: str, touch: bool) -> None:
    more: dict[str, Any] = {"has_touch": True} if touch else {}
    with open_page(browser, f"{site}{PLACES['schedules']}", PHONE, **more) as page:
        alive(page)
        knobs = page.locator(".plot .knob")
        knobs.first.scroll_into_view_if_needed()
        (x, y), (end, _) = [
            (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            for box in (knobs.nth(place).bounding_box() for place in (1, 4))
            if box
        ]
        scrolled = page.evaluate("scrollY")
        ways = [(x + (end - x) * share / 12, y + 30 * share / 12) for share in range(13)]
        drag(page, ways, finger=touch)
        if not touch:
            page.mouse.move(x, y - 60)
        drawn = rates(page)
        assert drawn[0] == drawn[5] == drawn[6] == 0.1, "what the pointer has not passed"
        assert 0.1 >= drawn[1] > drawn[2] > drawn[3] > drawn[4] and page.evaluate("scrollY") == scrolled
        assert page.evaluate("document.activeElement.ariaLabel") == "learning rate at step 400", "keys go on there"


@pytest.mark.parametrize("hostile", ["", "Ivpkig", "Ivpkig0", "JJJJJJJ", "%3Csvg%3E", "a" * 9000])
def test_a_hostile_address_gives_the_start_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{PLACES['schedules']}", DESK) as page:
        assert "no rates: here are the first ones" in asked(page, site, hostile)
        assert rates(page) == FIRST
