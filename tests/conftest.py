"""What all tests share: throw-away courses, the built site in a browser, the results of a lesson."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from browser import NoBrowser, build_specimen, open_browser, serve
from playwright.sync_api import Browser

from weave.course import Course
from weave.record import find

ROOT = Path(__file__).parents[1]
Output = Callable[[str], list[str]]
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
LONG = 60  # seconds; no test waits that long unless something hangs
VISIBLE = re.compile(r"^# %% (\w+)$", re.MULTILINE)
LOG = """

# %% logged tags=["hide"]
import os
with open(os.environ["WEAVE_TEST_RAN"], "a") as log:
    log.write("{name} ")
"""


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: each waits now and then, for a browser or another program."""
    return (os.cpu_count() or 1) + 1


def environment(**more: str) -> dict[str, str]:
    """The variables of a user who calls the command line, not those of a `make test` around it."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    return {**ours, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "WEAVE_CACHE": "off", **more}


def code_lines(text: str) -> list[str]:
    """The lines of a program but for blank ones and the headers of cells."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# %%")]


def printed_in(fragment: str) -> str:
    """The printed output in the fragment of a cell; "" if there is none."""
    found = re.search(r"^(`{3,})output\n(.*)\n\1$", fragment, re.MULTILINE | re.DOTALL)
    return found[2] if found else ""


@dataclass
class CourseFolder:
    """A throw-away course in a folder; `variables` are the environment of its commands."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("snippets", "docs", "datasets"):
            (self.root / name).mkdir(parents=True)
        self.log = self.root.parent / f"{self.root.name}.ran"
        self.variables = {"WEAVE_TEST_RAN": str(self.log), **self.variables}

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the course, such as "datasets/x.csv"."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Edit a file of the course."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def lesson(self, name: str, listing: str, page: str = "") -> None:
        """Write a listing, which logs that it ran, and its page, which by default quotes every cell."""
        text = dedent(listing).strip("\n") + "\n"
        self.write(f"snippets/{name}.py", text + LOG.format(name=name))
        quotes = "\n\n".join(f'--8<-- "{name}/{cell}.md"' for cell in VISIBLE.findall(text))
        self.write(f"docs/{name}.md", dedent(page).lstrip("\n") or f"# {name}\n\n{quotes}\n")

    @contextmanager
    def start(self, *arguments: str, module: str = "weave", **options: Any) -> Iterator[subprocess.Popen[str]]:
        """Start a command in the course's folder, its output in pipes; killed when the block ends."""
        command = [sys.executable, "-m", module, *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        options = {"cwd": self.root, "env": environment(**self.variables), **pipes, **options}
        with subprocess.Popen(command, **options) as process:
            try:
                yield process
            finally:
                process.kill()

    def call(self, *arguments: str, module: str = "weave") -> subprocess.CompletedProcess[str]:
        """Run a command in the course's folder to its end."""
        with self.start(*arguments, module=module) as process:
            out, err = process.communicate(timeout=LONG)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def ran(self) -> list[str]:
        """The lessons that ran to their end since the last call, sorted."""
        names = self.log.read_text().split() if self.log.exists() else []
        self.log.write_text("")
        return sorted(names)

    def run(self) -> list[str]:
        """Call `run`, which has to succeed. Returns the lessons that ran, sorted."""
        done = self.call("run")
        assert done.returncode == 0, done.stdout + done.stderr
        return self.ran()

    def failure(self, *arguments: str) -> str:
        """Call a command (`run`) that has to fail in an orderly way. Returns what it says."""
        done = self.call(*(arguments or ("run",)))
        assert done.returncode == 1, f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
        assert "Traceback (most recent call last)" not in done.stderr, done.stderr
        return done.stderr

    def passes(self, *arguments: str) -> bool:
        """Whether a command succeeds; what it says otherwise goes to the test's output."""
        done = self.call(*arguments)
        print(done.stdout, done.stderr)
        return done.returncode == 0

    def stale(self) -> dict[str, str]:
        """The reasons of the stale lessons, as `status --json` gives them."""
        done = self.call("status", "--json")
        assert done.returncode == 0, done.stderr
        lessons = json.loads(done.stdout)["lessons"]
        assert all(lesson["fresh"] == (not lesson["reason"]) for lesson in lessons.values())
        return {name: lesson["reason"] for name, lesson in lessons.items() if not lesson["fresh"]}

    def published(self) -> dict[str, bytes]:
        """The bytes of everything under docs/generated/."""
        folder = self.root / "docs" / "generated"
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    def fragment(self, name: str) -> str:
        """The fragment of a cell, such as "lesson/cell"."""
        return (self.root / "docs" / "generated" / f"{name}.md").read_text(encoding="utf-8")

    def output(self, name: str) -> str:
        """The printed output in the fragment of a cell; "" if there is none."""
        return printed_in(self.fragment(name))

    def values(self, name: str) -> dict[str, Any]:
        """The recorded values of a lesson."""
        text = (self.root / "docs" / "generated" / name / "values.json").read_text(encoding="utf-8")
        values: dict[str, Any] = json.loads(text)
        return values


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """An empty course."""
    return CourseFolder(tmp_path / "course")


@pytest.fixture
def project(course: CourseFolder) -> CourseFolder:
    """A course of one lesson with the settings of mkdocs.yml, but a theme that is quick to build."""
    settings = re.sub(THEIRS, "", (ROOT / "mkdocs.yml").read_text(), flags=re.MULTILINE)
    hook = ROOT / "weave" / "hook.py"
    course.write("mkdocs.yml", f"{settings}\ntheme:\n  name: mkdocs\nplugins: []\nhooks:\n  - {hook}\n")
    course.variables["SOURCE_DATE_EPOCH"] = "0"
    course.write("requirements.txt", "")
    course.write("docs/index.md", "# Home\n\nTo the [lesson](lesson.md).\n")
    course.lesson("lesson", LISTING, PAGE)
    return course


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; without one, tests that need it fail with the remedy."""
    try:
        with open_browser() as found:
            yield found
    except NoBrowser as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the built site."""
    if not (ROOT / "site" / "index.html").exists():
        pytest.fail("site/ has not been built. Call 'make site' first.", pytrace=False)
    with serve(ROOT / "site") as address:
        yield address


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page of our own that holds every element of the look at its limit."""
    with serve(build_specimen(tmp_path_factory.mktemp("specimen"))) as address:
        yield f"{address}specimen/"


def lesson_of(request: pytest.FixtureRequest) -> str:
    """The lesson that a test file is named after."""
    return Path(request.path).stem.removeprefix("test_")


@pytest.fixture(scope="module")
def lesson(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The recorded values of the lesson that a test file is named after."""
    name, course = lesson_of(request), Course(ROOT)
    record, reason = find(course, course.lessons[name])
    if not record:
        pytest.fail(f"the record of {name} is stale ({reason}). Call 'make site' first.", pytrace=False)
    return record.values


@pytest.fixture(scope="module")
def output(request: pytest.FixtureRequest) -> Output:
    """A function from a cell of that lesson to the lines that it printed, as the page shows them."""
    folder = ROOT / "docs" / "generated" / lesson_of(request)

    def lines(cell: str) -> list[str]:
        text = printed_in((folder / f"{cell}.md").read_text(encoding="utf-8"))
        assert text, f"{cell} printed nothing"
        return text.split("\n")

    return lines
