"""Records shared by all clones of one user on one machine, so that a second clone runs nothing.

They live in the user's cache folder, in a folder named by what every run of a lesson depends on: its name and listing,
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
from pathlib import Path

from weave.course import Course
from weave.engine.inputs import checksum, machinery
from weave.engine.listing import Lesson
from weave.record import Record, changed, keep, undamaged

OLDEST = 60 * 86400  # seconds since a record was last of use
LARGEST = 1_000_000_000  # bytes of all records together


def processor() -> str:
    """The kind of processor: another one may round otherwise."""
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return "\n".join(dict.fromkeys(line for line in lines if line.startswith(("model name", "flags"))))
    return f"{platform.processor()} {platform.machine()}"


def shelves() -> Path | None:
    """The folder of all shared records; None where WEAVE_CACHE=off says that none are shared."""
    if os.environ.get("WEAVE_CACHE") == "off":
        return None
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "weave" / "records"


def shelf(course: Course, lesson: Lesson) -> Path | None:
    """The folder of a lesson's shared records."""
    folder = shelves()
    known = [lesson.name, lesson.text, machinery(course.root), processor()]
    return folder and folder / hashlib.sha256(json.dumps(known).encode()).hexdigest()[:32]


def take(course: Course, lesson: Lesson) -> Record | None:
    """A copy of a shared record that is fresh here, kept as this clone's own; damaged ones are removed."""
    folder = shelf(course, lesson)
    for path in sorted(folder.glob("[0-9a-f]*")) if folder else ():
        record = next(undamaged([path]), None)
        if not record:
            shutil.rmtree(path, ignore_errors=True)
        elif not changed(course, record):
            copy = Path(tempfile.mkdtemp(prefix=f"{lesson.name}-", dir=course.store))
            shutil.copytree(path, copy, dirs_exist_ok=True)
            with suppress(OSError):
                os.utime(path)  # it was of use
            if checksum(copy) == path.name:
                return keep(course, lesson.name, copy)
            shutil.rmtree(copy)
    return None


def give(course: Course, lesson: Lesson, record: Record) -> None:
    """Share a record, unless it names this clone's own place, which is another one's falsehood."""
    folder = shelf(course, lesson)
    here = str(course.root).encode()
    if not folder or any(here in path.read_bytes() for path in record.folder.iterdir()):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as aside:
            copy = shutil.copytree(record.folder, Path(aside) / record.folder.name)
            with suppress(OSError):  # another clone was quicker
                copy.rename(folder / copy.name)
        prune(folder.parent)
    except OSError as error:
        print(f"The record of {lesson.name} is not shared with other clones: {error}", flush=True)


def prune(folder: Path) -> None:
    """Remove the records that have been of no use for longest, until none is too old and all are small enough."""
    room = LARGEST
    found = [(path.stat().st_mtime, path) for path in folder.glob("*/[0-9a-f]*")]
    for used, path in sorted(found, reverse=True):
        room -= sum(file.stat().st_size for file in path.iterdir())
        if room < 0 or used < time.time() - OLDEST:
            shutil.rmtree(path, ignore_errors=True)
