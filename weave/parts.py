"""A course's lessons run in parts, each on a machine of its own, and their records gathered on one."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from weave.cache import adopt
from weave.course import Course
from weave.engine.listing import CourseError, Lesson
from weave.publish import publish_notebooks
from weave.record import Record, changed, find, undamaged
from weave.runner import only_build, publish_all

UNSTATED = 60  # seconds that a lesson counts whose page does not say how long a run takes


def stated(course: Course, lesson: Lesson) -> float:
    """The seconds that a run takes by the lesson's page. Records know better, but not the same on every machine."""
    seconds = course.run_seconds(lesson)
    return seconds if seconds < float("inf") else UNSTATED


def share(course: Course, part: str) -> list[str]:
    """The lessons of one part, written "2/4", the same on every machine. Raises CourseError if that is no part.

    The longest lesson goes first, to the lightest part; the name decides between equals.
    """
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", part)
    number, parts = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= parts:
        raise CourseError(f"{part!r} is no part. Write 2/4 for the second of four.")
    names: list[list[str]] = [[] for _ in range(parts)]
    loads = [0.0] * parts
    times = {name: stated(course, lesson) for name, lesson in course.listings.items()}
    for name in sorted(times, key=lambda name: (-times[name], name)):
        lightest = loads.index(min(loads))
        names[lightest].append(name)
        loads[lightest] += times[name]
    return names[number - 1]


def folders(given: Sequence[Path], name: str) -> Iterator[Path]:
    """The records of a lesson in folders that are courses, their stores, or hold records themselves."""
    for folder in given:
        for records in (folder, folder / "records", folder / ".weave" / "records"):
            yield from sorted(path for path in (records / name).glob("*") if path.is_dir())


def take(course: Course, lesson: Lesson, given: Sequence[Path]) -> Record | str:
    """A record of the lesson that is fresh here, kept as this clone's own; or why there is none, and the remedy."""
    record, reason = find(course, lesson)
    if record and not reason:
        return record
    why = "no part has its record. Run the part that it belongs to, and name that part's folder."
    for folder in folders(given, lesson.name):
        try:
            record = next(undamaged([folder]), None)
            stale = changed(course, record.inputs) if record else ""
            if record and not stale and (ours := adopt(course, lesson.name, folder)):
                return ours
            why = f"its record is stale: {stale}. Run its part again, on these files and with this Python."
            if not stale:
                why = f"its record {folder} is damaged. Copy it anew, or run its part again."
        except (OSError, ValueError) as error:
            why = f"its record {folder} cannot be read: {error}. Copy it anew, or run its part again."
    return why


def gather(course: Course, given: Sequence[Path]) -> list[str]:
    """Take the records of all parts, and publish the course as a run does. Returns what lacks, lesson by lesson."""
    if absent := [folder for folder in given if not folder.is_dir()]:
        raise CourseError(f"there is no folder {absent[0]}. Name the folders that have the records of the parts.")
    with only_build(course):
        found = {lesson: take(course, lesson, given) for lesson in course.listings.values()}
        records = {lesson: record for lesson, record in found.items() if isinstance(record, Record)}
        problems = publish_all(course, records)
        publish_notebooks(course, records)
    return problems + [f"{lesson.name}: {why}" for lesson, why in found.items() if isinstance(why, str)]
