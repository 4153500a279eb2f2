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


class Part:
    """One of several parts of a course, written "2/4"."""

    def __init__(self, text: str) -> None:
        """Raises CourseError unless that is a part."""
        found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
        self.number, self.of = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= self.number <= self.of:
            raise CourseError(f"{text!r} is no part. Write 2/4 for the second of four.")

    def names(self, course: Course) -> list[str]:
        """The lessons of this part, the same on every machine: the longest goes first, to the lightest part."""
        parts: list[list[str]] = [[] for _ in range(self.of)]
        loads = [0.0] * self.of
        times = {name: stated(course, lesson) for name, lesson in course.lessons.items()}
        for name in sorted(times, key=lambda name: (-times[name], name)):
            lightest = loads.index(min(loads))
            parts[lightest].append(name)
            loads[lightest] += times[name]
        return parts[self.number - 1]


def stated(course: Course, lesson: Lesson) -> float:
    """The seconds that a run takes by the lesson's page. Records know better, but not the same on every machine."""
    seconds = course.run_seconds(lesson)
    return seconds if seconds < float("inf") else UNSTATED


def folders(given: Sequence[Path], name: str) -> Iterator[Path]:
    """The records of a lesson in folders that are courses, their stores, or hold records themselves."""
    for folder in given:
        for records in (folder, folder / "records", folder / ".weave" / "records"):
            yield from sorted(path for path in records.glob(f"{name}/*") if path.is_dir())


def take(course: Course, lesson: Lesson, given: Sequence[Path]) -> Record | str:
    """A record of the lesson that is fresh here, kept as this clone's own; or why there is none, and the remedy."""
    record, reason = find(course, lesson)
    if record and not reason:
        return record
    why = "no part has its record. Run the part that it belongs to, and name that part's folder."
    for folder in folders(given, lesson.name):
        try:
            record = next(undamaged([folder]), None)
            reason = changed(course, record) if record else ""
            if record and not reason and (ours := adopt(course, lesson.name, folder)):
                return ours
        except (OSError, ValueError) as error:
            record, reason = None, f" ({error})"
        if record:
            why = f"its record is stale: {reason}. Run its part again, on these files and with this Python."
        else:
            why = f"its record {folder} is damaged{reason}. Copy it anew, or run its part again."
    return why


def gather(course: Course, given: Sequence[Path]) -> list[str]:
    """Take the records of all parts, and publish the course as a run does. Returns what lacks, lesson by lesson."""
    if absent := [folder for folder in given if not folder.is_dir()]:
        raise CourseError(f"there is no folder {absent[0]}. Name the folders that have the records of the parts.")
    with only_build(course):
        found = {lesson: take(course, lesson, given) for lesson in course.lessons.values()}
        records = {lesson: record for lesson, record in found.items() if isinstance(record, Record)}
        problems = publish_all(course, records)
        publish_notebooks(course, records)
    return problems + [f"{lesson.name}: {why}" for lesson, why in found.items() if isinstance(why, str)]
