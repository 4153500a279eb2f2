"""What a terminal shows of the text that a program writes, if it is as wide as the text and keeps every line."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

TAB = 8
KERAS_TIMES = re.compile(r" \d+(?:s|ms|us) \d+(?:s|ms|us)/(?:step|epoch)")
# What neither shows nor moves anything: colors, modes, sets of characters; titles, links and other words to a terminal.
SILENT = re.compile(
    r"\x1b(?:\[[0-9;:]*m|\[[<=>?][0-9;:]*[A-Za-z]|[()*+][0-9A-Za-z]|[\]PX^_][^\a\x1b\n]*(?:\a|\x1b\\|(?=\n)|$))"
)
# What terminals pass over, HTML forbids, or programs take for ends of lines where terminals do not.
UNASSIGNED = "".join(
    map(chr, [*range(0xFDD0, 0xFDF0), *(0x10000 * plane + 0xFFFE + i for plane in range(17) for i in (0, 1))])
)
IGNORED = re.compile(rf"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f-\x9f\u2028\u2029{UNASSIGNED}]")
IN_LINE = re.compile(r"(\b+|[\r\t]|\x1b\[[012]?K)".replace(r"\b", r"[\b]"))
BEYOND = re.compile(r"\x1b(?!\[[012]?K)|[\v\f]")  # what moves to other lines, and whatever else there is

ONE_WIDE: set[str] = set()  # characters that have been seen to take one column


@cache
def width(character: str) -> int:
    """The columns that a character takes: 0, 1 or 2."""
    from wcwidth import wcwidth  # which a published script need not have

    return max(0, wcwidth(character))


def columns(text: str) -> Sequence[str]:
    """The text by columns: of a wide character the second is empty, and what takes none stays with the one before."""
    if text.isascii() or ONE_WIDE.issuperset(text):
        return text
    ONE_WIDE.update(character for character in set(text) if width(character) == 1)
    cells: list[str] = []
    for character in text:
        if width(character) or not cells:
            cells += [character, ""][: max(1, width(character))]
        else:
            cells[-1 if cells[-1] else -2] += character
    return cells


def row(line: str) -> str:
    """A line that moves back and forth in itself, as it stands in the end."""
    if not IN_LINE.search(line):
        return line
    cells: list[str] = []
    column = 0
    for piece in filter(None, IN_LINE.split(line)):
        if piece == "\r":
            column = 0
        elif piece == "\t":
            column += TAB - column % TAB
        elif piece[0] == "\b":
            column = max(0, column - len(piece))
        elif piece[0] == "\x1b":  # to erase: what follows, what precedes (1), or all (2)
            end = min(column + 1, len(cells))
            cells[:end] = " " * end if piece[2] in "12" else cells[:end]
            del cells[column if piece[2] != "1" else len(cells) :]
        else:
            cells += " " * (column - len(cells))
            written = columns(piece)
            cells[column : column + len(written)] = written
            column += len(written)
    return "".join(cells)


def screen(text: str) -> str:
    """The same of any text, by a whole terminal, which is slower by far."""
    import pyte  # seldom of use

    class Screen(pyte.Screen):
        """As wide and high as the text needs: no line is broken or lost, and no character."""

        def index(self) -> None:
            self.lines += self.margins is None and self.cursor.y == self.lines - 1
            super().index()

        def tab(self) -> None:
            self.cursor.x = min(self.cursor.x + TAB - self.cursor.x % TAB, self.columns - 1)

        def resize(self, *_: Any, **__: Any) -> None:
            """Stay as large as it is."""

        def draw(self, data: str) -> None:
            for takes_none, characters in groupby(data, lambda character: not width(character)):
                if not takes_none:
                    super().draw("".join(characters))
                elif self.cursor.x:  # what takes no column stays with the character before it
                    line, place = self.buffer[self.cursor.y], self.cursor.x - 1
                    place -= place > 0 and not line[place].data  # the second half of a wide one
                    whole = unicodedata.normalize("NFC", line[place].data + "".join(characters))
                    line[place] = line[place]._replace(data=whole)

    longest = max(len(line) + TAB * line.count("\t") for line in text.split("\n"))
    terminal = Screen(max(80, 2 * longest + 1), 24)
    pyte.Stream(terminal).feed(text.replace("\n", "\r\n"))
    rows = (terminal.buffer[number] for number in range(terminal.lines))
    return "\n".join("".join(line[x].data for x in range(max(line, default=-1) + 1)) for line in rows)


def as_terminal(text: str) -> str:
    """The text as a terminal would finally show it, without Keras's step timings."""
    text = IGNORED.sub("", SILENT.sub("", text))
    text = screen(text) if BEYOND.search(text) else "\n".join(map(row, text.split("\n")))
    return "\n".join(KERAS_TIMES.sub("", line).rstrip() for line in text.split("\n")).strip("\n")
