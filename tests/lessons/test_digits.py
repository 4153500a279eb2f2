"""What docs/first-networks/digits.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from conftest import ROOT, Output

from weave.course import Course

Values = dict[str, Any]
PAGE = ROOT / "docs" / "first-networks" / "digits.md"
ARTICLE = 0.9018  # the accuracy of the article, "a little above our best seed"


def test_it_takes_ten_lines() -> None:
    (lines,) = [cell.source.splitlines() for cell in Course(ROOT).lessons["digits"].cells if cell.name == "ten_lines"]
    assert len(lines) == 10
    assert "seed" in lines[0] and "/ 255" in lines[2] and "to_categorical" in lines[3]
    assert ".compile(" in lines[8] and ".fit(" in lines[9]


def test_the_labels(output: Output) -> None:
    labels = list(np.load(ROOT / "datasets" / "mnist" / "mnist.npz")["y_train"][:20])
    first, second = (", ".join(map(str, labels[start : start + 10])) for start in (0, 10))
    assert f"each under its label: {first} and {second}." in PAGE.read_text("utf-8")
    ones = [[f"{float(place == label)}".removesuffix("0") for place in range(10)] for label in labels]
    codes = [f"{label} becomes [{' '.join(code)}]" for label, code in zip(labels, ones, strict=True)]
    assert output("one_hot") == codes[15:] and 7 in labels[15:]


def test_accuracy(lesson: Values) -> None:
    assert 0.88 < lesson["test_accuracy"] < ARTICLE
    assert lesson["unscaled_accuracy"] < lesson["test_accuracy"] - 0.005, "fewer right answers without scaling"


def test_parameters(lesson: Values) -> None:
    names = ("hidden_parameters", "output_parameters", "parameters")
    assert [lesson[name] for name in names] == [784 * 10 + 10, 10 * 10 + 10, 7960]


def test_the_neurons(lesson: Values) -> None:
    z, hidden = lesson["z"], lesson["hidden"]
    assert hidden == pytest.approx([1 / (1 + math.exp(-x)) for x in z], abs=1e-5)
    assert z[5] > 3 and hidden[5] > 0.95, "F: close to 1"
    assert z[4] < -3 and hidden[4] < 0.05, "E: a large power, an answer near 0"
    assert sum(x > 0.9 for x in hidden) == 3 and sum(x < 0.1 for x in hidden) == 2, "three near the top, two below"


def test_the_loss(lesson: Values) -> None:
    assert lesson["guessing_loss"] == pytest.approx(math.log(10))
    assert lesson["share_clear"] > 0.9, "costs almost nothing"
    assert lesson["share_odd"] < 0.05
    assert lesson["loss_odd"] == pytest.approx(-math.log(lesson["share_odd"]), rel=1e-4)
    assert lesson["loss_odd"] > lesson["guessing_loss"]


def test_learning(lesson: Values) -> None:
    losses = lesson["losses"]
    falls = [before - after for before, after in pairwise(losses)]
    assert len(losses) == 10 and losses[0] < lesson["guessing_loss"]
    assert losses[-1] < losses[0] / 4
    assert all(one > next_ > 0 for one, next_ in pairwise(falls)), "ever more slowly, never flat"
    assert 3 <= lesson["uphill"] <= 15, "some of 30 steps made things worse; more made them better"


def test_the_ten_probabilities(lesson: Values) -> None:
    p, scores, powers, shares = (lesson[name] for name in ("p", "scores", "powers", "shares"))
    assert len(p) == 10 and sum(p) == pytest.approx(1, abs=1e-5)
    assert p[1] == max(p) > 0.9 and sum(p) - p[1] < 0.1
    assert sorted(p)[-2] < 0.05, "the others are barely visible"
    assert shares == pytest.approx(p, abs=1e-4)
    assert powers == pytest.approx([math.exp(score) for score in scores], rel=1e-4)
    assert shares == pytest.approx([power / sum(powers) for power in powers], rel=1e-4)
    assert powers[1] > 90 and sorted(powers)[-2] < 5, "the other nine powers are small"


def test_sureness(lesson: Values) -> None:
    assert 0.9 < lesson["odd_sureness"] < 0.99, "the leaning 5 is among the surest mistakes, all above nine tenths"
    assert 0.75 < lesson["sure_right"] < 0.9
    assert 0.4 < lesson["sure_wrong"] < 0.65
    assert 0.74 < lesson["mean_sureness"] < lesson["test_accuracy"] - 0.05, "underconfident"


def test_what_the_seeds_change_and_what_they_do_not(lesson: Values) -> None:
    slow, fast = lesson["right"]
    assert lesson["rates"] == [0.01, 0.1] and len(slow) == len(fast) == 5
    assert slow[0] == pytest.approx(lesson["test_accuracy"], abs=0.002), "the run above"
    assert (lesson["lowest"], lesson["highest"]) == (min(slow), max(slow))
    assert (lesson["fast_lowest"], lesson["fast_highest"]) == (min(fast), max(fast))
    assert 0.87 < min(slow) < max(slow) < ARTICLE, "a little below the article's accuracy"
    assert max(slow) - min(slow) > 0.004, "the seed matters"
    assert max(slow) + 0.01 < min(fast) < max(fast) < 0.945, "every run is better"
    modesty = [
        [right - sure for right, sure in zip(*pair, strict=True)]
        for pair in zip(lesson["right"], lesson["sure"], strict=True)
    ]
    assert min(modesty[0]) > 0.08 and max(map(abs, modesty[1])) < 0.035, "too modest; at the larger rate hardly"


def test_the_margin_of_a_sample(lesson: Values) -> None:
    share = lesson["test_accuracy"]
    assert lesson["margin"] == pytest.approx(200 * math.sqrt(share * (1 - share) / 10_000), rel=0.01)
    assert lesson["between"] == pytest.approx(lesson["margin"] * math.sqrt(2), rel=0.01)


def test_what_the_page_quotes(lesson: Values) -> None:
    assert 0.88 < lesson["share_clear"] < 0.98 and 6 <= lesson["uphill"] <= 12
    assert 0.82 < lesson["unscaled_accuracy"] < 0.89
