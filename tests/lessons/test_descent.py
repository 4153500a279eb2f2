"""What the lesson "Gradient descent" promises, written from the page."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from conftest import ROOT

Values = dict[str, Any]
PLAIN, ROLLING, ADAM = range(3)


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


def test_steps_an_epoch() -> None:
    fragment = (ROOT / "docs" / "generated" / "descent" / "images.md").read_text(encoding="utf-8")
    for size, steps in ((1, 2000), (32, 63), (200, 10), (2000, 1)):
        assert f"batch {size:4}: {steps:4} steps an epoch" in fragment


def test_small_batches_go_far_and_not_always_down(lesson: Values) -> None:
    rises, ends = lesson["rises"], lesson["ends"]
    assert len(rises["20"]) == 5 and all(20 < count < 45 for count in rises["20"]), "about a third raise the loss"
    assert rises["2000"] == [0] * 5
    assert ends["20"] < 0.6 < ends["200"] < 1.6 < ends["2000"]


def test_noise_shrinks_with_the_root_of_the_batch(lesson: Values) -> None:
    noise = lesson["noise"]
    assert [len(row) for row in noise] == [5] * 5
    assert min(noise[0]) > 10 and max(noise[0]) < 20, "for one image more than ten times the slope"
    middle = [sorted(row)[2] for row in noise]
    ratios = [large / small for large, small in itertools.pairwise(middle)]
    assert ratios == pytest.approx([2] * 4, rel=0.12), "four times the images, half the noise"


def test_a_smaller_rate_jitters_less_and_arrives_later(lesson: Values) -> None:
    large, middle, small = lesson["distance"]
    assert small[0] > 3 * large[0] > 3 * middle[0], "after 100 steps the smallest is the worst"
    assert small[2] < middle[2] / 2 < large[2] / 4, "after 2,000 it is the best"
    assert large[0] == pytest.approx(large[2], rel=0.4), "the jitter of a large rate does not go away"
    assert "0.2: 0.000 off" in (ROOT / "docs" / "generated" / "descent" / "jitter.md").read_text(encoding="utf-8")


def test_each_rule_has_its_own_good_rates(lesson: Values) -> None:
    middle, rates = lesson["middle"], lesson["rates"]
    best = [rates[row.index(min(row))] for row in middle]
    assert best[PLAIN] == pytest.approx(1), "the best rate for plain descent"
    assert best[ADAM] < best[ROLLING] < best[PLAIN]
    assert best[PLAIN] / best[ROLLING] == pytest.approx(10, rel=0.01), "ten times smaller with momentum"
    assert min(middle[ROLLING]) == pytest.approx(min(middle[PLAIN]), abs=0.04), "at its best it ends where plain does"
    assert min(middle[ADAM]) < min(min(middle[PLAIN]), min(middle[ROLLING]))
    at_one = [row[8] for row in middle]
    assert rates[8] == pytest.approx(1) and min(at_one[ROLLING], at_one[ADAM]) > 2 * at_one[PLAIN], "the trap"


def test_the_order_matters_little_at_good_rates(lesson: Values) -> None:
    assert "seeds, epochs, rises, ends = range(1, 6)" in (ROOT / "snippets" / "descent.py").read_text(encoding="utf-8")
    assert [len(row) for row in lesson["bands"]] == [10] * 3
    for row in lesson["bands"]:
        assert max(row[:5]) < 0.1 < 0.3 < max(row[8:]), "little at good rates, a lot at rates that are too large"
