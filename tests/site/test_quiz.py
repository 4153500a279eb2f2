"""Quizzes in a real browser: each choice is answered by its own reason, by keyboard, and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Locator, Page
from visits import ALL_RULES, COLOR_RULES, DESK, PHONE, complaints, open_page, switch

PATHS = [path for path in sorted((ROOT / "docs").glob("*/*.md")) if "\n!!! quiz " in path.read_text("utf-8")]


# Makes every choice of every question, one after the other, and tells what is said of each.
ANSWERED = """async () => {
  const frame = () => new Promise(requestAnimationFrame)
  const heard = async (form, choice) => {
    const said = form.querySelector('.said')
    said.replaceChildren()
    choice.click()
    form.querySelector('button').click()
    for (let n = 0; n < 999 && !/^(Right|Not yet)\\./.test(said.innerText); n++) await frame()
    return said.innerText
  }
  const all = []
  for (const form of document.querySelectorAll('form.quiz')) {
    all.push([])
    for (const choice of form.querySelectorAll('input')) all.at(-1).push(await heard(form, choice))
  }
  return all
}"""


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


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_question_of_a_lesson_can_be_answered(browser: Browser, site: str, path: Any) -> None:
    """Just one choice is right, and every choice has a reason of its own. One question is from an earlier lesson."""
    address = path.relative_to(ROOT / "docs").with_suffix("").as_posix()
    with open_page(browser, f"{site}{address}/", DESK) as page:
        assert page.locator("h2#quiz").count() == 1
        assert page.locator(".quiz > .admonition-title a").count() == (
            address != "first-networks/what_is_deep_learning"
        )
        asked = page.evaluate(ANSWERED)
        assert 4 <= len(asked) <= 6
        for said in asked:
            assert sorted(each.startswith("Right.") for each in said) == [False] * (len(said) - 1) + [True]
            assert len({each.partition(".")[2] for each in said}) == len(said)
