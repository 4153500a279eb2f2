"""What docs/training-well/gradients.md promises, with room for other processors."""

from __future__ import annotations

from typing import Any

import pytest

Values = dict[str, Any]
NONE, WEIGHTS, NORM, RESIDUAL = range(4)
TWO, FIVE, TEN, TWENTY, THIRTY = range(5)
SIGMOID, RELU, HE, SKIP = range(4)


def test_the_gradient_vanishes_with_sigmoid(lesson: Values) -> None:
    first = lesson["first"]
    assert first["sigmoid"] < 1e-12 < 1e-5 < first["relu"] < 1e-3 < 1e-2 < first["tanh"] < 1


def test_the_size_is_a_product(lesson: Values) -> None:
    for slope, strength, product, measured, _ in lesson["factors"].values():
        assert product == pytest.approx(slope * strength)
        assert measured == pytest.approx(product, rel=0.05), "to a few percent"
    slope, strength, product, _, flat = lesson["factors"]["sigmoid"]
    assert 0.2 < slope < 0.25 and strength == pytest.approx(1, abs=0.02)
    assert 0.3e-12 < product**19 < 3e-12, "about a millionth of a millionth"
    assert flat < 0.001, "it vanishes without a neuron in a flat zone"
    assert 0.45 < lesson["factors"]["relu"][4] < 0.55, "ReLU is flat half of the time"


def test_flat_zones_need_no_depth(lesson: Values) -> None:
    (few, much), (some, less), (most, least) = lesson["saturated"]
    assert few < 0.01 < 0.5 < some < 0.9 < most
    assert much > 2 * less > 4 * least


def test_twice_the_weights_explode(lesson: Values) -> None:
    double, level, half = lesson["largest"]
    assert double / level == pytest.approx(2**20, rel=1) and half / level == pytest.approx(2**-20, rel=0.9)
    assert 0.03 < level < 0.4


def test_what_remains_with_each_cure(lesson: Values) -> None:
    reach = lesson["reach"]
    for name in ("sigmoid", "tanh", "relu"):
        assert reach[name][NONE] < 1e-3, "without a cure almost nothing arrives, with ReLU neither"
        assert 0.1 < reach[name][NORM] < 100 and 0.1 < reach[name][RESIDUAL] < 100
    assert reach["sigmoid"][WEIGHTS] < 1e-10 < 0.05 < reach["tanh"][WEIGHTS]
    assert 0.3 < reach["relu"][WEIGHTS] < 3, "nearly level"
    assert reach["relu"][NORM] > 5, "with batch normalization it grows"


def test_which_networks_learn(lesson: Values) -> None:
    right, bar = lesson["right"], 2 * lesson["guessing"]
    assert 0.1 < lesson["guessing"] < 0.15
    failing = [(name, row) for name, rows in right.items() for row, five in enumerate(rows) if five[2] <= bar]
    assert failing == [("sigmoid", NONE), ("sigmoid", WEIGHTS), ("tanh", NONE), ("relu", NONE)]
    assert all(rows[NONE][4] < bar for rows in right.values()), "no start without a cure learns"
    assert all(rows[RESIDUAL][0] > 0.7 for rows in right.values()), "no start with residual links fails"
    assert right["sigmoid"][NORM][0] > 0.7 and right["tanh"][NORM][0] > 0.7 and 0.5 < right["relu"][NORM][2] < 0.8
    assert right["tanh"][WEIGHTS][0] > 0.6
    low, _, middle, _, high = right["relu"][WEIGHTS]
    assert high - low > 0.1, "with He's weights the start matters"
    assert middle < min(right["relu"][NORM][2], right["tanh"][WEIGHTS][2], right["relu"][RESIDUAL][2])


def test_keras_finds_the_same_slopes(lesson: Values) -> None:
    assert lesson["apart"] < 1e-4 < 1 < lesson["biggest"]
    assert lesson["apart"] / lesson["biggest"] < 1e-5


def test_how_deep(lesson: Values) -> None:
    deeper, bar = lesson["deeper"], 2 * lesson["guessing"]
    assert deeper[SIGMOID][TWO] > bar > max(deeper[SIGMOID][FIVE:])
    assert deeper[RELU][FIVE] > 0.75 > deeper[RELU][TEN] > bar > deeper[RELU][TWENTY]
    assert deeper[HE][TEN] > 0.7 and deeper[RELU][TWENTY] + 0.2 < deeper[HE][TWENTY] < 0.75
    assert min(deeper[SKIP]) > 0.77
    assert deeper[SKIP][THIRTY] < deeper[SKIP][TWO] + 0.02, "as well as two layers, but not better"


def test_dead_neurons_stay_dead(lesson: Values) -> None:
    relu, leaky = lesson["dead"]["relu"], lesson["dead"]["leaky"]
    assert min(relu[0]) >= 1 and relu[0][2] >= 3 and max(relu[0]) <= 25
    assert relu[0] == relu[1], "a gentle rate brings none of them back"
    assert max(leaky[0]) <= 3 and sum(leaky[0]) < sum(relu[0]) / 3


def test_the_same_table_a_hundred_times(lesson: Values) -> None:
    up, level, down = lesson["back"]
    assert up / level == pytest.approx(1.1**100, rel=1e-3) and down / level == pytest.approx(0.9**100, rel=1e-3)
    assert 0.1 < level < 10 and up > 2000 and down < 1e-3


def test_weights_too_large_end_in_nan(lesson: Values) -> None:
    assert lesson["broken"] == 5
