"""The build's end of the processes that listings are forked from: one with what is quick to import, one with all."""

import select
import socket
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from weave.engine.environment import variables
from weave.engine.inputs import ENGINE, checksum
from weave.engine.listing import Lesson

SERVER = ENGINE / "server.py"  # not imported: a build that runs nothing does not need it
QUICK = {"matplotlib", "numpy"}  # to import, seconds: a half, and for all others about three
TICK = 0.1  # seconds
SLOW = {"keras", "pandas", "scipy", "sklearn", "tensorflow"}


class Server:
    """A process that imports `modules`, as far as they are installed, and then starts listings."""

    def __init__(self, modules: set[str], home: Path) -> None:
        """Begin to start it; what its imports write, such as TensorFlow's start-up lines, goes to a log in `home`."""
        self.modules = modules
        self.channel, theirs = socket.socketpair()
        self.ready = False
        command = [sys.executable, "-P", str(SERVER), *sorted(modules)]
        with theirs, open(home / "preload.log", "a") as log:
            self.process = subprocess.Popen(command, stdin=theirs.fileno(), stdout=log, stderr=log, env=variables(home))

    def has_imported(self) -> bool:
        """Whether a listing would start at once; also if the server has died, which a listing is told at once."""
        if not self.ready and select.select([self.channel], [], [], 0)[0]:
            self.channel.recv(1)
            self.ready = True
        return self.ready

    def start(self, root: Path, lesson: Lesson, folder: Path, seconds: float) -> Generator[tuple[str, str, Any]]:
        """Run a listing, for so many seconds at most; its record goes into `folder`. Yields what it tells, to its end.

        It tells ("cell", its name, its number) for each cell, what it reads as weave/engine/watch.py says, ("done", "",
        0) or ("failed", why, line), and ("ended", why, 0); for each cell that has run ("gave", its name, what it gave);
        and ten times a second ("waits", "", 0). To close the iterator ends the listing and all it started.
        """
        (guard, theirs), (reports, listings) = Pipe(), Pipe()
        with guard, reports:
            with theirs, listings, suppress(OSError):  # a server that has died tells nothing
                socket.send_fds(self.channel, [b"+"], [theirs.fileno(), listings.fileno()])
                guard.send((root, lesson, folder, seconds))
            waiting = [guard, reports]
            while waiting:
                ready = wait(waiting, TICK)
                if not ready:
                    yield "waits", "", 0
                for connection in [each for each in waiting if each in ready]:
                    try:
                        yield connection.recv()
                    except (EOFError, OSError):
                        waiting.remove(connection)

    def stop(self) -> None:
        """End the server; listings that it has started go on."""
        self.channel.close()
        self.process.kill()
        self.process.wait()


class Servers:
    """The servers of a build or a preview: one with what is quick to import, one with all that lessons need."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.engine = ""
        self.servers: dict[bool, Server] = {}  # whether slow -> server

    def prepare(self, lessons: Iterable[Lesson]) -> None:
        """Begin to start what these lessons need; anew if it has imported too little, or weave was edited."""
        if (engine := checksum(ENGINE)) != self.engine:
            self.stop()
            self.engine = engine
        wanted: dict[bool, set[str]] = {}
        for lesson in lessons:
            modules = {name for name in lesson.imports if name.partition(".")[0] in QUICK | SLOW}
            wanted.setdefault(bool(lesson.packages & SLOW), set()).update(modules)
        for slow, modules in wanted.items():
            server = self.servers.get(slow)
            if not server or server.process.poll() is not None or not modules <= server.modules:
                if server:
                    server.stop()
                self.servers[slow] = Server(modules, self.home)

    def of(self, lesson: Lesson) -> Server:
        """The lesson's server, which must have been prepared."""
        return self.servers[bool(lesson.packages & SLOW)]

    def stop(self) -> None:
        while self.servers:
            self.servers.popitem()[1].stop()
