"""A listing: plain Python in named cells."""

import ast
import re
import warnings
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from weave.engine.inputs import fingerprint

CELL = re.compile(r'^# %%(?: +(?P<name>[a-z][a-z0-9_]*)(?P<hide> +tags=\["hide"\])? *$)?.*$', re.MULTILINE)
THREADS_WANTED = re.compile(r"^# Threads: ([1-9])$", re.MULTILINE)  # for a long lesson that has much for each to do
UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")  # control characters: no editor shows them, no page may have them


class CourseError(Exception):
    """A mistake its author can mend; the text names file, line and remedy."""


def read_text(path: Path, where: str) -> str:
    """The text of a file that people write, with plain line ends; `where` is for messages. Raises CourseError."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CourseError(f"{where}:{line}: this is not UTF-8. Save the file in that encoding.") from None
    except OSError as error:
        raise CourseError(f"{where}: cannot be read: {error.strerror}. Mend or remove it.") from None
    if unseen := UNSEEN.search(text):
        line = text.count("\n", 0, unseen.start()) + 1
        character = f"U+{ord(unseen[0]):04X}"
        raise CourseError(f"{where}:{line}: this is no text: the control character {character} stands here. Remove it.")
    return re.sub("\r\n?", "\n", text)


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


def imported(source: str) -> list[str]:
    """The modules that some Python code imports; none if it does not parse, which Python will tell when it runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the code
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return names + [node.module for node in nodes if isinstance(node, ast.ImportFrom) if node.module and not node.level]


class Lesson:
    """A listing, snippets/NAME.py; its page, wherever it is in docs/, has the same name."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.stem
        self.where = f"snippets/{path.name}"
        self.text = read_text(path, self.where)
        self.fingerprint = fingerprint(path)

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

    @cached_property
    def imports(self) -> set[str]:
        """The modules that the listing imports, itself or by its neighbors, as far as they are Python."""
        parts = re.split(r"^# %%.*$", self.text, flags=re.MULTILINE)
        found: set[str] = set()
        while parts:
            new = set(imported(parts.pop())) - found
            found |= new
            neighbors = [self.path.parent / f"{name.replace('.', '/')}.py" for name in new]
            parts += [path.read_text("utf-8", "replace") for path in neighbors if path.is_file()]
        return found

    @property
    def packages(self) -> set[str]:
        """The packages that the listing imports from."""
        return {name.partition(".")[0] for name in self.imports}
