"""Runs the stale listings, each in a clean process, and keeps their records."""

import ctypes
import json
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from difflib import get_close_matches
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from weave import cache
from weave.course import Course
from weave.engine.listing import Cell, CourseError, Lesson
from weave.exercise import program_of
from weave.program import own, tells_its_text
from weave.publish import fenced, is_published, publish, publish_notebooks, remove, write
from weave.reading import Reading
from weave.record import Record, find_all, keep
from weave.servers import Server, Servers

if TYPE_CHECKING:
    from rich.progress import Progress


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


def explain(course: Course, lesson: Lesson, line: int, message: str, running: Cell) -> str:
    """A failure as its author reads it: listing, cell, page, what happened and the remedy.

    The cell is the one that was running; after it, where it has called what an earlier one has made, and failed there.
    """
    cell, met = cell_at(lesson, line), ""
    if running not in lesson.cells:
        met = f", in {running.name!r}"
    elif cell != running:
        frames = re.findall(rf'File "{re.escape(str(lesson.path))}", line (\d+)', message)
        calling = [number for number in map(int, frames) if cell_at(lesson, number) == running]
        if calling:
            met, cell, line = f", in what {cell.name!r} made (line {line})", running, calling[-1]
    quotes = [(where, part["lesson"], part["name"]) for page in course.pages for where, part in page.find("cell")]
    pages = [f", quoted at {where}" for where, *quoted in quotes if quoted == [lesson.name, cell.name]]
    return f"{lesson.where}:{line}: cell {cell.name!r}{met}{''.join(pages[:1])}\n{message}"


def cell_at(lesson: Lesson, line: int) -> Cell:
    """The cell that a line of the listing belongs to."""
    return next((cell for cell in reversed(lesson.cells) if cell.line <= line), lesson.cells[0])


def seconds_allowed(course: Course, lesson: Lesson) -> float:
    """How long a listing may run: ten times what its page says, but ten minutes at least; without a word, an hour."""
    said = course.run_seconds(lesson)
    return max(600, 10 * said) if said < float("inf") else 3600


class Follower(Protocol):
    """Hears of one run of a listing while it goes on."""

    def begins(self, number: int, name: str) -> None:
        """A cell begins."""

    def gave(self, name: str, gave: dict[str, Any], folder: Path) -> None:
        """A cell has given its output, its "figures" and, of those that are networks, the "drawings"; plots are in
        `folder`."""

    def reads(self, reading: Reading) -> None:
        """The run has come to something else. May raise Outdated, which ends it."""


class Outdated(Exception):
    """Nobody wants this run any more."""


class Bar:
    """The progress of one run, for the terminal."""

    def __init__(self, bars: "Progress", lesson: Lesson) -> None:
        self.bars, self.bar = bars, bars.add_task(lesson.name, total=len(program_of(lesson).cells), cell="")

    def begins(self, number: int, name: str) -> None:
        self.bars.update(self.bar, completed=number, cell=name)

    def gave(self, name: str, gave: dict[str, Any], folder: Path) -> None:
        pass

    def reads(self, reading: Reading) -> None:
        pass


def execute(course: Course, lesson: Lesson, server: Server, folder: Path, follower: Follower) -> None:
    """Run one listing to its end, its record going into `folder`. Raises CourseError, or Outdated."""
    program = program_of(lesson)
    reading, running, done, ended = Reading(lesson, course.root), program.cells[0], False, ""
    failure: tuple[str, int] | None = None
    with closing(server.start(course.root, program, folder, seconds_allowed(course, lesson))) as told:
        for kind, text, said in told:
            match kind:
                case "cell":
                    running = program.cells[said]
                    follower.begins(said, text)
                case "gave":
                    follower.gave(text, said, folder)
                case "done":
                    done = True
                case "failed":
                    failure = text, said
                case "ended":
                    ended = ended or text
                case _:
                    reading.hear(kind, text, said)
            follower.reads(reading)
    if not done:
        why, line = failure or (ended or "The process that runs listings has ended. Run it again.", 0)
        raise CourseError(explain(course, lesson, line or running.line, why, running))
    inputs = reading.inputs if tells_its_text(reading, folder) else reading.inputs | {lesson.where: own(lesson)}
    (folder / "inputs.json").write_text(json.dumps(inputs, indent=1), "utf-8")


def run_lesson(course: Course, lesson: Lesson, server: Server, follower: Follower) -> Record | str:
    """Run one listing, keep its record and publish it. Returns the record, or what went wrong. May raise Outdated."""
    folder = Path(tempfile.mkdtemp(prefix=f"{lesson.name}-", dir=course.store / "running"))
    try:
        execute(course, lesson, server, folder, follower)
        record = keep(course, lesson.name, folder)
        publish(course, lesson, record)
    except CourseError as error:
        write(course.generated / lesson.name / "failure.md", fenced(str(error), "text"))
        return str(error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # what is left of a run that gave no record
    cache.give(course, lesson, record)
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
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # needed only where something runs

    shutil.rmtree(course.store / "running", ignore_errors=True)
    (course.store / "running").mkdir()
    servers.prepare(stale)
    queue = Queue(sorted(stale, key=lambda lesson: -stale[lesson]), servers)
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[cell]}")
    results: dict[Lesson, Record | str] = {}
    with Progress(*columns, transient=True) as bars, ThreadPoolExecutor(os.cpu_count()) as pool:

        def run_next() -> None:
            lesson, server = queue.take()
            bar = Bar(bars, lesson)
            result = results[lesson] = run_lesson(course, lesson, server, bar)
            bars.remove_task(bar.bar)
            went = "failed; the others go on" if isinstance(result, str) else f"ran in {result.seconds:.1f} s"
            bars.console.print(f"{lesson.name} {went}")

        for done in [pool.submit(run_next) for _ in stale]:
            done.result()
    return results


def named(course: Course, names: Sequence[str]) -> list[Lesson]:
    """The lessons of these names, with their exercises; of no names, all. Raises CourseError."""
    if unknown := [name for name in names if name not in course.listings]:
        close = get_close_matches(unknown[0], course.listings) or course.lessons
        raise CourseError(f"there is no lesson {unknown[0]!r}. Did you mean {' or '.join(map(repr, close))}?")
    wanted = [each for name in names or course.listings for each in (name, f"{name}-exercises")]
    return [course.listings[name] for name in dict.fromkeys(wanted) if name in course.listings]


def find_records(course: Course) -> tuple[dict[Lesson, Record], dict[Lesson, float]]:
    """The fresh records, this clone's own or shared ones; and the stale lessons, with the seconds each may take."""
    records: dict[Lesson, Record] = {}
    stale: dict[Lesson, float] = {}
    for lesson, (record, reason) in find_all(course).items():
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
    remove(path for path in course.generated.glob("*") if path.name not in course.listings)
    return problems


def outdated(course: Course) -> list[str]:
    """What has changed since it was run, while a build went on: nothing of it may be published as fresh."""
    told = "{0}:1: {1} while the course was built. Call again."
    reasons = {lesson.where: reason for lesson, (_, reason) in find_all(course).items()}
    for lesson in Course(course.root).listings.values():
        if not reasons.get(lesson.where) and not is_published(course, lesson):
            reasons[lesson.where] = f"{lesson.where} changed"  # only its comments, and so no run of it
    return [told.format(where, reason) for where, reason in reasons.items() if reason]


def update(
    course: Course, records: dict[Lesson, Record], stale: dict[Lesson, float], servers: Servers
) -> tuple[dict[Lesson, Record], list[str]]:
    """Run what is stale and publish everything. Returns all fresh records, and what failed; all others run."""
    problems = publish_all(course, records)
    results = run_side_by_side(course, stale, servers) if stale else {}
    now = records | {lesson: result for lesson, result in results.items() if not isinstance(result, str)}
    publish_notebooks(course, now)
    return now, problems + [result for lesson in stale if isinstance(result := results[lesson], str)]


def bring_up_to_date(course: Course, servers: Servers, names: Sequence[str] = ()) -> list[str]:
    """Run what is stale, of all lessons or of those named, and publish it. Returns what went wrong."""
    wanted = named(course, names)
    records, stale = find_records(course)
    now, problems = update(course, records, {lesson: stale[lesson] for lesson in wanted if lesson in stale}, servers)
    return problems or (outdated(course) if stale and len(now) == len(course.listings) else [])
