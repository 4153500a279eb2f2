"""Records: one immutable, checksummed folder per run, and whether it still tells the truth."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from weave.course import Course
from weave.engine.inputs import ABSENT, checksum, fingerprint, machinery
from weave.engine.listing import Lesson
from weave.exercise import MADE_BY
from weave.program import is_same
from weave.reading import ALL


class Record(NamedTuple):
    """What one run of a listing left behind.

    `inputs` maps all that the run depended on to its fingerprint then; `cells` maps a cell to its
    "output" (text) and "figures" (names); `values` has the small top-level variables, `versions` those
    of Python and the imported packages; `modules` names what the published script has imported of
    installed packages; `drawings` describes the networks among the figures, and Keras models, or says
    why one cannot be drawn; `kept` names the networks that the page keeps alive (engine/kept.py).
    """

    folder: Path
    inputs: dict[str, str]
    cells: dict[str, dict[str, Any]]
    values: dict[str, Any]
    versions: dict[str, str]
    modules: list[str]
    seconds: float
    processor_seconds: float
    drawings: dict[str, Any]
    kept: list[str]

    @property
    def figures(self) -> list[str]:
        return [name for cell in self.cells.values() for name in cell["figures"]]

    @property
    def networks(self) -> dict[str, dict[str, Any]]:
        """The descriptions of all that a page may place as the drawing of a network."""
        return {name: drawing for name, drawing in self.drawings.items() if isinstance(drawing, dict)}


def load(folder: Path) -> Record:
    """The record in a folder: what the run gave, and what the build has found that it depended on."""
    gave, inputs = (json.loads((folder / name).read_text("utf-8")) for name in ("record.json", "inputs.json"))
    return Record(folder, inputs, **gave)


def undamaged(folders: list[Path]) -> Iterator[Record]:
    """The records whose contents are what their names say, but for those of another version of weave."""
    for folder in folders:
        if checksum(folder) == folder.name:
            with suppress(TypeError, FileNotFoundError):
                yield load(folder)


def changed(course: Course, inputs: dict[str, str], shared: dict[str, str] | None = None) -> str:
    """What a run depended on and is not as it was then: "" if it is fresh. `shared` is the machinery, if known."""
    known = (shared or machinery(course.root)) | MADE_BY
    for name, then in inputs.items():
        if (same := is_same(course.root / name, then)) is not None:
            if not same:
                return f"{name} changed"
        elif name.endswith(ALL):
            if checksum(course.root / name.removesuffix(ALL)) != then:
                return f"something in {name.removesuffix(ALL)}/ changed, and what it reads there cannot be seen here"
        elif then != (now := known.get(name) or fingerprint(course.root / name, then)):
            return f"{name} is gone" if now == ABSENT else f"{name} changed"
    return ""


def find(course: Course, lesson: Lesson, shared: dict[str, str] | None = None) -> tuple[Record | None, str]:
    """The lesson's last undamaged record, and why it has to run again: "" if the record is fresh."""
    folders = list((course.store / "records" / lesson.name).glob("*"))
    record = next(undamaged(folders), None)
    if not record:
        return None, "its record is damaged" if folders else "never run"
    return record, changed(course, record.inputs, shared)


def find_all(course: Course) -> dict[Lesson, tuple[Record | None, str]]:
    """The same of all lessons."""
    shared = machinery(course.root)
    return {lesson: find(course, lesson, shared) for lesson in course.listings.values()}


def fresh(course: Course, lesson: Lesson) -> Record | None:
    record, reason = find(course, lesson)
    return None if reason else record


def keep(course: Course, name: str, folder: Path) -> Record:
    """Rename a finished record of the lesson `name`, written aside, into its place, and drop the one before it."""
    place = course.store / "records" / name / checksum(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)  # an equal one, but damaged
    os.replace(folder, place)
    for old in set(place.parent.iterdir()) - {place}:
        shutil.rmtree(old)
    return load(place)
