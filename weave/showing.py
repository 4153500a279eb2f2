"""What a preview publishes of a listing that still runs. The end of the run, or any build, publishes all of it anew."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from weave.course import Course
from weave.engine.listing import Cell, Lesson
from weave.engine.networks import DrawingError
from weave.exercise import Exercise
from weave.page.drawing import draw
from weave.page.plots import only_plots
from weave.page.quotes import RUNNING
from weave.publish import UNNAMED, fragment, write


def show_code(course: Course, lesson: Lesson, outputs: dict[str, str]) -> None:
    """Say that the lesson runs, and show its code as it is now, each cell with its last output, if there is one."""
    if isinstance(lesson, Exercise):
        return
    folder, folded = course.generated / lesson.name, only_plots(lesson)
    for cell in lesson.visible:
        write(folder / f"{cell.name}.md", fragment(course, cell, outputs.get(cell.name), cell.name in folded))
    (folder / "failure.md").unlink(missing_ok=True)
    write(folder / RUNNING, "")


def show_cell(course: Course, lesson: Lesson, cell: Cell, gave: dict[str, Any], figures: Path) -> None:
    """Publish what a cell gave while the listing still runs; its plots are in the folder `figures`."""
    folder = course.generated / lesson.name
    if not cell.hidden:
        write(folder / f"{cell.name}.md", fragment(course, cell, gave["output"], cell.name in only_plots(lesson)))
    for name in gave["figures"]:
        if name in gave["drawings"]:
            with suppress(DrawingError):  # the end of the run tells
                write(folder / f"{name}.svg", draw(gave["drawings"][name] | UNNAMED, f"{lesson.name}-{name}"))
        else:
            write(folder / f"{name}.svg", course.for_readers((figures / f"{name}.svg").read_text("utf-8")))


def show_end(course: Course, lesson: Lesson) -> None:
    """Say no more that the lesson runs."""
    (course.generated / lesson.name / RUNNING).unlink(missing_ok=True)
