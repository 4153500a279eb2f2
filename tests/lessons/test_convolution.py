"""What docs/reading-letters/convolution.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

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
    patch, weights, products = lesson["patch"], lesson["vertical"], lesson["products"]
    assert weights == [[-0.125, -0.125, 0.125, 0.125]] * 4
    assert all(max(row[:2]) < 0.1 and min(row[2:]) > 0.6 for row in patch), "paper at the left, ink at the right"
    assert patch[3][3] == min(min(row[2:]) for row in patch) < 0.7 and 0.99 < patch[3][2] == max(map(max, patch))
    for inks, row in zip(patch, products, strict=True):
        assert row == pytest.approx([ink * weight for ink, weight in zip(inks, weights[0], strict=True)])
    assert products[0][2] == pytest.approx(0.11, abs=0.02), "around this in the right columns"
    assert lesson["one_sum"] == pytest.approx(sum(map(sum, products))) and 0.6 < lesson["one_sum"] < 1
    assert output("slide") == ["(25, 25) becomes (22, 22)", f"row 6, column 3: {lesson['one_sum']:.2f}"]


def test_each_kernel_sees_its_edges(lesson: Values) -> None:
    (left, right, blind), (*_, stroke) = lesson["spots"]
    assert left > 0.5 and right < -0.5, "both edges of the stem"
    assert abs(blind) < 0.1 < 0.5 < stroke, "blind to the bottom stroke, which the other sees"


def test_sharing(lesson: Values, output: Output) -> None:
    assert (lesson["of_dense"], lesson["of_kernel"]) == (625 * 484 + 484, 17)
    assert output("moved") == ["the map moved along: True"]


def test_what_the_page_quotes(lesson: Values) -> None:
    assert all(0.55 < mean < 0.85 for mean in lesson["means"]) and 8 < lesson["lost_mean"] < 15
