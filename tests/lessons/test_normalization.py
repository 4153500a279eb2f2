"""What docs/reading-letters/normalization.md promises, with room for other processors."""

from __future__ import annotations

from statistics import median
from typing import Any

import pytest

Values = dict[str, Any]
RATES = [0.01, 0.1, 1.0]


def test_with_normalization_it_learns_sooner(lesson: Values) -> None:
    plain, normed = lesson["middle_plain"], lesson["middle_normed"]
    assert len(plain) == len(normed) == 12
    assert max(plain[:4]) < 0.4 < 0.55 < normed[5], "it stays near the bottom for four epochs"
    assert max(plain[0], normed[0]) < 0.12, "after the first epoch neither does better than guessing"
    assert normed[1] > plain[1], "from the second on, the one with the layer is ahead"
    assert all(with_ > without for with_, without in zip(normed[3:8], plain[3:8], strict=True))
    assert normed[-1] > plain[-1] - 0.05


def test_every_seed_with_is_ahead_of_every_seed_without(lesson: Values) -> None:
    plain, normed = lesson["plain"], lesson["normed"]
    assert len(plain) == len(normed) == 5
    assert min(row[5] for row in normed) > max(row[5] for row in plain)


def test_channels_differ_before(lesson: Values) -> None:
    assert len(lesson["means"]) == len(lesson["spreads"]) == 16
    assert max(lesson["spreads"]) > 2 * min(lesson["spreads"])
    assert max(lesson["means"]) - min(lesson["means"]) > min(lesson["spreads"])


@pytest.mark.parametrize("gap", ["training_gap", "running_gap", "inference_gap"])
def test_by_hand_agrees_with_keras(lesson: Values, gap: str) -> None:
    assert 0 <= lesson[gap] < 1e-5


def test_in_use_company_does_not_matter_in_training_it_does(lesson: Values) -> None:
    assert lesson["crowd"] == pytest.approx(lesson["alone"], abs=1e-4)
    first, last = lesson["among"]
    assert abs(first - last) > 1e-3


def test_what_undoes_one_batch_does_not_undo_another(lesson: Values) -> None:
    assert lesson["undo_gap"] < 1e-4 < 0.1 < lesson["other_gap"]


def test_correlations_stay(lesson: Values) -> None:
    assert lesson["before"] > 0.99
    assert lesson["after"] == pytest.approx(lesson["before"], abs=1e-9)


def test_it_widens_the_range_of_rates(lesson: Values) -> None:
    assert lesson["rates"] == RATES
    without, with_ = lesson["table"][:3], lesson["table"][3:]
    assert with_[0][0] > without[0][2] + 0.1, "the smallest rate: every seed with beats every seed without"
    assert without[2][1] < 0.2 and without[0][1] < 0.2, "hardly begun, and failing"
    assert with_[2][0] < 0.2 and 0.4 < with_[2][2] < 0.8, "the largest rate does not work every time"


def test_slow_averages_hide_what_was_learned(lesson: Values) -> None:
    assert len(lesson["in_use_right"]) == 5
    assert median(lesson["as_trained"]) > median(lesson["in_use_right"]) + 0.1
