"""What docs/training-well/schedules.md promises, with room for other processors."""

from __future__ import annotations

from math import cos, pi
from typing import Any

import pytest
from conftest import ROOT, Output

Values = dict[str, Any]
PAGE = ROOT / "docs" / "training-well" / "schedules.md"
LOSS, RIGHT = 0, 1
LOW, MEDIAN, HIGH = range(3)
FALLING = ("step", "exponential", "cosine")


def test_our_schedules_are_those_of_keras(lesson: Values) -> None:
    assert set(lesson["apart"]) == {*FALLING, "warmup"}
    assert max(lesson["apart"].values()) < 1e-6


def test_the_noise_ball_is_proportional_to_the_rate(lesson: Values) -> None:
    for rate, measured, formula in lesson["balls"]:
        assert formula == pytest.approx(rate / (2 - rate))
        assert measured == pytest.approx(formula, rel=0.05)
    assert [rate for rate, *_ in lesson["balls"]] == [0.4, 0.2, 0.1, 0.05]


def test_the_ball_in_the_picture(lesson: Values) -> None:
    assert lesson["ends"]["cosine"] < 1.3 * lesson["ends"]["rate 0.025"], "it ends as low as the lowest"
    assert lesson["early"]["cosine"] < 1.1 * lesson["early"]["rate 0.4"], "and arrives as early as the highest"
    assert lesson["early"]["rate 0.025"] > 10 * lesson["early"]["rate 0.4"]


def test_without_noise_the_higher_rate_is_nearer(lesson: Values) -> None:
    assert lesson["calm"]["0.4"] < 1e-30 < lesson["calm"]["0.1"] < 1e-5 < 0.1 < lesson["calm"]["0.025"]


def test_falling_schedules_beat_the_constant_high_rate(lesson: Values, output: Output) -> None:
    final, wins = lesson["final"], lesson["wins"]
    for line, name in zip(output("main")[1:], final, strict=True):
        low, middle, high = final[name][RIGHT]
        told = f"{final[name][LOSS][MEDIAN]:.2f} {middle:.1%} ({low:.1%}-{high:.1%}) {wins[name]} of 9"
        assert line.split(maxsplit=1) == [name, told]
    assert [wins[name] for name in FALLING] == [9, 9, 9]
    assert wins["low"] <= 4
    for name in FALLING:
        assert final[name][RIGHT][MEDIAN] - final["high"][RIGHT][MEDIAN] > 0.008
        spread = final[name][RIGHT][HIGH] - final[name][RIGHT][LOW]
        assert spread < 0.02 < final["high"][RIGHT][HIGH] - final["high"][RIGHT][LOW], "narrow and wide bands"
    middle = sorted(final[name][RIGHT][MEDIAN] for name in ("step", "exponential", "cosine"))
    assert middle[2] - middle[1] < 0.01, "no winner among them"
    assert final["low"][LOSS][MEDIAN] == max(final[name][LOSS][MEDIAN] for name in final), "unfinished"
    assert min(final, key=lambda name: final[name][LOSS][MEDIAN]) == "cosine"


def test_the_three_cannot_be_told_apart(lesson: Values) -> None:
    usual = [lesson["final"][name][RIGHT][MEDIAN] for name in FALLING]
    spreads = [lesson["final"][name][RIGHT][HIGH] - lesson["final"][name][RIGHT][LOW] for name in FALLING]
    assert max(usual) - min(usual) < min(spreads)
    exponential, cosine = (lesson["final"][name] for name in ("exponential", "cosine"))
    assert exponential[LOSS][LOW] > cosine[LOSS][HIGH], "a higher loss in every run"
    assert exponential[RIGHT][MEDIAN] > cosine[RIGHT][MEDIAN] - 0.005, "and not worse on new digits"


def test_a_fair_comparison(lesson: Values) -> None:
    high, cosine = lesson["at_best"]["high"], lesson["at_best"]["cosine"]
    assert high[0] < cosine[0], "a schedule allows a higher rate"
    assert 0.005 < cosine[2] - high[2] < 0.02, "about one point"
    assert cosine[1] > high[3] - 0.004, "hardly any of the one range lies in the other"
    assert lesson["medians"]["high"][0] > lesson["medians"]["cosine"][0], "at the lowest rate the constant one wins"


def test_it_depends_on_the_number_of_steps(lesson: Values) -> None:
    lengths = lesson["lengths"]
    for n in ("50", "200", "800", "3200"):
        high, low, *falling = lengths[n]
        assert min(falling) > high > low, "the falling ones lead at every length"
    gaps = [lengths[n][0] - lengths[n][1] for n in ("50", "200", "800", "3200")]
    assert gaps[0] > gaps[1] > gaps[2] > gaps[3] - 0.01 and gaps[0] > 0.1 and gaps[3] < 0.03
    assert lesson["cut_off"] < lengths["800"][4], "stopped halfway it is worse than one planned so"


def test_with_less_noise_the_gain_is_gone(lesson: Values) -> None:
    gains = [cosine - high for high, cosine in lesson["batches"]]
    assert gains[0] > 0.008 > abs(gains[1]) and abs(gains[2]) < 0.008


def test_warmup_saves_a_rate_that_is_too_high(lesson: Values) -> None:
    (without, with_it), (lost, saved) = lesson["warmed"]
    assert -0.002 < with_it[MEDIAN] - without[MEDIAN] < 0.02
    assert saved[MEDIAN] - lost[MEDIAN] > 0.02 and saved[LOW] > lost[LOW]


def test_keras_trains_the_same_network(lesson: Values) -> None:
    assert lesson["keras_right"] == pytest.approx(lesson["our_right"], abs=0.003)
    assert lesson["rate_now"] == pytest.approx(0.5176, abs=1e-4)


def test_epochs_for_steps(lesson: Values) -> None:
    assert lesson["stopped_right"] < 0.5 and lesson["stopped_rate"] == 0


def test_what_the_page_quotes(lesson: Values) -> None:
    assert 0.85 < lesson["cut_off"] < 0.95
    assert (lesson["sizes"], lesson["too_high"]) == ([10, 40, 160], 1.2), "settings of the listing"


@pytest.mark.parametrize("rates", [*([rate] * 600 for rate in (0.4, 0.1, 0.025)), "cosine"])
def test_the_answer_to_the_second_exercise(rates: Any) -> None:
    """What walkers from 0 and from 10 do on average: the first rise, and all end alike."""
    if rates == "cosine":
        rates = [0.4 * (1 / 16 + 15 / 16 * (1 + cos(pi * step / 600)) / 2) for step in range(600)]
    squares: dict[int, list[float]] = {0: [0], 100: [100]}
    for far in squares.values():
        for rate in rates:
            far.append((1 - rate) ** 2 * far[-1] + rate**2)
    assert squares[0][1] > 0 and squares[0][5] > squares[0][1], "it rises"
    assert squares[0][-1] == pytest.approx(squares[100][-1], rel=1e-6), "nothing is left of the start"
    assert rates[0] == rates[-1] or max(squares[0]) > 2 * squares[0][-1], "the cosine then sinks"
