"""The author's loop: how long after a save a preview of this very course shows what an author waits for.

One lesson more stands in it, with a cell of Keras in the middle of half a minute: what it gives must not wait for the
rest, and a newer save must end it.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from urllib.request import urlopen

import psutil
from builders import ROOT, Broken
from preview import LONG, PAUSE, POLL, served

NAME, PART, AFTER = (
    "loop",
    "training-well",
    25,
)  # the last are the seconds that the listing takes after its cell of Keras
LISTING = f"""# %% start
# Needs: pip install keras
import os
import time

bench = {time.time()}  # so no record of another call is this one's
with open(os.environ["WEAVE_TEST_RUNS"], "a") as runs:
    runs.write("begun ")
time.sleep(5)

# %% network
import keras

keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
print("edit 0:", model.count_params(), os.getpid(), time.time())

# %% rest
time.sleep({AFTER})

# %% done
with open(os.environ["WEAVE_TEST_RUNS"], "a") as runs:
    runs.write("ended ")
"""
PAGE = "\n\n".join(
    ["# The loop", "Prose 0.", *(f'--8<-- "{NAME}/{c}.md"' for c in ("start", "network", "rest", "done"))]
)
SAID = re.compile(r"edit (\d+): 9 (\d+) ([\d.]+)")
HEAD = ["seconds", "median", "worst", "target"]


def copied(home: Path) -> SimpleNamespace:
    """This course with the lesson, in a folder of its own, as one that preview.served() takes."""
    folder, runs = home / "loop", home / "loop.ran"
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)  # which records of other clones have seen; else all lessons run meanwhile
    (folder / "snippets" / f"{NAME}.py").write_text(LISTING, "utf-8")
    (folder / "docs" / PART / f"{NAME}.md").write_text(f"{PAGE}\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder), "WEAVE_TEST_RUNS": str(runs), "NO_MKDOCS_2_WARNING": "1"}
    return SimpleNamespace(folder=folder, environment=environment, runs=runs)


def is_gone(process: int) -> bool:
    """Whether it has ended, also where nobody has asked yet how."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process).status() == psutil.STATUS_ZOMBIE
    return True


class Loop:
    """An author at a preview of the course, who saves and looks at one page."""

    def __init__(self, course: SimpleNamespace, address: str) -> None:
        self.listing, self.page = (
            course.folder / "snippets" / f"{NAME}.py",
            course.folder / "docs" / PART / f"{NAME}.md",
        )
        self.address, self.runs, self.edits = f"{address}{PART}/{NAME}/", course.runs, 0

    def text(self) -> str:
        try:
            with urlopen(self.address, timeout=LONG) as answer:
                return html.unescape(re.sub("<[^>]*>", "", answer.read().decode()))
        except OSError:
            return ""

    def until(self, holds: Callable[[], object]) -> float:
        """The seconds until something holds. Raises Broken if that never comes."""
        started = time.perf_counter()
        while not holds():
            if time.perf_counter() - started > LONG:
                raise Broken("weave's preview: what was saved never came")
            time.sleep(POLL)
        return time.perf_counter() - started

    def save(self, path: Path, pattern: str, new: str) -> None:
        path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=1), "utf-8")

    def said(self) -> list[str]:
        """Edit, process and time, as the cell of Keras has printed them."""
        found = SAID.search(self.text())
        return list(found.groups()) if found else ["", "0", "0"]

    def prose(self) -> float:
        self.edits += 1
        self.save(self.page, r"Prose \d+", f"Prose {self.edits}")
        return self.until(lambda: f"Prose {self.edits}." in self.text())

    def comment(self) -> float:
        self.edits += 1
        self.save(self.listing, r"(# Comment \d+\n)?model = ", f"# Comment {self.edits}\nmodel = ")
        return self.until(lambda: f"# Comment {self.edits}" in self.text())

    def output(self) -> tuple[float, float]:
        """How long the run before goes on, and how long what the new one gives is on its way once its cell has run."""
        self.edits += 1
        self.until(lambda: self.said()[1] != "0")
        process = int(self.said()[1])
        self.save(self.listing, r"edit \d+", f"edit {self.edits}")
        ended = self.until(lambda: is_gone(process))
        self.until(lambda: self.said()[0] == str(self.edits))
        return ended, time.time() - float(self.said()[2])

    def burst(self) -> int:
        """How many runs ten saves within a second begin."""
        before = self.runs.read_text().count("begun")
        for _ in range(10):
            self.edits += 1
            self.save(self.listing, r"edit \d+", f"edit {self.edits}")
            time.sleep(0.09)
        self.until(lambda: self.said()[0] == str(self.edits))
        return self.runs.read_text().count("begun") - before


def loop_table(home: Path, count: int) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table of the author's loop."""
    course = copied(home)
    with served(course, home / "loop.log") as (address, _):
        loop = Loop(course, address)
        loop.until(lambda: loop.said()[0] == "0")
        time.sleep(PAUSE)
        outputs = [loop.output() for _ in range(count)]
        runs = [loop.burst() for _ in range(count)]
        loop.until(lambda: course.runs.read_text().endswith("ended "))
        time.sleep(2 * PAUSE)
        prose = [(loop.prose(), time.sleep(PAUSE))[0] for _ in range(count)]
        comments = [(loop.comment(), time.sleep(PAUSE))[0] for _ in range(count)]
    ended, shown = zip(*outputs, strict=True)
    rows = [("prose", prose, "<= 1"), ("a comment", comments, "<= 1"), ("an outdated run ends", ended, "<= 0.5")]
    rows.append(("a cell's output, after the cell", shown, "<= 1.5"))
    found = [[name, f"{median(each):.2f}", f"{max(each):.2f}", target] for name, each, target in rows]
    return HEAD, [*found, ["runs begun by ten saves in a second", f"{median(runs):.0f}", f"{max(runs)}", "1"]]
