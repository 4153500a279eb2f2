"""What the lesson "Shortcuts" promises, written from the page."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Output


def test_all_but_one_answer_input_2(lesson: dict[str, Any]) -> None:
    assert lesson["copying"] == 49


def test_rules_that_score_the_same(output: Output) -> None:
    scores = {line[:15].strip(): line[15:].split() for line in output("rules")[1:]}
    assert scores["2 and 3"] == ["5", "4", "16"]
    assert scores["input 2"] == ["5", "4", "12"]
    assert scores["2 and (3 or 4)"][:2] == ["5", "4"], "why 0100 alone is not enough"


def test_how_many_rules_fit(lesson: dict[str, Any]) -> None:
    assert lesson["possible"] == 2**16
    assert (lesson["fitting"], lesson["passing"]) == (2 ** (16 - 5), 2 ** (16 - 9))


def test_the_rules_disagree_where_nothing_was_shown(lesson: dict[str, Any]) -> None:
    orange = {place for place, differs in enumerate(lesson["disagree"]) if differs}
    assert orange == {0b0100, 0b0101, 0b1100, 0b1101}
    assert not orange & {*lesson["seen"], *lesson["tested"]}


def test_which_data_mends_it(lesson: dict[str, Any]) -> None:
    nothing, one, other, both, everything = lesson["cured"]
    assert nothing == [0, 0, 0], "no seed and no size of network finds our rule in five rows"
    assert max(one + other) <= 2, "one more row is not enough"
    assert all(33 <= count <= 48 for count in both[:2]) and both[2] >= 48
    assert all(40 <= count <= 50 for count in everything[:2]) and everything[2] >= 48


def test_chance_would_have_seen_it(lesson: dict[str, Any]) -> None:
    exact = 7 / 11 * 6 / 10 * 5 / 9 * 4 / 8
    assert lesson["blind"] == pytest.approx(exact, abs=0.015)


def test_it_holds_at_other_rates(lesson: dict[str, Any]) -> None:
    assert list(lesson["by_rate"]) == ["0.25", "1", "4"]
    for from_five, from_seven in lesson["by_rate"].values():
        assert from_five <= 1 and 30 <= from_seven <= 48
