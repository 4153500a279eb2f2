"""What the lesson "A network from scratch" promises, over all the seeds that it shows."""

from __future__ import annotations

from typing import Any

import pytest


def test_the_article_is_reproduced(lesson: dict[str, Any]) -> None:
    answers = [row[0] for row in lesson["test_answers"]]
    assert answers == pytest.approx([0.9939, 0.9947, 0.0083, 0.0092], abs=0.0002)
    assert lesson["first_error"] == pytest.approx(0.461, abs=0.0005)
    assert lesson["rises"] == 0, "with the whole data in every step the loss only falls"


def test_one_example_by_hand(lesson: dict[str, Any]) -> None:
    weights, hidden, answer = lesson["a_weights"], lesson["row_hidden"], lesson["row_answer"]
    assert sum(weights[1:]) == pytest.approx(lesson["a_sum"])
    assert 0 < answer < 0.5 and all(0 < h < 1 for h in hidden), "the network knows nothing yet"
    assert lesson["row_delta"] == pytest.approx((answer - 1) * answer * (1 - answer)) and lesson["row_delta"] < 0
    assert [delta < 0 for delta in lesson["deltas"]] == [False, True, False, False], "B alone pulls the right way"


def test_slopes_agree_with_nudging_and_the_trap_does_not(lesson: dict[str, Any]) -> None:
    assert lesson["c_slope"] > 0
    assert lesson["furthest"] < 1e-10
    assert lesson["misfit"] > 0.02
    assert lesson["misfit"] / lesson["furthest"] > 10**8, "a billion times more, or so"


def test_every_seed_learns_another_rule(lesson: dict[str, Any]) -> None:
    assert lesson["mistakes"] == [4] * 50
    assert 48 <= lesson["copying"] <= 50
    assert len(lesson["others"]) == 50 - lesson["copying"]
    assert lesson["stuck_answer"] == pytest.approx(0.5, abs=0.01), "seed 9"
    assert lesson["stuck_loss"] > 0.2, "being stuck shows in the loss"


def test_trying_all_weights(lesson: dict[str, Any]) -> None:
    assert lesson["million_years"] == pytest.approx(3.2, abs=0.05)


def test_the_trap_goes_unnoticed_by_most_seeds(lesson: dict[str, Any]) -> None:
    assert 30 <= lesson["survivors"] <= 46


def test_what_the_page_quotes(lesson: dict[str, Any]) -> None:
    assert lesson["row_hidden"] == pytest.approx([0.18, 0.50, 0.15, 0.60], abs=0.01)
    assert lesson["others"] == [9] and lesson["misfit"] == pytest.approx(0.032, abs=0.002), "NumPy alone, one seed"
