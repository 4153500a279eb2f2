"""tools/ask_again.py: a right answer that does not follow from a run is found."""

from __future__ import annotations

import subprocess
import sys

from conftest import ROOT, CourseFolder, environment

LISTING = """
# %% data
count = 40
right = [False, True, True]
scores = {"one": 0.25, "other": 0.75}
print(count)
"""
GOOD = """
??? question "Guess first: how many?"
    guess: {{ lesson.count }} legs

    Now we know.

??? question "Guess first: which is best?"
    guess: the largest

    - one: {{ lesson.scores["one"] }}
    - other: {{ lesson.scores["other"] }}

    Now we know.

!!! quiz "How many are right?"
    answer: {{ sum(lesson.right) }}

    - 2
      All but the first.
    - {{ 3 }}
      Count again.

"""
BAD = """
!!! quiz "Are there many?"
    answer: one of these

    - yes, if {{ lesson.count * 0 == 0 }}
      So it is.
    - no, if {{ lesson.count * 0 == 1 }}
      So it is not.

!!! quiz "What is 2 times 2?"
    answer: {{ 2 * 2 }}

    - {{ 4 }}
      So it is.
    - {{ 2 }}
      So it is not.

"""


def ask(course: CourseFolder) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "tools/ask_again.py", "--root", course.root]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)


def test_answers_that_stay_are_named(course: CourseFolder) -> None:
    page = f'# Lesson\n\n--8<-- "lesson/data.md"\n{GOOD}'
    course.lesson("lesson", LISTING, page)
    assert "its record is stale (never run)" in ask(course).stderr
    course.run()
    done = ask(course)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split("\n")[1].split() == ["lesson", "3", "4", "3", "1", "0"]
    course.write("docs/lesson.md", page + BAD)
    assert course.passes("check"), "nothing else sees it"
    done = ask(course)
    assert done.returncode == 1 and done.stdout.split("\n")[1].split() == ["lesson", "5", "5", "3", "1", "1"]
    assert "docs/lesson.md:27: the right answer to 'Are there many?' stays whatever lesson.count may be." in done.stdout
    assert "to 'What is 2 times 2?' is typed: no value decides it. Let it follow from a run." in done.stdout
