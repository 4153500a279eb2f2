"""Guesses in a real browser: made by keyboard or pointer, judged by the run's own value, opened by nothing else."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Locator, Page
from visits import ALL_RULES, COLOR_RULES, DESK, PHONE, complaints, open_page, settle, switch

SHARE, LETTERS, LARGEST, SIXTEEN, PART = range(5)  # the guesses of the specimen
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked') } })"


def guess(page: Page, number: int) -> Locator:
    return page.locator("details.question:has(form.guess)").nth(number)


def enter(fold: Locator, typed: str) -> str:
    """Type a guess, commit it, and tell what is said of it."""
    fold.locator("input").fill(typed)
    fold.locator("button").click()
    said = fold.locator(".said")
    said.filter(has_text=re.compile(".")).wait_for()
    return said.inner_text()


# What one may type, and how far off it is said to be.
TYPED = {
    (SHARE, "40"): "You said 40%. It was 64.2%: 24.2 points off.",
    (SHARE, "64.2 %"): "You said 64.2%. Exactly.",
    (SHARE, "0.64"): "You said 64%. It was 64.2%: 0.2 points off.",
    (SHARE, "0,652"): "You said 65.2%. It was 64.2%: 1 point off.",
    (SHARE, "2/3"): "You said 66.666667%. It was 64.2%: 2.466667 points off.",
    (SHARE, "1 percent"): "You said 1%. It was 64.2%: 63.2 points off.",
    (LETTERS, "1,880"): "You said 1,880 letters. Exactly.",
    (LETTERS, "1 000 letters"): "You said 1,000 letters. It was 1,880: 880 off.",
    (LETTERS, "2e3"): "You said 2,000 letters. It was 1,880: 120 off.",
    (LETTERS, "\u221220"): "You said -20 letters. It was 1,880: 1,900 off.",
    (SIXTEEN, "9"): "You said 9 of 16. It was 12: 3 off.",
    (PART, "1/1000000"): "You said 0.000001. It was 2e-19: a factor of 5 trillion off.",
    (PART, "10^-19"): "You said 1e-19. It was 2e-19: a factor of 2 off.",
}


def test_a_number_is_understood_and_judged(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        for (number, typed), said in TYPED.items():
            fold = guess(page, number)
            assert enter(fold, typed) == said, typed
            assert fold.get_attribute("open") is not None
            assert not fold.locator("input").is_visible()
            page.evaluate("localStorage.clear()")
            page.reload()


WRONG = {
    (SHARE, ""): "Write a number first",
    (SHARE, "lots"): "“lots” is no number here",
    (SHARE, "140"): "between 0% and 100%",
    (SHARE, "-3"): "between 0% and 100%",
    (SHARE, "1/0"): "no number",
    (LETTERS, "40%"): "not for a percentage",
    (LETTERS, "1,2,3"): "no number",
    (SIXTEEN, "17"): "16 at most",
}


def test_what_is_no_guess_gets_a_word(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, PHONE) as page:
        for (number, typed), said in WRONG.items():
            fold = guess(page, number)
            assert said in enter(fold, typed), typed
            assert fold.get_attribute("open") is None
            assert fold.locator("input").evaluate("e => e === document.activeElement && e.ariaInvalid") == "true"
            assert number != LETTERS or complaints(page, ALL_RULES) == ""
            fold.locator(".said").evaluate("e => e.replaceChildren()")


def test_a_choice_is_judged_by_keyboard_alone(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        fold = guess(page, LARGEST)
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        settle(page)
        assert fold.get_attribute("open") is None, "one opens it by guessing"
        assert page.evaluate("document.activeElement.type") == "radio"
        page.keyboard.press("Enter")
        fold.locator(".said").filter(has_text="Choose one first").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        fold.locator(".said").filter(has_text="You said “the share”. It is “the number of letters").wait_for()
        assert page.evaluate("document.activeElement.localName") == "summary"
        assert fold.locator(".shown").all_inner_texts() == ["1,880", "64.2%"]
        assert fold.get_by_text("The letters.").is_visible()


def test_the_answer_is_spoken_and_no_state_breaks_a_rule(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, PHONE) as page:
        statuses = page.locator("form.guess [role=status]")
        assert statuses.count() == 5
        for number, typed in ((SHARE, "40"), (SIXTEEN, "3")):
            enter(guess(page, number), typed)
        fold = guess(page, LARGEST)
        fold.locator("input").first.check()
        fold.locator("button").click()
        fold.locator(".shown").first.wait_for()
        assert complaints(page, ALL_RULES) == ""
        switch(page, "dark")
        assert complaints(page, COLOR_RULES) == ""
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_without_scripts_it_is_a_fold(browser: Browser, specimen: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(specimen)
        fold = guess(page, LETTERS)
        answer = fold.get_by_text("It has 1,880.")
        assert not fold.locator("form").is_visible() and not answer.is_visible()
        fold.locator("summary").click()
        assert answer.is_visible() and not fold.locator("form").is_visible()


def test_a_guess_is_still_there_on_the_next_visit(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        said = enter(guess(page, SHARE), "50")
        page.reload()
        guess(page, SHARE).locator(".said").filter(has_text=said).wait_for()
        assert guess(page, SHARE).get_attribute("open") is not None
        assert guess(page, LETTERS).get_attribute("open") is None
        assert guess(page, LETTERS).locator("input").is_visible()


def test_a_browser_that_keeps_nothing_is_told_of_once(browser: Browser, specimen: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(BLOCKED)
        page = context.new_page()
        failures: list[Any] = []
        page.on("pageerror", lambda error: failures.append(error))
        page.goto(specimen)
        assert "keeps nothing" in enter(guess(page, SHARE), "50")
        assert enter(guess(page, SIXTEEN), "12") == "You said 12 of 16. Exactly."
        page.reload()
        assert guess(page, SHARE).locator("input").is_visible()
        assert not [error for error in failures if "/web/page/" in (error.stack or "")], "the theme has its own"


def test_nothing_is_fetched_until_the_reader_turns_to_a_guess(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        assert not page.evaluate("performance.getEntriesByType('resource').some(e => e.name.includes('questions.js'))")
        enter(guess(page, SHARE), "50")
        assert sorted(set(asked) - {"sections.js"}) == ["numbers.js", "questions.js"]
