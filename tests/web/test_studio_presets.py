"""Every preset of the studio trains as its text says; those that fail on purpose do, and their cures work."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from preset_claims import CLAIMS, CURES, Run
from studio import answers

from weave.course import Course
from weave.page.sets import sets


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


@pytest.mark.parametrize("name", [name for name, (_, seeds) in CLAIMS.items() if seeds])
def test_a_preset_does_what_it_says(name: str, folder: Path) -> None:
    holds, seeds = CLAIMS[name]
    for run in runs(folder, name, seeds, cured=False):
        assert run["state"] == "finished" and holds(run), run


@pytest.mark.parametrize("name", CURES)
def test_a_cure_works(name: str, folder: Path) -> None:
    holds, seeds = CURES[name]
    for run in runs(folder, name, seeds, cured=True):
        assert run["state"] == "finished" and holds(run), run
