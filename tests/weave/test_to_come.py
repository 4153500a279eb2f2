"""What a guess or a quiz asks of a listing that has yet to run: a preview waits for it, a build refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_previews
from conftest import CourseFolder
from markdown import Markdown
from test_previews import Loop, preview, until

from weave.engine.listing import CourseError

loop = test_previews.loop  # the fixture
GUESS = """
??? question "Guess first: how many letters have {{ lesson.count * 2 }} words?"
    guess: {{ lesson.count * 5 }} letters

    {{ lesson.count }} words have half of them.

"""
QUIZ = """
!!! quiz "How many letters have {{ lesson.count + 1 }} words?"
    answer: {{ lesson.count * 5 + 5 }}

    - {{ (lesson.count + 1) * 5 }}
      Five each.
    - {{ lesson.count + 5 }}
      This adds.

"""
TO_COME = "… The answer is still being computed."


def test_a_preview_asks_once_the_listing_has_run(project: CourseFolder, loop: Loop, tmp_path: Path) -> None:
    """A listing that has never run, and then one whose last run did not have the value."""
    project.replace("docs/lesson.md", "The word is", f"{GUESS}{QUIZ}The word is")
    project.replace("snippets/lesson.py", "print('slow:', word)", "count = 2\nprint('slow:', word)")
    with preview(project, tmp_path / "log") as page:
        loop.wait()
        first = until(page, "output: hello", "The listing runs", "how many letters have … words?", TO_COME)
        assert first.count(TO_COME) == 2 and "This does not hold" not in first
        loop.go.touch()
        until(page, "4 words?", "Your guess", "3 words?", "Right: 15", "2 words have half", no=TO_COME)
        loop.go.unlink()
        text = (project.root / "docs" / "lesson.md").read_text()
        project.write("docs/lesson.md", text.replace("lesson.count", "lesson.number"))
        project.replace("snippets/lesson.py", "count = 2", "number = 3")
        again = until(page, "The listing runs", "how many letters have … words?", TO_COME, no="This does not hold")
        assert again.count(TO_COME) == 2 and "output: hello" in again
        loop.go.touch()
        until(page, "6 words?", "Your guess", "Right: 20", no=TO_COME)
    assert "Traceback" not in (tmp_path / "log").read_text()


@pytest.mark.parametrize("text", [GUESS, QUIZ, GUESS.replace("{{ lesson.count * 5 }}", "{{ 10 }}")])
def test_a_build_refuses_what_has_not_run(tmp_path: Path, text: str) -> None:
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "values.json").write_text("null")
    woven = {"weave.page.markdown": {"generated": str(tmp_path), "bibliography": "none"}}
    with pytest.raises(CourseError, match="has not run"):
        Markdown(extensions=["weave.page.markdown"], extension_configs=woven).convert(text)
