"""What docs/reading-letters/convolution.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from conftest import Output

Values = dict[str, Any]


def test_the_letters_and_the_shuffle(output: Output) -> None:
    assert output("halve") == ["(650, 50, 50) becomes (650, 25, 25) and (208, 25, 25) for the test"]
    assert output("shuffle") == ["undone: True"], "flattening and shuffling lose nothing"


def test_nearly_the_same_number_of_parameters(lesson: Values) -> None:
    mlp = 625 * 32 + 32 + 32 * 26 + 26
    cnn = (25 * 8 + 8) + (9 * 8 * 16 + 16) + (7 * 7 * 16 * 26 + 26)
    assert lesson["small_counts"] == [mlp, cnn]
    assert abs(mlp - cnn) < 0.05 * mlp


def test_the_cnn_notices_the_shuffle(lesson: Values) -> None:
    plain, mixed = lesson["cnn_plain"], lesson["cnn_mixed"]
    assert len(plain) == len(mixed) == 5
    assert all(p - m > 0.02 for p, m in zip(plain, mixed, strict=True)), "something with every seed"
    assert max(mixed) < min(plain)
    assert lesson["lost_mean"] > 6
    assert min(lesson["learned"]) > 0.85, "they learn their training letters all the same"


def test_the_mlp_does_not(lesson: Values) -> None:
    plain, mixed, cnn_plain, cnn_mixed = lesson["means"]
    assert abs(plain - mixed) < 0.05
    assert cnn_mixed < min(plain, mixed) < max(plain, mixed) < cnn_plain
    assert all(0.6 < share < 0.85 for share in lesson["mlp_plain"] + lesson["mlp_mixed"])
    assert max(lesson["mlp_plain"]) > min(lesson["mlp_mixed"]), "the two rows lie over the same range"
    assert max(lesson["mlp_mixed"]) > min(lesson["mlp_plain"])


def test_a_renamed_mlp_is_the_same_mlp(lesson: Values) -> None:
    assert lesson["twin_gap"] < 1e-3


def test_other_orders(lesson: Values) -> None:
    assert len(lesson["other_mixed"]) == 3
    assert max(lesson["other_mixed"]) < min(lesson["cnn_plain"])


def test_a_patch_gives_one_number(lesson: Values, output: Output) -> None:
    assert lesson["one_sum"] > 0.5, "paper at the left, ink at the right"
    assert output("slide") == ["(25, 25) becomes (22, 22)", f"row 6, column 3: {lesson['one_sum']:.2f}"]


def test_each_kernel_sees_its_edges(lesson: Values) -> None:
    (left, right, blind), (*_, stroke) = lesson["spots"]
    assert left > 0.5 and right < -0.5, "both edges of the stem"
    assert abs(blind) < 0.1 < 0.5 < stroke, "blind to the bottom stroke, which the other sees"


def test_sharing(lesson: Values, output: Output) -> None:
    assert (lesson["of_dense"], lesson["of_kernel"]) == (625 * 484 + 484, 17)
    assert output("moved") == ["the map moved along: True"]


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


def test_the_article_counted(lesson: Values, output: Output) -> None:
    assert lesson["flattened"] == 7 * 7 * 128 == 6272
    assert "(25, 25, 32) (13, 13, 64) (7, 7, 128)" in output("article")[0]
    assert lesson["counts"] == lesson["by_keras_counts"]
    assert sum(lesson["counts"]) == lesson["article_total"] == 958_586
    assert lesson["counts"][3] > 0.8 * lesson["article_total"], "most are in the dense layer"


def test_wrong_shapes(lesson: Values, output: Output) -> None:
    assert "expected min_ndim=4, found ndim=3" in " ".join(output("wrong_shape"))
    assert output("wrong_axis") == ["channel first: (4, 1, 25, 8)", "channel last:  (4, 25, 25, 8)"]
