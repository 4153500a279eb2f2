"""A preview says what does not hold on its page, at its place, with file, line and remedy; all pages stay alive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import CourseFolder
from test_mkdocs import build
from test_previews import preview, until

PAGE = """---
title: A lesson
---

# Lesson

The word is {{ lesson.wort }}, and {{ lesson.share }} of all. See [home](index.md#nowhere) and [it](missing.md).

- a list
- of two, 0.4<!-- typed --> each

As [](bibliography.md#unknown1999) found:

--8<-- "lesson/greet.md"

--8<-- "lesson/greet.md"

$$\\left( x$$

The end. [Within](#misspelt)
"""
# What is said, and after what and before what on the page it stands.
SAID = {
    "docs/lesson.md:7: {{ lesson.wort }} cannot be quoted": ("Lesson", "The word is"),
    "docs/lesson.md:7: {{ lesson.share }} reads 0.3333333333333333": ("Lesson", "The word is"),
    "docs/lesson.md:7: A link 'index.md#nowhere'": ("Lesson", "The word is"),
    "docs/lesson.md:7: A link 'missing.md'": ("Lesson", "The word is"),
    "docs/lesson.md:12: cites 'unknown1999'": ("a list", "found:"),
    "docs/lesson.md:16: quotes 'greet' a second time. Delete this line.": ("output: hello", "The end."),
    "docs/lesson.md:20: A link '#misspelt'": ("output: hello", "The end."),
    "docs/lesson.md: $\\left( x$ is no formula": ("", "The word is"),
}


@pytest.fixture
def amiss(project: CourseFolder) -> CourseFolder:
    """A course with every mistake, on two pages, and a third page that is good."""
    project.replace("snippets/lesson.py", 'word = "hello"', 'word = "hello"\nshare = 1 / 3')
    project.write("docs/lesson.md", PAGE)
    project.write("docs/lost.md", "# Lost\n\nNobody leads here.\n")
    project.write("docs/bibliography.bib", "")
    project.write("docs/bibliography.md", "# Bibliography\n\n[bibliography]\n")
    settings = (project.root / "mkdocs.yml").read_text()
    project.write("mkdocs.yml", f"{settings}nav:\n  - index.md\n  - lesson.md\n  - bibliography.md\n  - gone.md\n")
    return project


def test_all_mistakes_at_once_are_told_at_their_places(amiss: CourseFolder, tmp_path: Path) -> None:
    with preview(amiss, tmp_path / "log") as page:
        found = until(page, "no `wort`; did you mean `word`?", "output: hello", *SAID, no="The listing runs")
        for said, (before, after) in SAID.items():
            assert found.count(said) == 1, said
            assert found.find(before) < found.find(said) < found.rfind(after), said
        lost, home = page("lost/"), page("")
        assert "docs/lost.md:1: `nav` does not lead here. Add the line '- lost.md'" in lost and "Nobody leads" in lost
        assert re.search(r"mkdocs\.yml:\d+: `nav` names gone\.md, which is not there", home)
        terminal = (tmp_path / "log").read_text()
        assert all(said in terminal for said in SAID) and terminal.count("gone.md, which is not there") == 1
        assert "Building" not in terminal and "Traceback" not in terminal and "Detected" not in terminal
        amiss.replace("docs/index.md", "# Home", "# Welcome home")
        until(lambda: page(""), "Welcome home")
        amiss.write("docs/lesson.md", '# Lesson\n\nThe word is {{ lesson.word }}.\n\n--8<-- "lesson/greet.md"\n')
        until(page, "The word is hello.", "output: hello", no="This does not hold")


def test_a_published_build_stops_on_each(amiss: CourseFolder) -> None:
    done = build(amiss)
    assert done.returncode == 1 and not (amiss.root / "site").exists()
    for said in SAID:
        if not re.search(r"lesson\.share|lesson\.wort|A link|is no formula", said):  # which a build meets later
            assert said in done.stderr
    assert "docs/lost.md:1: `nav` does not lead here" in done.stderr
