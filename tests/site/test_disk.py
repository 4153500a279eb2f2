"""The course to take along opens from a disk, without a server, and all of it works there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import ROOT, CourseFolder
from playwright.sync_api import Browser, Page
from studio_page import hears, press, room
from test_links import SOURCES, Site
from visits import ADDRESS, DESK

from weave.disk import NAME, write


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader has unpacked."""
    folder = tmp_path_factory.mktemp("disk")
    write(ROOT / "site", folder / "course.zip")
    with ZipFile(folder / "course.zip") as archive:
        archive.extractall(folder)
    return folder / NAME


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong, and that asks nobody."""
    with browser.new_context(viewport={"width": DESK, "height": 900}) as context:
        opened, wrong = context.new_page(), list[str]()
        opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("request", lambda it: wrong.append(it.url) if it.url.startswith("http") else None)
        yield opened
        assert wrong == []


def test_its_links_name_files_that_are_there(unpacked: Path) -> None:
    site = Site(unpacked, "\n".join(path.read_text("utf-8") for kind in SOURCES for path in ROOT.glob(kind)))
    assert sum(len(page.links) for page in site.pages.values()) > 1000
    assert list(site.problems()) == []
    links = {link for page in site.pages.values() for tag, _, link in page.links if tag == "a"}
    assert [link for link in links if re.match(r"(?!https:)[^#?]*(?:/|\.|\.\.)(?:[#?]|$)", link)] == [], "no folders"


def test_search_finds_a_lesson(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "index.html").as_uri())
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("gradient")
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    found.click()
    page.wait_for_url("**/index.html?h=gradient*")
    assert page.locator("article mark").count() > 0, "and what was searched is marked"


def test_a_figure_answers_and_so_does_a_question(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / ADDRESS["shapes"] / "index.html").as_uri())
    page.locator("live-demo button").first.click()
    page.wait_for_selector("live-demo[aria-busy=false] .bars, live-demo[aria-busy=false] [role=img]")
    guess = page.locator("form.guess").first
    guess.locator("input").first.fill("3")
    guess.locator("button").first.click()
    page.wait_for_function("() => document.querySelector('form.guess .said').textContent.includes('You said 3')")
    page.goto((unpacked / "index.html").as_uri())
    assert page.locator(".progress").inner_text().count("guess"), "what was guessed is known on the map"


def test_the_drawing_page_draws_and_the_studio_trains(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "reference" / "drawing" / "index.html").as_uri())
    page.wait_for_selector("article textarea")
    page.goto((unpacked / "studio" / "index.html").as_uri())
    page.locator("live-demo button").first.click()
    page.wait_for_selector("live-demo[aria-busy=false] [role=tablist]")
    room(page, "Training")
    press(page, "train")
    hears(page, "Finished")


def test_a_copy_is_of_the_same_bytes_each_time(project: CourseFolder) -> None:
    assert project.passes("site", "--offline")
    copy = project.root / f"{NAME}.zip"
    first = copy.read_bytes()
    assert project.passes("site", "--offline") and copy.read_bytes() == first
    with ZipFile(copy) as archive:
        assert f"{NAME}/lesson/index.html" in archive.namelist()
        assert b'href="lesson/index.html"' in archive.read(f"{NAME}/index.html")
