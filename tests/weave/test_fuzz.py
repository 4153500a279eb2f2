"""Damaged files, whatever the damage: a site, or a message; never a traceback, nothing on a page that is not its own.

`FUZZ=500 pytest tests/weave/test_fuzz.py` tries more of each kind than the few that are always tried.
"""

from __future__ import annotations

import os
import random
import re

import pytest
from conftest import CourseFolder

MANY = int(os.environ.get("FUZZ", "3"))
LISTING = """
# %% read
import json
from pathlib import Path

data = (Path(__file__).parents[1] / "datasets" / "x.csv").read_text()
total = sum(map(int, data.split(",")))
print("the total is", total)

# %% more
losses = [0.5, 0.25, float("nan")]
print(json.dumps({"data": data}), "{{ not.a.quote }}", "```")
"""
PAGE = """---
title: Sums of {{ lesson.total }}
description: A page about sums, for those who like them, long enough to be a description.
---

# Sums

As [](bibliography.md#doe2001) says, the total is {{ lesson.total }} and the last loss {{ lesson.losses[1] | .2f }}.

--8<-- "lesson/read.md"

| a | b |
|---|---|
| {{ lesson.total }} | `{{ code }}` |

--8<-- "lesson/more.md"

??? question "Guess first: how many?"
    guess: {{ lesson.total | .1f }} pieces

    It is $x^2$, or {{ lesson.total | .1f }}.

!!! quiz "And twice that?"
    answer: {{ lesson.total * 2 }}

    - {{ lesson.total + lesson.total | .1f }}
      Right.
    - {{ lesson.total | .1f }}, if at all
      That is once.
"""
BIBLIOGRAPHY = """@book{doe2001,
  author = {Doe, Jane and M{\\"u}ller, Max},
  year = {2001},
  title = {On {S}ums},
  publisher = {A Press},
}
"""
FILES = {
    "listing": ("snippets/lesson.py", LISTING),
    "page": ("docs/lesson.md", PAGE),
    "front_matter": ("docs/lesson.md", PAGE),
    "data": ("datasets/x.csv", "1,2,3"),
    "bibliography": ("docs/bibliography.bib", BIBLIOGRAPHY),
}
WORDS = ["{{", "}}", "{{ lesson.total", "```", "--8<--", "\x1b[31m", "\0", "\x07", "---\n", "<!--", "</p>", "![a]("]
WORDS += ["$", "\\", "\r", "'''", '"', "# %% ", "# %% x y\n", "@", "{", "\ufeff", "\u202e", "\t", "    ", "\n\n"]
WORDS += ["9" * 400, "(" * 300]


def damaged(data: bytes, chance: random.Random, end: int) -> bytes:
    """The same with one to four places of its first `end` bytes changed."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(end + 1)
        upto = min(len(data), at + chance.choice([0, 0, 1, 3, 20]))
        new = chance.choice([b"", chance.randbytes(chance.randint(1, 6)), chance.choice(WORDS).encode()])
        data = data[:at] + new + data[upto:]
    return data


@pytest.fixture
def course(project: CourseFolder) -> CourseFolder:
    """A small course in MkDocs with a file of each kind."""
    for name, text in FILES.values():
        project.write(name, text)
    project.write("docs/bibliography.md", "# Works\n\n[bibliography]\n")
    return project


def seen(page: str) -> str:
    """The text of a page but for code, which may show anything that can be seen."""
    return re.sub(r"<(pre|code|script|title|head)\b.*?</\1>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("number", range(MANY))
@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_ends_in_a_site_or_a_message(course: CourseFolder, kind: str, number: int) -> None:
    name, text = FILES[kind]
    end = text.index("---", 3) + 4 if kind == "front_matter" else len(text)
    course.write(name, damaged(text.encode(), random.Random(f"{kind} {number}"), end))
    done = course.call("site")
    assert "Traceback (most recent call last)" not in done.stdout + done.stderr, done.stderr
    assert done.returncode in (0, 1)
    if done.returncode == 1:
        assert done.stderr.strip(), "a message"
        return
    for path in (course.root / "site").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", page), path
        assert not re.search(r"\{\{|\}\}|```|--8<--", seen(page)), path


def test_the_undamaged_course_is_a_site(course: CourseFolder) -> None:
    done = course.call("site")
    assert done.returncode == 0, done.stderr
    page = (course.root / "site" / "lesson" / "index.html").read_text(encoding="utf-8")
    assert "the total is 6 and the last loss 0.25" in seen(page) and "Doe &amp; Müller (2001)" in page
    assert "{{ not.a.quote }}" in page and "{{ code }}" in page
