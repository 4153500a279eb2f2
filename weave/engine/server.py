"""A process that has imported what is slow to import, and from which each listing gets a clean process of its own.

weave/servers.py starts it and asks it for listings:

    build ──starts──> server (imports) ──forks──> guard ──forks──> the listing's process

The guard says how the listing's process ended, and ends all that it started. It does so too as soon as the build
that wants the listing is gone, even if the listing never lets go of Python.
"""

import gc
import importlib
import os
import select
import signal
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock, Thread
from typing import Any

HOME = str(Path(__file__).parents[2])  # where weave is; this file is called by its path
sys.path.insert(0, HOME)
from weave.engine import child, kernel  # noqa: E402
from weave.engine.deaths import limits, obituary  # noqa: E402
from weave.engine.watch import WRITES, Watch  # noqa: E402

sys.path.remove(HOME)
sys.path.append(HOME)  # listings find their own modules first


def fork() -> int:
    """os.fork(); Python warns of the threads of a module that the server has imported, which all wait for work."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def end_with_build(build: Connection, exceeded: Callable[[], str], tell: Callable[..., None]) -> None:
    """End the listing and all that it started, once the build is gone or a limit is exceeded."""
    while not select.select([build], [], [], 1)[0]:  # a build sends one request and no more: this is its end
        if why := exceeded():
            tell("ended", why, 0)
            break
    os.killpg(0, signal.SIGKILL)


def look(descriptor: int, root: Path, folder: Path, tell: Callable[..., None]) -> None:
    """Tell the build of all that the listing opens, in whatever way; keep it from changing the course."""
    watch = Watch(root, str(folder.parent), lambda _, *read: tell("seen", *read))

    def may_open(opening: kernel.Opening) -> bool:
        path = os.path.join(opening.folder, opening.path)
        if opening.flags & WRITES:
            return watch.may_write(path)
        watch.note(path)
        return True

    kernel.follow(descriptor, may_open)


def guard(build: Connection, reports: Connection) -> None:
    """Run the listing that the build asks for, in a process group that ends with it."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    root, lesson, folder, seconds = build.recv()
    ours, theirs = socket.socketpair()
    written = TemporaryFile(buffering=0)  # noqa: SIM115
    listing = fork()
    if not listing:
        build.close()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        report = child.Report(reports, written, lambda: kernel.hand_over(kernel.listen(), theirs))
        child.main(report, root, lesson, folder)
        os._exit(0)
    reports.close()
    lock = Lock()

    def tell(*message: Any) -> None:
        with lock, suppress(OSError):
            build.send(message)

    def look_on() -> None:
        descriptor = kernel.receive(ours)
        if descriptor < 0:
            return tell("blind", "", "")
        look(descriptor, root, folder, tell)

    for job in (partial(end_with_build, build, limits(seconds, written), tell), look_on):
        Thread(target=job, daemon=True).start()
    _, status, usage = os.wait4(listing, 0)
    tell("ended", obituary(status, usage, written), 0)
    os.killpg(0, signal.SIGKILL)


def serve(modules: list[str]) -> None:
    """Import the modules, then fork a guard for each request that comes, until the build closes the channel."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for module in modules:
        with suppress(ImportError):  # the listing that wants it will say so
            importlib.import_module(module)
    if "matplotlib.pyplot" in sys.modules:
        importlib.import_module("weave.engine.figures")  # which its first figure wants
    gc.collect()
    gc.freeze()  # a listing's own garbage is found without a look at all that was imported
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # guards need no farewell
    with socket.socket(fileno=os.dup(0)) as channel, suppress(ConnectionError):
        channel.send(b"+")
        while descriptors := socket.recv_fds(channel, 1, 2)[1]:
            if not fork():
                channel.close()
                try:
                    guard(*map(Connection, descriptors))
                finally:
                    os._exit(1)
            for descriptor in descriptors:
                os.close(descriptor)


if __name__ == "__main__":
    serve(sys.argv[1:])
