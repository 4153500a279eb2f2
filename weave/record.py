"""Records: one immutable, checksummed folder per run, and whether it still tells the truth."""

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from weave.course import Course, Lesson

ENGINE = ("child.py", "course.py", "drawing.py", "figures.py", "matplotlibrc")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes or of a folder's sorted names; "absent" where there is neither."""
    try:
        state = os.stat(path)
        return digest(str(path), (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino))
    except OSError:
        return "absent"


@cache
def digest(path: str, state: tuple[int, ...]) -> str:
    """The fingerprint of what is there in this state: each file is read once a build, not once for each lesson."""
    data = "\n".join(sorted(os.listdir(path))).encode() if os.path.isdir(path) else Path(path).read_bytes()
    return hashlib.sha256(data).hexdigest()


def machinery(course: Course) -> dict[str, str]:
    """Fingerprints of what every run depends on: Python, the locked packages, the engine, the style."""
    engine = {f"weave/{name}": fingerprint(Path(__file__).parent / name) for name in ENGINE}
    engine["requirements.txt"] = fingerprint(course.root / "requirements.txt")
    return {"Python": f"{platform.python_version()} on {platform.machine()}", **engine}


def checksum(folder: Path) -> str:
    """A digest of the names and contents of a folder's files: the name of a record."""
    lines = "".join(f"{path.name} {fingerprint(path)}\n" for path in sorted(folder.iterdir()))
    return hashlib.sha256(lines.encode()).hexdigest()[:32]


class Record(NamedTuple):
    """What one run of a listing left behind.

    `inputs` maps all that the run depended on to its fingerprint then; `cells` maps a cell to its
    "output" (text) and "figures" (names); `values` has the small top-level variables, `versions` those
    of Python and the imported packages; `drawings` describes the networks among the figures, and Keras
    models, or says why one cannot be drawn.
    """

    folder: Path
    inputs: dict[str, str]
    cells: dict[str, dict[str, Any]]
    values: dict[str, Any]
    versions: dict[str, str]
    seconds: float
    processor_seconds: float
    drawings: dict[str, Any]

    @property
    def figures(self) -> list[str]:
        return [name for cell in self.cells.values() for name in cell["figures"]]

    @property
    def networks(self) -> dict[str, dict[str, Any]]:
        """The descriptions of all that a page may place as the drawing of a network."""
        return {name: drawing for name, drawing in self.drawings.items() if isinstance(drawing, dict)}


def load(folder: Path) -> Record:
    return Record(folder, **json.loads((folder / "record.json").read_text("utf-8")))


def undamaged(folders: list[Path]) -> Iterator[Record]:
    """The records whose contents are what their names say, but for those of another version of weave."""
    for folder in folders:
        if checksum(folder) == folder.name:
            with suppress(TypeError):
                yield load(folder)


def find(course: Course, lesson: Lesson) -> tuple[Record | None, str]:
    """The lesson's last undamaged record, and why it has to run again: "" if the record is fresh."""
    folders = list((course.store / "records" / lesson.name).glob("*"))
    record = next(undamaged(folders), None)
    if not record:
        return None, "its record is damaged" if folders else "never run"
    known = machinery(course)
    for name, then in record.inputs.items():
        now = known.get(name) or fingerprint(course.root / name)
        if then != now:
            return record, f"{name} is gone" if now == "absent" else f"{name} changed"
    return record, ""


def fresh(course: Course, lesson: Lesson) -> Record | None:
    record, reason = find(course, lesson)
    return None if reason else record


def keep(course: Course, lesson: Lesson, folder: Path) -> Record:
    """Rename a finished run, written aside, into its place, and drop the run before it."""
    place = course.store / "records" / lesson.name / checksum(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)  # an equal one, but damaged
    os.replace(folder, place)
    for old in set(place.parent.iterdir()) - {place}:
        shutil.rmtree(old)
    return load(place)
