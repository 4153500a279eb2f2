"""What a listing does, whatever its comments, blank lines and form: an edit of these needs no run.

The record of such a run serves the new text too, since pages take their code from the listing. That is true only as
long as nothing of the run hung on the text itself, so where it may have, every byte counts.
"""

import ast
import hashlib
import json
import re
import warnings
from functools import cache
from pathlib import Path

from weave.engine.inputs import fingerprint
from weave.engine.listing import THREADS_WANTED, CourseError, Lesson, read_cells, read_text
from weave.reading import Reading

PROGRAM = re.compile(r"the program (?P<program>\w+), written as (?P<text>\w+)")
# Words of those who can tell the lines of a program, or its source; comments that name them count too.
TELLS_LINES = re.compile(
    r"\b(?:bdb|cProfile|dis|faulthandler|inspect|linecache|logging|marshal|pdb|profile|pydoc|setprofile|settrace|"
    r"symtable|trace|traceback|tracemalloc|warnings)\b|lineno|__code__|__traceback__|_getframe|_frame\b|\b(?:co|tb)_|"
    r"\bmonitoring\b|exc_info"
)
LINE = re.compile(r"\bline \d|:\d+:")


@cache
def program(text: str) -> str:
    """A digest of the cells of a listing as Python reads them, and of the comment that a run heeds; "" if it cannot."""
    try:
        cells = read_cells(text, "")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = [[cell.name, cell.hidden, ast.dump(ast.parse(cell.source))] for cell in cells]
    except (CourseError, SyntaxError, ValueError, RecursionError, MemoryError, IndexError):
        return ""
    return hashlib.sha256(json.dumps([parsed, THREADS_WANTED.findall(text)]).encode()).hexdigest()[:32]


def own(lesson: Lesson) -> str:
    """What to remember of a listing whose run hangs on nothing but its program."""
    return f"the program {program(lesson.text)}, written as {lesson.fingerprint}"


def is_same(path: Path, then: str) -> bool | None:
    """Whether a listing is still the program that it was; None if `then` tells of no program."""
    if not (found := PROGRAM.fullmatch(then)):
        return None
    if fingerprint(path) == found["text"]:
        return True
    try:
        return program(read_text(path, path.name)) == found["program"]
    except CourseError:
        return False


def tells_its_text(reading: Reading, folder: Path) -> bool:
    """Whether what a run has left in `folder` may hang on the listing's text: it has read it, or can tell its lines."""
    lesson, root = reading.lesson, reading.root
    read = {name for name in [*reading.read, *reading.seen] if name.endswith(".py")}
    texts = [lesson.text, *((root / name).read_text("utf-8", "replace") for name in read if (root / name).is_file())]
    if lesson.where in read or reading.started or not program(lesson.text) or any(map(TELLS_LINES.search, texts)):
        return True
    record = json.loads((folder / "record.json").read_text("utf-8"))
    said = json.dumps([record["cells"], record["values"], record["drawings"]])
    drawn = (path.read_text("utf-8") for path in folder.glob("*.svg"))
    return bool(LINE.search(said)) or any(lesson.path.name in text for text in (said, *drawn))
