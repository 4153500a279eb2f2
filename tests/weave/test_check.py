"""What `check` says of a page: the place, the mistake and the remedy; it runs nothing."""

from __future__ import annotations

import re

import pytest
from conftest import CourseFolder

LISTING = """
# %% data
accuracy = 0.9375
loss = -0.2625
count = 7960
third = 1 / 3
w2 = [[0.7531, 0.25], [0.5, 0.25]]
shares = [0.125, 0.875]
scores = {"train": 0.9, "5.0": 1}
print(count, 1.75 + 1.375)

# %% plot
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()

# %% drawing tags=["hide"]
secret = 1
"""
PAGE = """---
title: A lesson of 7960 numbers
---

# Lesson

Of all, {{ lesson.accuracy | percent }} are right, {{ lesson.shares[1] | .2f }} of them at once; `0.9375` is code.
There are 10 classes, chapter 2 of 3, and the year is 1998.

--8<-- "lesson/data.md"

--8<-- "lesson/plot.md"

![Two values, the second higher](generated/lesson/plot.svg "Rising.")

```output
0.9375 in an example
```
"""
DATA, PLOT = '--8<-- "lesson/data.md"\n\n', '--8<-- "lesson/plot.md"\n\n'
FIGURE = '![Two values, the second higher](generated/lesson/plot.svg "Rising.")\n'
PROSE = "There are 10 classes"
# An edit of the good page, the place and what the message has to say.
MISTAKES = {
    "cell_not_quoted": (DATA, "", "docs/lesson.md:10", ['--8<-- "lesson/data.md"']),
    "last_cell_not_quoted": (PLOT, "", "docs/lesson.md:10", ['--8<-- "lesson/plot.md"']),
    "cell_quoted_twice": (DATA, DATA * 2, "docs/lesson.md:12", ["'data' a second time. Delete this line."]),
    "cells_out_of_order": (DATA + PLOT, PLOT + DATA, "docs/lesson.md:10", ["'plot' before 'data'", "Move"]),
    "unknown_cell": (PROSE, f'--8<-- "lesson/date.md"\n\n{PROSE}', "docs/lesson.md:8", ["date"]),
    "unknown_lesson": (PROSE, f'--8<-- "lessen/data.md"\n\n{PROSE}', "docs/lesson.md:8", ["lessen/data", "Name"]),
    "hidden_cell": (PROSE, f'--8<-- "lesson/drawing.md"\n\n{PROSE}', "docs/lesson.md:8", ["drawing"]),
    "unknown_value": ("lesson.accuracy |", "lesson.acuracy |", "docs/lesson.md:7", ["lesson.acuracy", "Name"]),
    "unknown_index": ("shares[1]", "shares[2]", "docs/lesson.md:7", ["shares[2]", "Name"]),
    "hidden_value": ("lesson.accuracy |", "lesson.secret |", "docs/lesson.md:7", ["lesson.secret", "Name"]),
    "bad_format": ("| .2f", "| .2q", "docs/lesson.md:7", ["lesson.shares[1]", "format"]),
    "value_of_no_lesson": ("lesson.accuracy |", "lessen.accuracy |", "docs/lesson.md:7", ["lessen.accuracy", "Name"]),
    "figure_not_placed": (FIGURE, "", "docs/lesson.md:12", ["plot", "generated/lesson/plot.svg"]),
    "figure_placed_twice": (FIGURE, FIGURE * 2, "docs/lesson.md:15", ["'plot' a second time. Delete this one."]),
    "unknown_figure": (PROSE, f"{FIGURE.replace('plot', 'blot')}\n{PROSE}", "docs/lesson.md:8", ["blot", "Name"]),
    "no_alt_text": ("[Two values, the second higher]", "[]", "docs/lesson.md:14", ["'plot'", "alt text", "Say"]),
    "typed_decimal": (PROSE, f"0.9375 {PROSE}", "docs/lesson.md:8", ["0.9375", "{{ lesson.accuracy | .4f }}"]),
    "typed_rounded": (PROSE, f"(about 0.94) {PROSE}", "docs/lesson.md:8", ["0.94", "{{ lesson.accuracy | .2f }}"]),
    "typed_percent": (PROSE, f"So 94% {PROSE}", "docs/lesson.md:8", ["94%", "{{ lesson.accuracy | percent }}"]),
    "typed_percent_with_space": (PROSE, f"So 93.8 % {PROSE}", "docs/lesson.md:8", ["93.8 %", "lesson.accuracy | .1%"]),
    "typed_negative": (PROSE, f"So -0.2625 {PROSE}", "docs/lesson.md:8", ["0.2625", "{{ lesson.loss | .4f }}"]),
    "typed_minus_sign": (PROSE, f"So \u22120.2625 {PROSE}", "docs/lesson.md:8", ["0.2625", "{{ lesson.loss | .4f }}"]),
    "typed_number": (PROSE, f"All 7960. {PROSE}", "docs/lesson.md:8", ["7960", "{{ lesson.count }}"]),
    "typed_with_space": (PROSE, f"All 7 960, {PROSE}", "docs/lesson.md:8", ["7 960", "lesson.count | ,"]),
    "typed_with_comma": (PROSE, f"All 7,960: {PROSE}", "docs/lesson.md:8", ["7,960", "{{ lesson.count | , }}"]),
    "typed_with_narrow_space": (PROSE, f"All 7\u202f960 {PROSE}", "docs/lesson.md:8", ["960", "lesson.count | ,"]),
    "typed_after_another": (PROSE, f"Of 10 000, 7 960 {PROSE}", "docs/lesson.md:8", ["7 960", "lesson.count | ,"]),
    "typed_in_a_dict": (PROSE, f"0.9000 {PROSE}", "docs/lesson.md:8", ['{{ lesson.scores["train"] | .4f }}']),
    "typed_too_long": (PROSE, f"1.2345678 {PROSE}", "docs/lesson.md:8", ["'1.2345678' has more than 6 digits"]),
    "quoted_without_a_format": (
        "lesson.accuracy | percent",
        "lesson.third",
        "docs/lesson.md:7",
        ["{{ lesson.third }} reads 0.3333333333333333", "{{ lesson.third | .3f }}"],
    ),
    "quoted_too_long": ("lesson.accuracy | percent", "lesson.third | .8f", "docs/lesson.md:7", ["lesson.third | .3f"]),
    "typed_in_a_list": (PROSE, f"0.125 or so {PROSE}", "docs/lesson.md:8", ["0.125", "{{ lesson.shares[0] | .3f }}"]),
    "typed_in_a_heading": ("# Lesson\n", "# Lesson 7960\n", "docs/lesson.md:5", ["7960", "{{ lesson.count }}"]),
    "typed_in_a_caption": ('"Rising."', '"Up to 0.9375."', "docs/lesson.md:14", ["0.9375", "lesson.accuracy"]),
    "percent_of_nothing": (PROSE, f"So 87 % {PROSE}", "docs/lesson.md:8", ["'87 %'", "snippets/lesson.py", "typed"]),
    "decimal_of_nothing": (PROSE, f"So 0.77 {PROSE}", "docs/lesson.md:8", ["'0.77'", "Quote"]),
    "rounded_wrongly": (PROSE, f"So 0.93 {PROSE}", "docs/lesson.md:8", ["'0.93'"]),
    "citation_of_another_sentence": (PROSE, f"So 0.77. {PROSE}", "docs/lesson.md:8", ["'0.77'"]),
    "near_value": (PROSE, f"{{{{ acuracy }}}} {PROSE}", "docs/lesson.md:8", ["`lesson.accuracy`", "code span"]),
    "near_cell": (PROSE, f"--8<-- 'lesson/data.md'\n{PROSE}", "docs/lesson.md:8", ['--8<-- "lesson/cell.md"']),
    "near_figure": ('"Rising."', "\u201cRising.\u201d", "docs/lesson.md:14", ["is no figure", '"caption"']),
    "unknown_demo": (
        FIGURE,
        f'{FIGURE.rstrip()}{{ demo="shape" }}\n',
        "docs/lesson.md:14",
        ["'shape'", "Name one of", "shapes"],
    ),
    "near_demo": (FIGURE, f"{FIGURE.rstrip()}{{ demo=shapes }}\n", "docs/lesson.md:14", ["is no figure"]),
    "near_citation": (PROSE, f"[](index.md) {PROSE}", "docs/lesson.md:8", ["[]", "cites nothing"]),
    "near_in_a_title": (
        "of 7960 numbers",
        "of {{ count }} numbers",
        "docs/lesson.md:2",
        ["{{ count }}", "`lesson.count`"],
    ),
    "near_in_a_caption": ('"Rising."', '"To {{ count }}."', "docs/lesson.md:14", ["`lesson.count`"]),
    "near_in_an_alt_text": ("the second higher", "{{ count }} higher", "docs/lesson.md:14", ["`lesson.count`"]),
    "unknown_in_a_title": ("of 7960", "of {{ lesson.cuont }}", "docs/lesson.md:2", ["Did you mean `count`?"]),
    "no_yaml": ("title: A", "title: { A", "docs/lesson.md:3", ["front matter", "quotation marks"]),
    "typed_python": (PROSE, f"```python\nx = 1\n```\n\n{PROSE}", "docs/lesson.md:8", ["Python", "listing"]),
    "typed_python_tilde": (PROSE, f"~~~ py\nx = 1\n~~~\n\n{PROSE}", "docs/lesson.md:8", ["Python", "listing"]),
    "typed_python_braces": (PROSE, f"``` {{.python}}\nx = 1\n```\n\n{PROSE}", "docs/lesson.md:8", ["Python"]),
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course of one good lesson that has run."""
    course = CourseFolder(tmp_path_factory.mktemp("checked") / "course")
    course.lesson("lesson", LISTING, PAGE)
    course.run()
    return course


def test_a_good_page_passes(checked: CourseFolder) -> None:
    checked.write("docs/lesson.md", PAGE)
    done = checked.call("check")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(checked: CourseFolder, name: str) -> None:
    old, new, place, says = MISTAKES[name]
    assert PAGE.count(old) == 1
    checked.write("docs/lesson.md", PAGE.replace(old, new))
    message = checked.failure("check")
    assert re.match(rf"{place}(:\d+)?: ", message)
    for text in says:
        assert text in message
    assert message.count("docs/lesson.md") == 1, "one mistake, one message"


STANDS_FOR = {
    "citation": "They report 0.77 [](bibliography.md#some2000). There are more.",
    "mark": "Say, 41.5 %<!-- typed --> of all.",
    "output": "The 3.1 of the output.",
    "listing": "The 1.75 of the listing.",
    "precision": "About 1.8 of the listing.",
}


@pytest.mark.parametrize("name", STANDS_FOR)
def test_numbers_that_something_stands_for_pass(checked: CourseFolder, name: str) -> None:
    work = "@misc{some2000, author = {Some, A}, title = {T}, year = {2000}, url = {https://example.org}}\n"
    bib = checked.write("docs/bibliography.bib", work)
    page = checked.write("docs/more.md", "# More\n\n[](bibliography.md#some2000)\n")
    checked.write("docs/lesson.md", f"{PAGE}\n{STANDS_FOR[name]}\n")
    assert checked.passes("check")
    bib.unlink()
    page.unlink()


INNOCENT = {
    "a_table_of_weights": "Some 0.7531 of it.",
    "other_numbers": "Some 7961, 79600 and 17960.",
    "counts": "1, 2 and 3 steps; 60 000 images of 28 by 28.",
    "a_list": "Take 7, 9, 6, 0 in turn.",
    "code": "Write `accuracy = 0.9375` and ``7960``.",
    "mathematics": "Then $x = 0.9375$.",
    "links": "See [the paper](https://example.org/7960) and <https://example.org/0.9375>.",
    "names": "The model v7960, ISO-7960 and file7960.",
    "versions": "Version 1.7960.2 came later.",
}


@pytest.mark.parametrize("name", INNOCENT)
def test_other_numbers_pass(checked: CourseFolder, name: str) -> None:
    checked.write("docs/lesson.md", f"{PAGE}\n{INNOCENT[name]}\n")
    assert checked.passes("check")


def test_check_runs_nothing(course: CourseFolder) -> None:
    course.lesson("lesson", LISTING, PAGE)
    assert course.call("check").returncode == 0, "what only a run can tell is not known yet"
    course.write("docs/lesson.md", PAGE.replace(DATA, ""))
    assert "lesson/data" in course.failure("check")
    assert course.ran() == [] and course.published() == {}
    assert course.stale() == {"lesson": "never run"}


def test_a_listing_without_a_page(course: CourseFolder) -> None:
    course.lesson("lesson", LISTING)
    (course.root / "docs" / "lesson.md").unlink()
    message = course.failure("check")
    assert message.startswith("snippets/lesson.py:1: ") and "docs/…/lesson.md" in message


def test_a_listing_with_two_pages(course: CourseFolder) -> None:
    course.lesson("lesson", LISTING)
    course.write("docs/part/lesson.md", PAGE)
    assert "2 pages" in course.failure("check")


def test_a_page_may_quote_values_of_another_lesson(checked: CourseFolder) -> None:
    checked.write("docs/lesson.md", PAGE)
    page = checked.write("docs/index.md", "# Home\n\nSee {{ lesson.count | , }} numbers.\n")
    assert checked.passes("check")
    page.write_text("# Home\n\nSee {{ lesson.cuont }} numbers.\n")
    assert checked.failure("check").startswith("docs/index.md:3: ")
    page.unlink()


def test_every_mistake_is_listed(checked: CourseFolder) -> None:
    page = PAGE.replace(DATA, "").replace(FIGURE, "").replace(PROSE, f"All 7960. {PROSE}")
    checked.write("docs/lesson.md", page)
    message = checked.failure("check")
    assert len(re.findall(r"^docs/lesson\.md", message, re.MULTILINE)) == 3
