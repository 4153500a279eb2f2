"""The page of the engine shows the files that the pages run, as they are."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, CourseFolder
from playwright.sync_api import Browser

PAGE = (ROOT / "docs" / "reference" / "network.md").read_text("utf-8")
FILES = re.findall(r'--8<-- "(web/network/\w+\.js)"', PAGE)


def test_the_blocks_are_the_files(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}reference/network/")
    shown = page.locator("article pre > code").all_text_contents()
    assert len(shown) == len(FILES) >= 6
    assert [text.rstrip("\n") for text in shown] == [(ROOT / name).read_text("utf-8").rstrip("\n") for name in FILES]
    page.close()


@pytest.mark.parametrize("name", ["web/network/nothing.js", "web/nowhere/dense.js"])
def test_a_file_that_is_not_there_is_named(course: CourseFolder, name: str) -> None:
    course.lesson("alone", "# %% greet\nprint('hello')")
    course.write("docs/more.md", f'# More\n\nSee:\n\n--8<-- "{name}"\n')
    message = course.failure("check")
    assert message.startswith(f"docs/more.md:5: there is no file {name}.")
