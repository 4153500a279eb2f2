"""The end of a program, as Python brings it about after the last line."""

import atexit
import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weave.engine.problems import Failed

PATIENCE = 30  # seconds for what goes on after the last cell


def threads() -> list[threading.Thread]:
    """The threads that keep a program from ending."""
    return [t for t in threading.enumerate() if not t.daemon and t is not threading.main_thread()]


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Interrupt what takes longer. Raises Failed."""

    def too_long(*_: Any) -> None:
        names = ", ".join(repr(thread.name) for thread in threads()) or "a process or a function of atexit"
        remedy = "Mend the listing: let what it starts end, or start threads with daemon=True."
        raise Failed(f"{names} still went on {seconds} s after the last cell.\n{remedy}", 0)

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def join_threads(seconds: int = PATIENCE) -> None:
    """Wait for all threads but those that pools keep. Raises Failed."""
    names = {"concurrent.futures.thread": "_threads_queues", "concurrent.futures.process": "_threads_wakeups"}
    kept = {thread for module, name in names.items() for thread in getattr(sys.modules.get(module), name, ())}
    with patience(seconds):
        for thread in threads():
            if thread not in kept:
                thread.join()


def finish(let_go: Callable[[], None], seconds: int = PATIENCE) -> None:
    """End pools, wait for threads, call what `atexit` knows and let go of all names. Raises Failed."""
    with patience(seconds):
        for end_pools in reversed(threading._threading_atexits):  # type: ignore[attr-defined]
            end_pools()
        for thread in threads():
            thread.join()
        atexit._run_exitfuncs()
        sys.modules.pop("__main__", None)
        let_go()
        gc.collect()
