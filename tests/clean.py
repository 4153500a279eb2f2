"""An environment in which only the named packages, and what they need, are installed: links, no download."""

import sys
import sysconfig
import venv
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement


def needed(names: list[str]) -> set[str]:
    """The named distributions and all that they require here, as they are called here."""
    found: set[str] = set()
    queue = list(names)
    while queue:
        requirement = Requirement(queue.pop())
        name = requirement.name.lower().replace("_", "-")
        if name == "tensorflow" and not installed(name):
            name = "tensorflow-cpu"  # what the lock has on Linux
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        queue += distribution(name).requires or []
    return found


def installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def make_environment(folder: Path, names: list[str]) -> Path:
    """Make a virtual environment with these packages. Returns its Python."""
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    site = Path(sysconfig.get_path("purelib"))
    for file in sorted({file for name in needed(names) for file in distribution(name).files or []}):
        if file.parts[0] == ".." or file.suffix == ".pth":
            continue
        # A package is one link, with what Python has compiled of it; folders that packages share are real ones.
        whole = any((site / file.parts[0] / name).exists() for name in ("__init__.py", "RECORD"))
        link = packages / (file.parts[0] if whole else file)
        if not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(site / link.relative_to(packages))
    return folder / "bin" / Path(sys.executable).name
