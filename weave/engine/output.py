"""All that a process writes, whoever in it writes: Python, C, or another program."""

import ctypes
import os
import sys
from tempfile import TemporaryFile

from weave.engine.terminal import as_terminal


class Output:
    """Takes over the process's output and errors, so that all lines come in their order."""

    def __init__(self) -> None:
        self.file = TemporaryFile(buffering=0)  # noqa: SIM115
        for descriptor in (1, 2):
            os.dup2(self.file.fileno(), descriptor)
        sys.stdout, sys.stderr = (os.fdopen(fd, "w", 1, encoding="utf-8", closefd=False) for fd in (1, 2))

    def take(self) -> str:
        """What has been written since the last call, as a terminal shows it."""
        sys.stdout.flush()
        sys.stderr.flush()
        ctypes.CDLL(None).fflush(None)
        self.file.seek(0)
        text = as_terminal(self.file.read().decode("utf-8", "replace"))
        self.file.seek(0)
        self.file.truncate()
        return text
