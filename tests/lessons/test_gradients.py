"""What docs/training-well/gradients.md promises, with room for other processors."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import ROOT

Values = dict[str, Any]
PAGE = ROOT / "docs" / "training-well" / "gradients.md"


def test_the_gradient_vanishes_with_sigmoid(lesson: Values) -> None:
    first = lesson["first"]
    assert 0.6e-12 < lesson["part"] < 1.3e-12, "far less than a millionth"
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


def test_the_same_table_a_hundred_times(lesson: Values) -> None:
    up, level, down = lesson["back"]
    assert up / level == pytest.approx(1.1**100, rel=1e-3) and down / level == pytest.approx(0.9**100, rel=1e-3)
    assert 0.1 < level < 10 and up > 2000 and down < 1e-3


def test_the_factor_does_not_hang_on_the_width(lesson: Values) -> None:
    widths = lesson["widths"]
    assert list(widths) == ["25", "50", "200"]
    for width in ("25", "200"):
        assert widths[width] == pytest.approx(widths["50"], rel=0.12)


def test_the_answer_to_the_third_exercise(lesson: Values) -> None:
    assert 2.6 < 1.01**100 < 3, "nearly 3"
    assert 0.34 < 0.99**100 < 0.4, "a little more than a third"
    said = "$1.01^{100}$ is nearly 3 and $0.99^{100}$ a little more than a third, each times"
    assert said in PAGE.read_text("utf-8") and len(lesson["back"]) == 3
