"""What is where in a course: its listings, its pages, and what stands on them."""

import os
import re
from functools import cached_property
from pathlib import Path

from weave.engine.listing import CELL, CourseError, Lesson
from weave.page import grammar

PREVIEW = "http://localhost:8000/"  # what listings call the site; a publisher's SITE_URL takes its place


class Page:
    """A Markdown page of the course; `name` is its path from the course's folder."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        """The page's address below that of the site."""
        return url_of(self.name)

    @cached_property
    def prose(self) -> list[tuple[str, str]]:
        """(path:line, text) of each line outside front matter and code blocks, whose first lines count."""
        return [(f"{self.name}:{number}", line) for number, line in grammar.prose(self.text)]

    def find(self, pattern: re.Pattern[str]) -> list[tuple[str, re.Match[str]]]:
        """(path:line, match) of each match in the page's prose."""
        return [(where, match) for where, line in self.prose for match in pattern.finditer(line)]


def url_of(name: str) -> str:
    """The address below that of the site of the page docs/…/NAME.md."""
    return re.sub(r"^docs/|(?<![^/])index\.md$", "", name).replace(".md", "/")


class Course:
    """A folder laid out as a course: snippets/, docs/, datasets/ and the lock file."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.generated = self.root / "docs" / "generated"
        self.store = self.root / ".weave"
        self.bibliography = self.root / "docs" / "bibliography.bib"
        self.address = (os.environ.get("SITE_URL") or PREVIEW).rstrip("/") + "/"
        found = [Lesson(path) for path in sorted(self.root.glob("snippets/*.py"))]
        self.lessons = {lesson.name: lesson for lesson in found if CELL.search(lesson.text)}
        pages = (path for path in sorted(self.root.glob("docs/**/*.md")) if self.generated not in path.parents)
        self.pages = [Page(path, path.relative_to(self.root).as_posix()) for path in pages]

    def for_readers(self, source: str) -> str:
        """Code as readers get it: with the address of the published site."""
        return source.replace(PREVIEW, self.address)

    def page(self, lesson: Lesson) -> Page:
        """The lesson's page. Raises CourseError unless there is one."""
        pages = [page for page in self.pages if page.path.stem == lesson.name]
        if len(pages) != 1:
            raise CourseError(f"{lesson.where}:1: has {len(pages)} pages. Write one docs/…/{lesson.name}.md.")
        return pages[0]

    def run_seconds(self, lesson: Lesson) -> float:
        """What the lesson's page says a run takes; without a word, longer than all others."""
        texts = [page.text for page in self.pages if page.path.stem == lesson.name]
        said = grammar.front_matter(texts[0]).get("run_seconds") if texts else None
        return float(said) if isinstance(said, int) else float("inf")

    @cached_property
    def placed(self) -> set[tuple[str, str]]:
        """(lesson, figure) of all figures that pages place."""
        return {(m["lesson"], m["name"]) for page in self.pages for _, m in page.find(grammar.FIGURE)}
