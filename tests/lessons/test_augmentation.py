"""What docs/reading-letters/augmentation.md promises, with room for other processors."""

from __future__ import annotations

from statistics import mean
from typing import Any

from conftest import Output

Values = dict[str, Any]
ARTICLE = 958_586  # parameters
FULL, NORMAL, CHANGED, BIG = "full recipe", "no batch norm", "no augmentation", "the article's"


def test_it_is_smaller(lesson: Values) -> None:
    assert ARTICLE / 8 < lesson["parameters"] < ARTICLE / 6


def test_augmentation_does_nearly_all(lesson: Values) -> None:
    apart = lesson["apart"]
    assert list(apart) == [FULL, NORMAL, CHANGED, BIG]
    assert [len(shares) for shares in apart.values()] == [3, 3, 3, 1]
    assert all(with_it > without + 0.02 for with_it, without in zip(apart[FULL], apart[CHANGED], strict=True))
    assert 0.78 < apart[CHANGED][0] < 0.93 < apart[FULL][0] < 0.995


def test_what_else_is_taken_away_costs_little(lesson: Values) -> None:
    apart = lesson["apart"]
    assert abs(mean(apart[FULL]) - mean(apart[NORMAL])) < 0.03
    assert min(apart[NORMAL]) > max(apart[CHANGED])
    assert 0.92 < apart[BIG][0] < 0.999


def test_unseen_fonts_are_in_the_same_order_and_easier(lesson: Values) -> None:
    test, apart = lesson["test"], lesson["apart"]
    assert min(test[FULL]) > 0.95 and max(test[FULL]) <= 1
    assert mean(test[CHANGED]) < min(mean(test[name]) for name in (FULL, NORMAL, BIG))
    assert mean(test[FULL]) - mean(test[CHANGED]) < mean(apart[FULL]) - mean(apart[CHANGED])


def test_the_next_font(lesson: Values) -> None:
    by_font, ranked = lesson["by_font"], lesson["ranked"]
    assert len(by_font) == len(ranked) == 23
    assert [by_font[font] for font in ranked] == sorted(by_font.values())
    assert lesson["low"] == min(by_font.values()) and 0.75 < lesson["low"] < 0.94
    assert lesson["all_right"] == sum(share == 1 for share in by_font.values())
    assert 6 <= lesson["all_right"] <= 18


def test_its_largest_share_tells_right_from_wrong(lesson: Values) -> None:
    assert 0.8 < lesson["sure_right"] < 0.98
    assert 0.3 < lesson["sure_missed"] < 0.6


def test_some_of_the_hardest_letters_are_read_all_the_same(lesson: Values) -> None:
    assert len(lesson["hardest"]) == 10
    assert 1 <= lesson["never_missed"] < 10


def test_changed_copies_stay_ink(output: Output) -> None:
    assert output("letter") == ["(24, 50, 50, 1) ink from 0.0 to 1.0"]
