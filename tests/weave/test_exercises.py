"""Exercises: what a build runs of them, what it publishes, and what it refuses, with place and remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import CourseFolder

EXERCISES = """# %% setup
# Needs: pip install numpy
import numpy as np

# %% numbers
x = np.array([1, 2, 3])

# %% task_1
# Exercise 1: Add up
#
# Add up the numbers of `x`, *all* of them.
total = ...

# %% check_1
if total is ...:
    say = "not yet. Replace the dots by a sum."
elif total == 3:
    say = "not yet. 3 is how many there are: add them up."
elif total == 6:
    say = "right. Each of them counts once."
else:
    say = "not yet. By hand it is 1 + 2 + 3."
print("Exercise 1:", say)

# %% solution_1
total = int(x.sum())
print("in all", total)

# %% wrong_1_1
total = len(x)

# %% wrong_1_2
total = 5
"""
SECOND = """
# %% task_2
# Exercise 2: Draw
#
# Draw the numbers.
drawn = ...

# %% check_2
if drawn is ...:
    print("Exercise 2: not yet. Replace the dots by a list.")
elif len(drawn) == 3:
    print("Exercise 2: right. A point for each number.")
else:
    print(f"Exercise 2: not yet. {len(drawn)} points came out, not 3.")

# %% solution_2
import matplotlib.pyplot as plt
drawn = [1, 2, 3]
# Figure: A line that rises
#     from the left.
plt.plot(drawn)
plt.show()

# %% wrong_2_1
drawn = []

# %% wrong_2_2
drawn = [1]
"""
STARTER = ["setup", "numbers", "task_1", "check_1", "task_2", "check_2"]
LISTING = "# %% a\nprint('a lesson')\n"
QUOTE = '--8<-- "lesson-exercises/task_{}.md"'
PAGE = f'# Lesson\n\n--8<-- "lesson/a.md"\n\n## Exercises\n\n{QUOTE.format(1)}\n'
SAID = "docs/generated/lesson-exercises"


def with_exercises(folder: Path, text: str = EXERCISES, page: str = PAGE) -> CourseFolder:
    course = CourseFolder(folder / "course")
    course.lesson("lesson", LISTING, page)
    course.write("exercises/lesson.py", text)
    return course


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course with two good exercises that have run."""
    page = f"{PAGE}\n{QUOTE.format(2)}\n"
    course = with_exercises(tmp_path_factory.mktemp("checked"), EXERCISES + SECOND, page)
    assert course.run() == ["lesson"]
    return course


def test_good_exercises_hold(checked: CourseFolder) -> None:
    assert checked.passes("check")
    assert checked.stale() == {}


def test_a_run_asks_the_check_about_the_bare_task_and_every_answer(checked: CourseFolder) -> None:
    (record,) = checked.root.glob(".weave/records/lesson-exercises/*/record.json")
    cells = json.loads(record.read_text("utf-8"))["cells"]
    said = {
        name: cells[name]["output"]
        for name in cells
        if name.startswith("check_1") or re.search("[a-z]_1(_.)?_check", name)
    }
    assert {name: re.sub(r"\..*", "", text) for name, text in said.items()} == {
        "check_1": "Exercise 1: not yet",
        "wrong_1_1_check": "Exercise 1: not yet",
        "wrong_1_2_check": "Exercise 1: not yet",
        "solution_1_check": "Exercise 1: right",
    }
    assert len(set(said.values())) == 4, "each wrong answer has its own hint"


def test_the_starter_file_has_no_answers(checked: CourseFolder) -> None:
    script = (checked.root / SAID / "lesson-exercises.py").read_text("utf-8")
    assert re.findall(r"^# %% (\w+)$", script, re.MULTILINE) == [
        "setup",
        "numbers",
        "task_1",
        "check_1",
        "task_2",
        "check_2",
    ]
    assert "x.sum()" not in script and "len(x)" not in script
    assert "http://localhost:8000/lesson/" in script
    book = json.loads((checked.root / SAID / "lesson-exercises.ipynb").read_text("utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code] == STARTER
    assert not any(cell["outputs"] for cell in code)
    assert "".join(code[2]["source"]) == "total = ...", "the task in words is a cell of its own"
    words = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown"]
    assert "## Exercise 1: Add up\n\nAdd up the numbers of `x`, *all* of them.\n" in words


def test_the_fragment_has_all_of_an_exercise(checked: CourseFolder) -> None:
    first, second = checked.fragment("lesson-exercises/task_1"), checked.fragment("lesson-exercises/task_2")
    assert first.startswith("### Exercise 1: Add up\n\nAdd up the numbers of `x`, *all* of them.\n")
    kinds = re.findall(r"^```(\w+)$", first, re.MULTILINE)
    assert kinds == ["before", "setup", "start", "check", "solution", "output", "verdict"]
    assert "```output\nin all 6\n```" in first and "right. Each of them counts once." in first
    assert "![A line that rises from the left.](solution_2.svg)" in second
    assert "# Figure" not in second
    assert (checked.root / SAID / "solution_2.svg").exists()


def test_the_lessons_notebook_has_the_task(checked: CourseFolder) -> None:
    text = (checked.root / "docs/generated/lesson/lesson.ipynb").read_text("utf-8")
    assert "### Exercise 1: Add up" in text and "/generated/lesson-exercises/lesson-exercises.ipynb" in text
    assert "x.sum()" not in text


# An edit of the good exercise, the place, and what the message has to say.
LINE = {name: EXERCISES[: EXERCISES.index(f"# %% {name}\n")].count("\n") + 2 for name in ("task_1", "solution_1")}
MISTAKES = {
    "a wrong solution": ("int(x.sum())", "5", "'solution_1'", ["is not right", "By hand it is 1 + 2 + 3", "Mend"]),
    "a bare task that passes": ("total = ...", "total = 6", "'task_1'", ["the bare task right", "ask for more"]),
    "a wrong answer that passes": ("total = 5", "total = 6", "'wrong_1_2'", ["this wrong answer right"]),
    "a check without a hint": ('"not yet. By hand it is 1 + 2 + 3."', '"not yet. No."', "'wrong_1_2'", ["no hint"]),
    "a check that says nothing": ('print("Exercise 1:", say)', "", "'task_1'", ["0 times", "'Exercise 1: right. …'"]),
    "a check of another exercise": ('"Exercise 1:", say', '"Exercise 2:", say', "'task_1'", ["0 times"]),
    "the same hint twice": (
        "total = len(x)",
        "total = 4",
        "'wrong_1_2'",
        ["that of 'wrong_1_1'", "tell the two apart"],
    ),
    "a figure without words": (
        'print("in all", total)',
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "'solution_1'",
        ["draws 1 figures", "# Figure: "],
    ),
    "a solution that needs its check": (
        'print("in all", total)',
        'print("in all", say)',
        "'solution_1'",
        ["uses 'say'", "only check_1 makes", "cell above"],
    ),
    "no solution": ("# %% solution_1", "# %% other", "'task_1'", ["no cell solution_1", "Write it"]),
    "no check": ("# %% check_1", "# %% other", "'task_1'", ["no cell check_1"]),
    "one wrong answer": ("# %% wrong_1_2\ntotal = 5\n", "", "'task_1'", ["no cell wrong_1_2"]),
    "another number": ("# %% task_1", "# %% task_2", "exercises/lesson.py:1", ["task_1, task_2"]),
    "no title": ("# Exercise 1: Add up", "# Add up", "'task_1'", ["says no task", "# Exercise 1: a title"]),
    "no start": ("total = ...\n", "", "'task_1'", ["no code to start from"]),
    "a tag": ("# %% numbers", '# %% numbers tags=["hide"]', "'numbers'", ["has a tag", "Remove"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_does_not_hold_is_told(mistake: str, tmp_path: Path) -> None:
    old, new, place, words = MISTAKES[mistake]
    course = with_exercises(tmp_path)
    course.replace("exercises/lesson.py", old, new)
    course.call("run")
    said = course.failure("check")
    assert "exercises/lesson.py:" in said and place in said, said
    assert all(word in said for word in words), said


def test_the_place_is_a_line(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    course.replace("exercises/lesson.py", "int(x.sum())", "5")
    course.run()
    assert course.failure("check").startswith(f"exercises/lesson.py:{LINE['solution_1']}: cell 'solution_1'")


def test_one_that_is_too_slow_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = with_exercises(tmp_path)
    course.run()
    (record,) = course.root.glob(".weave/records/lesson-exercises/*/record.json")
    from weave.course import Course
    from weave.page.exercises import misjudged
    from weave.record import load

    (exercise,) = Course(course.root).exercises.values()
    slow = load(record.parent)._replace(processor_seconds=20.4)
    (said,) = misjudged(exercise, slow)
    assert said == (
        "exercises/lesson.py:1: takes 20.4 s of a processor, more than 20. Let it train on less, or for fewer steps."
    )


def test_a_check_that_fails_on_an_answer_names_both(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    course.replace("exercises/lesson.py", "total = 5", "total = None + 1")
    assert re.search(r"exercises/lesson\.py:\d+: cell 'wrong_1_2'\nTypeError", course.failure())
    course.replace("exercises/lesson.py", "total = None + 1", "total = 'five'")
    course.replace("exercises/lesson.py", "elif total == 6:", "elif total < 6 + 1 and total == 6:")
    assert re.search(r"exercises/lesson\.py:\d+: cell 'check_1', in 'wrong_1_2_check'\nTypeError", course.failure())


PAGES = {
    "not quoted": (QUOTE.format(1), "", "docs/lesson.md:1: does not quote", [QUOTE.format(1)]),
    "quoted twice": (QUOTE.format(1), f"{QUOTE.format(1)}\n\n{QUOTE.format(1)}", "docs/lesson.md:9: ", ["Remove it"]),
    "another one": (QUOTE.format(1), QUOTE.format(2), "docs/lesson.md:7: ", ["quotes exercise 2", QUOTE.format(1)]),
    "of another lesson": (
        QUOTE.format(1),
        f'{QUOTE.format(1)}\n\n--8<-- "other-exercises/task_1.md"',
        "docs/lesson.md:9: ",
        ["exercises/lesson.py"],
    ),
}


@pytest.mark.parametrize("mistake", PAGES)
def test_each_stands_once_on_its_page(mistake: str, tmp_path: Path) -> None:
    old, new, place, words = PAGES[mistake]
    course = with_exercises(tmp_path, page=PAGE.replace(old, new))
    course.call("run")
    said = course.failure("check")
    assert place in said and all(word in said for word in words), said


def test_an_edit_of_an_exercise_runs_nothing_else(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    course.run()
    course.replace("exercises/lesson.py", "total = 5", "total = 7")
    assert course.stale() == {"lesson-exercises": "exercises/lesson.py changed"}
    assert course.run() == []
    assert course.stale() == {}


def test_one_name_runs_a_lesson_and_its_exercises(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    course.lesson("other", LISTING)
    assert course.passes("run", "lesson")
    assert set(course.stale()) == {"other"}


def test_exercises_without_a_lesson(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    (course.root / "exercises/lesson.py").rename(course.root / "exercises/nothing.py")
    said = course.failure("check")
    assert "exercises/nothing.py:1: has no page. Write docs/…/nothing.md." in said


def test_what_is_gone_is_no_longer_published(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    course.run()
    (course.root / "exercises/lesson.py").unlink()
    course.run()
    assert not (course.root / SAID).exists()
