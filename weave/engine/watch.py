"""What a run reads is noted, and what reaches out is refused."""

import os
import sys
from importlib import _bootstrap_external as importing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from weave.engine.inputs import fingerprint

# Audit events of the network, and the argument that names the other end.
REACHING = dict.fromkeys(["urllib.Request", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"], 0)
REACHING |= dict.fromkeys(["socket.connect", "socket.sendto", "socket.sendmsg"], 1)
HERE = (None, "", "localhost", "127.0.0.1", "::1")


class Watch:
    """An audit hook: notes in `inputs` what is read inside the course, and refuses the network."""

    def __init__(self, root: Path, inputs: dict[str, str]) -> None:
        self.root = f"{root}{os.sep}"
        self.inputs = inputs
        self.refused = ""

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        listed = event in ("os.listdir", "os.scandir") and "importlib" not in sys._getframe(1).f_code.co_filename
        if listed or (event == "open" and not args[2] & (os.O_WRONLY | os.O_TRUNC)):
            self.note(args[0])
        elif event in REACHING:
            target = args[REACHING[event]]
            name = target[0] if isinstance(target, tuple) else target
            host = urlsplit(name).hostname if event == "urllib.Request" else name
            if host not in HERE and host[0] != "/":  # of a Unix socket
                self.refuse(name)

    def refuse(self, target: object) -> None:
        self.refused = f"The listing reaches out to {target}, but it runs without a network.\n"
        self.refused += "Put a file of that name into datasets/ and load it with keras.utils.get_file."
        raise RuntimeError(self.refused)

    def note(self, path: object) -> None:
        full = os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes)) else ""
        name = full.removeprefix(self.root)
        if name == full or name.startswith(".") or full.startswith(sys.prefix) or name in self.inputs:
            return
        self.inputs[name] = "being read"  # fingerprint() opens the file again
        self.inputs[name] = fingerprint(Path(full))


def never_use_bytecode(root: Path) -> None:
    """Import the course's own modules from source: bytecode can miss an edit within a second."""
    cache_from_source = importing.cache_from_source

    def outside_only(path: str, *args: Any, **options: Any) -> str:
        if path.startswith(f"{root}{os.sep}") and not path.startswith(sys.prefix):
            raise NotImplementedError
        return cache_from_source(path, *args, **options)

    importing.cache_from_source = outside_only  # type: ignore[assignment]
