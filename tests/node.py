"""For tests that need programs from npm: package.json's tools, installed once for all who ask."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"


def install(*others: str) -> None:
    """See to it that node_modules/ is what the lock says; without npm, or the `others`, the test is skipped.

    In continuous integration (CI is set) nothing is skipped: there it fails.
    """
    lacking = [program for program in ("npm", *others) if not shutil.which(program)]
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"needs {' and '.join(lacking)}")
    assert not lacking, f"install {' and '.join(lacking)}"
    lock, done = ROOT / "package-lock.json", MODULES / ".package-lock.json"  # npm writes the second one last
    with lock.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # tests may run side by side
        if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
            subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=True)
