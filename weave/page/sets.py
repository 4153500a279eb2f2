"""The data sets of the studio, small enough to be fetched: 16 grey levels, deflated."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from weave.engine.inputs import checksum, fingerprint

DIGITS = (2000, 10_000)  # so many, from the first of MNIST's training images


def packed(labels: np.ndarray, ink: np.ndarray) -> bytes:
    """A byte for each label, then half a byte for each pixel, the first one the upper half: 0 = paper, 15 = ink."""
    levels = np.rint(ink.reshape(-1) * (15 / 255)).astype(np.uint8)
    return zlib.compress(labels.astype(np.uint8).tobytes() + (levels[0::2] * 16 + levels[1::2]).tobytes(), 9)


def letters(folder: Path) -> bytes:
    """All letters of one font, A to Z, then those of the next; the names begin with 0001 to 0026."""
    paths = sorted(folder.glob("*/*.png"), key=lambda path: path.stem.split("_")[::-1])
    images = np.array([np.asarray(Image.open(path)) for path in paths])
    return packed(np.array([int(path.stem[:4]) - 1 for path in paths]), 255 - images)


def made(datasets: Path) -> dict[str, bytes]:
    """The files by name: always the same bytes."""
    with np.load(datasets / "mnist" / "mnist.npz") as arrays:
        labels, images = arrays["y_train"], arrays["x_train"]
    files = {f"digits-{count}.bin": packed(labels[:count], images[:count]) for count in DIGITS}
    return files | {"letters.bin": letters(datasets / "letters")}


def sets(datasets: Path, store: Path) -> list[Path]:
    """The files, made when a data set or this module has changed: it takes seconds."""
    folder = store / "sets" / f"{checksum(datasets)}-{fingerprint(Path(__file__))[:8]}"
    if not folder.exists():
        aside = folder.with_name(f"{folder.name}-{os.getpid()}")
        aside.mkdir(parents=True)
        for name, content in made(datasets).items():
            (aside / name).write_bytes(content)
        aside.rename(folder)
    return sorted(folder.glob("*.bin"))
