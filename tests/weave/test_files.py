"""Files as editors and systems leave them do no harm; what is no text, or cannot be written, is named."""

from __future__ import annotations

import re

import pytest
from conftest import CourseFolder
from test_check import LISTING, PAGE
from test_check import checked as checked  # a fixture

STRAYS = {
    "a lock of Emacs": ("snippets/.#lesson.py", None),
    "a lock of a page": ("docs/.#lesson.md", None),
    "a file of macOS": ("snippets/._lesson.py", b"\x00\x05\xff\xfe"),
    "a page of macOS": ("docs/._lesson.md", b"\x00\x05\xff\xfe"),
    "a copy of vi": ("docs/.lesson.md.swp", b"\x00\xff"),
    "a backup": ("snippets/lesson.py~", b"\xff"),
    "a copy of Jupyter": ("docs/.ipynb_checkpoints/lesson.md", PAGE.encode()),
    "a folder": ("snippets/package.py/x.txt", b""),
}


@pytest.mark.parametrize("name", STRAYS)
def test_files_of_editors_and_systems_do_no_harm(checked: CourseFolder, name: str) -> None:
    checked.write("docs/lesson.md", PAGE)
    path, data = STRAYS[name]
    if data is None:
        (checked.root / path).symlink_to("someone@host.1234:5678")
    else:
        checked.write(path, data)
    assert checked.passes("check") and checked.stale() == {} and checked.run() == []
    (checked.root / path).unlink()
    if data is not None and "/" in path.partition("/")[2]:
        (checked.root / path).parent.rmdir()


ENCODINGS = {
    "page in Latin-1": ("docs/other.md", "# Other\n\nCafé\n".encode("latin-1"), "docs/other.md:3: .*UTF-8"),
    "page in UTF-16": ("docs/other.md", "# Café\n".encode("utf-16"), "docs/other.md:1: .*UTF-8"),
    "page with null bytes": ("docs/other.md", b"# Other\n\n\0\n", "docs/other.md:3: .*U\\+0000"),
    "page with a bell": ("docs/other.md", b"# Other\n\nIt rings: \x07\n", "docs/other.md:3: .*U\\+0007"),
    "page with colors of a terminal": ("docs/other.md", b"# Other \x1b[31m\n", "docs/other.md:1: .*U\\+001B"),
    "listing in Latin-1": ("snippets/other.py", "# %% a\n'é'\n".encode("latin-1"), "snippets/other.py:2: .*UTF-8"),
    "listing in UTF-16": ("snippets/other.py", "# %% a\n".encode("utf-16"), "snippets/other.py:1: .*UTF-8"),
    "works in Latin-1": ("docs/bibliography.bib", "@misc{é}".encode("latin-1"), "docs/bibliography.bib:1: .*UTF-8"),
    "dangling page": ("docs/other.md", None, "docs/other.md: cannot be read"),
    "reserved character": ("docs/other.md", "# A \U00100000\n".encode(), "docs/other.md:1: .*private use"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_what_is_no_text_is_named(checked: CourseFolder, name: str) -> None:
    checked.write("docs/lesson.md", PAGE)
    path, data, says = ENCODINGS[name]
    if data is None:
        (checked.root / path).symlink_to("nowhere")
    else:
        checked.write(path, data)
    message = checked.failure("check")
    (checked.root / path).unlink()
    assert re.match(says, message)


def test_line_ends_of_windows_and_byte_order_marks(course: CourseFolder) -> None:
    course.lesson("lesson", LISTING, PAGE)
    for name in ("snippets/lesson.py", "docs/lesson.md"):
        path = course.root / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert course.run() == ["lesson"]
    assert course.passes("check")
    assert course.output("lesson/data") == "7960 3.125" and "\r" not in course.fragment("lesson/data")


def test_a_course_that_cannot_be_written_into(course: CourseFolder) -> None:
    course.lesson("lesson", LISTING, PAGE)
    (course.root / ".weave").write_text("no folder")
    message = course.failure("run")
    assert ".weave: " in message and "Let this user" in message
