"""A process that has imported what is slow to import, and from which each listing gets a clean process of its own.

weave/servers.py starts it and asks it for listings:

    build ──starts──> server (imports) ──forks──> guard ──forks──> the listing's process

The guard says how the listing's process ended, and ends all that it started. It does so too as soon as the build
that wants the listing is gone, even if the listing never lets go of Python.
"""

import importlib
import os
import select
import signal
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread

HOME = str(Path(__file__).parents[2])  # where weave is; this file is called by its path
sys.path.insert(0, HOME)
from weave.engine import child  # noqa: E402
from weave.engine.deaths import limits, obituary  # noqa: E402

sys.path.remove(HOME)
sys.path.append(HOME)  # listings find their own modules first


def fork() -> int:
    """os.fork(); Python warns of the threads of a module that the server has imported, which all wait for work."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def end_with_build(connection: Connection, exceeded: Callable[[], str]) -> None:
    """End the listing and all that it started, once the build is gone or a limit is exceeded."""
    while not select.select([connection], [], [], 1)[0]:  # a build sends one request and no more: this is its end
        if why := exceeded():
            with suppress(OSError):
                connection.send(("ended", why, 0))
            break
    os.killpg(0, signal.SIGKILL)


def guard(connection: Connection) -> None:
    """Run the listing that the build asks for, in a process group that ends with it."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    root, lesson, folder, seconds = connection.recv()
    written = TemporaryFile(buffering=0)  # noqa: SIM115
    listing = fork()
    if not listing:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        child.main(root, lesson, folder, connection, written)
        os._exit(0)
    exceeded = limits(seconds, written)
    Thread(target=end_with_build, args=[connection, exceeded], daemon=True).start()
    _, status, usage = os.wait4(listing, 0)
    with suppress(OSError):
        connection.send(("ended", obituary(status, usage, written), 0))
    os.killpg(0, signal.SIGKILL)


def serve(modules: list[str]) -> None:
    """Import the modules, then fork a guard for each connection that comes, until the build closes the channel."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for module in modules:
        with suppress(ImportError):  # the listing that wants it will say so
            importlib.import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # guards need no farewell
    with socket.socket(fileno=os.dup(0)) as channel:
        channel.send(b"+")
        while descriptors := socket.recv_fds(channel, 1, 1)[1]:
            if not fork():
                channel.close()
                try:
                    guard(Connection(descriptors[0]))
                finally:
                    os._exit(1)
            os.close(descriptors[0])


if __name__ == "__main__":
    serve(sys.argv[1:])
