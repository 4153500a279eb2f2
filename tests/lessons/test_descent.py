"""What the lesson "Gradient descent" promises, written from the page."""

from __future__ import annotations

import math
from typing import Any

import pytest
from conftest import ROOT

Values = dict[str, Any]


def test_one_weight(lesson: Values) -> None:
    assert lesson["best"] == pytest.approx(2, abs=0.1) and lesson["best"] != 2
    assert lesson["stable"] == pytest.approx(2 / lesson["curvature"], rel=1e-4), "the limit is 2 / curvature"
    assert 0.2 < lesson["stable"] < 0.68, "the good rate is below it, the large one above"


def test_the_gradient_does_not_point_to_the_bottom(lesson: Values) -> None:
    assert lesson["angle"] == pytest.approx(67.38, abs=0.005)
    turned = lesson["turned"]
    assert turned[0] < 0.1, "for a tiny step no direction is better"
    assert turned == sorted(turned) and turned[-1] == pytest.approx(67.38, abs=0.05), "a long one should aim elsewhere"


def test_momentum_and_adam_agree_with_keras(lesson: Values) -> None:
    assert set(lesson["differs"]) == {"sgd", "adam"}
    assert all(0 <= gap < 1e-5 for gap in lesson["differs"].values())


def published(start: str, end: str) -> dict[str, Any]:
    """The names that the cells from `start` up to `end` of the published script make, of NumPy alone."""
    source = (ROOT / "snippets" / "descent.py").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec("import numpy as np\n" + source[source.index(f"# %% {start}\n") : source.index(f"# %% {end}\n")], names)
    return names


def test_paths_on_the_map() -> None:
    names = {**published("valley", "compass")}
    source = (ROOT / "snippets" / "descent.py").read_text(encoding="utf-8")
    exec(source[source.index("# %% momentum\n") : source.index("# %% keras\n")], names)
    plain, rolling, adam = (names["arrival"](names[f"{name}_path"]) for name in ("plain", "rolling", "adam"))
    assert rolling < plain / 2, "momentum is the fastest"
    assert adam > 0.8 * plain, "Adam is no faster than plain descent here"
    swinging = names["momentum"](names["gradient"], names["start"], rate=0.075, beta=0.9, steps=100)
    assert names["arrival"](swinging) > plain, "with much more momentum the gain is lost"
    first = names["adam_path"][1] - names["start"]
    assert first == pytest.approx([-0.5, -0.5], abs=1e-6), "both weights move by the rate"
    velocity = -0.075 * names["gradient"](names["start"])
    second = 0.6 * velocity - 0.075 * names["gradient"](names["start"] + velocity)
    assert names["rolling_path"][2] == pytest.approx(names["start"] + velocity + second)


def test_adam_does_not_mind_a_steeper_valley(lesson: Values) -> None:
    assert lesson["adam_moved"] < 1e-5
    assert max(map(abs, lesson["steep_plain"][-1])) > 1e8, "plain descent does"


def test_clipping(lesson: Values) -> None:
    assert lesson["wrong"] == 7_992_000
    assert lesson["thrown"] < -100_000 and lesson["held"] == pytest.approx(1.98)
    by_table, together = lesson["clipped"]
    assert by_table == pytest.approx(lesson["each"], abs=1e-5) and lesson["each"] == [-1, -1]
    assert together == pytest.approx(lesson["jointly"], abs=1e-5)
    assert lesson["jointly"] == pytest.approx([-5 / math.sqrt(650), -25 / math.sqrt(650)])
    assert lesson["swings"] == pytest.approx([33.69, 0], abs=0.01), "only one keeps the direction"


def test_a_rate_and_a_beta_belong_together(lesson: Values) -> None:
    table = lesson["table"]
    assert list(table) == ["0.02", "0.04", "0.075"]
    assert all(len(row) == 4 for row in table.values())
    assert table["0.02"][3] < table["0.02"][0] / 2, "at a small rate even a lot of momentum helps"
    plain, _, some, much = table["0.075"]
    assert some < plain < much, "at the largest plain descent is there before it"
    assert [plain, some, much] == lesson["arrived"] == [60, 19, 83]
    assert plain < lesson["adam_arrived"] == 79
    assert lesson["adam_arrived"] < min(table["0.02"][0], table["0.02"][2]), "at the smallest rate Adam would win"
