"""What a listing prints is shown as a terminal would show it, in the order in which it was printed."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CourseFolder

from weave.engine import terminal


def test_output_keeps_its_order(course: CourseFolder) -> None:
    """From print, stderr, file descriptors, C's buffered output and other programs, cell by cell."""
    course.lesson(
        "order",
        """
        # %% first
        import ctypes, os, subprocess, sys
        print("1 print")
        print("2 stderr", file=sys.stderr)
        os.write(1, b"3 descriptor\\n")
        subprocess.run(["echo", "4 program"])
        os.system("echo 5 shell >&2")
        print("6 no line end", end="")

        # %% second
        ctypes.CDLL(None).printf(b"7 C\\n")

        # %% silent
        x = 8

        # %% last
        print("9 ä ∑ 日本")
        """,
    )
    course.run()
    expected = "1 print\n2 stderr\n3 descriptor\n4 program\n5 shell\n6 no line end"
    assert course.output("order/first") == expected
    assert course.output("order/second") == "7 C"
    assert "output" not in course.fragment("order/silent")
    assert course.output("order/last") == "9 ä ∑ 日本"


SHOWN = {
    "carriage_return": (r"10 %\r20 %\r100 %\n", "100 %"),
    "shorter_line": (r"12345\rab\n", "ab345"),
    "backspace": (r"abc\b\bX\n", "aXc"),
    "backspace_at_the_start": (r"\b\babc\n", "abc"),
    "colors": (r"\x1b[1m\x1b[31mred\x1b[0m and \x1b[38;5;208mmore\x1b[m\n", "red and more"),
    "erase_the_line": (r"a long line\r\x1b[Kshort\n", "short"),
    "erase_to_the_end": (r"a long line\b\b\b\b\x1b[0K\n", "a long"),
    "tabs": (r"id\tname\n12345678\tx\na\t\tb\n", "id      name\n12345678        x\na               b"),
    "wide_characters": (r"日本\t|\n語\t|\n", "日本    |\n語      |"),
    "combining": (r"e\u0301\u0323\tx\rE\n", "E       x"),
    "emoji": (r"\U0001f468\u200d\U0001f469\u2764\ufe0f!\n", "\U0001f468\u200d\U0001f469\u2764\ufe0f!"),
    "a_link": (r"\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\ end\n", "link end"),
    "a_title": (r"\x1b]0;window\x07text\n", "text"),
    "a_title_without_an_end": (r"\x1b]0;window\ntext\n", "text"),
    "colons_in_colors": (r"\x1b[38:5:208morange\x1b[0m\n", "orange"),
    "character_sets": (r"a\x1b(Bb\n", "ab"),
    "a_hidden_cursor": (r"\x1b[?25lwork\x1b[?25h\n", "work"),
    "up_and_down": (r"one\ntwo\nthree\x1b[2A\rONE\x1b[2B\rTHREE\n", "ONE\ntwo\nTHREE"),
    "far_down": (r"first\n\x1b[999Blast\nend\n", "first" + "\n" * 23 + "last\nend"),
    "two_bars": (r"a 1\nb 1\n\x1b[2A\x1b[2Ka 2\n\x1b[2Kb 2\n", "a 2\nb 2"),
    "wide_characters_and_movement": (r"日本\x1b[2D語 e\u0301\n", "日語 é"),
    "form_feed": (r"page one\x0cpage two\n", "page one\n        page two"),
    "bells_and_zeros": (r"a\x07b\x00c\x1cd\x7f\n", "abcd"),
    "other_line_ends": (r"a\x85b\u2028c\u2029d\n", "abcd"),
    "what_html_forbids": (r"a\ufffeb\U0010ffffc\n", "abc"),
    "long_lines": ("x" * 500 + r"\ry\n", "y" + "x" * 499),
    "long_lines_and_movement": (r"\n" + "x" * 500 + r"\x1b[Aup\n", " " * 500 + "up\n" + "x" * 500),
    "windows_line_ends": (r"one\r\ntwo\r\n", "one\ntwo"),
    "several_lines": (r"a\rb\nc\rd\n", "b\nd"),
    "ordinary": (r"  indented\n\ntwo  spaces, 1s in 2ms steps\n", "  indented\n\ntwo  spaces, 1s in 2ms steps"),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A lesson whose cells print what a terminal interprets."""
    course = CourseFolder(tmp_path_factory.mktemp("shown") / "course")
    cells = [f'# %% {name}\nprint("{text}", end="")\n' for name, (text, _) in SHOWN.items()]
    course.lesson("shown", "\n".join(cells))
    course.run()
    return course


@pytest.mark.parametrize("name", SHOWN)
def test_output_is_what_a_terminal_shows(shown: CourseFolder, name: str) -> None:
    assert shown.output(f"shown/{name}") == SHOWN[name][1]


def test_a_line_by_itself_is_what_a_whole_terminal_shows() -> None:
    """Lines that move only in themselves, which are most of all output, are not left to the slow terminal."""
    chance = random.Random(1)
    pieces = ["a", "bc", "déf", "  ", "\r", "\b", "\b\b", "\t", "\x1b[K", "\x1b[0K", "\x1b[1K", "\x1b[2K"]
    for _ in range(2000):
        line = "".join(chance.choices(pieces, k=chance.randint(1, 14)))
        assert terminal.row(line).rstrip() == terminal.screen(line).rstrip(), repr(line)


def test_what_is_printed_while_importing_is_output(course: CourseFolder, tmp_path: Path) -> None:
    """Although weave imports what listings import before they start."""
    course.lesson("zen", "# %% first\nimport this\nprint('end')")
    course.run()
    printed = subprocess.run([sys.executable, "-c", "import this"], capture_output=True, text=True, check=True)
    assert course.output("zen/first") == f"{printed.stdout}end"
