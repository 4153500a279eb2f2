"""Previews: how long after a network's listing is saved its new output stands on the page that is served."""

from __future__ import annotations

import html
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import editions
from builders import Broken, Builder, Weave
from editions import Edition

LONG = 120  # seconds in which anything must have come
POLL = 0.02
PAUSE = 1.5  # seconds between two edits, in which all that follows the first one comes to its end
NAME, SAYS = "line", "loss of the line"  # the listing, and what it prints and its edits change
HEAD = ["seconds", "save to page", "of it the run", "all else"]


def page(address: str) -> str:
    """The text of a served page; nothing if there is none yet."""
    try:
        with urlopen(address, timeout=LONG) as answer:
            return html.unescape(re.sub("<[^>]*>", "", answer.read().decode()))
    except OSError:
        return ""


def wait(address: str, text: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Ask for a page until it has the text. Raises Broken if that never comes."""
    deadline = time.monotonic() + LONG
    while text not in page(address):
        if time.monotonic() > deadline or process.poll() is not None:
            raise Broken(f"weave's preview: {address} never said {text!r}:\n{log.read_text('utf-8')[-3000:]}")
        time.sleep(POLL)


@contextmanager
def served(builder: Builder, log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a course as "make serve" does, on a free port. Yields address and process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", place]
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=builder.folder, env=builder.environment, stdout=said, stderr=said)
    try:
        yield f"http://{place}/", process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def run_seconds(course: Path) -> float:
    """What the listing's last run took, as its record says."""
    (path,) = (course / ".weave" / "records" / NAME).glob("*/record.json")
    return float(json.loads(path.read_text("utf-8"))["seconds"])


def follow(builder: Builder, count: int) -> list[tuple[float, float]]:
    """Save the listing `count` times. Returns for each the seconds until its output stood, and those of its run."""
    listing, log = builder.folder / "snippets" / f"{NAME}.py", builder.runs.with_name("preview.log")
    text, figures = listing.read_text("utf-8"), []
    with served(builder, log) as (address, process):
        for name, output in editions.printed(Edition()).items():
            wait(f"{address}{name}/", output, process, log)
        for number in range(1, count + 1):
            time.sleep(PAUSE)
            started = time.perf_counter()
            listing.write_text(text.replace(SAYS, f"{SAYS}, edit {number}"), encoding="utf-8")
            # The listing stands on its page too, and in it a brace follows these words.
            wait(f"{address}{NAME}/", f"{SAYS}, edit {number}: 0.", process, log)
            figures.append((time.perf_counter() - started, run_seconds(builder.folder)))
            print(f"edit {number} of {count}: on the page after {figures[-1][0]:.2f} s", flush=True)
    return figures


def preview_table(home: Path, count: int) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table of previews."""
    builder = Weave(home, Path(sys.executable))
    builder.reset()
    figures = [(whole, run, whole - run) for whole, run in follow(builder, count)]
    medians = (f"{median(column):.2f}" for column in zip(*figures, strict=True))
    return HEAD, [["a network's listing", *medians], ["target", "", "", "<= 1.5"]]
