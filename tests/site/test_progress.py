"""What a reader has read, guessed and answered: kept in their browser, shown on the map, taken along, forgotten."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from test_guesses import BLOCKED
from visits import ALL_RULES, COLOR_RULES, DESK, PHONE, complaints, open_page, settle, switch

LESSON = "first-networks/shapes/"
SEEN = "([lesson, id]) => JSON.parse(localStorage['progress of /'] ?? '{}')[lesson]?.seen?.includes(id)"
LATER = "() => !performance.getEntriesByType('resource').some(each => each.name.includes('/asked/sections.js'))"


def read(page: Page, sections: int | None = None) -> int:
    """Scroll from heading to heading, as a reader does; tell how many there are."""
    headings = page.locator("article h2[id]").all()
    for heading in headings[:sections]:
        heading.evaluate("e => e.scrollIntoView()")
        page.wait_for_function(SEEN, arg=[LESSON, heading.get_attribute("id")])
    return len(headings)


def study(page: Page, site: str) -> int:
    """Read the lesson of shapes, make a guess and answer two questions of its quiz, one of them wrongly."""
    page.goto(site + LESSON)
    count = read(page)
    guess = page.locator("form.guess").first
    guess.locator("input").fill("1700")
    guess.locator("button").click()
    guess.locator(".said").filter(has_text="Exactly").wait_for()
    for place in (0, 1):
        quiz = page.locator("form.quiz").nth(place)
        quiz.locator(f"input[value='{quiz.get_attribute('data-right') if place else 0}']").check()
        quiz.locator("button").click()
        quiz.locator(".said").filter(has_text="Right" if place else "Not yet").wait_for()
    return count


def stop(page: Page, lesson: str = LESSON) -> str:
    return page.locator(f".path > li:has(> a[href='{lesson}']) .path-done").inner_text()


def test_the_map_shows_what_was_done(browser: Browser, site: str) -> None:
    with open_page(browser, site, DESK) as page:
        assert not page.locator(".progress").is_visible() and stop(page) == ""
        study(page, site)
        page.goto(site)
        settle(page)
        assert stop(page) == "read, 1 of 3 guesses made, 1 of 6 questions answered"
        assert page.locator(".path .read").count() == 1
        assert "You have read 1 lesson, made 1 guess and answered 1 question." in page.locator(".progress").inner_text()
        assert complaints(page, ALL_RULES) == ""
        switch(page, "dark")
        assert complaints(page, COLOR_RULES) == ""


def test_half_a_lesson_is_not_read(browser: Browser, site: str) -> None:
    with open_page(browser, site + LESSON, PHONE) as page:
        assert page.evaluate(LATER), "who only looks in has read nothing"
        count = read(page, 3)
        page.goto(site)
        done, _, rest = stop(page).partition(" ")
        assert 3 <= int(done) < count and rest == f"of {count} sections read"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_it_is_taken_along_and_forgotten(browser: Browser, site: str, tmp_path: Path) -> None:
    with open_page(browser, site, DESK) as page:
        count = study(page, site)
        page.goto(site)
        page.get_by_role("button", name="Download it").focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename == "progress.json"
        download.value.save_as(tmp_path / "progress.json")
        kept = json.loads((tmp_path / "progress.json").read_text("utf-8"))
        assert list(kept) == [LESSON]
        assert len(kept[LESSON]["seen"]) == kept[LESSON]["sections"] == count
        assert list(kept[LESSON]["guesses"].values()) == ["1700"] and len(kept[LESSON]["quiz"]) == 1

        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("button", name="Forget it").click()
        assert stop(page) != "", "who thinks better of it keeps it"
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Forget it").click()
        expect(page.locator(".progress [role=status]")).to_have_text("Nothing is kept any more.")
        assert stop(page) == "" and page.evaluate("localStorage.getItem('progress of /')") is None
        page.goto(site + LESSON)
        assert page.locator("form.guess input").first.is_visible(), "one may guess again"


def test_a_solved_exercise_counts(browser: Browser, site: str) -> None:
    """The check's own line tells; of other lines it is said what they are."""
    with open_page(browser, site + LESSON, DESK) as page:
        form = page.locator("form.solved").first
        said = form.locator(".said")
        for typed, answer in {
            "": "begins with “Exercise 1:”",
            "all right": "begins with “Exercise 1:”",
            "Exercise 2: right. Well done.": "This is what the check of exercise 2 says",
            "Exercise 1: not yet. The answer comes last.": "Not yet. The answer comes last.",
        }.items():
            form.locator("input").fill(typed)
            page.keyboard.press("Enter")
            expect(said).to_contain_text(answer)
            assert form.locator("input").evaluate("e => e === document.activeElement && e.ariaInvalid") == "true"
        assert complaints(page, ALL_RULES) == ""
        verdict = page.locator(".exercise .solution > p").first.text_content() or ""
        form.locator("input").fill("Exercise 1: " + verdict.removeprefix("The check says: "))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(said).to_contain_text("Solved")
        page.reload()
        expect(page.locator("form.solved .said").first).to_contain_text("Solved")
        page.goto(site)
        assert stop(page).endswith("1 of 3 exercises solved")
        assert "and solved 1 exercise." in page.locator(".progress").inner_text()


HOSTILE = ["", "{", "[]", "null", "3", '{"first-networks/shapes/": {"seen": null}}', '{"elsewhere/": {"seen": ["a"]}}']


def test_a_file_of_progress_is_read_in(browser: Browser, site: str, tmp_path: Path) -> None:
    theirs = {
        "seen": ["exercises", "quiz", 3],
        "sections": 16,
        "guesses": {"a": "1", "b": 2},
        "solved": ["c"],
        "quiz": "abc",
    }
    with open_page(browser, site + LESSON, DESK) as page:
        read(page, 2)
        page.goto(site)
        before = page.evaluate("localStorage['progress of /']")
        for text in [*HOSTILE, json.dumps({LESSON: theirs, "<b>": theirs})]:
            (tmp_path / "progress.json").write_text(text, "utf-8")
            with page.expect_file_chooser() as chooser:
                page.get_by_role("button", name="Read a file in").press("Enter")
            said = page.locator(".progress [role=status]")
            said.evaluate("e => e.replaceChildren()")
            chooser.value.set_files(tmp_path / "progress.json")
            expect(said).to_have_text(re.compile("."))
            if text in HOSTILE:
                assert "nothing was changed" in said.inner_text(), text
                assert page.evaluate("localStorage['progress of /']") == before
        kept = json.loads(page.evaluate("localStorage['progress of /']"))
        ours = json.loads(before)[LESSON]
        assert list(kept) == [LESSON] and kept[LESSON]["guesses"] == {"a": "1"} and kept[LESSON]["solved"] == ["c"]
        assert kept[LESSON]["seen"] == [*ours["seen"], "exercises", "quiz"]
        assert stop(page).startswith(f"{len(ours['seen']) + 2} of {ours['sections']} sections read")


def test_nothing_leaves_the_machine(browser: Browser, site: str) -> None:
    sent: list[str] = []
    with open_page(browser, site, DESK) as page:
        page.on("request", lambda request: sent.append(request.url) if request.method != "GET" else None)
        page.on("request", lambda request: sent.append(request.url) if "?" in request.url else None)
        study(page, site)
        page.goto(site)
    assert sent == []


def test_a_browser_that_keeps_nothing_has_no_progress(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(BLOCKED)
        page = context.new_page()
        page.goto(site)
        assert not page.locator(".progress").is_visible()
        page.goto(site + LESSON)
        page.locator("article h2").last.evaluate("e => e.scrollIntoView()")
        page.goto(site)
        assert not page.locator(".progress").is_visible() and stop(page) == ""


def test_what_is_damaged_is_nothing(browser: Browser, site: str) -> None:
    for text in ("{", "[1]", "null", '{"first-networks/shapes/": 3}'):
        with open_page(browser, site, DESK) as page:
            page.evaluate("text => localStorage.setItem('progress of /', text)", text)
            page.reload()
            settle(page)
            assert stop(page) == ""
            page.goto(site + LESSON)
            assert page.locator("form.guess input").first.is_visible()
