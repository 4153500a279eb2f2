"""Runs the stale listings, the longest first, each in a clean process, and keeps their records."""

import ctypes
import math
import multiprocessing
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from multiprocessing import connection, forkserver
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from weave import child
from weave.course import Course, CourseError, Lesson
from weave.publish import fenced, publish, publish_notebooks, remove, write
from weave.record import Record, find, keep

SLOW = {"keras", "matplotlib", "numpy", "pandas", "scipy", "sklearn", "tensorflow"}
RUN_SECONDS = re.compile(r"^run_seconds: (\d+)$", re.MULTILINE)
CONTEXT = multiprocessing.get_context("forkserver")


@contextmanager
def only_build(course: Course) -> Iterator[None]:
    """Hold the course's lock: a second build waits for the first; a killed one lets go of it."""
    course.store.mkdir(exist_ok=True)
    with open(course.store / "lock", "w") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            print("Another build of this course is running; waiting for it.", flush=True)
            flock(lock, LOCK_EX)
        yield


def end_at_once() -> None:
    """Let an interrupt end this process, and the death of its caller too; its lessons end with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if os.getppid() != 1 and hasattr(ctypes.CDLL(None), "prctl"):  # Linux has it
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def preload(course: Course, lessons: list[Lesson]) -> None:
    """Start the server that listings are forked from, with what is slow to import already loaded."""
    os.environ |= child.ENVIRONMENT | {"KERAS_HOME": str(course.store / "keras")}
    modules = {name for lesson in lessons for name in lesson.imports if name.partition(".")[0] in SLOW}
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
    pages = [f", quoted at {where}" for page in course.pages for where, text in page.prose if text.strip() == quote]
    return f"{lesson.where}:{line}: cell {cell.name!r}{''.join(pages[:1])}\n{message}"


def execute(course: Course, lesson: Lesson, folder: Path, bars: Progress) -> None:
    """Run one listing to its end, its record going into `folder`. Raises CourseError."""
    bar = bars.add_task(lesson.name, total=len(lesson.cells), cell="")
    reports, pipe = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=child.main, args=(course, lesson, folder, pipe), daemon=True)
    process.start()
    kind, text, number = "cell", "", 0
    while kind == "cell":
        bars.update(bar, completed=number, cell=text)
        connection.wait([reports, process.sentinel])
        ended = ("failed", "The process ended before its listing did. Run it by itself.", lesson.cells[number].line)
        kind, text, number = reports.recv() if reports.poll() else ended
    process.join()
    with suppress(ProcessLookupError):
        os.killpg(process.pid or 0, signal.SIGKILL)  # what the listing may have started
    bars.remove_task(bar)
    if kind == "failed":
        raise CourseError(explain(course, lesson, number, text))


def run_lesson(course: Course, lesson: Lesson, bars: Progress) -> Record | str:
    """Run one listing, keep its record and publish it. Returns the record, or what went wrong."""
    folder = Path(tempfile.mkdtemp(prefix=f"{lesson.name}-", dir=course.store / "running"))
    try:
        execute(course, lesson, folder, bars)
    except CourseError as error:
        write(course.generated / lesson.name / "failure.md", fenced(str(error), "text"))
        return str(error)
    record = keep(course, lesson, folder)
    publish(course, lesson, record)
    bars.console.print(f"{lesson.name} ran in {record.seconds:.1f} s")
    return record


def likely_seconds(course: Course, lesson: Lesson, last: Record | None) -> float:
    """What a run is likely to take: as long as the last one, or else as its page says."""
    texts = (page.path.read_text("utf-8") for page in course.pages if page.path.stem == lesson.name)
    said = RUN_SECONDS.search("\n".join(texts))
    return last.seconds if last else float(said[1]) if said else math.inf


def run_all(course: Course, stale: dict[Lesson, float]) -> list[Record | str]:
    """Run lessons side by side; `stale` has the seconds that each may take, and they come back in its order."""
    shutil.rmtree(course.store / "running", ignore_errors=True)
    (course.store / "running").mkdir()
    preload(course, list(stale))
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[cell]}")
    with Progress(*columns, transient=True) as bars, ThreadPoolExecutor(os.cpu_count()) as pool:
        queue = sorted(stale, key=lambda lesson: -stale[lesson])
        results = dict(zip(queue, pool.map(lambda lesson: run_lesson(course, lesson, bars), queue), strict=True))
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]
    return [results[lesson] for lesson in stale]


def run(course: Course) -> list[str]:
    """Run what is stale and publish everything. Returns the failures; the other lessons still run."""
    end_at_once()
    stale: dict[Lesson, float] = {}
    records: dict[Lesson, Record] = {}
    for lesson in course.lessons.values():
        record, reason = find(course, lesson)
        if record and not reason:
            publish(course, lesson, record)
            records[lesson] = record
        else:
            stale[lesson] = likely_seconds(course, lesson, record)
    remove(path for path in course.generated.glob("*") if path.name not in course.lessons)
    results = dict(zip(stale, run_all(course, stale), strict=True)) if stale else {}
    records |= {lesson: result for lesson, result in results.items() if not isinstance(result, str)}
    publish_notebooks(course, records)
    return [result for result in results.values() if isinstance(result, str)]
