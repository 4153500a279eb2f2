"""Records shared by all clones of one user on one machine, so that a second clone runs nothing.

They live in the user's cache folder, in a folder named by what every run of a lesson depends on: its name and program,
the engine, the locked packages, Python and the processor. What else a run has read is held against its record.
"""

import hashlib
import json
import os
import platform
import shutil
import tempfile
import time
from contextlib import suppress
from html import escape
from pathlib import Path

from weave.course import Course
from weave.engine.inputs import checksum, machinery
from weave.engine.listing import Lesson
from weave.program import program
from weave.record import Record, changed, keep, undamaged

DAY = 86400  # seconds, between two prunings
OLDEST = 60 * DAY  # since a record was last of use
LARGEST = 1_000_000_000  # bytes of all records together


def processor() -> str:
    """The kind of processor: another one may round otherwise."""
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return "\n".join(dict.fromkeys(line for line in lines if line.startswith(("model name", "flags"))))
    return f"{platform.processor()} {platform.machine()}"


def shelves() -> Path | None:
    """The folder of all shared records; None where WEAVE_CACHE=off says that none are shared, or nobody is at home."""
    if os.environ.get("WEAVE_CACHE") == "off":
        return None
    home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    with suppress(RuntimeError):  # a user without a home
        return (home if home.is_absolute() else Path.home() / ".cache") / "weave" / "records"
    return None


def shelf(course: Course, lesson: Lesson) -> Path | None:
    """The folder of a lesson's shared records."""
    if not (folder := shelves()):
        return None
    known = [lesson.name, program(lesson.text) or lesson.text, machinery(course.root), processor()]
    return folder / hashlib.sha256(json.dumps(known).encode()).hexdigest()[:32]


def adopt(course: Course, name: str, record: Path) -> Record | None:
    """Keep a copy of a record of the lesson `name`; None if it is not what its own name says."""
    (course.store / "running").mkdir(exist_ok=True)
    copy = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=course.store / "running"))
    try:
        shutil.copytree(record, copy, dirs_exist_ok=True)
        return keep(course, name, copy) if checksum(copy) == record.name else None
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def take(course: Course, lesson: Lesson) -> Record | None:
    """A copy of a shared record that is fresh here, kept as this clone's own; damaged ones are removed."""
    folder = shelf(course, lesson)
    for path in sorted(folder.glob("[0-9a-f]*")) if folder else ():
        with suppress(OSError, ValueError):  # another build has just removed it, or it never was one
            record = next(undamaged([path]), None)
            if not record:
                shutil.rmtree(path)
            elif not changed(course, record.inputs) and (ours := adopt(course, lesson.name, path)):
                with suppress(OSError):  # not ours to touch
                    os.utime(path)  # it was of use
                return ours
    return None


def tells_of(place: Path, record: Record) -> bool:
    """Whether a record names a place, as it is or as JSON and SVG write it."""
    text = str(place)
    forms = [form.encode() for form in (text, json.dumps(text)[1:-1], escape(text, quote=False))]
    contents = (path.read_bytes() for path in record.folder.iterdir())
    return any(form in content for content in contents for form in forms)


def give(course: Course, lesson: Lesson, record: Record) -> None:
    """Share a record, unless it names this clone's own place, which is another one's falsehood."""
    folder = shelf(course, lesson)
    if not folder or tells_of(course.root, record):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as aside:
            copy = shutil.copytree(record.folder, Path(aside) / record.folder.name)
            with suppress(OSError):  # an equal one is there
                copy.rename(folder / copy.name)
        pruned = folder.parent / "pruned"
        if not pruned.exists() or pruned.stat().st_mtime < time.time() - DAY:
            pruned.touch()
            prune(folder.parent)
    except OSError as error:
        print(f"The record of {lesson.name} is not shared with other clones: {error}", flush=True)


def prune(folder: Path, oldest: float = OLDEST, largest: int = LARGEST) -> None:
    """Remove the records that have been of no use for longest, until none is too old and all are small enough.

    Other builds may prune the same folder meanwhile; what builds that were killed have left there becomes too old.
    """
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob("*/*"):
        with suppress(OSError):
            size = sum(file.stat().st_size for file in path.rglob("*"))
            found.append((path.stat().st_mtime, size, path))
    room = largest
    for used, size, path in sorted(found, reverse=True):
        if size <= room and used >= time.time() - oldest:
            room -= size
            continue
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):  # others stand there
            path.parent.rmdir()
