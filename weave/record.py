"""Records: one immutable, checksummed folder per run, and whether it still tells the truth."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weave.course import Course, Lesson

ENGINE = ("child.py", "course.py", "figures.py", "matplotlibrc")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes or of a folder's sorted names; "absent" where there is neither."""
    try:
        data = "\n".join(sorted(os.listdir(path))).encode() if path.is_dir() else path.read_bytes()
    except OSError:
        return "absent"
    return hashlib.sha256(data).hexdigest()


def machinery(course: Course) -> dict[str, str]:
    """Fingerprints of what every run depends on: Python, the locked packages, the engine, the style."""
    files = {f"weave/{name}": Path(__file__).parent / name for name in ENGINE}
    files["requirements.txt"] = course.root / "requirements.txt"
    python = f"{platform.python_version()} on {platform.machine()}"
    return {"Python": python, **{name: fingerprint(path) for name, path in files.items()}}


def checksum(folder: Path) -> str:
    """A digest of the names and contents of a folder's files: the name of a record."""
    lines = [f"{path.name} {fingerprint(path)}\n" for path in sorted(folder.iterdir())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Record:
    """What one run of a listing left behind.

    `inputs` maps all that the run depended on to its fingerprint then; `cells` maps a cell to its
    "output" (text) and "figures" (names); `values` has the small top-level variables.
    """

    folder: Path
    inputs: dict[str, str]
    cells: dict[str, dict[str, Any]]
    values: dict[str, Any]
    seconds: float

    def figure(self, name: str) -> str:
        return (self.folder / f"{name}.svg").read_text(encoding="utf-8")


class Records:
    """The records under .weave/records/, held against the present state of what they read."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.now = machinery(course)

    def last(self, lesson: Lesson) -> Record | None:
        """The lesson's undamaged record, fresh or stale."""
        for folder in (self.course.store / "records" / lesson.name).glob("*"):
            if checksum(folder) == folder.name:
                return Record(folder, **json.loads((folder / "record.json").read_text(encoding="utf-8")))
        return None

    def stale(self, lesson: Lesson) -> str:
        """Why the lesson has to run again; "" if its record is fresh."""
        record = self.last(lesson)
        if not record:
            damaged = (self.course.store / "records" / lesson.name).exists()
            return "its record is damaged" if damaged else "never run"
        for name, then in record.inputs.items():
            now = self.now.setdefault(name, "") or fingerprint(self.course.root / name)
            self.now[name] = now
            if then != now:
                return f"{name} is gone" if now == "absent" else f"{name} changed"
        return ""

    def keep(self, lesson: Lesson, folder: Path) -> None:
        """Rename a finished run, written aside, into its place, and drop the run before it."""
        place = self.course.store / "records" / lesson.name / checksum(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder, place)
        for old in set(place.parent.iterdir()) - {place}:
            shutil.rmtree(old)
