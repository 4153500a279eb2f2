"""What the lesson "Backpropagation" promises, written from the page."""

from __future__ import annotations

import math
from typing import Any

import pytest
from conftest import ROOT

Values = dict[str, Any]
CHECKED = 1e-9  # "agree with nudging to nine decimals or more"


def printed(cell: str) -> str:
    """What a cell printed, as the page shows it."""
    return (ROOT / "docs" / "generated" / "backprop" / f"{cell}.md").read_text(encoding="utf-8")


def test_one_example_forward(lesson: Values) -> None:
    h, W2 = lesson["h"], [row[0] for row in lesson["W2"]]
    assert lesson["x"] == [0, 1, 1, 1] and lesson["t"] == 1 and lesson["parameters"] == 25
    assert h == pytest.approx([1 / (1 + math.exp(-z)) for z in lesson["z"]])
    assert lesson["s"] == pytest.approx(sum(a * b for a, b in zip(h, W2, strict=True)))
    assert lesson["a"] == pytest.approx(1 / (1 + math.exp(-lesson["s"])))
    assert lesson["L"] == pytest.approx((lesson["a"] - 1) ** 2 / 2)
    assert lesson["a"] == pytest.approx(0.3916, abs=0.0001), "the start of the lesson scratch"


def test_the_chain_rule_on_one_path(lesson: Values) -> None:
    assert len(lesson["rates"]) == 5
    assert lesson["product"] == pytest.approx(math.prod(lesson["rates"].values()))
    assert lesson["product"] == pytest.approx(lesson["by_nudge"], rel=1e-3)
    assert lesson["product"] == pytest.approx(lesson["x"][2] * lesson["d_z"][0]), "value left, slope right"


def test_paths_add_up(lesson: Values) -> None:
    """The slope of input 3, by running the network of the page with a little more and a little less of it."""
    source = (ROOT / "snippets" / "backprop.py").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(
        "import keras\nimport numpy as np\n" + source[source.index("# %% network\n") : source.index("# %% slopes\n")],
        names,
    )

    def loss(size: float) -> float:
        x = names["x"].copy()
        x[2] += size
        hidden = names["sigmoid"](x @ names["W1"])
        return float(0.5 * (names["sigmoid"](hidden @ names["W2"][:, 0]) - 1) ** 2)

    assert (loss(1e-5) - loss(-1e-5)) / 2e-5 == pytest.approx(lesson["d_x"][2], abs=1e-9)


def test_shapes() -> None:
    lines = printed("tables")
    assert "answers: (5, 4) (5, 4) (5, 1)" in lines
    assert "tables:  (4, 4) (4,) (4, 1) (1,)" in lines and "slopes:  (4, 4) (4,) (4, 1) (1,)" in lines


def test_slopes_agree_with_nudging(lesson: Values) -> None:
    assert lesson["checked"] < 1e-10
    assert lesson["head_checked"] < CHECKED


def test_the_best_nudge(lesson: Values) -> None:
    curves, sizes, least = lesson["curves"], lesson["sizes"], lesson["least"]
    assert sizes[0] == 0.1 and sizes[-1] == pytest.approx(1e-13)
    assert 1e-9 <= least["one side"] <= 2e-7 and 1e-6 <= least["both sides"] <= 2e-4 and least["7 digits"] >= 9e-4
    lowest = {name: min(errors) for name, errors in curves.items()}
    assert lowest["both sides"] < lowest["one side"] / 50 and lowest["one side"] < lowest["7 digits"] / 10
    for errors in curves.values():
        assert min(errors) < errors[0] / 50, "too large a nudge"
        assert min(errors) < errors[-1] / 1000, "too small a nudge"
    assert curves["both sides"][1] / curves["both sides"][2] == pytest.approx(100, rel=0.1)
    assert curves["one side"][1] / curves["one side"][2] == pytest.approx(10, rel=0.1)


def test_tensorflow_agrees(lesson: Values) -> None:
    assert 0 <= lesson["tape_differs"] < 1e-5
    assert "within 0.00001 of TensorFlow: True" in printed("tape")


def test_the_slope_of_softmax_is_p_minus_y(lesson: Values) -> None:
    difference = [p - y for p, y in zip(lesson["p"], lesson["wanted"], strict=True)]
    assert sum(lesson["p"]) == pytest.approx(1)
    assert difference == pytest.approx(lesson["tried"], abs=1e-8)
    assert [slope > 0 for slope in difference] == [True, False, True]


def test_work_is_counted_exactly(lesson: Values) -> None:
    """By hand: a product of tables, its biases, four operations for each sigmoid, for five examples."""

    def layer(inputs: int, neurons: int) -> int:
        return 5 * (inputs * neurons + neurons + 4 * neurons)

    def back(inputs: int, neurons: int) -> int:
        return 5 * (3 * neurons + 2 * inputs * neurons + neurons)

    forward = layer(4, 4) + layer(4, 1)
    assert lesson["work"] == [forward + 3 * 5 + 1, forward + 5 + back(4, 4) + back(4, 1)]


def test_all_slopes_cost_about_three_passes(lesson: Values) -> None:
    totals, ratios, nudging = zip(*lesson["grown"], strict=True)
    assert list(totals) == [2 * (n * n + n) + n + 1 for n in (4, 16, 64, 256)]
    assert list(ratios) == sorted(ratios) and ratios[0] > 2 and ratios[-1] < 3
    assert ratios[-1] == pytest.approx(3, abs=0.1)
    assert [passes / 2 for passes in nudging] == list(totals)


def test_hurried_slopes_are_wrong(lesson: Values) -> None:
    assert lesson["hurried_gap"] > 1e-4


def test_twenty_starts(lesson: Values) -> None:
    gaps = lesson["gaps"]
    assert [len(found) for found in gaps.values()] == [20] * 3
    right = max(gaps["two layers"] + gaps["five layers"])
    assert right < CHECKED
    assert min(gaps["hurried"]) > 100_000 * right
