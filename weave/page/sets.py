"""The data sets of the studio, small enough to be fetched: 16 grey levels, deflated."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
from PIL import Image

DIGITS = (2000, 10_000)  # so many, from the first of MNIST's training images


def packed(labels: np.ndarray, ink: np.ndarray) -> bytes:
    """A byte for each label, then half a byte for each pixel, the first one the upper half: 0 = paper, 15 = ink."""
    levels = np.rint(ink.reshape(-1) * (15 / 255)).astype(np.uint8)
    return zlib.compress(labels.astype(np.uint8).tobytes() + (levels[0::2] * 16 + levels[1::2]).tobytes(), 9)


def digits(datasets: Path, count: int) -> bytes:
    with np.load(datasets / "mnist" / "mnist.npz") as arrays:
        return packed(arrays["y_train"][:count], arrays["x_train"][:count])


def letters(datasets: Path) -> bytes:
    """All letters of one font, A to Z, then those of the next; the names begin with 0001 to 0026."""
    paths = sorted((datasets / "letters").glob("*/*.png"), key=lambda path: path.stem.split("_")[::-1])
    images = [np.asarray(Image.open(path)) for path in paths]
    return packed(np.array([int(path.stem[:4]) - 1 for path in paths]), 255 - np.array(images))


def sets(datasets: Path) -> dict[str, bytes]:
    """The files of the studio, by name."""
    files = {f"digits-{count}.bin": digits(datasets, count) for count in DIGITS}
    return files | {"letters.bin": letters(datasets)}
