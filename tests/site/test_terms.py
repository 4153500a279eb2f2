"""Terms of the glossary on pages: what a term means comes by mouse, finger and keyboard, and is found by the search."""

from __future__ import annotations

import re

from conftest import ROOT
from playwright.sync_api import Browser
from visits import ADDRESS, ALL_RULES, COURSE, DESK, PHONE, complaints, open_page

from weave.page.glossary import terms

TERMS = terms(COURSE.glossary)
LESSON = "dropout"


def test_all_lessons_explain_terms() -> None:
    for name, address in ADDRESS.items():
        html = (ROOT / "site" / address / "index.html").read_text("utf-8")
        words = re.findall(r'id="term-([\w-]+)"', html)
        assert len(words) == len(set(words)) and len(words) >= 5, f"{name}: {len(words)}"


def test_by_keyboard_and_mouse(site: str, browser: Browser) -> None:
    with open_page(browser, site + ADDRESS[LESSON], DESK) as page:
        term = page.locator(".term").first
        tip = page.locator(f"#{term.get_attribute('aria-describedby')}")
        assert not tip.is_visible()
        term.focus()
        assert tip.is_visible()
        page.keyboard.press("Escape")
        assert not tip.is_visible(), "Escape puts it away"
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert tip.is_visible(), "and it comes again"
        term.evaluate("term => term.blur()")
        term.hover()
        assert tip.is_visible()
        box, below = term.bounding_box(), tip.bounding_box()
        assert box and below and below["y"] >= box["y"] + box["height"] - 4, "it does not cover its term"
        tip.hover()
        assert tip.is_visible(), "one can go to it and read on"


def test_by_finger_and_without_scripts(site: str, browser: Browser) -> None:
    settings = {"viewport": {"width": PHONE, "height": 844}, "has_touch": True, "java_script_enabled": False}
    with browser.new_context(**settings) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for number in (0, 3, 6, 9):
            page.goto(site + ADDRESS[LESSON])
            term = page.locator(".term:visible").nth(number)
            term.tap()
            tip = page.locator(f"#{term.get_attribute('aria-describedby')}")
            assert tip.is_visible()
            box = tip.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE


def test_an_open_hint_breaks_no_rule(site: str, browser: Browser) -> None:
    for width in (PHONE, DESK):
        with open_page(browser, site + ADDRESS[LESSON], width) as page:
            page.locator(".term").nth(1).focus()
            assert complaints(page, ALL_RULES) == ""
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_glossary_has_them_all_and_the_search_finds_them(site: str, browser: Browser) -> None:
    with open_page(browser, f"{site}glossary/", DESK) as page:
        assert page.locator(".term-name").count() == len(TERMS)
        assert page.locator(".term-about a").count() == len(TERMS), "each names its lesson"
        assert page.locator(".tip").count() == 0
        page.get_by_role("textbox", name="Search").fill("vanishing gradient")
        first = page.locator(".md-search-result__item a", has_text="vanishing gradient").first
        first.wait_for()
        links = page.locator(".md-search-result__item a").evaluate_all("all => all.map((each) => each.href)")
        assert any("glossary/" in link and "vanishing-gradient" in link for link in links), links
