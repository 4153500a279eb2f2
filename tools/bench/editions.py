"""The six examples as the benchmark's builders share them: title, prose, cells, and what their output must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "examples"
NAMES = ["waves", "shades", "rain", "heat", "line", "rings"]
FIGURES = ["waves", "shades", "rain"]
LOG = "WEAVE_TEST_RUNS"  # the environment variable with the file to which every example that runs adds its name
LOG_CODE = f'import os\n\nwith open(os.environ["{LOG}"], "a") as runs:\n    _ = runs.write("NAME\\n")\n\n'


@dataclass(frozen=True)
class Edition:
    """How often prose, a plot's code, a network's code, the imported module and the data have been edited."""

    prose: int = 0
    code: int = 0
    network: int = 0
    helper: int = 0
    data: int = 0


@dataclass(frozen=True)
class Example:
    """One example. `cells` maps the name of a cell to its code; the first also notes that the example ran."""

    name: str
    title: str
    prose: str
    cells: dict[str, str]


def file(name: str, edition: Edition) -> str:
    """The text of a file of examples/ in an edition; in the edition of zeros, as it lies there."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    edits = {
        "waves.py": [("Edition 0", f"Edition {edition.prose}"), ("linewidth=1.0", f"linewidth=1.{edition.code}")],
        "line.py": [("slope = 3.0", f"slope = 3.{edition.network}")],
        "palette.py": [("COUNT = 2710", f"COUNT = {2710 + edition.helper}")],
        "rain.csv": [("1,71\n", f"1,{71 + edition.data}\n")],
    }
    for old, new in edits.get(name, []):
        if old not in text:
            raise ValueError(f"{name}: {old!r} is gone, so it cannot be edited")
        text = text.replace(old, new, 1)
    return text


def printed(edition: Edition) -> dict[str, str]:
    """What each example prints; in its code a brace stands where the number is."""
    return {
        "waves": "waves that fade: 3",
        "shades": f"shades in the palette: {2710 + edition.helper}",
        "rain": f"rain in the year: {799 + edition.data}",
        "heat": "mean heat of the plate: 0.",
        "line": "loss of the line: 0.",
        "rings": "accuracy on the rings: 0.",
    }


def expected(edition: Edition) -> list[str]:
    """Texts that a good site of the edition shows."""
    edits = [f"Edition {edition.prose}.", f"linewidth=1.{edition.code}", f"slope = 3.{edition.network}"]
    return edits + list(printed(edition).values())


def examples(edition: Edition) -> list[Example]:
    """All examples of an edition."""
    found = []
    for name in NAMES:
        docstring, *pieces = re.split(r"^# %% (\w+)\n", file(f"{name}.py", edition), flags=re.MULTILINE)
        title, _, prose = docstring.strip().strip('"').partition("\n")
        cells = {cell: code.strip() for cell, code in zip(pieces[::2], pieces[1::2], strict=True)}
        first = next(iter(cells))
        cells[first] = LOG_CODE.replace("NAME", name) + cells[first]
        found.append(Example(name, title, prose.strip(), cells))
    return found
