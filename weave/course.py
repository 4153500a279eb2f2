"""What is where: the listings of a course, their cells, its pages and what stands on them."""

import os
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

CELL = re.compile(r'^# %%(?: +(?P<name>[a-z][a-z0-9_]*)(?P<hide> +tags=\["hide"\])? *$)?.*$', re.MULTILINE)
PREVIEW = "http://localhost:8000/"  # what listings call the site; a publisher's SITE_URL takes its place
IMPORT = re.compile(r"^\s*(?:import|from) +(\w[\w.]*)", re.MULTILINE)


class CourseError(Exception):
    """A mistake its author can mend; the text names file, line and remedy."""


class Cell(NamedTuple):
    """One named piece of a listing; `line` is where its source starts in the listing, from 1."""

    name: str
    line: int
    source: str
    hidden: bool


def read_cells(text: str, path: str) -> list[Cell]:
    """Split percent-format Python into its cells; `path` is for messages. Raises CourseError."""
    headers = list(CELL.finditer(text))
    if text[: headers[0].start()].strip():
        raise CourseError(f"{path}:1: code before the first cell. Start the listing with '# %% name'.")
    cells: dict[str, Cell] = {}
    for header, end in zip(headers, [h.start() for h in headers[1:]] + [len(text)], strict=True):
        line, name = text.count("\n", 0, header.start()) + 1, header["name"]
        if not name or name in cells:
            remedy = "Write '# %% name' or '# %% name tags=[\"hide\"]', each name once, in lower case."
            raise CourseError(f"{path}:{line}: {header[0]!r} is not a new cell. {remedy}")
        body = text[header.end() + 1 : end].rstrip()
        source = body.lstrip("\n")
        cells[name] = Cell(name, line + 1 + len(body) - len(source), source, bool(header["hide"]))
    return list(cells.values())


class Lesson:
    """A listing, snippets/NAME.py; its page, wherever it is in docs/, has the same name."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.stem
        self.where = f"snippets/{path.name}"
        self.text = path.read_bytes().decode("utf-8")

    @cached_property
    def cells(self) -> list[Cell]:
        return read_cells(self.text, self.where)

    @property
    def visible(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.hidden]

    @property
    def script(self) -> str:
        """The published program: the listing without its hidden cells."""
        return "\n\n".join(f"# %% {cell.name}\n{cell.source}" for cell in self.visible) + "\n"

    @property
    def imports(self) -> set[str]:
        """The modules that the listing imports."""
        return set(IMPORT.findall(self.text))


class Page(NamedTuple):
    """A Markdown page of the course."""

    path: Path
    name: str

    @property
    def url(self) -> str:
        """The page's address below that of the site."""
        return re.sub(r"^docs/|(?<![^/])index\.md$", "", self.name).replace(".md", "/")

    @property
    def prose(self) -> list[tuple[str, str]]:
        """(path:line, text) of each line outside front matter and code blocks, whose first lines count."""
        lines, inside = [], ""
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            mark = re.match(r"\s*(```+|~~~+|---$)", line)
            if not inside:
                lines.append((f"{self.name}:{number}", line))
                inside = mark[1] if mark and (mark[1] != "---" or number == 1) else ""
            elif mark and mark[1] == inside:
                inside = ""
        return lines

    def find(self, pattern: re.Pattern[str]) -> list[tuple[str, re.Match[str]]]:
        """(path:line, match) of each match in the page's prose."""
        return [(where, match) for where, line in self.prose for match in pattern.finditer(line)]


class Course:
    """A folder laid out as a course: snippets/, docs/, datasets/ and the lock file."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.generated = self.root / "docs" / "generated"
        self.store = self.root / ".weave"
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
