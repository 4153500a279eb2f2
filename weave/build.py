"""What happens before and after any site engine: the course is brought up to date, a finished site put in its place."""

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

from weave.course import Course
from weave.engine.inputs import checksum
from weave.engine.listing import CourseError, Lesson
from weave.page.check import check
from weave.publish import write
from weave.record import Record
from weave.runner import end_at_once, find_records, only_build, update
from weave.servers import Servers

held = ExitStack()  # the course's lock, until this process ends
prepared: set[Path] = set()
HOME = Path(__file__).parents[1]


def state(course: Course, records: dict[Lesson, Record]) -> str:
    """A digest of all that pages are checked against and of all that is published. What it was, needs no work again."""
    known = [f"{lesson.name} {record.folder.name}" for lesson, record in records.items()]
    folders = [course.root / name for name in ("docs", "snippets", "exercises")] + [HOME / "weave", HOME / "web"]
    return "\n".join([course.address, *known, *map(checksum, folders)])


def prepare(course: Course) -> None:
    """Check the course, run what is stale, publish, and check again. Raises CourseError with all problems.

    A second call in one process does nothing: the command line may have called it before the site engine does.
    """
    if course.root in prepared:
        return
    end_at_once()
    held.enter_context(only_build(course))
    servers = Servers(course.store)
    records, stale = find_records(course)
    is_new = not course.generated.exists()  # with records, perhaps, that another clone has shared
    held_before = course.store / "holds"  # the state of the course when it was last found to hold
    if held_before.exists() and held_before.read_text("utf-8") == state(course, records):
        prepared.add(course.root)
        return
    servers.prepare(stale)  # they import what is slow while the pages are checked
    if not (problems := check(course, records)):
        records, problems = update(course, records, stale, servers)
    if (stale or is_new) and not problems:
        problems = check(course, records)
    servers.stop()
    if problems:
        raise CourseError("\n\n".join(["the course does not hold.", *problems]))
    write(held_before, state(course, records))
    prepared.add(course.root)


def aside(site: Path) -> Path:
    """Where to build the new site, beside the last good one, which is put back if a build was killed at its end.

    A site that is a link stays one: what it leads to is replaced.
    """
    place = site.resolve()
    new = (place if os.access(place.parent, os.W_OK) else site).with_name(f".{place.name}.new")
    old = new.with_name(f".{place.name}.old")
    if old.exists() and not place.exists():  # killed between the two renames below
        old.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return new


def put_in_place(site: Path) -> None:
    """Let the new site take the old one's place at once."""
    new, place = aside(site), site.resolve()
    old = new.with_name(f".{place.name}.old")
    try:
        if place.exists():
            place.rename(old)
    except OSError:  # a mount, or a folder in one that may not be changed
        fill(place, new)
        return
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def fill(place: Path, new: Path) -> None:
    """Let the new site's files take the old ones' places one by one, in a folder that cannot be renamed."""
    shutil.copytree(new, place, dirs_exist_ok=True)
    for path in sorted(place.rglob("*"), reverse=True):
        if not (new / path.relative_to(place)).exists():
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.rmtree(new)
