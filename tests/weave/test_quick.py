"""A preview builds the pages again whose sources an edit has changed, and no others."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from conftest import CourseFolder

from weave.added import zipped_once
from weave.course import Course
from weave.quick import Sources, newest

QUOTES = {
    "cell": '--8<-- "loss/greet.md"',
    "value": "{{ loss.word }}",
    "sum": "{{ 1-loss.word }}",
    "figure": '![A line.](../generated/loss/line.svg "A line.")',
    "exercise": '--8<-- "loss-exercises/task_1.md"',
}
SAID = {
    "word": "The loss falls. A loss, then.",
    "link": "See [loss](first/loss.md#loss).",
    "cell of another": '--8<-- "depth/loss.md"',
    "figure of another": '![A line.](../generated/depth/loss.svg "A line.")',
}


def states(course: CourseFolder) -> dict[str, str]:
    found = Course(course.root)
    sources = Sources(found, course.root / "mkdocs.yml", [], {})
    names = [page.name.removeprefix("docs/") for page in found.pages]
    return {name: sources.state(SimpleNamespace(src_uri=name)) for name in names}


@pytest.mark.parametrize("published", ["loss", "loss-exercises"])
def test_pages_follow_what_they_quote(course: CourseFolder, published: str) -> None:
    course.write("snippets/loss.py", "# %% greet\n")
    course.write("snippets/depth.py", "# %% loss\n")
    course.write("exercises/loss.py", "# %% task_1\n")
    for name, text in {**QUOTES, **SAID, "own": "Nothing quoted."}.items():
        course.write(f"docs/{'loss' if name == 'own' else name}.md", f"# Page\n\n{text}\n")
    before = states(course)
    course.write(f"docs/generated/{published}/new.md", "new")
    changed = {name.removesuffix(".md") for name, state in states(course).items() if state != before[name]}
    expected = {"exercise"} if published == "loss-exercises" else {"cell", "value", "sum", "figure", "loss"}
    assert changed == expected


def test_data_is_zipped_again_once_it_changes(course: CourseFolder) -> None:
    course.write("datasets/points/a.csv", "1,2")
    folder = course.root / "datasets" / "points"
    before = zipped_once(folder, *newest(folder))
    assert zipped_once(folder, *newest(folder)) is before
    course.write("datasets/points/a.csv", "1,3")
    assert b"1,3" in zipped_once(folder, *newest(folder))
