"""What docs/training-well/depth.md promises, with room for other processors."""

from __future__ import annotations

from typing import Any

from conftest import ROOT

Values = dict[str, Any]
PAGE = ROOT / "docs" / "training-well" / "depth.md"
NONE, WEIGHTS, NORM, RESIDUAL = range(4)
TWO, FIVE, TEN, TWENTY, THIRTY = range(5)
SIGMOID, RELU, HE, SKIP = range(4)


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


def test_weights_too_large_end_in_nan(lesson: Values) -> None:
    assert lesson["broken"] == 5


def test_more_steps_help_what_has_only_begun(lesson: Values) -> None:
    longer, before = lesson["longer"], lesson["right"]["relu"][WEIGHTS]
    plain, he, residual = (longer[label] for label in ("relu", "relu, He", "residual"))
    assert he[2] > before[2] + 0.1, "it had only begun"
    assert plain[2] < he[2] < residual[2], "the order has stayed"
    assert 0.5 < he[0] <= he[4] < 0.95


def test_the_answer_to_the_third_exercise() -> None:
    listing = (ROOT / "snippets" / "depth.py").read_text("utf-8")
    assert "for neurons in [50] * 19 + [10]:" in listing and "keras.Input(shape=(196,))" in listing
    assert f"All {196 * 50 + 19 * 50 * 50 + 50 * 10:,} that are learned" in PAGE.read_text("utf-8")
