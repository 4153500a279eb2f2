"""What a terminal shows of the bytes that a program writes."""

import re

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-JL-Za-z]")
KERAS_TIMES = re.compile(r" \d+(?:s|ms|us) \d+(?:s|ms|us)/(?:step|epoch)")


def as_terminal(text: str) -> str:
    """The text as a terminal would finally show it, without Keras's step timings."""
    lines = ANSI.sub("", text).split("\n")
    for number, line in enumerate(lines):
        row: list[str] = []
        column = 0
        for piece in re.split(r"(\r|[\b]|\x1b\[\d*K)", line):
            if piece in ("\r", "\b"):
                column = max(0, column - 1) if piece == "\b" else 0
            elif piece.startswith("\x1b"):
                del row[column:]
            else:
                row[column : column + len(piece)] = piece
                column += len(piece)
        lines[number] = KERAS_TIMES.sub("", "".join(row)).rstrip()
    return "\n".join(lines).strip("\n")
