"""A preview follows edits: it runs what they make stale, shows what cells give, and ends what is outdated."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest
from conftest import LONG, CourseFolder
from test_kill import SILENT, assert_nothing_is_left, kill_all, processes, wait_for
from test_mkdocs import build, built

import weave.preview
from weave.course import Course

SERVE = "serve", "--dirty"  # as "make serve" does


@contextmanager
def preview(course: CourseFolder, log: Path = Path(os.devnull)) -> Iterator[Callable[..., str]]:
    """Serve the project; yields a function that returns the text of the lesson's page, or of another one, or why there
    is none. What the terminal is told goes to the file `log`, which what is left would not hold open as a pipe."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"

    def page(name: str = "lesson/") -> str:
        try:
            with urlopen(f"http://{address}/{name}", timeout=LONG) as answer:
                text = answer.read().decode()
            return html.unescape(re.sub("<[^>]+>", "", text.partition('role="main"')[2]))
        except (URLError, OSError) as error:
            return f"{error}"

    course.variables["WEAVE_TEST_MARK"] = str(uuid.uuid4())
    try:
        with (
            log.open("w") as said,
            course.start(*SERVE, "--dev-addr", address, module="mkdocs", stdout=said, stderr=said) as process,
        ):
            yield page
            process.send_signal(signal.SIGINT)
            process.wait(LONG)
    finally:
        kill_all(course.variables["WEAVE_TEST_MARK"])


def until(page: Callable[..., str], *texts: str, no: str = "\0") -> str:
    """Wait until the page has all the texts and not another one."""
    deadline = time.monotonic() + LONG
    found = page()
    while not all(text in found for text in texts) or no in found:
        assert time.monotonic() < deadline, f"not {texts} (and no {no!r}) in {found}"
        time.sleep(0.1)
        found = page()
    return found


def test_a_preview_follows_edits(project: CourseFolder, tmp_path: Path) -> None:
    go, looping = tmp_path / "go", tmp_path / "looping"
    project.variables |= {"WEAVE_TEST_GO": str(go), "WEAVE_TEST_LOOPING": str(looping)}
    wait = "open(os.environ['WEAVE_TEST_LOOPING'], 'w').close()\n"
    wait += "while not os.path.exists(os.environ['WEAVE_TEST_GO']):\n    time.sleep(0.02)"
    project.replace("snippets/lesson.py", "print(", f"import os, time\n{wait}\nprint(")
    with preview(project) as page:
        first = until(page, "time.sleep")
        assert "output: hello" not in first and "has not run yet" in first, "the page is there before the output"
        wait_for(str(looping))
        go.touch()
        until(page, "The word is hello.", "output: hello", no="has not run yet")
        project.ran()
        project.replace("docs/lesson.md", "The word is", "Read the word")
        until(page, "Read the word hello.")
        assert project.ran() == []
        project.replace("snippets/lesson.py", '"hello"', '"hallo"')
        until(page, "Read the word hallo.", "output: hallo", no="output: hello")
        assert project.ran() == ["lesson"]
        project.replace("snippets/lesson.py", "print(", "1 / 0\nprint(")
        failed = until(page, "ZeroDivisionError", "snippets/lesson.py:")
        assert "output: hallo" in failed and "Read the word hallo." in failed, "the last good output stays"
        project.replace("snippets/lesson.py", "1 / 0\n", "")
        until(page, "output: hallo", no="ZeroDivisionError")
    assert_nothing_is_left(project.variables["WEAVE_TEST_MARK"])


def test_a_preview_outlives_mistakes(project: CourseFolder) -> None:
    """Saved halfway: a page that quotes what is not there, a listing that does not parse, none at all."""
    with preview(project) as page:
        until(page, "output: hello")
        project.replace("docs/lesson.md", "lesson/greet.md", "lesson/great.md")
        time.sleep(1)
        project.replace("docs/lesson.md", "lesson/great.md", "lesson/greet.md")
        project.replace("snippets/lesson.py", "# %% greet", "# %% Greet Them")
        time.sleep(1)
        project.replace("snippets/lesson.py", "# %% Greet Them", "# %% greet")
        project.replace("snippets/lesson.py", '"hello"', '"hello')
        until(page, "SyntaxError", "output: hello")
        project.replace("snippets/lesson.py", '"hello', '"hey"')
        until(page, "output: hey", no="SyntaxError")
        project.write("snippets/lesson.py", "")
        time.sleep(1)
        project.write("snippets/lesson.py", "# %% greet\nword = 'back'\nprint('output:', word)\n")
        until(page, "The word is back.", "output: back")


def test_a_lesson_that_joins_a_preview(project: CourseFolder) -> None:
    with preview(project) as page:
        until(page, "output: hello")
        project.lesson("second", "# %% more\nmore = 'more of it'\nprint(more)")
        project.replace("docs/lesson.md", "The word is", "And {{ second.more }}. The word is")
        until(page, "And more of it.")


def test_a_preview_imports_before_the_first_edit(project: CourseFolder) -> None:
    project.replace("snippets/lesson.py", "word =", "import numpy\nword =")
    assert project.run() == ["lesson"]
    with preview(project) as page:
        until(page, "output: hello")
        deadline = time.monotonic() + LONG
        while not any("numpy" in process.cmdline() for process in processes(project.variables["WEAVE_TEST_MARK"])):
            assert time.monotonic() < deadline, "nobody imports what an edit will need"
            time.sleep(0.1)
        assert project.ran() == []


@pytest.mark.parametrize("which", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_preview_takes_its_lessons_along(project: CourseFolder, tmp_path: Path, which: signal.Signals) -> None:
    looping = tmp_path / "looping"
    project.variables |= {"WEAVE_TEST_LOOPING": str(looping), "WEAVE_TEST_MARK": str(uuid.uuid4())}
    loop = "open(os.environ['WEAVE_TEST_LOOPING'], 'w').close()\nwhile True:\n    time.sleep(0.1)\n"
    project.replace("snippets/lesson.py", "print(", f"import os, time\n{loop}print(")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    try:
        with project.start("serve", "--dev-addr", address, module="mkdocs", **SILENT) as process:
            wait_for(str(looping))
            process.send_signal(which)
            process.wait(LONG)
        assert_nothing_is_left(project.variables["WEAVE_TEST_MARK"])
    finally:
        kill_all(project.variables["WEAVE_TEST_MARK"])


LOOP = """import os, time
with open(os.environ["WEAVE_TEST_LOOPING"], "a") as starts:
    starts.write(f"{os.getpid()} ")
while not os.path.exists(os.environ["WEAVE_TEST_GO"]):
    time.sleep(0.02)
"""


@dataclass
class Loop:
    """A listing's loop: it writes down its process in one file, and goes on until there is another one."""

    looping: Path
    go: Path

    def wait(self, times: int = 1) -> int:
        """Wait until it was begun so many times. Returns its process."""
        deadline = time.monotonic() + LONG
        while not self.looping.exists() or len(self.looping.read_text().split()) < times:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return int(self.looping.read_text().split()[-1])


@pytest.fixture
def loop(project: CourseFolder, tmp_path: Path) -> Loop:
    """That of the lesson's cell `slow`, which comes last."""
    found = Loop(tmp_path / "looping", project.root / ".weave" / "go")  # what stands there is no input
    found.go.parent.mkdir()
    project.variables |= {"WEAVE_TEST_LOOPING": str(found.looping), "WEAVE_TEST_GO": str(found.go)}
    listing = (project.root / "snippets" / "lesson.py").read_text()
    before, _, after = listing.partition("\n\n# %% logged")
    project.write("snippets/lesson.py", f"{before}\n\n# %% slow\n{LOOP}print('slow:', word)\n\n# %% logged{after}")
    project.replace("docs/lesson.md", 'greet.md"\n', 'greet.md"\n\n--8<-- "lesson/slow.md"\n')
    return found


def is_gone(process: int) -> bool:
    return not psutil.pid_exists(process) or psutil.Process(process).status() == psutil.STATUS_ZOMBIE


def test_outputs_come_cell_by_cell(project: CourseFolder, loop: Loop) -> None:
    with preview(project) as page:
        loop.wait()
        first = until(page, "output: hello", "The listing runs")
        assert "slow: hello" not in first and "This has not run yet." in first
        loop.go.touch()
        until(page, "slow: hello", "The word is hello.", no="The listing runs")
        loop.go.unlink()
        project.replace("snippets/lesson.py", '"hello"', '"hallo"')
        later = until(page, "output: hallo", "The listing runs")
        assert "slow: hello" in later, "what has not run again stands as it was"
        loop.go.touch()
        until(page, "slow: hallo", "The word is hallo.", no="The listing runs")


def test_what_leaves_the_program_runs_nothing_and_shows(project: CourseFolder, loop: Loop) -> None:
    """Not even where the listing still runs, which goes on."""
    with preview(project) as page:
        process = loop.wait()
        project.replace("snippets/lesson.py", "word = ", "# A word of welcome.\nword = ")
        until(page, "# A word of welcome.")
        loop.go.touch()
        until(page, "slow: hello", "# A word of welcome.", no="The listing runs")
        assert project.ran() == ["lesson"] and loop.wait() == process
        project.replace("snippets/lesson.py", "word of welcome", "greeting")
        until(page, "# A greeting.", "slow: hello", no="# A word")
        assert project.ran() == []


def test_comments_show_before_anything_else(project: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before all other lessons are looked at, for their author waits for them."""
    project.run()
    following = weave.preview.Preview(Course(project.root))
    project.replace("snippets/lesson.py", "word = ", "# A word of welcome.\nword = ")
    monkeypatch.setattr(weave.preview, "find_records", None)
    following.heard.set()
    following.edited.set()
    with pytest.raises(TypeError):
        following.take_up()
    following.servers.stop()
    assert "# A word of welcome." in project.fragment("lesson/greet")


def test_a_newer_save_ends_an_outdated_run(project: CourseFolder, loop: Loop) -> None:
    """Ten saves end in one run, of the last; meanwhile another lesson follows its own edits."""
    project.lesson("other", "# %% more\nmore = 'more of it'\nprint(more)")
    project.replace("docs/lesson.md", "The word is", "And {{ other.more }}. The word is")
    with preview(project) as page:
        process = loop.wait()
        for number in range(10):
            project.replace("snippets/lesson.py", '"hello"' if not number else f'"{number - 1}"', f'"{number}"')
        assert loop.wait(2) != process
        assert is_gone(process), "the old run has ended before the new one has begun"
        until(page, "And more of it.")
        project.ran()
        project.replace("snippets/other.py", "'more of it'", "'much of it'")
        until(page, "And much of it.", "The listing runs")
        assert project.ran() == ["other"]
        loop.go.touch()
        until(page, "The word is 9.", "slow: 9", no="The listing runs")
        assert project.ran() == ["lesson"]


def test_a_build_uses_nothing_that_a_preview_has_kept(project: CourseFolder, loop: Loop) -> None:
    """Neither of a run that was shown halfway and killed, nor of one that has come to its end."""
    with preview(project) as page:
        loop.wait()
        until(page, "output: hello", "The listing runs")
    assert "output: hello" in project.fragment("lesson/greet")
    loop.go.touch()
    assert build(project).returncode == 0 and project.ran() == ["lesson"]
    after_half = built(project)
    with preview(project) as page:
        project.replace("snippets/lesson.py", '"hello"', '"hallo"')
        until(page, "slow: hallo")
        project.replace("snippets/lesson.py", '"hallo"', '"hello"')
        until(page, "slow: hello")
    assert build(project).returncode == 0
    after_whole = built(project)
    project.call("clean")
    loop.go.parent.mkdir()
    loop.go.touch()
    assert build(project).returncode == 0
    assert after_half == built(project) == after_whole
    assert not [name for name in project.published() if name.endswith(("running.md", "failure.md"))]
