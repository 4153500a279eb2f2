"""What each lesson's page says that a run takes, against what its last run took. Nothing fails."""

from __future__ import annotations

from pathlib import Path

from environment import ROOT

from weave.course import Course
from weave.record import find

FAR_OFF = 3
HEAD = ["lesson", "stated, s", "taken, s", "processor, s", "taken / stated", ""]


def stated_table(_home: Path, _count: int, root: Path = ROOT) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table, a row a lesson of the course in `root`."""
    course = Course(root)
    rows = []
    for lesson in course.lessons.values():
        stated, record = course.run_seconds(lesson), find(course, lesson)[0]
        said = stated < float("inf")
        row = [lesson.name, f"{stated:.0f}" if said else "nothing"]
        row += [f"{record.seconds:.1f}", f"{record.processor_seconds:.1f}"] if record else ["never run", ""]
        factor = record.seconds / stated if record and said and stated else None
        far = factor is not None and not 1 / FAR_OFF <= factor <= FAR_OFF
        rows.append([*row, "" if factor is None else f"{factor:.2f}", f"off by more than {FAR_OFF}" if far else ""])
    return HEAD, rows
