"""What one run has read, from what its process and the kernel tell: all that its record depends on."""

import os
from pathlib import Path
from typing import Any

from weave.engine.inputs import ABSENT, FOLDER, checksum, machinery
from weave.engine.listing import Lesson
from weave.exercise import MADE_BY, Exercise

READ = ("datasets", "snippets")
ALL = "/**"  # after the name of a folder: everything in it, where nobody sees what was read
BLIND = {"h5py", "keras", "sqlite3", "tensorflow"}  # have readers of their own, which Python does not see


class Reading:
    """The messages of weave/engine/watch.py, of one run."""

    def __init__(self, lesson: Lesson, root: Path) -> None:
        self.root, self.lesson = root, lesson
        self.machinery = machinery(root) | (MADE_BY if isinstance(lesson, Exercise) else {})
        self.read: dict[str, str] = {}
        self.seen: dict[str, str] = {}  # by the kernel
        self.passed: set[str] = set()
        self.started = self.blind = False

    def hear(self, kind: str, name: str, said: Any) -> None:
        if kind in ("read", "seen"):
            told = self.read if kind == "read" else self.seen
            if told.get(name, FOLDER) == FOLDER:  # a folder that was asked about may be listed later
                told[name] = said
        elif kind == "passed":
            self.passed.add(name)
        elif kind == "started":
            self.started = True
        elif kind == "blind":
            self.blind = True

    @property
    def inputs(self) -> dict[str, str]:
        """All that the run depends on, with its fingerprint at that time."""
        seen = {name: then for name, then in self.seen.items() if name not in self.passed and not self.made(name)}
        read = {name: then for name, then in self.read.items() if then != FOLDER or name not in seen}
        own = {self.lesson.where: self.lesson.fingerprint}
        return self.machinery | self.assumed | seen | read | own

    def made(self, name: str) -> bool:
        """Whether processes of the run have made a file elsewhere, to pass something to each other; it is gone now."""
        return os.path.isabs(name) and self.seen[name] != ABSENT and not os.path.lexists(name)

    @property
    def assumed(self) -> dict[str, str]:
        """Everything that it may have read where the kernel tells nothing."""
        if not self.blind or not (self.started or self.lesson.packages & BLIND):
            return {}
        return {f"{name}{ALL}": checksum(self.root / name) for name in READ}
