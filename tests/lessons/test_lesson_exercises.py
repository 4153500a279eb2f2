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
from weave.exercise import Exercise, Task, checked, numbered
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


# What somebody may try, or get by mistake.
ODD = (
    *("None", "0", "1.5", "-1", "1e30", "True", "np.nan", "np.inf", "'0.25'", "{}", "print"),
    *("[]", "(1, 2)", "[1, 2, 3]", "['a', 'b', 'c']", "[None]", "(np.zeros(3), np.zeros(2))"),
    *("np.zeros(3)", "np.zeros((2, 2))", "np.ones((3, 4, 5))", "np.array([])", "np.full((3, 3), np.nan)"),
)
DOTS = re.compile(r"\.\.\.(?!\")(?:, \.\.\.)*")
MADE = re.compile(r"^(?:def (\w+)|(\w+(?:, \w+)*) = )", re.MULTILINE)  # what a start leaves to be found or mended


QUICK = sorted(name for name, one in COURSE.exercises.items() if "keras" not in one.imports)


def before(one: Exercise, task: Task) -> dict[str, Any]:
    """What there is when somebody comes to this task."""
    given: dict[str, Any] = {"np": np}
    for cell in one.visible[: one.visible.index(task.task)]:
        if numbered(cell)[0] != "check":
            exec(cell.source, given)
    return given


def said(task: Task, given: dict[str, Any]) -> list[str]:
    """The words that the check of this task says."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(task.check.source, given)
    return [found["word"] for found in VERDICT.finditer(output.getvalue()) if found["number"] == str(task.number)]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", QUICK)
def test_no_answer_is_too_odd_for_its_check(name: str) -> None:
    """Whatever stands for the dots, the check says something of it, and nothing of this is right."""
    one = COURSE.exercises[name]
    for task in one.tasks:
        for answer in ODD:
            start, dots = DOTS.subn(answer, task.start)
            given = before(one, task)
            if dots and works(start, given):
                assert said(task, given) == ["not yet"], f"{task.title}: {answer}"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", QUICK)
def test_one_odd_answer_among_right_ones_is_told(name: str) -> None:
    """One value of a solution is odd, or what one of its functions gives; the others are right."""
    one = COURSE.exercises[name]
    for task in one.tasks:
        for made in sorted(names(task.start) & names(task.answer)):
            for answer in ODD:
                given = solution(one, task)
                value = eval(answer, {"np": np})
                if not np.array_equal(plain(given[made]), plain(value)):  # True is 1
                    given[made] = (lambda *_, value=value, **__: value) if callable(given[made]) else value
                    assert said(task, given) == ["not yet"], f"{task.title}: {made} is {answer}"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", QUICK)
def test_a_right_answer_may_be_a_list(name: str) -> None:
    """Or numbers of Python in place of NumPy's: what a check asks for is the answer."""
    one = COURSE.exercises[name]
    for task in one.tasks:
        given = solution(one, task)
        for made in names(task.start) & names(task.answer):
            if not callable(given[made]):
                given[made] = plain(given[made])
            elif DOTS.search(task.start):
                given[made] = lambda *args, give=given[made], **named: plain(give(*args, **named))
        assert said(task, given) == ["right"], task.title


def names(code: str) -> set[str]:
    """The functions and variables that this code makes."""
    return {name for found in MADE.finditer(code) for name in (found[1] or found[2]).split(", ")}


def solution(one: Exercise, task: Task) -> dict[str, Any]:
    given = before(one, task)
    with contextlib.redirect_stdout(io.StringIO()):
        exec(task.start, given)
        exec(task.answer, given)
    return given


def plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def works(start: str, given: dict[str, Any]) -> bool:
    """Whether the start of a task runs with this answer in it."""
    try:
        exec(start, given)
    except Exception:
        return False
    return True
