"""What docs/how-networks-work/loss.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from conftest import Output

Values = dict[str, Any]
RIGHT, WRONG = 1, 0  # places in the small example with three classes


def test_one_answer(lesson: Values) -> None:
    assert lesson["total"] == pytest.approx(math.log(0.6)), "the sum, before its sign is turned"
    assert lesson["marked"] == [0.02, 0.1, 0.6, 0.95]
    assert lesson["penalties"] == pytest.approx([-math.log(share) for share in lesson["marked"]])


def test_the_two_marks_are_independent(lesson: Values) -> None:
    marks = lesson["marks"]
    (modest, modest_loss), (bold, bold_loss), (mixed, mixed_loss) = (marks[n] for n in ("modest", "bold", "mixed"))
    assert modest == bold == 1 and mixed == 0.75
    assert 8 < modest_loss / bold_loss < 9, "same accuracy, nearly nine times the loss"
    assert modest_loss == pytest.approx(mixed_loss) == pytest.approx(-math.log(0.4)), "same loss, other accuracy"
    assert lesson["odds"]["modest"] == pytest.approx(0.4**4) == pytest.approx(lesson["odds"]["mixed"])


def test_it_is_not_a_distance(lesson: Values) -> None:
    there, back, itself = lesson["crossed"]
    assert abs(there - back) > 0.1 and itself > 0.5
    assert lesson["in_order"] == pytest.approx(-math.log(0.6), abs=1e-5)
    assert lesson["swapped"] > 2 * lesson["in_order"]


def test_by_hand_it_is_what_keras_computes(lesson: Values) -> None:
    assert lesson["loss_hand"] == pytest.approx(lesson["loss_keras"], abs=1e-5)
    assert lesson["loss_hand"] == pytest.approx(math.log(10), abs=0.2), "an untrained network knows nothing"
    assert lesson["sparse_loss"] == pytest.approx(lesson["loss_keras"], abs=1e-5), "the same number as before"


def test_slopes_are_shares_minus_targets(lesson: Values) -> None:
    for lead, slopes in zip((0, 2, 8), lesson["found"], strict=True):
        shares = [math.exp(score) / (math.exp(lead) + 2) for score in (lead, 0, 0)]
        target = [0, 1, 0]
        assert slopes == pytest.approx([p - y for p, y in zip(shares, target, strict=True)], abs=1e-6)
    assert -1 < lesson["found"][2][RIGHT] < -0.99 and 0.99 < lesson["found"][2][WRONG] < 1


def test_p_minus_y_suffices_to_learn(lesson: Values) -> None:
    losses = lesson["smooth"]
    assert losses[0] == pytest.approx(math.log(10), abs=1e-4)
    assert losses == sorted(losses, reverse=True), "with all images it falls every time"
    assert losses[-1] < 0.5 and lesson["learned"] > 0.8


def test_accuracy_is_stairs(lesson: Values) -> None:
    accuracy, loss = lesson["moves"]
    assert 8 <= accuracy <= 40, "flat nearly everywhere"
    assert loss > 110, "a slope nearly everywhere"
    valley, steps = lesson["losses"], lesson["accuracies"]
    assert valley[0] > min(valley) + 0.1 < valley[-1] and steps[0] < max(steps) - 0.03 > steps[-1]


def test_squared_error_has_no_slope_where_it_is_surely_wrong(lesson: Values, output: Output) -> None:
    for scores, slopes in zip(([0, 0, 0], [2, 0, 0], [8, 0, 0]), lesson["squares"], strict=True):
        powers = [math.exp(score) for score in scores]
        p = [power / sum(powers) for power in powers]
        errors = [share - (place == RIGHT) for place, share in enumerate(p)]
        mean = sum(error * share for error, share in zip(errors, p, strict=True))
        assert slopes == pytest.approx([2 * share * (e - mean) for share, e in zip(p, errors, strict=True)])
    assert -0.01 < lesson["squares"][2][RIGHT] < 0
    for line in output("squared"):
        formula, nudged = re.findall(r"\[([^\]]*)\]", line)[1:]
        assert formula.split() == nudged.split()


def test_squared_error_falls_behind(lesson: Values, output: Output) -> None:
    rows = [[int(share) for share in re.findall(r"(\d+)%", line)] for line in output("rates")[1:]]
    assert [len(row) for row in rows] == [4, 4], "the worst of the five, at four rates"
    assert all(ours > theirs + 10 for ours, theirs in zip(*rows, strict=True)), "it stays behind at all four"
    for worst, mean in zip(rows, lesson["best"].values(), strict=True):
        assert all(share < 100 * middle + 1 for share, middle in zip(worst, mean, strict=True))
    best = lesson["best"]
    assert all(ours > theirs + 0.03 for ours, theirs in zip(best["cross-entropy"], best["squared error"], strict=True))
    assert best["cross-entropy"][0] > 0.8 and best["squared error"][0] < 0.6, "from a bold start it crawls"
    assert best["squared error"][-1] > best["squared error"][0] + 0.15, "larger steps help it"
    gentle = lesson["gentle_ends"]
    assert min(gentle) > 0.9 and abs(gentle[0] - gentle[1]) < 0.05, "from a gentle start they are close"


def test_loss_and_accuracy_part(lesson: Values) -> None:
    assert len(lesson["table"]) == 5
    lows = [row[0] for row in lesson["table"]]
    assert min(lows) >= 4 and 7 < max(lows) <= 12, "after five to ten epochs it turns, in some runs after epoch 7"
    for _, loss, accuracy, later_loss, later_accuracy in lesson["table"]:
        assert later_loss > loss * 1.03 and later_accuracy > accuracy


def test_why_they_part(lesson: Values) -> None:
    for right_early, right_late, wrong_early, wrong_late in lesson["groups"]:
        assert right_late < right_early < 0.3, "it saves a little where it is right"
        assert wrong_late > wrong_early + 0.4, "and pays a lot where it is wrong"


def test_labels_instead_of_targets(output: Output) -> None:
    lines = output("integers")
    assert "same rank" in lines[0] and "(None,)" in lines[1] and "(None, 10)" in lines[1]


def test_scores_taken_for_shares(lesson: Values) -> None:
    (loss, accuracy), (cured_loss, cured_accuracy) = lesson["ends"]
    assert accuracy < 0.3 and loss > 2 * math.log(10), "no error, and nothing learned"
    assert cured_accuracy > 0.8 and cured_loss < 0.8


def test_what_the_page_quotes(lesson: Values) -> None:
    """From where each run's own loss is lowest, to the end."""
    rise, gain = lesson["loss_rise"], lesson["accuracy_rise"]
    assert rise == sorted(rise) and 0.1 < rise[0] < 0.22 and 0.24 < rise[4] < 0.43
    assert gain == sorted(gain) and 0.004 < gain[0] < 0.0095 and 0.01 < gain[4] < 0.022
