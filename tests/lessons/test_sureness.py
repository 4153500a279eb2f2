"""What docs/how-networks-work/sureness.md promises, with room for other processors."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Output

Values = dict[str, Any]
SURE, RIGHT, TEMPERATURE, SURE_THEN, RIGHT_THEN = range(5)  # the columns of the last table


def test_temperature(lesson: Values) -> None:
    cold, as_is, warm, hot = (lesson["warm"][T] for T in ("0.3", "1", "3", "30"))
    assert cold[0] > as_is[0] > warm[0] > hot[0] and cold[0] > 0.98
    assert 0.8 < as_is[0] < 0.98, "what the page begins with"
    assert all(share == pytest.approx(1 / 10, abs=0.04) for share in hot), "toward one tenth each"
    assert all(sum(shares) == pytest.approx(1, abs=1e-5) for shares in (cold, as_is, warm, hot))


def test_an_answer_that_is_sure_and_wrong(output: Output) -> None:
    clear, odd = output("softmax")
    assert clear.startswith("says 1,") and float(clear.split()[-1]) > 0.8
    assert odd.startswith("says 6,") and float(odd.split()[-1]) > 0.6


def test_no_temperature_suits_all(lesson: Values) -> None:
    cold, as_is, warm = lesson["middle"]
    assert cold > as_is > warm and cold > 0.85 and warm < 0.6


def test_small_networks_are_too_modest_and_large_ones_too_bold(lesson: Values) -> None:
    for gaps in lesson["gaps"]["small"]:
        assert all(gap > 0 for gap in gaps) and max(gaps) > 0.1, "above the diagonal"
    for gaps in lesson["gaps"]["large"]:
        assert all(gap < 0.01 for gap in gaps) and min(gaps) < -0.05, "below it, and meets it only near 1"
    assert len(lesson["judged"]) == 10
    for row in lesson["judged"][:5]:
        assert 0.7 < row[SURE] < row[RIGHT] - 0.05 and row[TEMPERATURE] < 0.9 and 0.85 < row[RIGHT] < 0.93
    for row in lesson["judged"][5:]:
        assert 1 > row[SURE] > row[RIGHT] + 0.02 and row[TEMPERATURE] > 1.2 and 0.88 < row[RIGHT] < 0.94


def test_a_temperature_mends_the_average_and_no_answer(lesson: Values) -> None:
    for row in lesson["judged"]:
        assert row[RIGHT_THEN] == row[RIGHT]
        assert abs(row[SURE_THEN] - row[RIGHT]) < 0.025 < abs(row[SURE] - row[RIGHT])


def test_softmax_without_care(output: Output) -> None:
    careless, careful = output("overflow")
    assert "nan" in careless and "nan" not in careful and "0.731" in careful


def test_the_large_network_reads_a_few_more(lesson: Values) -> None:
    small, large = (lesson["right"][name] for name in ("small", "large"))
    assert 0.85 < small[0] < large[0] < small[0] + 0.05 and len(small) == len(large) == 5
