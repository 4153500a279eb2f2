"""For the tests of web/studio/data/: what it answers, and tables of every form with what pandas reads in them."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NAMES = ["cat", "Émile", "nuñez", "blue-green", "x_1", "O'Hara", "two words", "(old)", "größer", "50 %", "a/b"]
HARD = ['5" pipe', "a, b", "p; q", "tab\there", 'she said "no"', "two\nlines", "crlf\r\nhere", '"', "\n", " wide "]
NUMBERS = ["0", "7", "-3", "+5", "1e-3", "2.5", ".5", "6.", "-1.25E+2", "1000000"]
COMMAS = ["0,5", "-1,25", "3", "+2,0e-1", "1200"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


def answers(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each question what was `found`, or what readers are told (`said`); skipped without node, but not in CI."""
    if not shutil.which("node") and not os.environ.get("CI"):
        pytest.skip("needs node")
    command = ["node", str(HERE / "studio_tables.js")]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def asked(ask: str, **question: Any) -> Any:
    """What was found."""
    [answer] = answers([{"ask": ask, **question}])
    assert "found" in answer, answer["said"]
    return answer["found"]


def told(ask: str, **question: Any) -> str:
    """What readers are told is wrong."""
    [answer] = answers([{"ask": ask, **question}])
    assert "said" in answer, answer["found"]
    return str(answer["said"])


def check_told(cases: list[Any], question: Callable[..., dict[str, Any]]) -> None:
    """Of each case, what it asks with and last how the message begins: that readers are told so."""
    asking = [question(*case[:-1]) for case in cases]
    for case, answer in zip(cases, answers(asking), strict=True):
        assert answer.get("said", "").startswith(case[-1]), (case, answer)


def encoded(data: bytes) -> str:
    return b64encode(data).decode()


@dataclass
class File:
    """A table in one of its many forms."""

    separator: str
    header: bool
    encoding: str
    data: bytes = b""
    lines: list[int] = field(default_factory=list)  # where its rows begin

    def by_pandas(self) -> list[list[str]] | None:
        """All of its cells, as texts; None if there is an error."""
        import pandas as pd

        separator = r"\s+" if self.separator == " " else self.separator
        try:
            table = pd.read_csv(
                BytesIO(self.data), sep=separator, encoding=self.encoding, header=None, dtype=str,
                keep_default_na=False, na_filter=False, skipinitialspace=True,
            )  # fmt: skip
        except pd.errors.ParserError:
            return None
        cells: list[list[str]] = table.to_numpy().tolist()
        return cells


def written(cell: str, separator: str, chance: random.Random) -> str:
    """The cell as it stands in a file: in quotation marks where it must, and at times where it need not."""
    must = not cell and separator == " "
    must = must or cell != cell.strip() or any(sign in cell for sign in [separator, '"', "\n", "\r", "\t"])
    return '"' + cell.replace('"', '""') + '"' if must or chance.random() < 0.15 else cell


def cells_of(separator: str, width: int, height: int, chance: random.Random) -> list[list[str]]:
    """Columns of numbers, the first one always, of names, and of what is hard to read; some cells are blank."""
    numbers = COMMAS if separator in ";\t" and chance.random() < 0.4 else NUMBERS
    kinds = [numbers, *chance.choices([numbers, NAMES, HARD + NAMES], [5, 3, 1], k=width - 1)]
    cells = [["" if chance.random() < 0.06 else chance.choice(kind) for kind in kinds] for _ in range(height)]
    cells[0][0] = chance.choice(numbers)
    return [row[::-1] for row in cells]


def file_of(seed: int) -> File:
    """The same file for the same seed. One in six is broken: a value too many or, on top, too few; an open quote."""
    chance = random.Random(seed)
    file = File(chance.choice([",", ";", "\t", " "]), chance.random() < 0.5, chance.choice(ENCODINGS))
    width, height = chance.randint(2, 6), chance.randint(2, 12)
    rows = cells_of(file.separator, width, height, chance)
    if file.header:
        rows.insert(0, chance.sample(NAMES, width))
    broken = chance.choice(["more", "less", "quote"]) if chance.random() < 1 / 6 else None
    if broken == "more":
        chance.choice(rows[1:]).append(chance.choice(NUMBERS))
    if broken == "less":
        rows[0].pop(0)  # the last one is a number, or a name
    between = file.separator + " " * (chance.random() < 0.2)
    ending = chance.choice(["\n", "\r\n"])
    text = ""
    for row in rows:
        text += ending * (chance.random() < 0.1) + " " * (file.separator == " " and chance.random() < 0.2)
        file.lines.append(len(text.replace("\r\n", "\n").split("\n")))
        text += between.join(written(cell, file.separator, chance) for cell in row) + ending
    text = text.rstrip("\r\n") if chance.random() < 0.3 else text
    if broken == "quote":
        row = between.join(["1"] * (width - 1))
        text += f'{"" if text.endswith(ending) else ending}{row}{between}"open{ending}2{ending}'
    file.data = text.encode(file.encoding)
    return file
