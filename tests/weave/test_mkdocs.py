"""MkDocs with weave's hook, on a small project: a strict build, and a preview that follows edits."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from conftest import LONG, ROOT, CourseFolder
from test_kill import SILENT, assert_nothing_is_left, kill_all, processes, wait_for

THEIRS = r"^(?:nav|theme|extra|extra_css|copyright|plugins|hooks):.*\n(?:[ ].*\n|\n(?=[ ]))*"
LISTING = """
# %% greet
word = "hello"
print("output:", word)
"""
PAGE = """# Lesson

The word is {{ lesson.word }}. See [home](index.md).

--8<-- "lesson/greet.md"
"""


@pytest.fixture
def project(course: CourseFolder) -> CourseFolder:
    """A course with the settings of mkdocs.yml, but a theme that is quick to build."""
    settings = re.sub(THEIRS, "", (ROOT / "mkdocs.yml").read_text(), flags=re.MULTILINE)
    hook = ROOT / "weave" / "hook.py"
    course.write("mkdocs.yml", f"{settings}\ntheme:\n  name: mkdocs\nplugins: []\nhooks:\n  - {hook}\n")
    course.variables["SOURCE_DATE_EPOCH"] = "0"
    course.write("requirements.txt", "")
    course.write("docs/index.md", "# Home\n\nTo the [lesson](lesson.md).\n")
    course.lesson("lesson", LISTING, PAGE)
    return course


def build(course: CourseFolder) -> subprocess.CompletedProcess[str]:
    return course.call("build", "--strict", module="mkdocs")


def built(course: CourseFolder) -> dict[str, bytes]:
    """The bytes of every file of the site."""
    site = course.root / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_build_runs_and_weaves(project: CourseFolder) -> None:
    done = build(project)
    assert done.returncode == 0, done.stderr
    page = built(project)["lesson/index.html"].decode()
    assert "<p>The word is hello. " in page and "<code>output: hello\n</code>" in page
    before = built(project)
    assert project.ran() == ["lesson"]
    project.call("clean")
    assert build(project).returncode == 0
    assert built(project) == before, "two cold builds give the same bytes"
    left = {path.name for path in project.root.iterdir()}
    assert left == {"mkdocs.yml", "snippets", "docs", "datasets", "requirements.txt", "site", ".weave"}


def test_prose_runs_nothing(project: CourseFolder) -> None:
    build(project)
    assert project.ran() == ["lesson"]
    project.replace("docs/lesson.md", "The word is", "Read the word")
    assert build(project).returncode == 0
    assert b"Read the word hello" in built(project)["lesson/index.html"]
    assert project.ran() == []


def test_what_was_published_is_put_right_though_nothing_else_has_changed(project: CourseFolder) -> None:
    """A build that finds the course as it was does nothing twice; "as it was" is told by contents, not by dates."""
    for _ in range(2):
        assert build(project).returncode == 0
    before, fragment = built(project), project.root / "docs" / "generated" / "lesson" / "greet.md"
    known = fragment.stat()
    fragment.write_text(fragment.read_text().replace("output: hello", "output: hallo"))
    os.utime(fragment, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert build(project).returncode == 0
    assert built(project) == before and "output: hello" in fragment.read_text()
    project.write("docs/generated/lesson/more.md", "nobody published this\n")
    assert build(project).returncode == 0
    assert not (fragment.parent / "more.md").exists() and project.ran() == ["lesson"]


def test_a_site_left_between_two_places_is_put_back(project: CourseFolder) -> None:
    build(project)
    before = built(project)
    (project.root / "site").rename(project.root / ".site.old")  # as a build killed at its very end leaves it
    project.replace("snippets/lesson.py", "output:", 'output:" + 1 + "')
    assert build(project).returncode == 1
    assert built(project) == before


MISTAKES = {
    "failing_listing": ("snippets/lesson.py", "output:", 'output:" + 1 + "', ["snippets/lesson.py:3", "TypeError"]),
    "warning": ("snippets/lesson.py", "print(", "import warnings; warnings.warn('hm'); print(", ["UserWarning: hm"]),
    "broken_link": ("docs/lesson.md", "(index.md)", "(nowhere.md)", ["nowhere.md"]),
    "broken_anchor": ("docs/lesson.md", "(index.md)", "(index.md#nowhere)", ["#nowhere"]),
    "unknown_cell": ("docs/lesson.md", "lesson/greet.md", "lesson/great.md", ["docs/lesson.md", "great"]),
    "unknown_value": ("docs/lesson.md", "lesson.word", "lesson.wort", ["docs/lesson.md:3", "lesson.wort"]),
    "removed_value": ("snippets/lesson.py", 'word = "hello"', "words = word_ = 1; word = len; ", ["lesson.word"]),
    "cell_not_quoted": ("snippets/lesson.py", "\nprint(", "\n# %% other\nprint(", ["other"]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_fails_the_build_and_the_last_site_stands(project: CourseFolder, name: str) -> None:
    assert build(project).returncode == 0
    before = built(project)
    path, old, new, says = MISTAKES[name]
    project.replace(path, old, new)
    done = build(project)
    assert done.returncode == 1
    for text in says:
        assert text in done.stderr
    assert "Traceback" not in done.stderr
    assert built(project) == before
    project.replace(path, new, old)
    assert build(project).returncode == 0
    assert built(project) == before


def test_two_sites_at_once(project: CourseFolder) -> None:
    project.replace("snippets/lesson.py", "print(", "import time; time.sleep(1); print(")
    arguments = ("build", "--strict")
    with project.start(*arguments, module="mkdocs") as one, project.start(*arguments, module="mkdocs") as other:
        said = [process.communicate(timeout=LONG) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), said
    assert project.ran() == ["lesson"]
    assert b"output: hello" in built(project)["lesson/index.html"]


@contextmanager
def preview(course: CourseFolder) -> Iterator[Callable[[], str]]:
    """Serve the project; yields a function that returns the text of the lesson's page, or why there is none."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"

    def page() -> str:
        try:
            with urlopen(f"http://{address}/lesson/", timeout=LONG) as answer:
                text = answer.read().decode()
            return html.unescape(re.sub("<[^>]+>", "", text.partition('role="main"')[2]))
        except (URLError, OSError) as error:
            return f"{error}"

    course.variables["WEAVE_TEST_MARK"] = str(uuid.uuid4())
    try:
        with course.start("serve", "--dev-addr", address, module="mkdocs", **SILENT) as process:
            yield page
            process.send_signal(signal.SIGINT)
            process.wait(LONG)
    finally:
        kill_all(course.variables["WEAVE_TEST_MARK"])


def until(page: Callable[[], str], *texts: str, no: str = "\0") -> str:
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


def test_a_build_called_from_another_course_uses_its_own(project: CourseFolder, tmp_path: Path) -> None:
    other = CourseFolder(tmp_path / "other", project.variables)
    other.write("docs/generated/lesson/values.json", '{"word": "theirs"}')
    other.write("docs/generated/lesson/greet.md", "```python\ntheirs\n```\n")
    done = other.call("build", "--strict", "-f", "../course/mkdocs.yml", module="mkdocs")
    assert done.returncode == 0, done.stderr
    page = built(project)["lesson/index.html"].decode()
    assert "<p>The word is hello. " in page and "theirs" not in page


def test_titles_and_descriptions_have_values(project: CourseFolder) -> None:
    project.replace("snippets/lesson.py", '"hello"', "'<\"A\" & B>'")
    front = "---\ntitle: Say {{ lesson.word }}\nmore:\n  - of {{ lesson.word }}\n---\n"
    project.write("docs/lesson.md", front + PAGE)
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "<title>Say &lt;&quot;A&quot; &amp; B&gt;" in built(project)["lesson/index.html"].decode()
