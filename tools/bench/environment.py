"""The rivals' own environments, made on first use and made anew when they are out of date or broken off."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LOCK = HERE / "requirements.txt"
sys.path.insert(0, str(ROOT))  # this clone's weave, whichever is installed
VENV = ROOT / ".venv-bench"  # not in .weave/, which "make clean" removes
PACKAGES = ROOT / ".npm-bench"  # TensorFlow.js: no part of the site


def rivals_python() -> Path:
    """The interpreter of a complete environment for the rivals."""
    python = VENV / "bin" / "python"
    stamp = VENV / "ready"  # written last, so an interrupted set-up is begun anew by the next call
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    if VENV.is_symlink():  # "venv --clear" would empty the folder that it points to
        sys.exit(f"{VENV.relative_to(ROOT)} is a link. Remove it and call again.")
    print(f"Setting up {VENV.relative_to(ROOT)}: about 2 GB, about a minute.", flush=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", "--clear", VENV],
        [*pip, "--require-hashes", "--no-deps", "--requirement", LOCK],
    ):
        if subprocess.run(command, check=False).returncode:
            sys.exit("The rivals' environment could not be made; the lines above say why. Mend that and call again.")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def tensorflow_js() -> Path | None:
    """The folder with TensorFlow.js's packages; None on a machine without npm."""
    npm = shutil.which("npm")
    if not npm:
        return None
    wanted = (HERE / "learning" / "package-lock.json").read_bytes()
    stamp = PACKAGES / "ready"
    if not stamp.exists() or stamp.read_bytes() != wanted:
        print(f"Setting up {PACKAGES.relative_to(ROOT)}: about 150 MB.", flush=True)
        shutil.rmtree(PACKAGES, ignore_errors=True)
        PACKAGES.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "learning" / name, PACKAGES)
        if subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=PACKAGES, check=False).returncode:
            sys.exit("TensorFlow.js could not be installed. Mend what the lines above name, and call again.")
        stamp.write_bytes(wanted)
    return PACKAGES / "node_modules" / "@tensorflow"
