"""What docs/first-networks/templates.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

from typing import Any

import pytest

Values = dict[str, Any]


def test_one_layer_beats_two_with_these_settings(lesson: Values) -> None:
    assert 0.905 < lesson["single_accuracy"] < 0.925
    assert 0.87 < lesson["double_accuracy"] < 0.905


def test_templates_are_not_typical_digits(lesson: Values) -> None:
    assert 0.80 < lesson["mean_accuracy"] < 0.84, "the nearest mean: no training, so it hardly moves"


def test_the_evidence_of_the_three(lesson: Values) -> None:
    pro, con, b, evidence = (lesson[name] for name in ("pro", "con", "b", "evidence"))
    assert [p + c + d for p, c, d in zip(pro, con, b, strict=True)] == pytest.approx(evidence, abs=1e-3)
    assert 7 < pro[3] < 11.5 and -6.5 < con[3] < -3.5 and 3 < evidence[3] < 5
    assert evidence[3] == max(evidence) and -4.2 < evidence[0] < -2.2, "a 3, and no 0"


def test_without_its_middle_stroke(lesson: Values) -> None:
    evidence, after, change = (lesson[name] for name in ("evidence", "after", "change"))
    assert [new - old for new, old in zip(after, evidence, strict=True)] == pytest.approx(change, abs=1e-3)
    assert 1 < after[0] < 4 and 4.5 < change[0] < 7.5 and change[0] == max(change), "the 0 gains most"
    assert 2.5 < change[2] < 5.5 and lesson["now"] == 2 and after[2] == max(after), "but the 2 wins"
    assert lesson["drop"] == pytest.approx(-change[3]) and 1 < lesson["drop"] < 3


def test_pixels_without_ink_teach_nothing(lesson: Values) -> None:
    assert lesson["blank_change"] == 0


def test_from_zeros_hidden_neurons_stay_copies(lesson: Values) -> None:
    assert lesson["apart"] < 1e-3
    assert lesson["copies_accuracy"] < 0.5


def test_which_is_better_depends_on_the_rate(lesson: Values) -> None:
    one, two = lesson["one"], lesson["two"]
    assert lesson["rates"] == [0.1, 1.0] and all(len(runs) == 3 for runs in [*one, *two])
    assert all(0.91 < right < 0.922 for right in one[0]) and all(0.87 < right < 0.905 for right in two[0])
    assert lesson["gap"] == pytest.approx(100 * (min(one[0]) - max(two[0]))) and lesson["gap"] > 0.8
    assert max(one[0]) - min(one[0]) < 0.004, "its seeds hardly differ"
    assert max(two[1]) > max(one[1]) and min(two[1]) < max(one[1]), (
        "the lead is gone: the best has two layers; they mix"
    )
    assert max(one[1]) - min(one[1]) > 0.01, "the order of the images alone"
