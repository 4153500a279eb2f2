"""While a preview is served: what an edit makes stale runs at once, in processes that have everything imported."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from watchdog.events import (
    DirCreatedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from weave.course import Course
from weave.engine.inputs import ENGINE
from weave.engine.listing import CourseError, Lesson
from weave.exercise import Exercise
from weave.program import own
from weave.publish import publish, publish_notebooks, write
from weave.reading import Reading
from weave.record import Record, changed, find, fresh
from weave.runner import Outdated, find_records, only_build, publish_all, run_lesson
from weave.servers import Server, Servers
from weave.showing import show_cell, show_code, show_end

CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
CHANGES.append(DirCreatedEvent)
SETTLED = 0.12  # seconds without an event after which an edit of several files, or a burst of saves, is whole


class ChangeObserver(Observer):  # type: ignore[valid-type, misc]
    """Hears of changes as the system tells of them, not of files that are merely read; calls `then` once it does."""

    def __init__(self, then: Callable[[], Any] = lambda: None) -> None:
        super().__init__()
        self.then = then

    def start(self) -> None:
        super().start()
        self.then()

    def schedule(self, handler: FileSystemEventHandler, path: str, **options: Any) -> Any:
        return super().schedule(handler, path, event_filter=CHANGES, **options)


class Job:
    """One run of a listing, which shows what each cell gives, and which ends as soon as nobody wants it any more."""

    def __init__(self, course: Course, lesson: Lesson) -> None:
        self.course, self.lesson = course, lesson
        before = find(course, lesson)[0]
        self.outputs = {name: cell["output"] for name, cell in before.cells.items()} if before else {}
        self.reading = Reading(lesson, course.root)
        self.unwanted, self.over = Event(), Event()
        self.result: Record | str = "The run of this listing has ended before its time. Save it again."

    def begins(self, number: int, name: str) -> None:
        pass

    def gave(self, name: str, gave: dict[str, Any], folder: Path) -> None:
        self.outputs[name] = gave["output"]
        if not isinstance(self.lesson, Exercise):
            cell = next(cell for cell in self.lesson.cells if cell.name == name)
            show_cell(self.course, self.lesson, cell, gave, folder)

    def reads(self, reading: Reading) -> None:
        self.reading = reading
        if self.unwanted.is_set():
            raise Outdated

    def show(self, course: Course) -> None:
        """Show the listing as it is now: if it runs, nothing but its comments has changed."""
        self.course, self.lesson = course, course.listings[self.lesson.name]
        with suppress(CourseError):  # which its run will tell
            show_code(course, self.lesson, self.outputs)

    def run(self, server: Server, then: Callable[[], None]) -> None:
        """Run to the end, or until it is unwanted; call `then`."""
        try:
            self.show(self.course)
            self.result = run_lesson(self.course, self.lesson, server, self)
            show_end(self.course, self.lesson)
        except Outdated:
            pass
        finally:
            self.over.set()
            then()

    def is_outdated(self, course: Course) -> bool:
        """Whether what it runs, or has read so far, is no longer what it was."""
        own_text = {} if self.lesson.where in self.reading.read else {self.lesson.where: own(self.lesson)}
        return bool(changed(course, self.reading.inputs | own_text))


class Preview(FileSystemEventHandler):
    """Follows the edits of one course until the process ends."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.heard = Event()  # once MkDocs hears of what is published
        self.edited, self.news = Event(), Event()  # the second is an edit, or the end of a run
        self.servers = Servers(course.store)
        self.jobs: dict[str, Job] = {}  # by lesson; all of this is of the one thread that follows
        self.failed: dict[str, Job] = {}
        self.stale: dict[str, float] = {}  # what each may take, in seconds
        self.urgent: set[str] = set()  # the lessons whose listings were saved last
        self.problems: list[str] = []
        self.said: list[str] = []
        self.observer = ChangeObserver()
        folders = [course.root / "snippets", course.root / "exercises", course.root / "datasets", ENGINE]
        for folder in filter(Path.is_dir, folders):
            self.observer.schedule(self, str(folder), recursive=True)
        self.observer.schedule(self, str(course.root), recursive=False)  # the lock file

    def on_any_event(self, event: FileSystemEvent) -> None:
        if "__pycache__" not in str(event.src_path):
            self.tell(self.edited)

    def tell(self, *what: Event) -> None:
        for event in (*what, self.news):
            event.set()

    def start(self) -> None:
        self.tell(self.edited)
        self.observer.start()
        Thread(target=self.follow, daemon=True).start()

    def follow(self) -> None:
        """Run what edits make stale, over and over; the pages follow what is published."""
        while True:
            self.news.wait()
            self.news.clear()
            with only_build(self.course):
                shutil.rmtree(self.course.store / "running", ignore_errors=True)
                (self.course.store / "running").mkdir()
                self.settle()

    def settle(self) -> None:
        """Go on until all is fresh that can be, and nothing runs."""
        while self.edited.is_set() or self.jobs:
            self.news.clear()
            try:
                if self.edited.is_set():
                    self.take_up()
                self.gather()
                self.start_next()
            except CourseError as error:
                self.problems = [str(error)]
            except FileNotFoundError:  # a file that was removed meanwhile
                self.edited.set()
            self.say()
            if self.jobs and not self.edited.is_set():
                self.news.wait()

    def take_up(self) -> None:
        """Publish what the edits have left fresh, end the runs that they make outdated, find what they make stale."""
        while self.edited.is_set():  # until a burst of saves is over
            self.edited.clear()
            sleep(SETTLED)
        before, self.problems = {lesson.where: lesson.text for lesson in self.course.listings.values()}, []
        course = self.course = Course(self.course.root)
        for job in self.jobs.values():
            if job.is_outdated(course):
                job.unwanted.set()
            elif before[job.lesson.where] != course.listings[job.lesson.name].text:
                job.show(course)
        if self.heard.is_set() and self.show_fresh(before):
            self.edited.wait(1)  # the pages first, whose building the rest would slow down
        self.servers.prepare(course.listings.values())  # all, so that no edit waits for an import
        self.heard.wait()
        records, stale = find_records(course)
        self.stale = {lesson.name: seconds for lesson, seconds in stale.items()}
        self.urgent |= {each.name for each in stale if before.get(each.where) != each.text}
        self.problems = publish_all(course, records)
        self.failed = {name: job for name, job in self.failed.items() if not changed(course, job.reading.inputs)}

    def show_fresh(self, before: dict[str, str]) -> bool:
        """Publish what has other comments than `before`, and runs nothing, as its author waits for it; is there any?"""
        any_shown = False
        for lesson in self.course.listings.values():
            if before.get(lesson.where, lesson.text) != lesson.text and (record := fresh(self.course, lesson)):
                with suppress(CourseError):  # which is told once all is published
                    publish(self.course, lesson, record)
                any_shown = True
        return any_shown

    def gather(self) -> None:
        """Take in what has run."""
        for name, job in [pair for pair in self.jobs.items() if pair[1].over.is_set()]:
            del self.jobs[name]
            lesson = self.course.listings.get(name)
            if job.unwanted.is_set() or not lesson:
                self.edited.set()  # what it has shown last may have come too late
            elif isinstance(job.result, str):
                self.failed[name] = job
            elif not changed(self.course, job.result.inputs):
                self.stale.pop(name, None)
                publish(self.course, lesson, job.result)  # with the comments that it has got meanwhile
                publish_notebooks(self.course, {lesson: job.result})
            let_pages_follow(self.course)

    def start_next(self) -> None:
        """Start what is stale: what was just saved at once, all else as processors are free, the longest first."""
        waiting = self.stale.keys() & self.course.listings.keys() - self.jobs.keys() - self.failed.keys()
        for name in sorted(waiting, key=lambda name: (name not in self.urgent, -self.stale[name], name)):
            if name in self.urgent or len(self.jobs) < (os.cpu_count() or 1):
                lesson = self.course.listings[name]
                job = self.jobs[name] = Job(self.course, lesson)
                Thread(target=job.run, args=(self.servers.of(lesson), self.tell), daemon=True).start()
        self.urgent -= self.jobs.keys()

    def say(self) -> None:
        """Tell of each problem once."""
        problems = [*self.problems, *(str(job.result) for job in self.failed.values())]
        for text in problems:
            if text not in self.said:
                print(text, end="\n\n", file=sys.stderr, flush=True)
        self.said = problems


def begin(course: Course) -> Preview:
    """Begin to run what is stale."""
    preview = Preview(course)
    preview.start()
    return preview


def let_pages_follow(course: Course) -> None:
    """Let MkDocs build once more; it may not yet watch a folder that is new."""
    write(course.generated / ".ran", f"{monotonic()}\n")


to_come: dict[Path, str] = {}  # the listings for whose cells a word was written, and what they were then


def publish_what_is_to_come(course: Course) -> None:
    """Write a word for every cell that has not run yet, so that pages can be built."""
    for lesson in course.listings.values():
        if to_come.get(lesson.path) != lesson.fingerprint or not (course.generated / lesson.name).exists():
            publish(course, lesson, None)
            to_come[lesson.path] = lesson.fingerprint
