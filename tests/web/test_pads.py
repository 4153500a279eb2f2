"""Pads read what people draw: letters and digits as pen strokes, shaken and slanted, that no network has learned from.

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

LETTERS = json.loads((Path(__file__).parent / "pen_letters.json").read_text("utf-8"))
PENS = {"augmentation": (2.6, 3.8, 5.2), "digits": (1.8, 2.5, 3.4)}  # thin, as the pad draws, and thick


def picture(demo: str) -> dict[str, Any]:
    """How a demo prepares what is drawn."""
    text = (ROOT / "web" / "page" / "demos" / f"{demo}.js").read_text("utf-8")
    found = re.search(r"PICTURE = \{ side: (\d+), size: (\d+), pen: ([\d.]+), middle: \"(\w+)\" \}", text)
    assert found
    return {**dict(zip(("side", "size", "pen"), map(float, found.groups()[:3]), strict=True)), "middle": found[4]}


def read(demo: str, lesson: str, network: str, pen: float, times: int = 6) -> float:
    """The fraction of all signs, each drawn so many times with a pen of this width, that a lesson's network reads."""
    [file] = ROOT.glob(f".weave/records/{lesson}/*/{network}.network.json")
    kept = json.loads(file.read_text("utf-8"))
    signs = [LETTERS[name] for name in sorted(LETTERS)] if demo == "augmentation" else answer("digits")
    drawings = [strokes for turn in answer("hands", signs=signs, times=times) for strokes in turn]
    described = {key: kept[key] for key in ("input_shape", "layers")}
    flat = np.frombuffer(base64.b64decode(kept["weights"]), "<f2").astype(float).tolist()
    asked = {"description": described, "flat": flat, "picture": picture(demo) | {"pen": pen}}
    found = answer("pads", **asked, drawings=drawings)
    return float(
        np.equal(found, [place % (10 if demo == "digits" else 26) for place in range(len(signs))] * times).mean()
    )


@pytest.mark.parametrize("pen", PENS["augmentation"])
def test_the_letters_pad_reads_nine_in_ten(pen: float) -> None:
    assert read("augmentation", "augmentation", "reader", pen) >= 0.9


@pytest.mark.parametrize("pen", PENS["digits"])
def test_of_the_digits_the_other_network_reads_nine_in_ten_and_the_lessons_own_fewer(pen: float) -> None:
    own, other = (read("digits", *network, pen, times=30) for network in (("digits", "own"), ("pen", "reader")))
    assert other >= 0.9 and 0.4 < own < other - 0.05


def test_ink_is_centered_and_of_one_size() -> None:
    strokes = [[[3.0, 40.0], [3.0, 60.0]], [[3.0, 40.0], [9.0, 40.0]]]
    ink = np.reshape(answer("ink", strokes=strokes, picture=picture("augmentation")), (50, 50))
    rows, columns = (np.flatnonzero(ink.max(axis=axis) > 0.5) for axis in (1, 0))
    assert abs(rows[0] + rows[-1] - 49) <= 1 and abs(columns[0] + columns[-1] - 49) <= 1
    assert len(rows) == pytest.approx(36, abs=1) and len(columns) < 20
    assert ink.max() == 1 and ink.min() == 0


def test_digits_are_centered_by_their_mass() -> None:
    """As the images that the networks have learned from: a heavy foot draws the whole sign up."""
    strokes = [[[10.0, 5.0], [10.0, 40.0]], [[0.0, 40.0], [20.0, 40.0]], [[0.0, 38.0], [20.0, 38.0]]]
    ink = np.reshape(answer("ink", strokes=strokes, picture=picture("digits")), (28, 28))
    down, across = (float((ink.sum(axis=axis) * np.arange(28)).sum() / ink.sum()) for axis in (1, 0))
    assert (down, across) == pytest.approx((13.5, 13.5), abs=0.1)
    rows = np.flatnonzero(ink.max(axis=1) > 0.5)
    assert len(rows) == pytest.approx(20, abs=1) and 13.5 - rows[0] > rows[-1] - 13.5 + 2


def test_hands_differ_and_stay_on_the_sheet() -> None:
    turns = answer("hands", signs=answer("digits"), times=5)
    assert len({json.dumps(turn[8]) for turn in turns}) == 5
    places = np.concatenate([stroke for turn in turns for sign in turn for stroke in sign])
    assert places.min() >= 0 and places.max() <= 51 and places.dtype == int
