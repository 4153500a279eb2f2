"""Builds that are killed leave no process and no half-written record; builds at once share the work."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from conftest import LONG, ROOT, CourseFolder, environment

STARTS = """
# %% start
import os, subprocess, sys, time
_program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
_child = os.fork()
if _child == 0:
    time.sleep(1000)
"""
LOOPS = f"""{STARTS}
# %% loop
open(os.environ["WEAVE_TEST_LOOPING"], "w").close()
while not os.path.exists(os.environ["WEAVE_TEST_GO"]):
    time.sleep(0.02)
_program.kill()
os.kill(_child, 9)
print("done", _program.wait(), os.waitpid(_child, 0)[0] == _child)
"""
QUICK = """
# %% first
numbers = [{number}, 2]
print(numbers)

# %% plot
import matplotlib.pyplot as plt
plt.plot(numbers)
plt.show()
"""
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # what is left would hold a pipe open


def processes(mark: str) -> list[psutil.Process]:
    """Every living process that has the mark in its environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("WEAVE_TEST_MARK") == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue  # it has just ended, or is not ours
    return found


def assert_nothing_is_left(mark: str) -> None:
    deadline = time.monotonic() + 10
    while (left := processes(mark)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left, [process.cmdline() for process in left]


def kill_all(mark: str) -> None:
    for process in processes(mark):
        process.kill()


@pytest.fixture
def looping(course: CourseFolder, tmp_path: Path) -> Iterator[CourseFolder]:
    """A course of one lesson, which loops until the file GO exists."""
    course.variables |= {
        "WEAVE_TEST_GO": str(tmp_path / "go"),
        "WEAVE_TEST_LOOPING": str(tmp_path / "looping"),
        "WEAVE_TEST_MARK": str(uuid.uuid4()),
    }
    course.lesson("loops", LOOPS)
    try:
        yield course
    finally:
        kill_all(course.variables["WEAVE_TEST_MARK"])


@pytest.fixture
def marked(looping: CourseFolder) -> CourseFolder:
    """That course with two quick lessons beside it."""
    for number in (1, 2):
        looping.lesson(f"quick_{number}", QUICK.format(number=number))
    return looping


def wait_for(path: str) -> None:
    deadline = time.monotonic() + LONG
    while not os.path.exists(path):
        assert time.monotonic() < deadline, f"{path} did not come"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build of the same course publishes when nothing disturbs it."""
    folder = tmp_path_factory.mktemp("undisturbed")
    course = CourseFolder(folder / "course")
    course.variables |= {"WEAVE_TEST_GO": str(folder / "go"), "WEAVE_TEST_LOOPING": str(folder / "looping")}
    (folder / "go").touch()
    course.lesson("loops", LOOPS)
    for number in (1, 2):
        course.lesson(f"quick_{number}", QUICK.format(number=number))
    assert course.run() == ["loops", "quick_1", "quick_2"]
    return course.published()


def builds_well(course: CourseFolder, undisturbed: dict[str, bytes]) -> None:
    """Building again ends in the same bytes, and everything is fresh."""
    Path(course.variables["WEAVE_TEST_GO"]).touch()
    course.run()
    assert course.stale() == {}
    assert course.published() == undisturbed
    assert_nothing_is_left(course.variables["WEAVE_TEST_MARK"])


SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SEED = random.Random(5)
MOMENTS = [(SIGNALS[number % 3], round(SEED.uniform(0.02, 2), 2)) for number in range(10)]


@pytest.mark.parametrize(("which", "moment"), MOMENTS)
def test_a_build_killed_at_any_moment(
    marked: CourseFolder, undisturbed: dict[str, bytes], which: signal.Signals, moment: float
) -> None:
    with marked.start("run", **SILENT) as process:
        time.sleep(moment)
        process.send_signal(which)
        process.wait(LONG)
    assert process.returncode == -which
    assert_nothing_is_left(marked.variables["WEAVE_TEST_MARK"])
    builds_well(marked, undisturbed)


@pytest.mark.parametrize("which", SIGNALS)
def test_a_build_killed_while_a_listing_loops(
    marked: CourseFolder, undisturbed: dict[str, bytes], which: signal.Signals
) -> None:
    with marked.start("run", **SILENT) as process:
        wait_for(marked.variables["WEAVE_TEST_LOOPING"])
        process.send_signal(which)
        process.wait(LONG)
    assert_nothing_is_left(marked.variables["WEAVE_TEST_MARK"])
    builds_well(marked, undisturbed)


@pytest.mark.parametrize("starts", ["import os", STARTS], ids=["alone", "with_programs"])
def test_a_listing_that_does_not_let_go_of_python(looping: CourseFolder, starts: str) -> None:
    """A regular expression that never ends holds the interpreter's lock: no other thread gets to run."""
    stuck = "open(os.environ['WEAVE_TEST_LOOPING'], 'w').close()\nre.match('(a+)+$', 'a' * 50 + 'b')"
    looping.lesson("loops", f"# %% begin\n{starts}\n# %% stuck\nimport re\n{stuck}")
    with looping.start("run", **SILENT) as process:
        wait_for(looping.variables["WEAVE_TEST_LOOPING"])
        process.kill()
        process.wait(LONG)
    assert_nothing_is_left(looping.variables["WEAVE_TEST_MARK"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a killed make cannot be noticed")
def test_a_killed_make(looping: CourseFolder) -> None:
    looping.write("Makefile", f"site:\n\t@{sys.executable} -m weave run\n")
    variables = environment(**looping.variables)
    with subprocess.Popen([shutil.which("make") or "make", "site"], cwd=looping.root, env=variables) as make:
        wait_for(looping.variables["WEAVE_TEST_LOOPING"])
        make.kill()
    assert_nothing_is_left(looping.variables["WEAVE_TEST_MARK"])


@pytest.mark.parametrize("ends", ["print('good')", "raise ValueError", "os._exit(0)"])
@pytest.mark.parametrize("starts", [STARTS.partition("_child")[0], STARTS])
def test_a_listing_that_ends_takes_its_programs_along(looping: CourseFolder, starts: str, ends: str) -> None:
    looping.lesson("loops", f"{starts}{ends}")
    with looping.start("run", **SILENT) as process:
        assert process.wait(30) == (ends != "print('good')")
    assert_nothing_is_left(looping.variables["WEAVE_TEST_MARK"])


def test_two_builds_at_once_run_a_listing_once(course: CourseFolder) -> None:
    course.lesson("slow", "# %% wait\nimport time\ntime.sleep(1.5)\nprint('done')")
    with course.start("run") as first, course.start("run") as second:
        outputs = [process.communicate(timeout=LONG) for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), outputs
    assert course.ran() == ["slow"]
    assert course.output("slow/wait") == "done" and course.stale() == {}


def test_a_build_after_a_killed_one_does_not_wait(looping: CourseFolder) -> None:
    with looping.start("run", **SILENT) as process:
        wait_for(looping.variables["WEAVE_TEST_LOOPING"])
        os.kill(process.pid, signal.SIGSTOP)  # the lessons go on, the build does not
        process.kill()
        process.wait(LONG)
    Path(looping.variables["WEAVE_TEST_GO"]).touch()
    looping.run()
    assert looping.stale() == {}


def test_the_disk_is_full(course: CourseFolder, tmp_path: Path) -> None:
    """Every write says so: the message has the remedy, and what was published stands."""
    course.lesson("alone", "# %% greet\nprint('hello')")
    course.run()
    before = course.published()
    full = "import os, pathlib\ndef write_text(*_, **__):\n    raise OSError(28, 'No space left on device')\n"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "sitecustomize.py").write_text(f"{full}pathlib.Path.write_text = write_text\n")
    course.variables["PYTHONPATH"] = f"{tmp_path / 'full'}:{ROOT}"
    course.replace("snippets/alone.py", "hello", "hallo")
    assert "free some space" in course.failure()
    assert course.published() == before
