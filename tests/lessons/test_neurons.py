"""What docs/how-networks-work/neurons.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import math
from typing import Any

import pytest
from conftest import Output

Values = dict[str, Any]
SMALLEST, LARGEST, *SLOPES = range(5)  # the columns of the table of activations


def test_one_neuron_decides(lesson: Values) -> None:
    x1, x2 = lesson["new"]
    assert lesson["z"] == pytest.approx(x1 * lesson["w1"] + x2 * lesson["w2"] + lesson["bias"], abs=1e-6)
    assert lesson["answer"] == pytest.approx(1 / (1 + math.exp(-lesson["z"])), abs=1e-6)
    assert 0.5 < lesson["answer"] < 0.85, "on the side of the circles, but not by much"
    assert lesson["right"] >= 78


def test_a_layer_by_hand_is_that_of_keras(lesson: Values, output: Output) -> None:
    assert "(80, 2) times (2, 3) plus (3,) gives (80, 3)" in output("layer")
    assert lesson["layer_gap"] < 1e-5


def test_degrees_of_freedom(lesson: Values) -> None:
    assert lesson["freedom"] == 26


def test_activations(lesson: Values) -> None:
    table = lesson["table"]
    assert list(table) == ["sigmoid", "tanh", "ReLU", "leaky ReLU", "GELU", "step"]
    assert table["sigmoid"][:2] == pytest.approx([0, 1], abs=0.01)
    assert table["tanh"][:2] == pytest.approx([-1, 1], abs=0.01)
    assert all(table[name][LARGEST] > 5.9 for name in ("ReLU", "leaky ReLU", "GELU")), "no upper limit"
    assert -0.2 < table["GELU"][SMALLEST] < -0.1 and table["leaky ReLU"][SMALLEST] < -0.5, "below 0"
    left, middle, end = SLOPES
    assert table["ReLU"][left] == 0 and table["ReLU"][end] == pytest.approx(1, abs=1e-6)
    assert table["leaky ReLU"][left] == pytest.approx(0.1, abs=1e-6), "its slope is never 0"
    assert 0.2 < table["sigmoid"][middle] <= 0.25, "never more than a quarter"
    assert [table["step"][place] for place in SLOPES] == [0, 0, 0]


def test_a_step_has_no_slope(lesson: Values, output: Output) -> None:
    assert lesson["flat"]["step"] == [0, 0, 0]
    assert max(map(abs, lesson["flat"]["sigmoid"])) > 0.1
    assert float(output("flat_step")[0].split()[2].rstrip(",")) > 0.5, "wrong about most points"


def test_the_perceptron_rule_finds_a_line(lesson: Values, output: Output) -> None:
    assert len(lesson["passes"]) == 5 and max(lesson["passes"]) < 100
    assert all(line.endswith(" 0]") for line in output("perceptron_rule"))


def test_linear_layers_collapse(lesson: Values) -> None:
    assert lesson["collapse_gap"] < 1e-10


def test_either_but_not_both(lesson: Values) -> None:
    assert lesson["linear_answers"] == pytest.approx([0.5] * 4)
    assert lesson["relu_answers"] == [0, 1, 1, 0]


def test_the_ring(lesson: Values) -> None:
    straight, bent = lesson["ring_right"]["None"], lesson["ring_right"]["relu"]
    assert len(straight) == len(bent) == 5
    assert max(straight) < 0.8, "a line can do no better than cut a piece off"
    assert min(bent) > 0.97


def test_softmax(lesson: Values) -> None:
    assert lesson["close"] == pytest.approx([0.475, 0.525], abs=0.0005), "the gap has not widened"
    assert lesson["lifted"] == pytest.approx(lesson["close"], abs=1e-9), "adding 100 changes nothing"
    assert sum(lesson["close"]) == pytest.approx(1)
    assert lesson["pair"] == pytest.approx(lesson["answer"], abs=1e-6), "with two classes it is the sigmoid"


def test_three_scores_become_shares(lesson: Values) -> None:
    scores, powers, shares = lesson["three"], lesson["powers"], lesson["parts"]
    assert scores == [2, 1, -1]
    assert powers == pytest.approx([math.exp(score) for score in scores])
    assert shares == pytest.approx([power / sum(powers) for power in powers]) and sum(shares) == pytest.approx(1)


def test_the_letter_b(lesson: Values, output: Output) -> None:
    assert len(lesson["reader_right"]) == 5
    assert all(0.5 < right < 0.9 for right in lesson["reader_right"]), "not good readers, but good enough"
    good, bad = (line.replace(";", "").split() for line in output("letter_b"))
    assert good[0] == "B" and float(good[1]) > 0.7, "the second output is near 1"
    assert bad[0] != "B" and float(bad[1]) < 0.5 and "B" in (bad[2], bad[4]), "three share the lead"
    assert good[7] == bad[7] == "1.000"
    assert good[-5:] == ["B"] * 5 and bad[-5:].count("B") <= 2, "all five read the first, hardly any the second"


def test_softmax_on_a_single_output(lesson: Values, output: Output) -> None:
    assert [share for row in lesson["alone"] for share in row] == pytest.approx([1] * 80, abs=1e-6)
    assert output("one_output")[-1] == "its answers to 80 points: [1.]", "however a processor rounds"
    assert any("always return the value 1" in line for line in output("one_output"))
