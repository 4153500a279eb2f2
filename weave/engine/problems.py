"""What goes wrong in a listing: what it raises, and what Python or a library would merely print."""

import errno
import json
import logging
import os
import sys
import threading
import traceback
import warnings
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType
from typing import Any

SHOWN = "Readers would see this {} too: mend what it tells of."
CATCH = "Mend the cell, or catch the error in it if readers are meant to see it."
FULL = "The disk is full: free some space and run it again."
FONT = "Fonts differ between machines. Mend the cell: keep to the style's own, which comes with Matplotlib."


class Failed(Exception):
    """A listing went wrong; the arguments are what happened, with the remedy, and the line of the listing, or 0."""


class Problems(logging.Handler):
    """Hears of what Python or a library tells without raising it, here or in a process that is forked from here.

    That is warnings, exceptions of threads, of finalizers and of tasks that nobody awaits, messages of Matplotlib.
    """

    def __init__(self, listing: Path) -> None:
        super().__init__(logging.WARNING)
        self.listing = str(listing)
        self.file = TemporaryFile(buffering=0)  # noqa: SIM115
        warnings.showwarning = self.warned  # type: ignore[assignment]
        threading.excepthook = self.in_thread
        sys.unraisablehook = self.unraisable
        for library in ("asyncio", "matplotlib"):
            logging.getLogger(library).addHandler(self)

    def note(self, text: str, line: int = 0) -> None:
        os.write(self.file.fileno(), json.dumps([text, line]).encode() + b"\n")

    def first(self) -> Failed | None:
        """What was noted first."""
        noted = os.pread(self.file.fileno(), 1_000_000, 0).partition(b"\n")[0]
        return Failed(*json.loads(noted)) if noted else None

    def here(self) -> int:
        """The line of the listing that Python is at."""
        frame: FrameType | None = sys._getframe(1)  # not by traceback, which reads the listing itself
        while frame and frame.f_code.co_filename != self.listing:
            frame = frame.f_back
        return frame.f_lineno if frame else 0

    def line(self, frames: traceback.StackSummary | list[traceback.FrameSummary]) -> int:
        """The innermost line of the listing; 0 if there is none."""
        return next((f.lineno or 0 for f in reversed(frames) if f.filename == self.listing), 0)

    def raised(self, error: BaseException, frames: list[traceback.FrameSummary], remedy: str = CATCH) -> Failed:
        """An exception as its author reads it; `frames` are where it was."""
        line = self.line(frames) or getattr(error, "lineno", None) or 0
        remedy = FULL if isinstance(error, OSError) and error.errno == errno.ENOSPC else remedy
        text = [*traceback.format_exception_only(error), f"{remedy}\n", *traceback.format_list(frames)]
        return Failed("".join(text).rstrip(), line)

    def behind(self, error: BaseException | None, where: str) -> None:
        """Note an exception that ended nothing but what is named by `where`."""
        if isinstance(error, Failed):  # see finish.py
            self.note(*error.args)
        elif error:
            failed = self.raised(error, list(traceback.extract_tb(error.__traceback__)))
            self.note(f"{where}: {failed.args[0]}", failed.args[1])

    def warned(self, message: Warning, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
        line = lineno if filename == self.listing else self.here()
        self.note(f"{category.__name__}: {message}\n{SHOWN.format('warning')}", line)

    def in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if not isinstance(hook.exc_value, SystemExit):
            self.behind(hook.exc_value, f"In the thread {hook.thread.name if hook.thread else '?'!r}")

    def unraisable(self, hook: "sys.UnraisableHookArgs") -> None:
        self.behind(hook.exc_value, f"{hook.err_msg or 'Exception ignored in'} {hook.object!r}")

    def emit(self, record: logging.LogRecord) -> None:
        text, error = record.getMessage(), record.exc_info and record.exc_info[1]
        if record.name.startswith("asyncio"):
            self.behind(error or RuntimeError(text), text.partition("\n")[0])
        else:
            remedy = FONT if text.startswith("findfont") else SHOWN.format("message")
            self.note(f"Matplotlib says: {text}\n{remedy}", self.here())
