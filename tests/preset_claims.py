"""What the presets of the studio say of themselves, for the tests in node and in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = dict[str, Any]


def all_right(run: Run) -> bool:
    return bool(run["last"]["accuracy"] == 1 and run["last"]["loss"] < 0.01)


def above(share: float) -> Callable[[Run], bool]:
    return lambda run: run["last"]["val_accuracy"] > share


def within(most: float) -> Callable[[Run], bool]:
    return lambda run: run["largest"] < most


# What the texts say, and the seeds it is asked of: fewer where training takes seconds, none where all that is asked is
# whether a browser does the same, in tests/site/test_studio_runs.py.
CLAIMS: dict[str, tuple[Callable[[Run], bool], int]] = {
    "shapes": (all_right, 5),
    "five-shapes": (all_right, 5),
    "scratch": (within(0.1), 5),
    "digits": (above(0.9), 0),
    "letters": (above(0.7), 0),
    "moons": (above(0.95), 5),
    "spiral": (above(0.95), 5),
    "numbers": (within(1), 5),
    "zeros": (lambda run: abs(run["last"]["loss"] - 1.609) < 0.001 and run["spread"] < 0.001, 5),
    "rate": (lambda run: run["last"]["loss"] > 2 and run["last"]["val_accuracy"] < 0.6, 5),
    "sigmoid": (lambda run: run["last"]["loss"] > 0.69 and run["last"]["val_accuracy"] == 0.5, 2),
    "labels": (lambda run: run["last"]["accuracy"] > 0.4 and run["last"]["val_accuracy"] < 0.15, 2),
    "scale": (lambda run: run["spread"] < 0.001 and run["largest"] > 8, 5),
}
CURES: dict[str, tuple[Callable[[Run], bool], int]] = {
    "zeros": (all_right, 5),
    "rate": (above(0.95), 5),
    "sigmoid": (above(0.85), 2),
    "labels": (above(0.85), 2),
    "scale": (within(1), 5),
}
