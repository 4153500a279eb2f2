"""What docs/training-well/dropout.md promises, with room for other processors."""

from __future__ import annotations

from statistics import median
from typing import Any

import pytest
from conftest import ROOT

Values = dict[str, Any]
PAGE = ROOT / "docs" / "training-well" / "dropout.md"


def test_by_hand_as_in_keras(lesson: Values) -> None:
    assert 0 <= lesson["gap"] < 1e-5
    assert len(lesson["own_gaps"]) == 2 and max(lesson["own_gaps"]) < 1e-5, "the same seed, our own mask"


def test_masks_are_fresh(lesson: Values) -> None:
    masks = lesson["drawn"]
    assert len(masks) == 6 and len(set(masks)) == 6, "three examples at two steps"
    assert all(len(mask) == 40 and 0 < mask.count(".") < 25 for mask in masks)


def test_in_use_nothing_happens(lesson: Values) -> None:
    assert lesson["use_gap"] == 0


def test_rate_is_the_share_dropped(lesson: Values) -> None:
    assert lesson["shares"] == pytest.approx([0.1, 0.5, 0.9], abs=0.01)


def test_expectation_stays(lesson: Values) -> None:
    whole, spread = lesson["whole"], lesson["spread"]
    assert whole > spread > 1, "one mask misses"
    assert lesson["mean"] == pytest.approx(whole, abs=spread / 20)
    assert lesson["unscaled"] == pytest.approx(0.75 * whole, abs=spread / 20)


def test_dropout_lowers_the_loss_in_every_seed(lesson: Values) -> None:
    plain, dropped = lesson["plain"][0], lesson["dropped"][0]
    assert len(plain) == len(dropped) == 5
    assert max(row[-1] for row in dropped) < min(row[-1] for row in plain), "the bands do not touch"
    assert lesson["end_plain"] > lesson["stopped"] + 0.01, "without, the loss turns up again"
    assert lesson["end_dropped"] < lesson["stopped"] - 0.01, "better than stopping in time"


def test_the_gain_in_accuracy_is_small(lesson: Values) -> None:
    gains, (plain, dropped) = lesson["gains"], (lesson[name][1] for name in ("plain", "dropped"))
    assert len(gains) == 5
    assert 0.5 < median(gains) < 2.5 and min(gains) > 0, "in each of the five"
    assert max(row[-1] for row in plain) < min(row[-1] for row in dropped), "the ranges do not overlap"
    assert max(gains) - min(gains) > 0.2, "and varies"


def test_l2_lies_between(lesson: Values) -> None:
    assert lesson["end_dropped"] + 0.005 < lesson["end_decayed"] < lesson["end_plain"] - 0.005
    right, plain = (median(row[-1] for row in lesson[name][1]) for name in ("decayed", "plain"))
    assert abs(right - plain) < 0.01


def test_a_small_network_gets_worse(lesson: Values) -> None:
    tiny, dropped = lesson["tiny"], lesson["tiny_dropped"]
    assert median(row[-1] for row in dropped[1]) < median(row[-1] for row in tiny[1]) - 0.01
    assert median(row[-1] for row in dropped[0]) > median(row[-1] for row in tiny[0]) + 0.02


def test_left_on_answers_differ_and_are_worse(lesson: Values) -> None:
    assert max(lesson["five"]) - min(lesson["five"]) > 0.1
    assert lesson["right_left_on"] < lesson["right_in_use"] - 0.005


def test_what_the_page_quotes(lesson: Values) -> None:
    assert 4.3 < lesson["spread"] < 8.2
    assert 0.25 < lesson["end_dropped"] < 0.38 < lesson["end_plain"] < 0.5


def test_the_answer_to_the_first_exercise() -> None:
    spread, larger = ((rate / (1 - rate)) ** 0.5 for rate in (0.25, 0.9))
    assert f"from {spread:.2f}<!-- typed --> to {larger:.0f}." in PAGE.read_text("utf-8")
    assert 4.8 < larger / spread < 5.5, "about five times"
    assert "keras.layers.Dropout(0.25, " in (ROOT / "snippets" / "dropout.py").read_text("utf-8")
