"""A course of many small lessons: how long weave takes to run them all, and to find that there is nothing to run.

Called with a folder, it writes the course there and no more.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from builders import LOCK, OURS, plain_environment, timed
from environment import ROOT

MANY = 200
LISTING = """# %% numbers
import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, {number}, 100)
total = float(np.sin(x).sum())
print(f"sum of the sines: {{total:.3f}}")

# %% draw
plt.plot(x, np.sin(x))
plt.title("sine {number}")
plt.show()
"""
PAGE = """# Sine {number}

The sum is {{{{ {name}.total | .3f }}}}.

--8<-- "{name}/numbers.md"

--8<-- "{name}/draw.md"

![A wave that swings {number} times as far](generated/{name}/draw.svg "Sine {number}")
"""
HEAD = ["seconds", "lessons", "cold", "no change"]


def write(course: Path, many: int = MANY) -> Path:
    """Write a course of so many lessons, each with a plot."""
    files = {"mkdocs.yml": OURS, "docs/index.md": "# Many\n", LOCK: (ROOT / LOCK).read_text("utf-8")}
    for number in range(1, many + 1):
        name = f"sine_{number:03}"
        files[f"snippets/{name}.py"] = LISTING.format(number=number)
        files[f"docs/{name}.md"] = PAGE.format(number=number, name=name)
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, encoding="utf-8")
    return course


def many_table(home: Path, count: int, many: int = MANY) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table of many lessons."""
    course = write(home / "many", many)
    variables = plain_environment() | {"PYTHONPATH": str(ROOT)}
    seconds: dict[str, list[float]] = {"cold": [], "no change": []}
    for number in range(1, count + 1):
        timed([sys.executable, "-m", "weave", "clean"], course, variables)
        for scenario, figures in seconds.items():
            figures.append(timed([sys.executable, "-m", "weave", "run"], course, variables))
            print(f"round {number} of {count}, {scenario}: {many} lessons took {figures[-1]:.2f} s", flush=True)
    row = ["weave run", str(many), *(f"{median(figures):.2f}" for figures in seconds.values())]
    return HEAD, [row, ["target", str(MANY), "<= 12", "<= 0.5"]]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
