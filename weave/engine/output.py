"""All that a process writes, whoever in it writes: Python, C, or another program."""

import ctypes
import os
import sys
from contextlib import suppress
from typing import IO

from weave.engine.terminal import as_terminal

MOST_WRITTEN = 50_000_000  # bytes of a cell; a progress bar writes many that are not seen in the end
MOST_SHOWN = 1_000_000  # characters of a cell
LAST_LINES = 12


class TooMuch(Exception):
    """A cell prints more than anybody reads; the argument says so, with the remedy."""


def too_much(amount: int, what: str) -> str:
    return f"This cell has {what} {amount / 1e6:.0f} MB. Mend it: let it print less, such as every hundredth line."


class Output:
    """Takes over the process's output and errors, which go to `file`, so that all lines come in their order."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        for descriptor in (1, 2):
            os.dup2(file.fileno(), descriptor)
        self.streams = [
            os.fdopen(descriptor, "w", 1, encoding="utf-8", errors=errors, closefd=False)
            for descriptor, errors in ((1, "strict"), (2, "backslashreplace"))
        ]
        for stream, name in zip(self.streams, ("<stdout>", "<stderr>"), strict=True):
            stream.buffer.raw.name = name  # type: ignore[attr-defined]
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = self.streams  # type: ignore[misc]

    def take(self) -> bytes:
        """What has been written since the last call. Raises TooMuch."""
        for stream in {sys.stdout, sys.stderr, *self.streams}:
            with suppress(AttributeError, ValueError):  # the listing has put another in its place, or closed it
                stream.flush()
        ctypes.CDLL(None).fflush(None)
        size = os.fstat(self.file.fileno()).st_size
        if size > MOST_WRITTEN:
            raise TooMuch(too_much(size, "written"))
        self.file.seek(0)
        written = self.file.read()
        self.file.seek(0)
        self.file.truncate()
        return written


def shown(written: bytes) -> str:
    """What a terminal shows of it. Raises TooMuch."""
    text = as_terminal(written.decode("utf-8", "replace"))
    if len(text) > MOST_SHOWN:
        raise TooMuch(too_much(len(text), "printed"))
    return text


def last_lines(file: IO[bytes]) -> str:
    """The last that was written, while others may still write."""
    size = os.fstat(file.fileno()).st_size
    text = os.pread(file.fileno(), 4000, max(0, size - 4000)).decode("utf-8", "replace")
    return "\n".join(as_terminal(text).split("\n")[-LAST_LINES:])
