"""What a run reads or asks about is told, what it would write into the course or fetch from elsewhere is refused.

An audit hook of Python's sees every opening and listing by Python's own code; questions such as "is it there?" have no
event, so the functions that ask them are wrapped. What C libraries and other programs read, kernel.py sees.
"""

import functools
import os
import stat
import sys
from collections.abc import Callable
from importlib import _bootstrap_external as importing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from weave.engine.inputs import ABSENT, ENGINE, FOLDER, fingerprint

# Audit events of the network, and the argument that names the other end.
REACHING = dict.fromkeys(["urllib.Request", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"], 0)
REACHING |= dict.fromkeys(["socket.connect", "socket.sendto", "socket.sendmsg"], 1)
HERE = (None, "", "localhost", "127.0.0.1", "::1")
LISTING = ("os.listdir", "os.scandir")
# Events that change what is there: which of their arguments name it, and the folder that such a name is relative to.
CHANGING: dict[str, list[tuple[int, int | None]]] = {
    "os.remove": [(0, 1)], "os.rmdir": [(0, 1)], "os.mkdir": [(0, 2)], "os.chmod": [(0, 2)], "os.utime": [(0, 3)],
    "os.rename": [(0, 2), (1, 3)], "os.link": [(1, 3)], "os.symlink": [(1, 2)], "os.truncate": [(0, None)],
}  # fmt: skip
STARTING = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"}
ASKING = ("stat", "lstat", "access", "readlink")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# The system and the environment, which the lock file and the version of Python stand for.
SYSTEM = ("/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/run", "/sbin", "/sys", "/usr", "/System", "/Library")
readlink, lstat = os.readlink, os.lstat  # as they are before they are wrapped
PYTHON = {path for name in (sys.prefix, sys.base_prefix, sys.exec_prefix) for path in (name, os.path.realpath(name))}
IGNORED = tuple(f"{path}{os.sep}" for path in (*SYSTEM, *sorted(PYTHON), ENGINE.parent))


class Watch:
    """Tells what a run in the course `root` reads: `tell(kind, name, fingerprint)`, once for each.

    The kinds: "read", on which the run depends; "passed", a folder that Python has searched for modules, on which it
    does not depend; "started", another program or process. Names are paths from the root, or absolute outside of it.
    """

    def __init__(self, root: Path, own: str, tell: Callable[[str, str, str], None]) -> None:
        self.root, self.tell = f"{root}{os.sep}", tell
        self.store = f"{root}{os.sep}.weave{os.sep}"
        self.own = {os.path.realpath(own)}  # what the run has made: its working folder, and what it writes elsewhere
        kept = (os.environ.get(name) for name in ("MPLCONFIGDIR", "KERAS_HOME"))  # where libraries keep what they make
        self.ignored = (*IGNORED, *(f"{path}{os.sep}" for path in kept if path))
        self.told: dict[str, str] = {}
        self.reactions: dict[str, Callable[[str, tuple[Any, ...]], None]] = {
            "open": self._opened,
            "import": lambda _, args: self.note_module(args[0]),
            "sqlite3.connect": lambda _, args: self.note(args[0]),
            **dict.fromkeys(LISTING, lambda _, args: self.note_listing("." if args[0] is None else args[0])),
            **dict.fromkeys(STARTING, lambda event, _: self.tell("started", event, "")),
            **dict.fromkeys(CHANGING, self._changed),
            **dict.fromkeys(REACHING, self.reach),
        }
        self.over = False  # what comes after the listing is none of its doing
        self.refused = ""

    def start(self) -> None:
        """Watch from now on, to the end of the process."""
        for name in ASKING:
            self._wrap(name, lambda path, folder, *_: self.note(path, folder, listed=False))
        self._wrap("open", lambda path, folder, flags, *_: self.open(path, flags, folder))
        sys.addaudithook(self)

    def _wrap(self, name: str, before: Callable[..., None]) -> None:
        """Call `before` with path, folder and the other arguments whenever a function of `os` is called with a path."""
        function = getattr(os, name)

        @functools.wraps(function)
        def wrapped(path: Any, *args: Any, **options: Any) -> Any:
            if not self.over and not isinstance(path, int):
                before(path, options.get("dir_fd"), *args, *(options[each] for each in ("flags",) if each in options))
            return function(path, *args, **options)

        for group in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks, os.supports_effective_ids):
            if function in group:
                group.add(wrapped)
        setattr(os, name, wrapped)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        react = self.reactions.get(event)  # one look: some events come a million times
        if react and not self.over:
            react(event, args)

    def _opened(self, _: str, args: tuple[Any, ...]) -> None:
        if args[1] is not None:  # None is for os.open, which is wrapped
            self.open(args[0], args[2])

    def _changed(self, event: str, args: tuple[Any, ...]) -> None:
        for path, folder in CHANGING[event]:
            self.write(args[path], None if folder is None or args[folder] == -1 else args[folder])

    def reach(self, event: str, args: tuple[Any, ...]) -> None:
        target = args[REACHING[event]]
        name = target[0] if isinstance(target, tuple) else target
        host = urlsplit(name).hostname if event == "urllib.Request" else name
        if host not in HERE and host[0] != "/":  # of a Unix socket
            self.refuse_download(name)

    def refuse_download(self, target: object) -> None:
        self.refuse(
            f"The listing reaches out to {target}, but it runs without a network.\n"
            "Put a file of that name into datasets/ and load it with keras.utils.get_file."
        )

    def refuse(self, why: str) -> None:
        self.refused = why
        raise RuntimeError(why)

    def full(self, path: Any, folder: int | None = None) -> str:
        """The absolute path of what a function was given; "" if that names no file."""
        if isinstance(path, int):
            return self.of_descriptor(path)
        try:
            name = os.fsdecode(path)
            if folder is not None and not os.path.isabs(name):
                name = os.path.join(self.of_descriptor(folder), name)
            return os.path.abspath(name) if name and "\0" not in name else ""
        except (TypeError, OSError):  # no path at all, or a working folder that is gone
            return ""

    @staticmethod
    def of_descriptor(number: int) -> str:
        """The path of an open folder, where the system tells it."""
        try:
            return readlink(f"/proc/self/fd/{number}")
        except OSError:
            return ""

    def is_own(self, full: str) -> bool:
        return any(full == own or full.startswith(f"{own}{os.sep}") for own in self.own)

    def open(self, path: Any, flags: int, folder: int | None = None) -> None:
        """A file is opened, or a folder."""
        if isinstance(flags, int) and flags & WRITES:
            self.write(path, folder)
        else:
            self.note(path, folder)

    def may_write(self, path: Any, folder: int | None = None) -> bool:
        """Whether a path is outside of the course; what the run writes there is its own."""
        full = self.full(path, folder)
        if full.startswith(self.ignored):  # bytecode of a package that is imported for the first time
            return True
        if full.startswith(self.root) and not full.startswith(self.store):
            return False
        if full and not full.startswith("/dev/") and not is_folder(full):  # in which a nameless file is made
            self.own.add(full)
        return True

    def write(self, path: Any, folder: int | None = None) -> None:
        """Refuse to change the course."""
        if not self.may_write(path, folder):
            name = self.full(path, folder).removeprefix(self.root)
            remedy = "Write into the working folder instead."
            self.refuse(f"The listing changes {name}, but the course is not its to change. {remedy}")

    def note(self, path: Any, folder: int | None = None, listed: bool = True) -> None:
        """Tell that a file is read, or a folder listed; or, if not `listed`, that it was only asked about."""
        full = self.full(path, folder)
        if not full or full.startswith(self.ignored) or full.startswith(self.store) or self.is_own(full):
            return
        name = full.removeprefix(self.root)
        if name == full and self.root.startswith(f"{full.rstrip(os.sep)}{os.sep}"):
            return  # a folder that the course is in, or the course itself
        then = self.told.get(name)
        if then is None or (then == FOLDER and listed):
            self.told[name] = ABSENT  # fingerprint() opens the file again
            self.told[name] = fingerprint(Path(full), "" if listed else FOLDER)
            if name != full or self.told[name] != FOLDER:  # that there is a folder elsewhere is no news
                self.tell("read", name, self.told[name])

    def note_listing(self, folder: Any) -> None:
        """A listing counts, but not Python's search for modules, for which note_module() sees."""
        if "importlib" in sys._getframe(3).f_code.co_filename:
            self.tell("passed", self.full(folder).removeprefix(self.root), "")
        else:
            self.note(folder)

    def note_module(self, name: str) -> None:
        """An import looks beside the listing first: a module that comes there would take another one's place."""
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names:
            for place in (f"{top}.py", os.path.join(top, "__init__.py")):
                self.note(os.path.join(sys.path[0] if sys.path else "", place), listed=False)


def is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(lstat(path).st_mode)
    except OSError:
        return False


def never_use_bytecode(root: Path) -> None:
    """Import the course's own modules from source: bytecode can miss an edit within a second."""
    cache_from_source = importing.cache_from_source

    def outside_only(path: str, *args: Any, **options: Any) -> str:
        if path.startswith(f"{root}{os.sep}") and not path.startswith(sys.prefix):
            raise NotImplementedError
        return cache_from_source(path, *args, **options)

    importing.cache_from_source = outside_only  # type: ignore[assignment]
