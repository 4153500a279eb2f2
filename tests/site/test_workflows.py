"""What runs on GitHub is sound, and is what runs at home: its steps are make targets, tried here on a small course."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import LONG, ROOT, CourseFolder, environment

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
NAMES = [path.stem for path in WORKFLOWS]
FIRST, LAST = "3.11.", "3.13."  # the oldest and the newest Python
GREETS = "# %% greet\nprint('hello')"
DIFFERS = "# %% greet\nimport time\nprint(time.time_ns())"


def workflow(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))
    return found


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def commands(name: str) -> list[str]:
    return [step["run"].strip() for step in steps(name) if "run" in step]


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_workflows_have_their_form(schema: str) -> None:
    assert NAMES == ["ci", "weekly"]
    holds_to(schema, *WORKFLOWS)


def test_the_citation_has_its_form() -> None:
    holds_to("vendor.citation-file-format", ROOT / "CITATION.cff")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert cited["version"] == project["version"] and f"site_name: {cited['title']}\n" in settings
    assert f"## {cited['version']}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def holds_to(schema: str, *files: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actions_are_named_by_commit() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    found = [re.fullmatch(r"[ -]*uses: (actions/[\w-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line) for line in lines]
    assert all(found), lines
    pins = {match.groups() for match in found if match}
    assert len(pins) == len({name for name, _ in pins}) > 3, "one commit for each"


def test_steps_are_make_targets() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = [re.fullmatch(r"make ([a-z]+)( PART=\$\{\{ matrix\.part \}\}/4)?", text) for text in commands("ci")]
    assert all(called), commands("ci")
    assert [match[1] for match in called if match] == ["check", "part", "gather", "test", "site", "publish"]
    weekly = [text for text in commands("weekly") if text.startswith("make")]
    assert [text.split()[1] for text in weekly] == ["lock", "twice", "test"]
    assert {match[1] for match in called if match} | {text.split()[1] for text in weekly} <= targets


def test_all_parts_run_with_the_oldest_and_the_newest_python() -> None:
    jobs = workflow("ci")["jobs"]
    lessons, test = (jobs[name]["strategy"]["matrix"] for name in ("lessons", "test"))
    assert lessons["part"] == [1, 2, 3, 4]
    first, last = lessons["python"]
    assert first.startswith(FIRST) and last.startswith(LAST) and test["python"] == [first, last]
    published = [step["if"] for step in jobs["test"]["steps"] if "if" in step]
    assert published == [f"github.ref == 'refs/heads/main' && matrix.python == '{last}'"] * 2
    setup = next(step for step in jobs["check"]["steps"] if "setup-python" in step.get("uses", ""))
    assert setup["with"]["python-version"] == last
    assert jobs["test"]["needs"] == ["check", "lessons"] and jobs["publish"]["needs"] == "test"


@pytest.mark.parametrize("name", NAMES)
def test_little_is_permitted(name: str) -> None:
    found = workflow(name)
    assert found["permissions"] == {"contents": "read"} and found["concurrency"]["group"]
    more = {job: settings["permissions"] for job, settings in found["jobs"].items() if "permissions" in settings}
    assert more == {"ci": {"publish": {"contents": "write"}}, "weekly": {"report": {"issues": "write"}}}[name]
    for job, settings in found["jobs"].items():
        checkouts = [step for step in settings["steps"] if "checkout" in step.get("uses", "")]
        keeps = [step for step in checkouts if step.get("with", {}).get("persist-credentials", True)]
        assert not keeps or job == "publish", "code of others runs where no key lies"


def make(course: CourseFolder, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the project's own Makefile in a small course, with the environment of these tests."""
    shutil.copy(ROOT / "Makefile", course.root)
    ready = course.root / ".venv" / "ready"
    ready.parent.mkdir(exist_ok=True)
    ready.touch()
    command = ["make", f"BIN={Path(sys.executable).parent}", *arguments]
    variables = environment(**course.variables)
    return subprocess.run(
        command, cwd=course.root, env=variables, capture_output=True, text=True, timeout=LONG, check=False
    )


@pytest.fixture
def small(course: CourseFolder) -> CourseFolder:
    """A course of two lessons."""
    course.write("requirements.txt", "")
    for name in ("one", "two"):
        course.lesson(name, GREETS)
    return course


def test_parts_are_gathered_as_ci_does_it(small: CourseFolder) -> None:
    published = []
    for number in (1, 2):
        assert make(small, "part", f"PART={number}/2").returncode == 0
        assert small.ran() == [("one", "two")[number - 1]]
        published.append(small.published())
        records = small.root / ".weave" / "records"
        shutil.copytree(records, small.root / ".weave" / "parts" / f"records-3.11-{number}")  # as artifacts come
        shutil.rmtree(records)
        shutil.rmtree(small.root / "docs" / "generated")
    done = make(small, "gather")
    assert done.returncode == 0, done.stderr
    assert small.published() == published[0] | published[1]
    assert small.stale() == {} and small.ran() == []


def test_a_part_must_be_named(small: CourseFolder) -> None:
    done = make(small, "part")
    assert done.returncode and "'' is no part. Write 2/4" in done.stderr
    assert small.ran() == []


def test_two_runs_are_compared(small: CourseFolder) -> None:
    done = make(small, "twice")
    assert done.returncode == 0, done.stdout + done.stderr
    assert small.ran() == ["one", "one", "two", "two"]
    small.lesson("two", DIFFERS)
    done = make(small, "twice")
    assert done.returncode and "docs/generated/two/greet.md" in done.stdout
    assert "docs/generated/one" not in done.stdout


@pytest.fixture
def git(course: CourseFolder, tmp_path: Path) -> Callable[..., str]:
    """Calls git in a course whose origin is a bare repository; returns what it says."""
    course.variables |= {f"GIT_{who}_{what}": "me" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def call(*arguments: str) -> str:
        command, variables = ["git", *arguments], environment(**course.variables)
        return subprocess.run(
            command, cwd=course.root, env=variables, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    call("init", "--quiet", "--bare", str(tmp_path / "origin.git"))
    call("init", "--quiet", "--initial-branch=main")
    call("remote", "add", "origin", str(tmp_path / "origin.git"))
    call("commit", "--quiet", "--allow-empty", "-m", "A course")
    return call


def test_a_site_is_published(course: CourseFolder, git: Callable[..., str]) -> None:
    done = make(course, "publish")
    assert done.returncode and "There is no site. Call 'make site' first" in done.stdout
    course.write(".gitignore", "site/\n*.ipynb\n")
    git("add", ".gitignore")
    course.write("site/index.html", "<p>first")
    course.write("site/old.html", "<p>old")
    assert make(course, "publish").returncode == 0
    (course.root / "site" / "old.html").unlink()
    course.write("site/generated/one/one.ipynb", "{}")
    course.write("site/index.html", "<p>second")
    done = make(course, "publish")
    assert done.returncode == 0, done.stderr
    git("fetch", "--quiet", "origin", "gh-pages")
    files = git("ls-tree", "-r", "--name-only", "FETCH_HEAD").splitlines()
    assert files == [".nojekyll", "generated/one/one.ipynb", "index.html"]
    assert git("show", "FETCH_HEAD:index.html") == "<p>second"
    assert git("rev-list", "--count", "FETCH_HEAD") == "1\n", "no past to be downloaded"
    assert git("branch", "--show-current") == "main\n" and git("diff", "--cached", "--name-only") == ".gitignore\n"


GH = """#!/bin/sh
echo "$@" >> "$CALLS"
if [ "$2" = list ]; then echo "$OPEN"; else cp body.md "$CALLS.body"; fi
"""


@pytest.mark.parametrize(
    "opened",
    [
        "",
        "The newest releases of the dependencies break the course: why?",
        "The newest releases of the dependencies break the course",
    ],
)
def test_what_breaks_is_reported_once(tmp_path: Path, opened: str) -> None:
    """The step as GitHub runs it, where gh says which issues are open."""
    step = next(step for step in steps("weekly") if "gh issue create" in step.get("run", ""))
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(GH)
    program.chmod(0o755)
    (tmp_path / "newest.log").write_text("old line\n" * 100 + "snippets/digits.py:3: cell 'model'\nTypeError: no\n")
    (tmp_path / "newest.diff").write_text("--- a/x\n-keras==3.1 ; sys \\\n+keras==4.0 ; sys \\\n+    --hash=sha256:0\n")
    variables = {"PATH": f"{program.parent}:{os.environ['PATH']}", "CALLS": str(tmp_path / "calls"), "OPEN": opened}
    variables |= {"TITLE": step["env"]["TITLE"], "RUN": "the-run"}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "calls").read_text().splitlines()
    if opened == step["env"]["TITLE"]:
        assert len(calls) == 1 and calls[0].startswith("issue list --state open")
        return
    assert calls[1] == f"issue create --title {step['env']['TITLE']} --body-file body.md"
    body = (tmp_path / "calls.body").read_text()
    assert "(the-run)" in body and "snippets/digits.py:3: cell 'model'\nTypeError: no\n" in body
    assert "\n-keras==3.1 \n+keras==4.0 \n" in body and "hash" not in body
    assert body.count("old line") == 78
