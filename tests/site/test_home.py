"""The home page as built: its map, the menu and the lessons agree, and it keeps what it promises."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, NamedTuple

import pytest
from conftest import ROOT
from mkdocs.utils.yaml import yaml_load

from weave.course import Course
from weave.page.minutes import minutes
from weave.page.path import Step, stretches, time

COURSE = Course(ROOT)
MENU: Any = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
PATH = stretches(COURSE, MENU["nav"])
STEPS = [step for stretch in PATH for step in stretch.steps]


class Line(NamedTuple):
    """A lesson as the map shows it."""

    number: int
    url: str
    title: str
    minutes: int
    builds_on: list[int]


def built(url: str) -> str:
    return (ROOT / "site" / url / "index.html").read_text("utf-8")


def lines() -> list[Line]:
    """The lines of the map."""
    found = []
    for text in re.findall(r"<li>(<span class=.path-number.*?)</li>", built("")):
        link = re.search(r'<a href="([^"]*)">(.*?)</a>', text)
        numbers = [int(number) for number in re.findall(r">(\d+)<", text)]
        reading = re.search(r"(\d+) minute", text)
        assert link and reading, text
        found.append(Line(numbers[0], link[1], unescape(link[2]), int(reading[1]), numbers[1:]))
    return found


def test_the_map_holds_every_lesson_once_in_order() -> None:
    found = lines()
    assert [line.number for line in found] == [*range(1, len(STEPS) + 1)]
    assert [line.url for line in found] == [step.url for step in STEPS]
    total = sum(line.minutes for line in found)
    assert f"{len(found)} lessons, {time(total)} in all." in built("")
    for stretch in PATH:
        assert f'<p class="path-time">{time(stretch.minutes)}</p>' in built("")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.url)
def test_a_lesson_is_what_the_map_says(step: Step) -> None:
    page, line = built(step.url), lines()[step.number - 1]
    name = re.search(r'<p class="page-name">Lesson (\d+)(?: · (.*?))?</p>\s*<h1[^>]*>(.*?)<a', page, re.DOTALL)
    assert name and int(name[1]) == line.number
    assert line.title in unescape(name[2] or name[3]), "one name, in the map and above the heading"
    assert f'<p class="lesson-time">{line.minutes} minutes to read' in page
    earlier = {STEPS[number - 1].url for number in line.builds_on}
    assert all(number < line.number for number in line.builds_on)
    article = page[page.index("<article") : page.index("</article>")]
    links = {link.rpartition("/")[0].rpartition("/")[2] for link in re.findall(r'href="(\.\./[^"]*)"', article)}
    assert {url.rstrip("/").rpartition("/")[2] for url in earlier} <= links, "it builds on what it links to"


def test_the_menu_has_the_same_numbers_on_every_page() -> None:
    for url in ("", *(step.url for step in STEPS)):
        menu = re.findall(r'<a href="[^"]*"[^>]* class="md-nav__link[^"]*">.*?</a>', built(url), re.DOTALL)
        numbers = [int(found[1]) for item in menu if (found := re.search(r'path-number">(\d+)<', item))]
        assert numbers == [*range(1, len(STEPS) + 1)], url or "home"


def test_ten_minutes_are_ten_minutes() -> None:
    home = (ROOT / "docs" / "index.md").read_text("utf-8")
    quick = home.partition("## Ten minutes")[2].partition("\n## ")[0]
    links = re.findall(r"\]\(([^)#]+)#([^)]+)\)", quick)
    assert len(links) >= 3
    spent = 0
    for source, anchor in links:
        text = (ROOT / "docs" / source).read_text("utf-8")
        sections = re.split(r"^(?=##+ )", text, flags=re.MULTILINE)
        (section,) = [each for each in sections if slug(each) == anchor]
        spent += minutes(section, COURSE.generated)
    assert 7 <= spent <= 13, f"the sections take {spent} minutes"


def slug(section: str) -> str:
    """The anchor of a section, from its heading."""
    heading = section.partition("\n")[0]
    if own := re.search(r"\{ *#([\w-]+) *\}", heading):
        return own[1]
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())
