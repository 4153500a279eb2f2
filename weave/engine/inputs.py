"""What a run depends on: fingerprints of files and folders, and of the machinery that every run shares."""

import hashlib
import os
import platform
from functools import cache
from pathlib import Path

ENGINE = Path(__file__).parent


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes or of a folder's sorted names; "absent" where there is neither."""
    try:
        state = os.stat(path)
        return digest(str(path), (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino))
    except OSError:
        return "absent"


@cache
def digest(path: str, state: tuple[int, ...]) -> str:
    """The fingerprint of what is there in this state: each file is read once a build, not once for each lesson."""
    data = "\n".join(sorted(os.listdir(path))).encode() if os.path.isdir(path) else Path(path).read_bytes()
    return hashlib.sha256(data).hexdigest()


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
