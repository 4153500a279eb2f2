"""What every lesson keeps to, whatever it teaches."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest
from conftest import ROOT, code_lines, environment
from markdown import Markdown
from pytest_codeblocks import extract_from_buffer

from weave.course import Course
from weave.engine.listing import Lesson
from weave.page.grammar import blocks
from weave.page.rules import problems
from weave.record import find_all

COURSE = Course(ROOT)
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
    known = set(WIDER.get(one.name, "").split())
    assert wide <= known, f"{one.where}: {wide - known} print wider tables. Print less, or name them in WIDER above."
    assert wide == known, f"{one.where}: {known - wide} fit. Remove them from WIDER above."


def test_the_home_page_shows_the_path() -> None:
    """So that `check` asks of every lesson what weave/page/rules.py says; the two about the articles are linked."""
    home = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert re.search(r"^\[path\]$", home, re.MULTILINE)
    assert "(reference/notes.md)" in home and "(reference/aged.md)" in home


def test_every_lesson_holds_to_the_rules() -> None:
    records = {lesson.name: record for lesson, (record, _) in find_all(COURSE).items()}
    assert list(problems(COURSE, records)) == []
    assert all(records.values()), "call 'make site' first"


def test_every_right_answer_follows_from_a_run() -> None:
    command = [sys.executable, ROOT / "tools" / "ask_again.py", "--root", ROOT]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
