"""Runs the stale listings, the longest first, each in a clean process, and keeps their records."""

from __future__ import annotations

import ctypes
import math
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from multiprocessing import forkserver
from pathlib import Path

from weave import child
from weave.course import Course, Lesson
from weave.publish import publish, write
from weave.record import Records

CONTEXT = multiprocessing.get_context("forkserver")


@contextmanager
def only_build(course: Course) -> Iterator[None]:
    """Hold the course's lock: a second build waits for the first; a killed one lets go of it."""
    with open(course.store / "lock", "w") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            print("Another build of this course is running; waiting for it.", flush=True)
            flock(lock, LOCK_EX)
        yield


def end_at_once() -> None:
    """Let every signal end this process, and `make`'s death too: lessons end with their build."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def preload(course: Course, lessons: list[Lesson]) -> None:
    """Start the server that listings are forked from, with all that they import already loaded."""
    os.environ |= child.ENVIRONMENT | {"KERAS_HOME": str(course.store / "keras")}
    local = {path.stem for path in course.root.glob("snippets/*")}
    modules = {name for lesson in lessons for name in lesson.imports if name.partition(".")[0] not in local}
    CONTEXT.set_forkserver_preload(["weave.child", *sorted(modules)])
    stderr = os.dup(2)
    with open(course.store / "preload.log", "w") as log:  # TensorFlow's start-up lines
        os.dup2(log.fileno(), 2)
        forkserver.ensure_running()
        os.dup2(stderr, 2)
    os.close(stderr)


def explain(course: Course, lesson: Lesson, line: int, message: str) -> str:
    """A failure as its author reads it: listing, cell, page, what happened and the remedy."""
    cell = next((cell for cell in reversed(lesson.cells) if cell.line <= line), lesson.cells[0])
    quote = f'--8<-- "{lesson.name}/{cell.name}.md"'
    pages = [where for page in course.pages for where, text in page.prose if text.strip() == quote]
    place = f", quoted at {pages[0]}" if pages else ""
    return f"{lesson.where}:{line}: cell {cell.name!r}{place}\n{message}"


class Runner:
    """Runs listings side by side, with a bar for each on the terminal."""

    def __init__(self, course: Course) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        cell = TextColumn("{task.fields[cell]}")
        self.course = course
        self.bars = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), cell, transient=True)

    def execute(self, lesson: Lesson, folder: Path) -> str:
        """Run one listing to its end. Returns what went wrong, or ""."""
        bar = self.bars.add_task(lesson.name, total=len(lesson.cells), cell="")
        reports, pipe = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=child.main, args=(self.course.root, lesson, folder, pipe), daemon=True)
        process.start()
        pipe.close()
        kind, number, text = "cell", 0, ""
        while kind == "cell":
            self.bars.update(bar, completed=number, cell=text)
            try:
                kind, number, text = reports.recv()
            except EOFError:
                kind, text = "failed", "The process ended before its listing did."
                number = lesson.cells[number].line
        process.join()
        self.bars.remove_task(bar)
        return explain(self.course, lesson, number, text) if kind == "failed" else ""

    def run(self, lesson: Lesson) -> str:
        """Run one listing, keep its record and publish it. Returns what went wrong, or ""."""
        folder = Path(tempfile.mkdtemp(prefix=f"{lesson.name}-", dir=self.course.store / "running"))
        failure = self.execute(lesson, folder)
        write(self.course.store / f"{lesson.name}.failure", failure)
        if not failure:
            records = Records(self.course)
            records.keep(lesson, folder)
            record = records.last(lesson)
            publish(self.course, lesson, record)
            self.bars.console.print(f"{lesson.name} ran in {record.seconds:.1f} s" if record else "")
        return failure


def run(course: Course) -> list[str]:
    """Run what is stale and publish everything. Returns the failures; the other lessons still run."""
    end_at_once()
    records = Records(course)
    seconds = {}
    for lesson in course.lessons.values():
        record = records.last(lesson)
        if records.stale(lesson):
            seconds[lesson.name] = record.seconds if record else math.inf
            record = None
        publish(course, lesson, record)
    if not seconds:
        return []
    queue = [course.lessons[name] for name in sorted(seconds, key=lambda name: -seconds[name])]
    preload(course, queue)
    shutil.rmtree(course.store / "running", ignore_errors=True)
    (course.store / "running").mkdir()
    runner = Runner(course)
    with runner.bars, ThreadPoolExecutor(os.cpu_count()) as pool:
        return [failure for failure in pool.map(runner.run, queue) if failure]
