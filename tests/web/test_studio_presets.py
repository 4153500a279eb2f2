"""Every preset of the studio trains as its text says; those that fail on purpose do, and their cures work."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from studio import answers

from weave.course import Course
from weave.page.sets import sets

Run = dict[str, Any]


def all_right(run: Run) -> bool:
    return bool(run["last"]["accuracy"] == 1 and run["last"]["loss"] < 0.01)


def above(share: float) -> Callable[[Run], bool]:
    return lambda run: run["last"]["val_accuracy"] > share


def within(most: float) -> Callable[[Run], bool]:
    return lambda run: run["largest"] < most


# What the texts say, and the seeds it is asked of: fewer where training takes seconds.
CLAIMS: dict[str, tuple[Callable[[Run], bool], int]] = {
    "shapes": (all_right, 5),
    "five-shapes": (all_right, 5),
    "scratch": (within(0.1), 5),
    "digits": (above(0.9), 1),
    "letters": (above(0.7), 1),
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
SECONDS = {"shapes": 2, "digits": 20}  # of the processor; others may use it too


@cache
def presets() -> dict[str, Any]:
    return {preset["id"]: preset for preset in answers("training", [{"ask": "presets"}])[0]}


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the files of the sets are: the build's own, if there is one."""
    return sets(ROOT / "datasets", Course(ROOT).store)[0].parent


def runs(folder: Path, name: str, seeds: int, cured: bool) -> list[Run]:
    asked = [{"ask": "train", "id": name, "cured": cured, "seed": seed, "folder": str(folder)} for seed in range(seeds)]
    return answers("training", asked)


def test_there_is_a_claim_for_each() -> None:
    assert list(presets()) == list(CLAIMS)
    assert {name for name, preset in presets().items() if preset.get("cure")} == set(CURES)
    for name, preset in presets().items():
        assert preset["title"].startswith("Fails: ") == (name in CURES)
        assert len(preset["says"]) < 200


@pytest.mark.parametrize("name", CLAIMS)
def test_a_preset_does_what_it_says(name: str, folder: Path) -> None:
    holds, seeds = CLAIMS[name]
    for run in runs(folder, name, seeds, cured=False):
        assert run["state"] == "finished" and holds(run), run
        assert run["seconds"] < SECONDS.get(name, 60)


@pytest.mark.parametrize("name", CURES)
def test_a_cure_works(name: str, folder: Path) -> None:
    holds, seeds = CURES[name]
    for run in runs(folder, name, seeds, cured=True):
        assert run["state"] == "finished" and holds(run), run
