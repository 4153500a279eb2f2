"""What docs/training-well/overfitting.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import Any

import pytest
from conftest import ROOT, Output

Values = dict[str, Any]
PAGE = ROOT / "docs" / "training-well" / "overfitting.md"
SEEDS = range(5)


def table(lines: list[str]) -> list[list[float]]:
    """The rows of numbers in what a cell printed."""
    rows = [re.findall(r"-?\d[\d,]*\.?\d*", line) for line in lines if re.match(r" *\d", line)]
    return [[float(number.replace(",", "")) for number in row] for row in rows]


def test_the_heaps(output: Output) -> None:
    assert output("heaps") == ["training (500, 784) validation (1000, 784)"]


def test_the_gap_with_right_labels(lesson: Values, output: Output) -> None:
    rows = {int(row[0]): row[1:] for row in table(output("once"))}
    assert list(rows) == [1, 5, 10, 20, 50]
    assert lesson["learned"] > 0.995 and 0.82 < lesson["unseen"] < 0.91, "the gap"
    assert rows[50][1] < 0.05, "the training loss goes towards 0"
    assert rows[50][2] > rows[20][2] - 1.5, "the accuracy does not fall"
    assert 8 <= lesson["lowest"] <= 40, "the validation loss has a lowest point"
    assert output("once")[-1] == f"lowest validation loss: after epoch {lesson['lowest']}"
    assert rows[50][3] > rows[20][3], "and then creeps up"
    assert all(0.09 < gap < 0.18 for gap in lesson["gaps"])
    assert min(lesson["gaps"]) - 0.03 < lesson["learned"] - lesson["unseen"] < max(lesson["gaps"]) + 0.03


def test_random_labels_are_learned_by_heart_and_teach_nothing(lesson: Values, output: Output) -> None:
    lines = [re.findall(r"([\d.]+)%", line) for line in output("lot")]
    assert len(lines) == 5 and all(float(known) > 98 for known, _ in lines)
    assert len(lesson["guessed"]) == 5 and all(0.05 < share < 0.15 for share in lesson["guessed"]), "one in ten"


def test_wrong_labels_are_learned_too_and_spoil_it(lesson: Values, output: Output) -> None:
    rows = table(output("mixed"))
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert all(150 <= wrong <= 210 and known > 97 for _, wrong, known, _ in rows)
    assert [row[3] for row in rows] == pytest.approx([100 * share for share in lesson["mixed_right"]], abs=0.06)
    assert all(share < lesson["unseen"] - 0.15 for share in lesson["mixed_right"])


def test_early_stopping(lesson: Values) -> None:
    early, full = lesson["early_right"], lesson["mixed_right"]
    assert len(early) == len(full) == 5
    assert all(8 <= epochs <= 25 for epochs in lesson["early_epochs"]), "a third of the work"
    assert all(gained > 0.03 for gained in lesson["gained"]), "in every run"
    assert lesson["gained"] == pytest.approx([one - other for one, other in zip(early, full, strict=True)])
    assert (lesson["stopped"], lesson["full"]) == (median(early), median(full))
    assert 0.65 < lesson["stopped"] < 0.8 and 0.52 < lesson["full"] < 0.67


def test_too_small_is_underfitting(lesson: Values) -> None:
    known, new = zip(*lesson["wide_middle"], strict=True)
    assert known[0] < 0.45 and known[0] - new[0] < 0.12, "one neuron: all is bad, the gap is small"
    assert known[0] < known[1] < known[2] and new[0] < new[1] < new[2], "more neurons cure it"
    assert all(share > 0.99 for share in known[2:])
    assert all(later > earlier - 0.02 for earlier, later in pairwise(new)), "nor do they hurt"
    assert max(new[2:]) - min(new[2:]) < 0.03, "from 16 neurons on it is flat"


def test_too_deep_is_two_things(lesson: Values) -> None:
    known, new = zip(*lesson["deep_middle"], strict=True)
    assert all(share > 0.97 for share in known[:4]), "up to 8 layers training is nearly perfect"
    assert 0.01 < new[0] - new[3] < 0.08, "and the gap grows a little"
    assert sorted(lesson["deep"][3][0])[1] > 0.97, "in all runs, or all but one"
    assert known[4] < 0.75 and new[4] < known[4] + 0.03, "with 20 layers training fails"
    assert all(share < 0.95 for share in lesson["stuck"]), "in each run"
    assert max(lesson["stuck"]) - min(lesson["stuck"]) > 0.1, "the start decides how far it gets"
    assert median(lesson["lost"]) > 0.01, "8 layers are worse than one, if not by much"


def test_twenty_layers_can_do_it_with_another_training(lesson: Values) -> None:
    assert len(lesson["gentle"]) == 2
    for known, new in lesson["gentle"]:
        assert known > 0.99, "training is perfect"
        assert 0.65 < new < 0.86, "and validation far behind"


def test_more_data_closes_the_gap_but_not_for_moved_digits(lesson: Values) -> None:
    known, new, moved = zip(*lesson["more_middle"], strict=True)
    assert all(later > earlier + 0.01 for earlier, later in pairwise(new))
    assert new[0] < 0.8 and new[3] > 0.92
    assert known[0] > 0.995 and known[0] - new[0] > 5 * (known[3] - new[3]), "the gap closes"
    assert 0.9 < known[3] < 0.99, "from both sides"
    assert 0.2 < moved[0] < moved[3] < 0.6, "a third to a half"


def test_the_test_set_agrees(lesson: Values) -> None:
    assert lesson["test_right"] == pytest.approx(lesson["validation_said"], abs=0.02)
    assert lesson["test_right"] > 0.91


def test_a_validation_set_from_a_sorted_file(lesson: Values, output: Output) -> None:
    assert lesson["split_known"] > 0.93 and lesson["split_new"] < 0.35
    assert output("split")[1:] == ["learned: [0 1 2 3 4 5 6 7 8]", "asked for: [8 9]"]


def test_the_winner_is_a_lucky_one(lesson: Values) -> None:
    pairs = list(zip(lesson["lucky_said"], lesson["lucky_true"], strict=True))
    assert len(pairs) == 5 and all(said > true + 0.03 for said, true in pairs), "its score is too good"
    assert all(0.18 < said < 0.4 for said, _ in pairs)


def test_the_five_seeds_stand_in_a_table(lesson: Values, output: Output) -> None:
    rows = table(output("sure"))
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    names = ("gaps", "guessed", "gained", "lost", "stuck")
    for seed in SEEDS:
        assert rows[seed][1:] == pytest.approx([100 * lesson[name][seed] for name in names], abs=0.06)


def test_what_the_page_quotes(lesson: Values) -> None:
    assert lesson["learned"] <= 1 and 14 <= lesson["lowest"] <= 29
