"""Test the built page of one lesson: python tools/site_tests.py NAME ("make lesson"). Without one it says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from weave.course import Course

ROOT = Path(__file__).parents[1]


def main(name: str) -> int:
    course = Course(ROOT)
    lesson = course.lessons[name]
    page = course.page(lesson)
    built = ROOT / "site" / page.url / "index.html"
    sources = [page.path, *(course.generated / name).glob("*.md"), *(course.generated / name).glob("*.svg")]
    if not built.exists() or built.stat().st_mtime < max(path.stat().st_mtime for path in sources):
        print(
            f"site/ does not have the page of {name} as it is now: call 'make site', then this again to test it there."
        )
        return 0
    return int(pytest.main([str(ROOT / "tests" / "site"), "-k", name, "-q", "-n", "auto", "--dist", "worksteal"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
