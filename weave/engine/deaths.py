"""Why a listing's process has ended, or has to, for those who mend the listing."""

import os
import signal
import sys
import time
from collections.abc import Callable
from resource import struct_rusage
from typing import IO

from weave.engine.output import MOST_WRITTEN, last_lines, too_much

ADVICE = {
    signal.SIGKILL: "Memory has run out, most likely. Mend the cell: let it keep less at a time.",
    signal.SIGBUS: "A file was cut short or the disk is full, most likely. Mend that and run it again.",
}
OTHERWISE = "Run it by itself, and mend what ends it."


def cause(code: int, usage: struct_rusage) -> str:
    """What an exit code means, with a remedy."""
    if code >= 0:
        return f"exit code {code}. {OTHERWISE}"
    gigabytes = usage.ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    said = signal.strsignal(-code) or "a signal"
    return f"{name} ({said}), when it had {gigabytes:.1f} GB of memory. {ADVICE.get(-code, OTHERWISE)}"  # type: ignore[call-overload]


def obituary(status: int, usage: struct_rusage, written: IO[bytes]) -> str:
    """What is told of a process that has ended before its listing did."""
    last = last_lines(written)
    why = f"The process ended before its listing did: {cause(os.waitstatus_to_exitcode(status), usage)}"
    return f"{why}\nThe last that it printed:\n{last}" if last else why


def limits(seconds: float, written: IO[bytes]) -> Callable[[], str]:
    """A function that says why a listing that starts now must not go on: "" while it may."""
    deadline = time.monotonic() + seconds

    def exceeded() -> str:
        if (size := os.fstat(written.fileno()).st_size) > MOST_WRITTEN:
            return too_much(size, "written")
        if time.monotonic() > deadline:
            last = last_lines(written)
            text = f"This cell still ran when the listing had run for {seconds / 60:.3g} minutes.\n"
            text += "Mend what never ends; or say in the front matter of its page how long it takes: run_seconds: 600."
            return f"{text}\nThe last that it printed:\n{last}" if last else text
        return ""

    return exceeded
