"""Turns records into docs/generated/: fragments, figures, values and the script of each lesson."""

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from weave.course import Course
from weave.engine.kept import FILE
from weave.engine.listing import Cell, CourseError, Lesson
from weave.engine.networks import DrawingError
from weave.exercise import Exercise
from weave.page import exercises
from weave.page.drawing import draw
from weave.page.notebook import notebook, starter_notebook
from weave.page.plots import only_plots
from weave.record import Record

UNNAMED = {"title": "", "description": ""}  # a page's alt text names a drawing


def fenced(text: str, language: str) -> str:
    """A fenced code block whose fence is longer than any run of backticks in the text."""
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{ticks}{language}\n{text}\n{ticks}\n"


def fragment(course: Course, cell: Cell, printed: str | None, folded: bool) -> str:
    """What quoting a cell puts into a page: its code, folded if it only plots, then what it has printed."""
    output = "This has not run yet." if printed is None else course.for_readers(printed)
    code = fenced(course.for_readers(cell.source), "python folded" if folded and not output else "python")
    return code + (f"\n{fenced(output, 'output')}" if output else "")


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, and only if that changes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)


def drawings(course: Course, lesson: Lesson, record: Record) -> dict[str, str]:
    """The drawings of those networks of a lesson that a page places or a cell shows. Raises CourseError."""
    drawn = {}
    for name, description in record.networks.items():
        cells = [cell for cell in lesson.cells if name in record.cells[cell.name]["figures"]]
        if cells or (lesson.name, name) in course.placed:
            try:
                drawn[f"{name}.svg"] = draw(description | UNNAMED, f"{lesson.name}-{name}")
            except DrawingError as error:
                line, what = (cells[0].line, f"cell {cells[0].name!r}") if cells else (1, f"model {name!r}")
                raise CourseError(f"{lesson.where}:{line}: {what}: this network cannot be drawn: {error}") from None
    return drawn


def fragments(course: Course, lesson: Lesson, record: Record | None) -> dict[str, str]:
    """The files of what pages quote, and the script: of a lesson its cells, of exercises each of them."""
    if isinstance(lesson, Exercise):
        found = {f"{task.task.name}.md": exercises.fragment(task, record, fenced) for task in lesson.tasks}
        files = {name: course.for_readers(text) for name, text in found.items()}
        return files | {f"{lesson.name}.py": script(course, lesson)}
    folded, files = only_plots(lesson), {}
    for cell in lesson.visible:
        printed = record.cells[cell.name]["output"] if record else None
        files[f"{cell.name}.md"] = fragment(course, cell, printed, cell.name in folded)
    return files | {f"{lesson.name}.py": script(course, lesson)}


def is_published(course: Course, lesson: Lesson) -> bool:
    """Whether the script that readers get is that of the listing as it is now, with its comments."""
    published = course.generated / lesson.name / f"{lesson.name}.py"
    return published.exists() and published.read_text("utf-8") == script(course, lesson)


def script(course: Course, lesson: Lesson) -> str:
    """The program that readers take along: of exercises, the starter file."""
    if isinstance(lesson, Exercise):
        return exercises.starter_script(course, lesson)
    return course.for_readers(lesson.script)


def publish(course: Course, lesson: Lesson, record: Record | None) -> None:
    """Write a lesson's files. Without a record the last ones stand, and what is new says it is to come."""
    folder, files = course.generated / lesson.name, fragments(course, lesson, record)
    values = json.dumps(record and record.values, indent=1, allow_nan=False)
    files["values.json"] = course.for_readers(values) + "\n"
    if record:
        plots = [name for name in record.figures if name not in record.networks]
        files |= {
            f"{name}.svg": course.for_readers((record.folder / f"{name}.svg").read_text("utf-8")) for name in plots
        }
        files |= drawings(course, lesson, record)
        files |= {name: (record.folder / name).read_text("utf-8") for name in map(FILE.format, record.kept)}
    for name, text in files.items():
        if record or not (folder / name).exists():
            write(folder / name, text)
    if record:
        remove(set(folder.iterdir()) - {folder / name for name in [*files, f"{lesson.name}.ipynb"]})


def publish_notebooks(course: Course, records: dict[Lesson, Record]) -> None:
    """Write the notebooks, for whose prose all lessons must be published. What is amiss, check() says."""
    for lesson, record in records.items():
        path = course.generated / lesson.name / f"{lesson.name}.ipynb"
        try:
            page = course.page(lesson)
            starts = isinstance(lesson, Exercise)
            write(path, starter_notebook(course, page) if starts else notebook(course, lesson, record, page))
        except (CourseError, LookupError, OSError):
            path.unlink(missing_ok=True)


def remove(paths: Iterable[Path]) -> None:
    for path in paths:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
