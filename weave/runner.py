"""Runs the stale listings, each in a clean process, and keeps their records."""

import ctypes
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from threading import Lock

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from weave import cache
from weave.course import Course
from weave.engine.listing import CourseError, Lesson
from weave.publish import fenced, publish, publish_notebooks, remove, write
from weave.record import Record, find, keep
from weave.servers import Server, Servers


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


def explain(course: Course, lesson: Lesson, line: int, message: str) -> str:
    """A failure as its author reads it: listing, cell, page, what happened and the remedy."""
    cell = next((cell for cell in reversed(lesson.cells) if cell.line <= line), lesson.cells[0])
    quote = f'--8<-- "{lesson.name}/{cell.name}.md"'
    pages = [f", quoted at {where}" for page in course.pages for where, text in page.prose if text.strip() == quote]
    return f"{lesson.where}:{line}: cell {cell.name!r}{''.join(pages[:1])}\n{message}"


def seconds_allowed(course: Course, lesson: Lesson) -> float:
    """How long a listing may run: ten times what its page says, but ten minutes at least; without a word, an hour."""
    said = course.run_seconds(lesson)
    return max(600, 10 * said) if said < float("inf") else 3600


def execute(course: Course, lesson: Lesson, server: Server, folder: Path, bars: Progress) -> None:
    """Run one listing to its end, its record going into `folder`. Raises CourseError."""
    bar = bars.add_task(lesson.name, total=len(lesson.cells), cell="")
    kind, text, number, line = "cell", "", 0, 0
    try:
        with server.start(course.root, lesson, folder, seconds_allowed(course, lesson)) as reports:
            while kind == "cell":
                bars.update(bar, completed=number, cell=text)
                line = lesson.cells[number].line
                kind, text, number = reports.recv()
            if kind != "ended":
                reports.recv()  # once all that the listing has started is at its end too
    except (EOFError, OSError):
        if kind == "cell":
            kind, text, number = "ended", "The process that runs listings has ended. Run it again.", 0
    bars.remove_task(bar)
    if kind != "done":
        raise CourseError(explain(course, lesson, number or line, text))


def run_lesson(course: Course, lesson: Lesson, server: Server, bars: Progress) -> Record | str:
    """Run one listing, keep its record and publish it. Returns the record, or what went wrong."""
    folder = Path(tempfile.mkdtemp(prefix=f"{lesson.name}-", dir=course.store / "running"))
    try:
        execute(course, lesson, server, folder, bars)
        record = keep(course, lesson.name, folder)
        publish(course, lesson, record)
    except CourseError as error:
        write(course.generated / lesson.name / "failure.md", fenced(str(error), "text"))
        return str(error)
    cache.give(course, lesson, record)
    bars.console.print(f"{lesson.name} ran in {record.seconds:.1f} s")
    return record


class Queue:
    """Lessons that wait for a processor, the longest first; while a server imports, one processor is its."""

    def __init__(self, lessons: list[Lesson], servers: Servers) -> None:
        self.lessons, self.servers, self.lock = lessons, servers, Lock()
        self.awaited: set[Server] = set()  # servers that still import, for which somebody waits

    def take(self) -> tuple[Lesson, Server]:
        """The next lesson: the longest, unless another processor waits for its server, while shorter ones need not."""
        with self.lock:
            pairs = [(lesson, self.servers.of(lesson)) for lesson in self.lessons]
            found = (pair for pair in pairs if pair[1].has_imported() or pair[1] not in self.awaited)
            lesson, server = next(found, pairs[0])
            self.lessons.remove(lesson)
            if not server.has_imported():
                self.awaited.add(server)
            return lesson, server


def run_side_by_side(course: Course, stale: dict[Lesson, float], servers: Servers) -> dict[Lesson, Record | str]:
    """Run lessons, as many at once as there are processors; `stale` has the seconds that each may take."""
    shutil.rmtree(course.store / "running", ignore_errors=True)
    (course.store / "running").mkdir()
    servers.prepare(stale)
    queue = Queue(sorted(stale, key=lambda lesson: -stale[lesson]), servers)
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[cell]}")
    results: dict[Lesson, Record | str] = {}
    with Progress(*columns, transient=True) as bars, ThreadPoolExecutor(os.cpu_count()) as pool:

        def run_next() -> None:
            lesson, server = queue.take()
            results[lesson] = run_lesson(course, lesson, server, bars)

        for done in [pool.submit(run_next) for _ in stale]:
            done.result()
    return results


def named(course: Course, names: Sequence[str]) -> list[Lesson]:
    """The lessons of these names; of no names, all. Raises CourseError."""
    if unknown := [name for name in names if name not in course.lessons]:
        raise CourseError(f"there is no lesson {unknown[0]!r}. These are: {', '.join(course.lessons)}.")
    return [course.lessons[name] for name in names or course.lessons]


def find_records(course: Course, lessons: list[Lesson]) -> tuple[dict[Lesson, Record], dict[Lesson, float]]:
    """The fresh records, this clone's own or shared ones; and the stale lessons, with the seconds each may take."""
    records: dict[Lesson, Record] = {}
    stale: dict[Lesson, float] = {}
    for lesson in lessons:
        record, reason = find(course, lesson)
        fresh = record if not reason else cache.take(course, lesson)
        if fresh:
            records[lesson] = fresh
        else:
            stale[lesson] = record.seconds if record else course.run_seconds(lesson)
    return records, stale


def publish_all(course: Course, records: dict[Lesson, Record]) -> list[str]:
    """Publish fresh records, and remove what was published of lessons that are gone. Returns what went wrong."""
    problems = []
    for lesson, record in records.items():
        try:
            publish(course, lesson, record)
        except CourseError as error:
            problems.append(str(error))
    remove(path for path in course.generated.glob("*") if path.name not in course.lessons)
    return problems


def bring_up_to_date(course: Course, servers: Servers, names: Sequence[str] = ()) -> list[str]:
    """Run what is stale, of all lessons or of those named, and publish it. Returns what failed; all others run."""
    records, stale = find_records(course, named(course, names))
    problems = publish_all(course, records)
    results = run_side_by_side(course, stale, servers) if stale else {}
    records |= {lesson: result for lesson, result in results.items() if not isinstance(result, str)}
    publish_notebooks(course, records)
    return problems + [result for lesson in stale if isinstance(result := results[lesson], str)]
