"""`weave new` writes a lesson that holds to every rule; `check` tells of each rule that a lesson breaks, and where."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT, CourseFolder, environment

MENU = "nav:\n  - Welcome: index.md\n  - A part:\n      - a-part/other.md\n  - Rest:\n      - rest.md\n"
LISTING, PAGE = "snippets/moons.py", "docs/a-part/moons.md"
LONG_CELL = "\n".join(f"a{number} = {number}" for number in range(26))
# A file, what is edited there, and where that is said, in which words.
MISTAKES = {
    "needs": (
        LISTING,
        "# Needs: pip install numpy matplotlib\n",
        "",
        f"{LISTING}:2: Begin the first cell with",
    ),
    "cell_too_long": (
        LISTING,
        "steps, first",
        f"{LONG_CELL}\nsteps, first",
        f"{LISTING}:24: cell 'answer' has 29",
    ),
    "line_too_long": (
        LISTING,
        "steps, first",
        f"long = '{'x' * 81}'\nsteps, first",
        f"{LISTING}:24: has 90 characters",
    ),
    "not_in_nav": ("mkdocs.yml", "      - a-part/moons.md\n", "", f"{PAGE}:1: `nav` does not lead here"),
    "twice_in_nav": (
        "mkdocs.yml",
        "  - Rest:",
        "      - a-part/moons.md\n  - Rest:",
        f"{PAGE}:1: `nav` leads here",
    ),
    "gone_from_nav": ("mkdocs.yml", "  - Rest:", "      - gone.md\n  - Rest:", "mkdocs.yml:6: `nav` names gone.md"),
    "sources": (PAGE, "## Where this comes from", "## From", f"{PAGE}:1: lacks '## Where this comes from'"),
    "several_sections": (
        PAGE,
        "\n## ",
        "\n### ",
        f"{PAGE}:1: lacks '## In short' and '## Try next' and '## Where this comes from'. Write each on a line of",
    ),
    "two_headings": (PAGE, "## The examples", "# The examples", f"{PAGE}:19: has 2 headings with one '#'"),
    "title": (PAGE, "title: Moons", f"title: {'Moons ' * 7}", f"{PAGE}:1: Give it a `title` of at most 40 characters"),
    "description": (PAGE, "description: A lesson", "more: A lesson", f"{PAGE}:1: Give it a `description` of 40 to 200"),
    "seconds": (PAGE, "run_seconds: 1", "run_seconds: 1.5", f"{PAGE}:1: Say in its front matter how many seconds"),
    "minutes_typed": (PAGE, "run_seconds: 1", "run_seconds: 1\nminutes: 5", f"{PAGE}:1: `minutes` are counted"),
    "too_long": (
        PAGE,
        "## In short",
        f"{'word ' * 4000}\n\n## In short",
        f"{PAGE}:1: takes 28 min to read, not 5 to 25",
    ),
    "exercise_too_wide": (
        "exercises/moons.py",
        "weight, bias = 2, 1\n",
        f"weight, bias = 2, 1\nlong = '{'x' * 81}'\n",
        "exercises/moons.py:16: has 90 characters, and a page shows 88",
    ),
    "exercise_too_short": (
        "exercises/moons.py",
        "# The line says 7, and the example has y = 5. What is the squared error of this one\n",
        "",
        "exercises/moons.py:42: says the task in 5 words, not 15 to 130",
    ),
    "two_exercises": (
        "exercises/moons.py",
        "# %% task_3",
        "# %% later",
        "exercises/moons.py:1: has 2 whole exercises, not 3",
    ),
    "no_fixture": (
        "tests/lessons/test_moons.py",
        "(lesson:",
        "(values:",
        "tests/lessons/test_moons.py:1: no test",
    ),
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course with one lesson, which has just been begun, and has run."""
    course = CourseFolder(tmp_path_factory.mktemp("rules") / "course")
    course.write("mkdocs.yml", MENU)
    course.write("docs/index.md", "# Welcome\n\n[path]\n")
    course.write("docs/a-part/other.md", "# Other\n\nNo lesson.\n")
    course.write("docs/rest.md", "# The rest\n")
    done = course.call("new", "moons", "--part", "a-part")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [LISTING, "exercises/moons.py", PAGE, "tests/lessons/test_moons.py", "mkdocs.yml"]
    assert "- a-part/other.md\n      - a-part/moons.md\n  - Rest" in (course.root / "mkdocs.yml").read_text()
    assert course.call("run").returncode == 0
    return course


def test_a_new_lesson_holds_to_all_rules(begun: CourseFolder) -> None:
    assert begun.passes("check")
    assert (begun.root / "docs/generated/moons/falling.svg").exists()


def test_its_test_passes_and_its_code_is_in_form(begun: CourseFolder) -> None:
    """The test is given the values of the run, as tests/conftest.py would."""
    test = (begun.root / "tests/lessons/test_moons.py").read_text()
    space: dict[str, object] = {}
    exec(compile(test, "test_moons.py", "exec"), space)
    tests = [function for name, function in space.items() if name.startswith("test_")]
    assert len(tests) == 2
    for function in tests:
        assert callable(function)
        function(begun.values("moons"))
    files = [begun.root / name for name in (LISTING, "exercises/moons.py", "tests/lessons/test_moons.py")]
    command = [sys.executable, "-m", "ruff", "format", "--check", "--config", ROOT / "pyproject.toml", *files]
    assert subprocess.run(command, env=environment(), capture_output=True, check=False).returncode == 0


def test_its_right_answers_follow_from_its_run(begun: CourseFolder) -> None:
    command = [sys.executable, ROOT / "tools" / "ask_again.py", "--root", begun.root]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", MISTAKES)
def test_a_broken_rule_is_told(begun: CourseFolder, name: str) -> None:
    file, old, new, says = MISTAKES[name]
    good = (begun.root / file).read_text()
    assert good.count(old) >= 1
    begun.write(file, good.replace(old, new))
    try:
        found = begun.failure("check")
    finally:
        begun.write(file, good)
    assert re.search(rf"^{re.escape(says)}", found, re.MULTILINE), found


def test_what_only_a_run_tells(begun: CourseFolder) -> None:
    good = (begun.root / LISTING).read_text()
    begun.write(LISTING, good.replace("plt.plot(losses)", "plt.figure(figsize=(9, 4))\nplt.plot(losses)"))
    assert begun.call("run").returncode == 0
    found = begun.failure("check")
    begun.write(LISTING, good)
    assert begun.call("run").returncode == 0
    said = rf"^{PAGE}:11: a phone shows labels of 'falling' 8\.0 pixels high, less than 11\."
    assert re.search(said, found, re.MULTILINE), found


def test_a_course_without_a_path_asks_for_no_lessons(begun: CourseFolder) -> None:
    """But its menu leads to all its pages."""
    begun.replace("docs/index.md", "[path]", "No path.")
    begun.replace(PAGE, "## In short", "## Brief")
    try:
        assert begun.passes("check")
    finally:
        begun.replace("docs/index.md", "No path.", "[path]")
        begun.replace(PAGE, "## Brief", "## In short")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("moons", "--part", "a-part"), "snippets/moons.py:1: is there already."),
        (("suns", "--part", "b-part"), "`nav` has no page of a part 'b-part'. Name one of a-part."),
        (("Suns", "--part", "a-part"), "'Suns' is no name of a lesson."),
        (("other", "--part", "a-part"), "docs/a-part/other.md:1: is there already."),
    ],
)
def test_what_new_refuses(begun: CourseFolder, arguments: tuple[str, ...], says: str) -> None:
    before = {path: path.read_bytes() for path in begun.root.rglob("*") if path.is_file()}
    assert says in begun.failure("new", *arguments)
    assert {path: path.read_bytes() for path in begun.root.rglob("*") if path.is_file()} == before


def test_a_page_is_measured_once_its_outputs_stand(begun: CourseFolder) -> None:
    """In a new clone they do not, though another clone may have shared the records of the run."""
    published, aside, good = begun.root / "docs/generated", begun.root / "generated", (begun.root / PAGE).read_text()
    build = "from weave.build import prepare; from weave.course import Course; from pathlib import Path"
    published.rename(aside)
    try:
        assert begun.passes("check"), "too short without them"
        begun.write(PAGE, good.replace("## In short", f"{'word ' * 3780}\n\n## In short"))
        assert begun.passes("check"), "not too long without them"
        command = [sys.executable, "-c", f"{build}; prepare(Course(Path('.')))"]
        done = subprocess.run(command, cwd=begun.root, env=environment(), capture_output=True, text=True, check=False)
        assert f"{PAGE}:1: takes 26 min" in done.stderr
    finally:
        begun.write(PAGE, good)
        shutil.rmtree(published, ignore_errors=True)
        aside.rename(published)
