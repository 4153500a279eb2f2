"""While a preview is served: what an edit makes stale runs at once, in processes that have everything imported."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import sleep
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
from weave.engine.listing import CourseError
from weave.publish import publish
from weave.runner import bring_up_to_date, only_build
from weave.servers import Servers

CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
CHANGES.append(DirCreatedEvent)
SETTLED = 0.05  # seconds after which an edit of several files is whole


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


class Preview(FileSystemEventHandler):
    """Follows the edits of one course until the process ends."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.edited, self.heard = Event(), Event()  # the second, once MkDocs hears of what is published
        self.observer = ChangeObserver()
        folders = [root / "snippets", root / "exercises", root / "datasets", ENGINE]
        for folder in filter(Path.is_dir, folders):
            self.observer.schedule(self, str(folder), recursive=True)
        self.observer.schedule(self, str(root), recursive=False)  # the lock file

    def on_any_event(self, event: FileSystemEvent) -> None:
        if "__pycache__" not in str(event.src_path):
            self.edited.set()

    def start(self) -> None:
        self.observer.start()
        Thread(target=self.follow, daemon=True).start()

    def follow(self) -> None:
        """Run what edits make stale, over and over; the pages follow what is published."""
        servers = Servers(self.root / ".weave")
        while True:
            self.edited.clear()
            try:
                course = Course(self.root)
                with only_build(course):
                    servers.prepare(course.listings.values())  # all, so that no edit waits for an import
                    self.heard.wait()
                    problems = bring_up_to_date(course, servers)
            except CourseError as error:
                problems = [str(error)]
            except FileNotFoundError:  # a file that was removed meanwhile
                problems = []
                self.edited.set()
            print(*problems, sep="\n\n", end="\n" if problems else "", file=sys.stderr, flush=True)
            self.edited.wait()
            sleep(SETTLED)


def begin(root: Path) -> Preview:
    """Publish a word for everything that has never run, then begin to run."""
    preview = Preview(root)
    preview.start()
    return preview


def publish_what_is_to_come(course: Course) -> None:
    """Write a word for every cell that has not run yet, so that pages can be built."""
    for lesson in course.listings.values():
        publish(course, lesson, None)
