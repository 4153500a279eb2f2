"""MkDocs with weave's hook, on a small project: a strict build."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from conftest import LONG, PAGE, CourseFolder


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
