"""What one run has read, from what its process and the kernel tell: all that its record depends on."""

import os
from pathlib import Path
from typing import Any

from weave.engine.inputs import ABSENT, checksum, machinery
from weave.engine.listing import Lesson

READ = ("datasets", "snippets")
ALL = "/**"  # after the name of a folder: everything in it, where nobody sees what was read
BLIND = {"h5py", "keras", "sqlite3", "tensorflow"}  # have readers of their own, which Python does not see


class Reading:
    """The messages of weave/engine/watch.py, of one run."""

    def __init__(self, lesson: Lesson, root: Path) -> None:
        self.root, self.lesson = root, lesson
        self.machinery = machinery(root)
        self.read: dict[str, str] = {}
        self.seen: dict[str, str] = {}  # by the kernel
        self.passed: set[str] = set()
        self.started = self.blind = False

    def hear(self, kind: str, name: str, said: Any) -> None:
        if kind == "read":
            self.read.setdefault(name, said)
        elif kind == "seen":
            self.seen.setdefault(name, said)
        elif kind == "passed":
            self.passed.add(name)
        elif kind == "started":
            self.started = True
        elif kind == "blind":
            self.blind = True

    @property
    def inputs(self) -> dict[str, str]:
        """All that the run depends on, with its fingerprint at that time."""
        gone = {name for name, then in self.seen.items() if then != ABSENT and not os.path.lexists(self.root / name)}
        made = {
            name for name in gone if os.path.isabs(name)
        }  # by the run, elsewhere: its processes pass files to each other
        seen = {name: then for name, then in self.seen.items() if name not in self.passed | made}
        own = {self.lesson.where: self.lesson.fingerprint}
        return self.machinery | self.assumed | seen | self.read | own

    @property
    def assumed(self) -> dict[str, str]:
        """Everything that it may have read where the kernel tells nothing."""
        if not self.blind or not (self.started or self.lesson.packages & BLIND):
            return {}
        return {f"{name}{ALL}": checksum(self.root / name) for name in READ}
