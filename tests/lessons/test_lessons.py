"""What every lesson keeps to, whatever it teaches."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from conftest import ROOT, code_lines
from markdown import Markdown
from mkdocs.utils.yaml import yaml_load
from pytest_codeblocks import extract_from_buffer

from weave.course import Course
from weave.engine.listing import Lesson
from weave.page.grammar import blocks, front_matter
from weave.page.minutes import minutes
from weave.page.path import stretches

COURSE = Course(ROOT)
SETTINGS: Any = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
PATH = stretches(COURSE, SETTINGS["nav"])
ROLES = {"learn": r"^On this page you will learn to$", "short": "^## In short$", "next": "^## Try next$"}
ON_A_PHONE = 43  # columns that 390 pixels show
# The cells that print a wider table, which a phone scrolls: a library's own, or one that would say less in 43 columns.
WIDER = {
    "aged": "loc_or_iloc numbering raw_images",
    "augmentation": "confused",
    "backprop": "path growth seeds",
    "batches": "jitter rules",
    "channels": "same_as_keras",
    "descent": "clip",
    "digits": "load summary judged",
    "dropout": "by_hand",
    "gradients": "factors",
    "letters": "grey ink",
    "letters_cnn": "read_one",
    "loss": "two_marks slopes squared spread",
    "neurons": "layer ranges perceptron_rule",
    "normalization": "sums",
    "notes": "sizes",
    "overfitting": "early",
    "pen": "right",
    "schedules": "ball noiseless lengths warmup",
    "scratch": "forward by_hand check",
    "shapes": "write_file relu",
    "shortcut": "cures",
    "sureness": "temperature cure middle",
    "templates": "seeds",
}
SOURCES = "^## Where this comes from$"


@pytest.fixture(params=sorted(COURSE.lessons))
def one(request: pytest.FixtureRequest) -> Lesson:
    return COURSE.lessons[request.param]


def page(one: Lesson) -> str:
    return COURSE.page(one).path.read_text("utf-8")


def test_the_code_on_the_page_is_the_program_that_ran(one: Lesson) -> None:
    md = Markdown(extensions=["pymdownx.snippets"])
    md.preprocessors["snippet"].base_path = [str(COURSE.generated)]
    lines = md.preprocessors["snippet"].run(page(one).splitlines())
    found = extract_from_buffer(io.StringIO("\n".join(lines) + "\n"))
    blocks = [block.code for block in found if block.syntax and block.syntax.split()[0] == "python"]
    script = (COURSE.generated / one.name / f"{one.name}.py").read_text("utf-8")
    assert code_lines("\n".join(blocks)) == code_lines(script)
    assert len(blocks) == len(one.visible) > 3


def test_the_listing_can_be_read_in_one_go(one: Lesson) -> None:
    code = [line for cell in one.cells for line in cell.source.splitlines() if line.strip() and line.strip()[0] != "#"]
    assert len(code) <= 200
    assert max(cell.source.count("\n") for cell in one.cells) < 25, "a cell is one idea"
    assert max(len(line) for line in one.script.splitlines()) <= 88, "what fits at 1280 pixels"
    assert one.cells[0].source.startswith("# Needs: pip install ")


def table_width(output: str) -> int:
    """The columns of the widest table in what a cell printed: three lines or more with two numbers, and their head."""
    lines, widest, begin = [*output.splitlines(), ""], 0, 0
    for number, line in enumerate(lines):
        if len(re.findall(r"\d[\d.,]*", line)) < 2:
            if number - begin >= 3:
                widest = max(widest, *map(len, lines[max(0, begin - 1) : number]))
            begin = number + 1
    return widest


def test_printed_tables_fit_a_phone(one: Lesson) -> None:
    wide = set()
    for cell in one.visible:
        parts = blocks((COURSE.generated / one.name / f"{cell.name}.md").read_text("utf-8"))
        if any(kind == "output" and table_width(text) > ON_A_PHONE for kind, text in parts):
            wide.add(cell.name)
    assert wide == set(WIDER.get(one.name, "").split())


def test_the_page_has_the_shape_of_a_lesson(one: Lesson) -> None:
    matter = front_matter(page(one))
    assert len(matter["title"]) <= 40 and 40 <= len(matter["description"]) <= 200
    assert isinstance(matter["run_seconds"], int) and "minutes" not in matter, "the build counts these"
    assert 5 <= minutes(page(one), COURSE.generated) <= 25
    text = page(one)
    assert len(re.findall("^# ", text, re.MULTILINE)) == 1
    if one.name not in ("aged", "notes"):
        for role, pattern in ROLES.items():
            assert re.search(pattern, text, re.MULTILINE), role
        assert re.search(SOURCES, text, re.MULTILINE)


def test_the_home_page_leads_to_it(one: Lesson) -> None:
    """By its map, which holds what the menu holds; but for the two about the articles, which are no lessons."""
    home = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert re.search(r"^\[path\]$", home, re.MULTILINE)
    place = COURSE.page(one).name.removeprefix("docs/")
    sources = [step.source for stretch in PATH for step in stretch.steps]
    assert sources.count(place) == 1 or f"({place})" in home
