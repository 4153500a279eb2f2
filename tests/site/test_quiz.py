"""Quizzes in a real browser: each choice is answered by its own reason, by keyboard, and without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page
from visits import ALL_RULES, COLOR_RULES, DESK, PHONE, complaints, open_page, switch


def quiz(page: Page) -> Locator:
    return page.locator(".quiz:has(form)").first


def check(form: Locator, place: int) -> str:
    """Choose, check, and tell what is said."""
    said = form.locator(".said")
    said.evaluate("e => e.replaceChildren()")  # what was said before
    form.locator("input").nth(place).check()
    form.locator("button").click()
    said.filter(has_text=re.compile(r"^(Right|Not yet)\.")).wait_for()
    return said.inner_text()


def test_each_choice_has_its_reason(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, PHONE) as page:
        asked = quiz(page)
        assert asked.locator("label").all_inner_texts()[:2] == ["42", "13"]
        assert not asked.locator(".answers").is_visible(), "the answer is there when it is found"
        assert check(asked, 1) == "Not yet. This adds them, where * multiplies."
        assert asked.locator(".said code").inner_text() == "*"
        assert complaints(page, ALL_RULES) == ""
        assert check(asked, 2) == "Not yet. This has one 0 too many."
        assert check(asked, 0) == "Right. Six sevens, added up."
        assert complaints(page, ALL_RULES) == ""
        switch(page, "dark")
        assert complaints(page, COLOR_RULES) == ""


def test_it_is_answered_by_keyboard_alone(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        said = quiz(page).locator(".said")
        quiz(page).locator("button").focus()
        page.keyboard.press("Enter")
        said.filter(has_text="Choose one first.").wait_for()
        assert page.evaluate("document.activeElement.type") == "radio"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        said.filter(has_text="Not yet.").wait_for()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        said.filter(has_text="Right.").wait_for()
        assert said.get_attribute("role") == "status"


def test_without_scripts_the_answers_are_a_fold(browser: Browser, specimen: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(specimen)
        asked = quiz(page)
        assert asked.get_by_text("What is six times seven?").is_visible()
        assert asked.locator("label").first.is_visible() and not asked.locator("button").is_visible()
        answers = asked.locator(".answers li")
        assert not answers.first.is_visible()
        asked.locator("summary").click()
        assert answers.first.inner_text() == "Right: 42. Six sevens, added up."
        assert answers.nth(1).is_visible()
