"""What a reader does on the page of a lesson: guesses, answers, takes files along, copies. Each page is opened once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import code_lines
from playwright.sync_api import Browser, Page
from test_take_away import run_plain, script
from visits import COURSE, DESK, FULL_RUN, LESSONS, PAGES, SPECIMEN, open_page

from weave.course import Page as Source

SOURCES = {name: COURSE.page(lesson) for name, lesson in COURSE.lessons.items()}
WITH_GUESSES, WITH_QUIZ, WITH_EXERCISES = (
    [name for name, page in SOURCES.items() if page.find(kind)] for kind in ("guess", "quiz", "task")
)


class Opened(NamedTuple):
    name: str
    page: Page
    home: str

    @property
    def lesson_page(self) -> Source:
        return SOURCES[self.name]

    def taken(self, text: str) -> str:
        """Code of the lesson as a reader takes it along: it fetches its data from where they have met it."""
        return COURSE.for_readers(text).replace(COURSE.address, self.home)


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Opened]:
    """The page of a lesson, opened once for all who use it."""
    name = request.param
    home = str(request.getfixturevalue("site"))
    address = request.getfixturevalue("specimen") if name == SPECIMEN else home + PAGES[name]
    with open_page(browser, address, DESK, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield Opened(name, page, home)


def on(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("opened", names, indirect=True)


def copied(page: Page, button: Any) -> str:
    """What a click leaves in the clipboard, which is empty before and afterwards."""
    button.click()
    text: str = page.evaluate(TAKE)
    return text


TAKE = """async () => {
  const text = await navigator.clipboard.readText()
  await navigator.clipboard.writeText("")
  return text
}"""
COPY = "button[data-md-type=copy]"
COPIES = f"""async () => {{
  const copies = []
  for (const button of document.querySelectorAll("{COPY}")) {{
    if (!button.checkVisibility()) continue
    button.click()
    copies.push(await ({TAKE})())
  }}
  return copies
}}"""
RAW_BLOCKS = """async () => {
  const raw = await (await fetch(location.href)).text()
  const page = new DOMParser().parseFromString(raw, "text/html")
  return [...page.querySelectorAll(".highlight pre > code")].map((code) => code.textContent)
}"""
UPTO = "button[data-md-type=upto]"


# Makes every guess of a page, and tells what is said of each, or that it does not open.
MADE = """async () => {
  const all = []
  for (const fold of document.querySelectorAll('details.question:has(form.guess)')) {
    const radio = [...fold.querySelectorAll('input[type=radio]')].at(-1)
    if (radio) radio.click()
    else fold.querySelector('input').value = '1'
    fold.querySelector('button').click()
    const said = fold.querySelector('.said')
    for (let n = 0; n < 999 && !said.innerText; n++) await new Promise(requestAnimationFrame)
    all.push(fold.open ? said.innerText : 'it stays closed')
  }
  return all
}"""


@on(*WITH_GUESSES)
def test_every_guess_of_a_lesson_can_be_made(opened: Opened) -> None:
    """Whatever it asks, it opens, and says what was said."""
    said = opened.page.evaluate(MADE)
    assert len(said) == len(opened.lesson_page.find("guess"))
    assert [each for each in said if "You said" not in each] == []


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


@on(*WITH_QUIZ)
def test_every_question_of_a_lesson_can_be_answered(opened: Opened) -> None:
    """Just one choice is right, and every choice has a reason of its own. One question is from an earlier lesson."""
    assert opened.page.locator("h2#quiz").count() == 1
    earlier = opened.page.locator(".quiz > .admonition-title a").count()
    assert earlier == (opened.name != "what_is_deep_learning")
    asked = opened.page.evaluate(ANSWERED)
    assert 4 <= len(asked) <= 6
    for said in asked:
        assert sorted(each.startswith("Right.") for each in said) == [False] * (len(said) - 1) + [True]
        assert len({each.partition(".")[2] for each in said}) == len(said)


def assert_downloads(opened: Opened, place: str, path: Path) -> None:
    """The links of a place on the page give this script and its notebook, with the address where the reader is."""
    for kind, file in {"script": path, "notebook": path.with_suffix(".ipynb")}.items():
        with opened.page.expect_download() as download:
            opened.page.locator(place).get_by_role("link", name=kind, exact=True).click()
        assert download.value.path().read_text("utf-8") == opened.taken(file.read_text("utf-8"))
        assert download.value.suggested_filename == file.name


@on(*WITH_EXERCISES)
def test_starter_files_are_where_the_page_says(opened: Opened) -> None:
    name, page = f"{opened.name}-exercises", opened.page
    assert page.locator(".exercise").count() == len(COURSE.exercises[name].tasks)
    assert page.locator(".exercise details[open]").count() == 0
    assert_downloads(opened, ".take", script(name))


@on(*LESSONS, SPECIMEN)
def test_each_copy_button_copies_its_block(opened: Opened) -> None:
    blocks = opened.page.evaluate(RAW_BLOCKS)
    opened.page.evaluate("visit.unfold()")
    copies = opened.page.evaluate(COPIES)
    assert len(copies) == len(blocks) > 0, "one visible button a code block, none at output"
    assert copies == [opened.taken(block.removesuffix("\n")) for block in blocks]
    assert copied(opened.page, opened.page.locator(f"{COPY}:visible").last) == copies[-1], "by the mouse too"


@on(*LESSONS)
def test_everything_up_to_a_block_can_be_copied(opened: Opened) -> None:
    cells = COURSE.lessons[opened.name].visible
    opened.page.evaluate("visit.unfold()")
    buttons = opened.page.locator(UPTO)
    assert buttons.count() == len(cells) - 1
    for number in {0, len(cells) // 2, len(cells) - 2}:
        expected = "\n".join(cell.source for cell in cells[: number + 2])
        assert code_lines(copied(opened.page, buttons.nth(number))) == code_lines(opened.taken(expected))


@on(*LESSONS)
def test_downloads_are_where_the_page_says(opened: Opened) -> None:
    assert_downloads(opened, ".lesson-time", script(opened.name))
    full_run = opened.page.get_by_role("link", name="full run", exact=True).evaluate("link => link.href")
    assert full_run.endswith("/" + FULL_RUN[opened.name])


@on("scratch")
def test_what_is_copied_up_to_a_block_runs(opened: Opened, tmp_path: Path) -> None:
    program = tmp_path / "copied.py"
    program.write_text(copied(opened.page, opened.page.locator(UPTO).nth(8)), "utf-8")
    assert run_plain(program, sys.executable).strip()
