"""What the command line takes: lessons by name, a course elsewhere; all else is an error of usage."""

from __future__ import annotations

from pathlib import Path

from conftest import CourseFolder


def test_usage_errors(course: CourseFolder) -> None:
    for arguments in ([], ["dance"], ["--root", "/nowhere", "run"], ["status", "surplus"]):
        done = course.call(*arguments)
        assert done.returncode == 2 and "usage: weave" in done.stderr, arguments


def test_lessons_run_by_name(course: CourseFolder) -> None:
    for name in ("one", "two", "three"):
        course.lesson(name, "# %% greet\nprint('hello')")
    assert course.call("run", "two", "one").returncode == 0
    assert course.ran() == ["one", "two"]
    assert course.stale() == {"three": "never run"}
    message = course.failure("run", "tow")
    assert "no lesson 'tow'" in message and "'two'" in message


def test_root_names_a_course_elsewhere(course: CourseFolder, tmp_path: Path) -> None:
    course.lesson("alone", "# %% greet\nprint('hello')")
    other = CourseFolder(tmp_path / "other")
    other.variables["WEAVE_TEST_RAN"] = str(course.log)
    assert other.call("--root", str(course.root), "run").returncode == 0
    assert course.ran() == ["alone"] and course.output("alone/greet") == "hello"
    assert other.published() == {}
