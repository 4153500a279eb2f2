"""Networks that learn in a page, in Chromium: seconds that ours take, and TensorFlow.js by the better of its backends.

All learn the same examples in the same batches, from the same weights, and take turns.
"""

from __future__ import annotations

import gzip
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from environment import HERE, tensorflow_js
from live import open_browser, serve
from PIL import Image
from playwright.sync_api import Browser, Error

from weave.page.javascript import bundle

ROOT = HERE.parents[1]
PAGE = HERE / "learning"
HEAD = ["networks that learn in a page", "ours", "cpu", "wasm", "ours / better", "target", "right: ours, cpu, wasm"]
CORE = ["tf-core.es2017.min.js", "tf-layers.es2017.min.js"]
SCRIPTS = {name: [*CORE, f"tf-backend-{name}.es2017.min.js"] for name in ("cpu", "wasm")}
BINARY = "tfjs-backend-wasm-simd.wasm"
RUN = "([who, task, scripts]) => import('./page.js').then(({ run }) => run(who, task, scripts))"
CANNOT = "not registered for backend"  # what TensorFlow.js says of a step that it has no code for

Seconds = dict[str, list[float]]


@dataclass(frozen=True)
class Task:
    """What is to be learned, and from what; page.js has its fields."""

    code: str
    data: str
    description: dict[str, Any]
    optimizer: dict[str, Any]
    classes: int
    batch: int
    orders: list[list[int]]
    check: int
    goal: float | None = None


def dense(units: int, activation: str = "relu") -> dict[str, Any]:
    return {"type": "Dense", "units": units, "activation": activation}


def seen_by(filters: int) -> list[dict[str, Any]]:
    return [
        {"type": "Conv2D", "filters": filters, "kernel_size": 3, "activation": "relu"},
        {"type": "MaxPooling2D", "pool_size": 2},
    ]


def orders(epochs: int, count: int, examples: int) -> list[list[int]]:
    """For each epoch the places of so many examples, each again only when all have had their turn."""
    chance = random.Random(1)
    rounds = [chance.sample(range(examples), examples) for _ in range(-(-epochs * count // examples))]
    places = [place for each in rounds for place in each]
    return [places[start : start + count] for start in range(0, epochs * count, count)]


def tasks() -> dict[str, tuple[Task, float]]:
    """By name: what is learned, and the target of the ratio."""
    shapes = [dense(units) for units in (25, 20, 15, 10)] + [dense(5, "softmax")]
    digits = [dense(64), dense(10, "softmax")]
    letters = [*seen_by(8), *seen_by(16), {"type": "Flatten"}, dense(26, "softmax")]
    slow, fast = ({"type": "SGD", "learning_rate": rate} for rate in (0.01, 0.1))
    adam = {"type": "Adam", "learning_rate": 0.003}
    described = {"input_shape": [25], "layers": shapes}
    first = Task("dense", "shapes", described, slow, 5, 1, orders(300, 5, 5), 5)
    described = {"input_shape": [784], "layers": digits}
    second = Task("dense", "digits", described, fast, 10, 32, orders(20, 10_000, 10_000), 10_000, 0.9)
    described = {"input_shape": [50, 50, 1], "layers": letters}
    third = Task("convolution", "letters", described, adam, 26, 20, orders(1, 1000, 650), 208)
    return {
        "shapes, 300 epochs, s": (first, 0.1),
        "784-64-10 to 90% of 10,000 digits, s": (second, 0.4),
        "small CNN, 1,000 letters once, s": (third, 0.1),
    }


def examples() -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For each set of examples its name, a row of bytes for each, and their labels."""
    drawing = re.search(r'drawing = """\n(.*?)"""', (ROOT / "snippets" / "shapes.py").read_text("utf-8"), re.DOTALL)
    assert drawing
    signs = np.array([[list(piece) for piece in row.split()] for row in drawing[1].splitlines()])
    yield "shapes", 255 * (signs.swapaxes(0, 1) == "#"), np.arange(5)
    with np.load(ROOT / "datasets" / "mnist" / "mnist.npz") as digits:
        images = np.concatenate([digits["x_train"][:10_000], digits["x_test"]])
        yield "digits", images, np.concatenate([digits["y_train"][:10_000], digits["y_test"]])
    letters = [path for part in ("train", "test") for path in sorted((ROOT / "datasets" / "letters" / part).iterdir())]
    images = np.stack([255 - np.asarray(Image.open(path)) for path in letters])
    yield "letters", images, np.array([int(path.name[:4]) - 1 for path in letters])


def lay_out(folder: Path) -> None:
    """Make the folder that is served: the page, our engine in one file for each kind of network, and the examples."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(
        '<!doctype html><title>Learning</title><link rel="icon" href="data:,">', encoding="utf-8"
    )
    for name in ("page.js", "theirs.js"):
        shutil.copy(PAGE / name, folder)
    for name in ("dense", "convolution"):
        (folder / f"{name}.js").write_text(bundle(PAGE / f"{name}.js"), encoding="utf-8")
    for name, images, labels in examples():
        images.astype("uint8").tofile(folder / f"{name}.x.bin")
        labels.astype("uint8").tofile(folder / f"{name}.y.bin")


def learned(browser: Browser, site: str, who: str, task: Task) -> dict[str, float] | None:
    """What page.js tells of one run, in a page of its own; None if the rival cannot do it."""
    page = browser.new_page()
    page.goto(site)
    try:
        told: dict[str, float] = page.evaluate(RUN, [who, asdict(task), SCRIPTS.get(who, [])])
        return told
    except Error as error:
        if CANNOT not in str(error):
            raise
        return None
    finally:
        page.close()


def compared(
    browser: Browser, site: str, name: str, task: Task, count: int
) -> tuple[list[str], list[float], list[str]]:
    """Let all learn in turn: the median of the seconds of each, the ratios of all rounds, and the shares right."""
    seconds: Seconds = {who: [] for who in ("ours", *SCRIPTS)}
    shares: dict[str, str] = {}
    ratios = []
    for number in range(1, count + 1):
        for who in [who for who in seconds if shares.get(who) != "-"]:
            told = learned(browser, site, who, task)
            shares[who] = f"{told['right']:.1%}" if told else "-"
            if told:
                seconds[who].append(told["seconds"])
                print(f"round {number} of {count}: {name}, {who}: {told}", flush=True)
        ratios.append(seconds["ours"][-1] / min(seconds[who][-1] for who in SCRIPTS if seconds[who]))
    medians = [f"{median(each):.2f}" if each else "cannot" for each in seconds.values()]
    return medians, ratios, list(shares.values())


def packed(*files: Path) -> float:
    """KB of files as a web host compresses them at its best."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000


def sizes(folder: Path) -> list[list[str]]:
    """A row for each of our files."""
    theirs = [packed(*(folder / script for script in SCRIPTS["cpu"]))]
    theirs.append(packed(*(folder / script for script in SCRIPTS["wasm"]), folder / BINARY))
    rows = []
    for name, what in {"dense": "code for the first two, KB", "convolution": "code for the third, KB"}.items():
        ours = packed(folder / f"{name}.js")
        kilobytes = [f"{ours:.1f}", *(f"{each:.1f}" for each in theirs)]
        rows.append([what, *kilobytes, f"{ours / min(theirs):.3f}", "<= 0.15", ""])
    return rows


def learning_table(home: Path, count: int) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table; without npm it has one row, which says so."""
    packages = tensorflow_js()
    if not packages:
        return HEAD, [["left out: it needs npm", *[""] * (len(HEAD) - 1)]]
    folder = home / "learning"
    lay_out(folder)
    for file in [*packages.glob("*/dist/*.es2017.min.js"), *packages.glob("*/dist/*.wasm")]:
        shutil.copy(file, folder)
    rows = []
    with open_browser() as browser, serve(folder) as site:
        for name, (task, target) in tasks().items():
            medians, ratios, shares = compared(browser, site, name, task, count)
            rows.append([name, *medians, f"{median(ratios):.3f}", f"<= {target}", ", ".join(shares)])
    return HEAD, [*rows, *sizes(folder)]
