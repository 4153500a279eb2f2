"""Writes to a file the seconds that weave adds to a build: its imports, and all that it does before MkDocs."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import environment  # noqa: F401  (this clone's weave is found)
import mkdocs.commands.build  # noqa: F401  (MkDocs has imported all this before it comes to weave)


def main(result: Path) -> None:
    """Prepare the course in the working folder, as its hook does."""
    started = time.perf_counter()
    import weave.hook
    from weave.course import Course

    weave.hook.build.prepare(Course(Path()))
    result.write_text(f"{time.perf_counter() - started:.4f}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
