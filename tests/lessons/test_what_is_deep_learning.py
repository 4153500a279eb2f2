"""What docs/first-networks/what_is_deep_learning.md promises, with room for other processors."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Output

Values = dict[str, Any]
RELU_LINE, TANH_LINE, RELU_SQUARE, TANH_SQUARE = range(4)


def test_three_ways_to_ten(lesson: Values) -> None:
    assert lesson["slope"] == pytest.approx(2) and lesson["start"] == pytest.approx(0, abs=1e-9)
    assert lesson["line_next"] == pytest.approx(10)
    assert lesson["network_next"] == pytest.approx(10, abs=0.02)


def test_unseen_digits_are_read_but_not_remembered(lesson: Values, output: Output) -> None:
    assert lesson["seen"] == 0, "none was among the examples"
    assert lesson["typical"] > 100, "not even a similar one is nearly the same"
    assert len(lesson["right"]) == 5 and min(lesson["right"]) > 0.84
    assert max(lesson["right"]) - min(lesson["right"]) < 0.03, "all five readers do about equally well"
    printed = str([f"{share:.1%}" for share in lesson["right"]])
    assert printed in output("digits")[0], "the page quotes the first of those printed"


def test_looking_up_the_most_similar_does_as_well(lesson: Values) -> None:
    assert lesson["looked_up"] == pytest.approx(sum(lesson["right"]) / 5, abs=0.03)


def test_what_comes_next(lesson: Values) -> None:
    low, high = lesson["next_low"], lesson["next_high"]
    assert low[RELU_LINE] == pytest.approx(10, abs=0.05) and high[RELU_LINE] == pytest.approx(10, abs=0.05)
    assert high[TANH_LINE] < 9.8, "tanh levels off"
    assert low[RELU_SQUARE] > 20 and high[RELU_SQUARE] < 23.5, "it climbs by 7 at best: to 23, not 25"
    assert low[TANH_SQUARE] > 16 and high[TANH_SQUARE] < low[RELU_SQUARE]


def test_between_the_examples_all_are_near(lesson: Values) -> None:
    truth = [5, 5, 6.25, 6.25]
    for kind, right in enumerate(truth):
        assert right - 0.8 < lesson["between_low"][kind] <= lesson["between_high"][kind] < right + 0.5


def test_far_away(lesson: Values) -> None:
    low, high = lesson["far_low"], lesson["far_high"]
    assert 195 < low[RELU_LINE] <= high[RELU_LINE] < 205
    assert high[TANH_LINE] < 20 and high[TANH_SQUARE] < 20, "both have leveled off"
    assert high[RELU_SQUARE] < 1000, "a straight line, far below 10,000"
    assert high[RELU_SQUARE] - low[RELU_SQUARE] > 20 * (lesson["next_high"][2] - lesson["next_low"][2]), "chance grows"


def test_the_taught_digits_look_better(lesson: Values) -> None:
    assert lesson["taught"] > 0.95
    assert lesson["taught"] - max(lesson["right"]) > 0.05


def test_what_the_page_quotes(lesson: Values) -> None:
    assert all(0.84 < share < 0.92 for share in lesson["right"]) and 140 < lesson["typical"] < 200
