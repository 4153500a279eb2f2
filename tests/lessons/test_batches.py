"""What the lesson "Batches" promises, written from the page."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from conftest import ROOT, Output

Values = dict[str, Any]
PLAIN, ROLLING, ADAM = range(3)


def test_steps_an_epoch() -> None:
    fragment = (ROOT / "docs" / "generated" / "batches" / "images.md").read_text(encoding="utf-8")
    for size, steps in ((1, 2000), (32, 63), (200, 10), (2000, 1)):
        assert f"batch {size:4}: {steps:4} steps an epoch" in fragment


def test_small_batches_go_far_and_not_always_down(lesson: Values, output: Output) -> None:
    rises, ends = lesson["rises"], lesson["ends"]
    assert len(rises["20"]) == 5 and all(20 < count < 45 for count in rises["20"]), "about a third raise the loss"
    assert rises["2000"] == [0] * 5
    for line, size in zip(output("one_epoch"), ("20", "200", "2000"), strict=True):
        told = f"loss {ends[size]:.2f}, steps up: {min(rises[size])} to {max(rises[size])}"
        assert line == f"batch {size:>4}: {told}"
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
    assert lesson["still"] < 0.0005, "with all examples nothing jitters"
    assert large[0] == pytest.approx(large[2], rel=0.4), "the jitter of a large rate does not go away"
    assert "0.2: 0.000 off" in (ROOT / "docs" / "generated" / "batches" / "jitter.md").read_text(encoding="utf-8")


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
    assert at_one == pytest.approx([0.23, 1.11, 1.42], rel=0.3), "what the page quotes"


def test_the_order_matters_little_at_good_rates(lesson: Values) -> None:
    assert "seeds, epochs, rises, ends = range(1, 6)" in (ROOT / "snippets" / "batches.py").read_text(encoding="utf-8")
    assert [len(row) for row in lesson["bands"]] == [10] * 3
    for row in lesson["bands"]:
        assert max(row[:5]) < 0.1 < 0.3 < max(row[8:]), "little at good rates, a lot at rates that are too large"
