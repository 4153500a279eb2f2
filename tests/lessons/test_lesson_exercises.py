"""The exercises of the lessons: what their checks say when they are run, and how long that takes."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

import numpy as np
import pytest
from conftest import ROOT

from weave.course import Course
from weave.exercise import Exercise, checked, numbered
from weave.page.exercises import VERDICT
from weave.record import Record, find

COURSE = Course(ROOT)
ALL_SECONDS = 240  # of a processor, for all exercises together


@pytest.fixture(params=sorted(COURSE.exercises))
def one(request: pytest.FixtureRequest) -> Exercise:
    return COURSE.exercises[request.param]


def record(one: Exercise) -> Record:
    found, reason = find(COURSE, one)
    assert found and not reason, f"{one.name} is stale ({reason}). Call 'make site' first."
    return found


def test_all_together_take_little() -> None:
    spent = {one.name: record(one).processor_seconds for one in COURSE.exercises.values()}
    assert sum(spent.values()) <= ALL_SECONDS, spent


def test_the_checks_know_right_from_wrong(one: Exercise) -> None:
    cells = record(one).cells

    def said(check: str) -> str:
        found = VERDICT.search(cells[check]["output"])
        assert found, check
        return f"{found['word']} {found['number']}"

    for task in one.tasks:
        assert len(task.wrong) >= 2
        assert said(task.check.name) == f"not yet {task.number}"
        assert said(checked(task.solution)) == f"right {task.number}"
        assert {said(checked(each)) for each in task.wrong} == {f"not yet {task.number}"}


def test_the_hints_of_an_exercise_differ(one: Exercise) -> None:
    for task in one.tasks:
        hints = [record(one).cells[checked(each)]["output"] for each in task.wrong]
        assert len(set(hints)) == len(hints)


def test_the_page_has_a_place_for_them(one: Exercise) -> None:
    page = COURSE.page(one).text
    assert len(re.findall("^## Exercises$", page, re.MULTILINE)) == 1
    assert page.index("\n## Exercises\n") < page.index(f"{one.name}/task_1.md")


ODD = ("None", "0", "1.5", "[]", "(1, 2)", "np.zeros(3)", "np.zeros((2, 2))", "True")  # what somebody may try
DOTS = re.compile(r"\.\.\.(?!\")(?:, \.\.\.)*")


QUICK = sorted(name for name, one in COURSE.exercises.items() if "keras" not in one.imports)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", QUICK)
def test_no_answer_is_too_odd_for_its_check(name: str) -> None:
    """Whatever stands for the dots, the check says something of it, and nothing of this is right."""
    one = COURSE.exercises[name]
    for task in one.tasks:
        for answer in ODD:
            start, dots = DOTS.subn(answer, task.start)
            given: dict[str, Any] = {"np": np}
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                for cell in one.visible[: one.visible.index(task.task)]:
                    if numbered(cell)[0] != "check":
                        exec(cell.source, given)
                if dots and works(start, given):
                    exec(task.check.source, given)
                    said = [(found["number"], found["word"]) for found in VERDICT.finditer(output.getvalue())]
                    assert said == [(str(task.number), "not yet")], f"{task.title}: {answer}"


def works(start: str, given: dict[str, Any]) -> bool:
    """Whether the start of a task runs with this answer in it."""
    try:
        exec(start, given)
    except Exception:
        return False
    return True
