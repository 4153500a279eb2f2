"""What is where in a course: its listings, its pages, and what stands on them."""

import os
import re
from bisect import bisect
from functools import cached_property
from pathlib import Path

from weave.engine.listing import CELL, CourseError, Lesson, read_text
from weave.exercise import SECONDS, Exercise
from weave.page import grammar

PREVIEW = "http://localhost:8000/"  # what listings call the site; a publisher's SITE_URL takes its place


class Page:
    """A Markdown page of the course; `name` is its path from the course's folder."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    @cached_property
    def text(self) -> str:
        """Raises CourseError where the file is no text."""
        return read_text(self.path, self.name)

    @property
    def url(self) -> str:
        """The page's address below that of the site."""
        return url_of(self.name)

    @cached_property
    def parts(self) -> list[grammar.Part]:
        """All that the page quotes and places, or almost, in its order; also in captions, titles and alt texts."""
        parts = grammar.scan(self.text)
        inner = (each.moved(part.start) for part in parts for each in part.within())
        return sorted([*parts, *inner], key=lambda part: part.start)

    def find(self, *kinds: str) -> list[tuple[str, grammar.Part]]:
        """(path:line, part) of each part of these kinds."""
        return [(self.where(part.start), part) for part in self.parts if part.kind in kinds]

    def where(self, start: int) -> str:
        """path:line of a place in the page's text."""
        return f"{self.name}:{bisect(self.line_ends, start - 1) + 1}"

    @cached_property
    def line_ends(self) -> list[int]:
        return [end.start() for end in re.finditer("\n", self.text)]


def url_of(name: str) -> str:
    """The address below that of the site of the page docs/…/NAME.md, or of another file there."""
    return re.sub(r"\.(?:md|ipynb)$", "/", re.sub(r"^docs/|(?<![^/])(?:index|README)\.md$", "", name))


class Course:
    """A folder laid out as a course: snippets/, exercises/, docs/, datasets/ and the lock file."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.generated = self.root / "docs" / "generated"
        self.store = self.root / ".weave"
        self.bibliography = self.root / "docs" / "bibliography.bib"
        self.glossary = self.root / "docs" / "glossary.yml"
        self.address = (os.environ.get("SITE_URL") or PREVIEW).rstrip("/") + "/"
        found = [Lesson(path) for path in self.files("snippets/*.py")]
        self.lessons = {lesson.name: lesson for lesson in found if CELL.search(lesson.text)}
        tasks = [Exercise(path) for path in self.files("exercises/*.py")]
        self.exercises = {exercise.name: exercise for exercise in tasks if CELL.search(exercise.text)}
        self.listings: dict[str, Lesson] = {**self.lessons, **self.exercises}
        pages = (path for path in self.files("docs/**/*.md") if self.generated not in path.parents)
        self.pages = [Page(path, path.relative_to(self.root).as_posix()) for path in pages]

    def files(self, pattern: str) -> list[Path]:
        """The files that people write: no folders, and nothing hidden, which is of their editors and systems."""
        found = (path for path in sorted(self.root.glob(pattern)) if not path.is_dir())
        return [path for path in found if not any(name[0] == "." for name in path.relative_to(self.root).parts)]

    def for_readers(self, text: str) -> str:
        """Code, output and all else of a run as readers get it: with the address of the published site."""
        return text.replace(PREVIEW, self.address)

    def page(self, lesson: Lesson) -> Page:
        """The page of a lesson and of its exercises. Raises CourseError unless there is one."""
        pages = [page for page in self.pages if page.path.stem == lesson.path.stem]
        if len(pages) != 1:
            found = f"no page. Write docs/…/{lesson.path.stem}.md"
            if pages:
                found = f"{len(pages)} pages. Keep one of {', '.join(page.name for page in pages)}"
            raise CourseError(f"{lesson.where}:1: has {found}.")
        return pages[0]

    def run_seconds(self, lesson: Lesson) -> float:
        """What the lesson's page says a run takes; without a word, longer than all others."""
        if isinstance(lesson, Exercise):
            return SECONDS
        texts = [page.text for page in self.pages if page.path.stem == lesson.name]
        said = grammar.front_matter(texts[0]).get("run_seconds") if texts else None
        return float(said) if isinstance(said, int) else float("inf")

    @cached_property
    def placed(self) -> set[tuple[str, str]]:
        """(lesson, figure) of all figures that pages place."""
        return {(part["lesson"], part["name"]) for page in self.pages for _, part in page.find("figure")}
