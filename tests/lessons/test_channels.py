"""What docs/reading-letters/channels.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from conftest import Output

Values = dict[str, Any]


def test_a_patch_of_two_channels(lesson: Values) -> None:
    assert lesson["by_channel"] == [3, 4]


def test_by_hand_as_keras(lesson: Values, output: Output) -> None:
    assert len(lesson["differences"]) == 3
    assert all(difference < 1e-5 for difference in lesson["differences"])
    assert [re.sub(r", difference.*", "", line) for line in output("same_as_keras")] == [
        "W (3, 3, 2, 4), b (4,): (20, 20, 4)",
        "W (3, 3, 2, 5), b (5,): (10, 10, 5)",
        "W (4, 4, 2, 1), b (1,): (7, 7, 1)",
    ]


def test_keras_does_not_turn_the_kernel(output: Output) -> None:
    assert output("flipped") == ["[3. 2. 1.] [3. 2. 1.] [1. 2. 3.]"]


def test_sizes(lesson: Values, output: Output) -> None:
    assert (lesson["checked"], lesson["wrong"]) == (144, 0)
    rows = [list(map(int, re.findall(r"\d+", line))) for line in output("sizes")[1:]]
    assert len(rows) == 4
    for n, k, s, same, valid in rows:
        assert (same, valid) == (math.ceil(n / s), math.floor((n - k) / s) + 1)
    assert rows[-1] == [50, 4, 1, 50, 47] and lesson["valid"] == 47, "the size stays with same padding alone"


def test_pooling(lesson: Values, output: Output) -> None:
    assert lesson["pool_gap"] < 1e-6
    table = [[float(n) for n in re.findall(r"\d\.\d*", line)] for line in output("pool")[:-1]]
    whole, pooled = table[:4], table[5:]
    for i in range(2):
        for j in range(2):
            square = [whole[2 * i + a][2 * j + b] for a in (0, 1) for b in (0, 1)]
            assert pooled[i][j] == pytest.approx(max(square), abs=0.006)
    assert max(map(max, pooled)) > 0.3, "not a table of zeros"


def test_neighbors_agree_in_maps_alone(lesson: Values) -> None:
    assert len(lesson["in_maps"]) == len(lesson["in_dense"]) == 10
    assert min(lesson["in_maps"]) > 0.5
    assert max(map(abs, lesson["in_dense"])) < 0.2


def test_single_numbers_hide_little(lesson: Values, output: Output) -> None:
    single, whole = lesson["losts"]
    assert 0.02 < single < 0.12
    assert whole == pytest.approx(0.25, abs=0.06)
    zeros = [float(share) for share in re.findall(r"zeros (\d+)%", "\n".join(output("dropped")))]
    assert zeros == pytest.approx([25, 25], abs=6), "both drop a quarter"


def test_the_article_counted(lesson: Values, output: Output) -> None:
    assert lesson["flattened"] == 7 * 7 * 128 == 6272
    assert "(25, 25, 32) (13, 13, 64) (7, 7, 128)" in output("article")[0]
    assert lesson["counts"] == lesson["by_keras_counts"]
    assert sum(lesson["counts"]) == lesson["article_total"] == 958_586
    assert lesson["counts"][3] > 0.8 * lesson["article_total"], "most are in the dense layer"


def test_wrong_shapes(lesson: Values, output: Output) -> None:
    assert "expected min_ndim=4, found ndim=3" in " ".join(output("wrong_shape"))
    assert output("wrong_axis") == ["channel first: (4, 1, 25, 8)", "channel last:  (4, 25, 25, 8)"]
