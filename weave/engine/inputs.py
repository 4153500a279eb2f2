"""What a run depends on: fingerprints of files and folders, and of the machinery that every run shares."""

import hashlib
import os
import platform
import stat
from functools import cache
from pathlib import Path

ENGINE = Path(__file__).parent
ABSENT = "absent"
FOLDER = "a folder"  # of which was only asked whether it is there


def fingerprint(path: Path, then: str = "") -> str:
    """The SHA-256 of a file's bytes, or of a folder's names and the sizes of its files; ABSENT where there is neither.

    Where the fingerprint `then` says FOLDER, so does today's, as long as there is one.
    """
    try:
        state = os.stat(path)
        if stat.S_ISDIR(state.st_mode):
            return FOLDER if then == FOLDER else listing(path)
        if not stat.S_ISREG(state.st_mode):
            return "a device"  # or a pipe: nothing that could be compared
        return digest(str(path), (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino))
    except OSError:
        return ABSENT


@cache
def digest(path: str, state: tuple[int, ...]) -> str:
    """The SHA-256 of a file in this state, so that each is read once a build, not once for each lesson."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def listing(folder: Path) -> str:
    """A digest of what a folder lists: names, and the sizes of files."""
    lines = []
    with os.scandir(folder) as entries:
        for entry in entries:
            lines.append(f"{entry.name} {entry.stat().st_size if entry.is_file() else ''}")
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogateescape")).hexdigest()


def checksum(folder: Path) -> str:
    """A digest of the names and contents of all files in a folder, but for bytecode."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")
    lines = "".join(f"{path.relative_to(folder).as_posix()} {fingerprint(path)}\n" for path in paths)
    return hashlib.sha256(lines.encode()).hexdigest()[:32]


def machinery(root: Path) -> dict[str, str]:
    """Fingerprints of what every run of the course in `root` depends on: Python, the locked packages, the engine."""
    python = f"{platform.python_version()} on {platform.machine()}"
    lock = fingerprint(root / "requirements.txt")
    return {"Python": python, "weave/engine": checksum(ENGINE), "requirements.txt": lock}
