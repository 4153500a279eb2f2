"""Pads read what people draw: letters as pen strokes, shaken and slanted, that no network has learned from.

pen_letters.json has the single strokes of the "simplex" face. The Hershey Fonts were originally created by Dr. A. V.
Hershey while working at the U.S. National Bureau of Standards; they may be used by anyone with this acknowledgement.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT
from networks import answer

LETTERS: dict[str, list[list[list[int]]]] = json.loads((Path(__file__).parent / "pen_letters.json").read_text("utf-8"))
Strokes = list[list[list[float]]]


def varied(strokes: list[list[list[int]]], random: np.random.Generator) -> Strokes:
    """The strokes as a hand draws them: turned, slanted, narrowed, shaken, and anywhere on the sheet."""
    turn, slant, narrow = random.uniform(-0.1, 0.1), random.uniform(-0.25, 0.25), random.uniform(0.75, 1.15)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = matrix @ np.array([[1, -slant], [0, 1]]) @ np.diag([narrow, 1])
    place, size = random.uniform(0, 20, 2), random.uniform(0.4, 1.5)
    drawn = []
    for stroke in strokes:
        points = np.array(stroke, float)
        steps = np.linspace(0, len(points) - 1, 4 * len(points))
        points = np.stack([np.interp(steps, range(len(points)), points[:, axis]) for axis in (0, 1)], axis=1)
        wobble = np.cumsum(random.normal(0, 0.18, points.shape), axis=0)
        drawn.append((size * (points + wobble - wobble.mean(axis=0)) @ matrix.T + place).tolist())
    return drawn


@pytest.fixture(scope="module")
def asked() -> dict[str, Any]:
    [file] = ROOT.glob(".weave/records/augmentation/*/reader.network.json")
    network = json.loads(file.read_text("utf-8"))
    demo = (ROOT / "web" / "page" / "demos" / "augmentation.js").read_text("utf-8")
    picture = re.search(r"PICTURE = \{ side: (\d+), size: (\d+), pen: ([\d.]+) \}", demo)
    assert picture
    return {
        "description": {key: network[key] for key in ("input_shape", "layers")},
        "flat": np.frombuffer(base64.b64decode(network["weights"]), "<f2").astype(float).tolist(),
        "picture": dict(zip(("side", "size", "pen"), map(float, picture.groups()), strict=True)),
    }


@pytest.mark.parametrize("pen", [2.6, None, 5.2])
def test_the_letters_pad_reads_nine_in_ten(asked: dict[str, Any], pen: float | None) -> None:
    """Thin, as the pad draws, and thick; each letter six times."""
    random = np.random.default_rng(1)
    wanted = [place for place in range(26) for _ in range(6)]
    drawings = [varied(LETTERS["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]], random) for place in wanted]
    picture = asked["picture"] | ({"pen": pen} if pen else {})
    found = answer("pads", **{**asked, "picture": picture}, drawings=drawings)
    right = np.equal(found, wanted)
    missed = "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] for place in np.array(wanted)[~right])
    assert right.mean() >= 0.9, f"read {right.mean():.0%}; missed {missed}"


def test_ink_is_centered_and_of_one_size(asked: dict[str, Any]) -> None:
    strokes = [[[3.0, 40.0], [3.0, 60.0]], [[3.0, 40.0], [9.0, 40.0]]]
    ink = np.reshape(answer("ink", strokes=strokes, picture=asked["picture"]), (50, 50))
    rows, columns = (np.flatnonzero(ink.max(axis=axis) > 0.5) for axis in (1, 0))
    assert abs(rows[0] + rows[-1] - 49) <= 1 and abs(columns[0] + columns[-1] - 49) <= 1
    assert len(rows) == pytest.approx(36, abs=1) and len(columns) < 20
    assert ink.max() == 1 and ink.min() == 0
