"""What docs/first-networks/shapes.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from conftest import ROOT, Output

Values = dict[str, Any]
PAGE = ROOT / "docs" / "first-networks" / "shapes.md"
ARTICLE = 0.929  # what the article prints for the rhombus
SQUARE, RHOMBUS, CROSS, DIAGONAL, LINE = range(5)
BITS = {
    "square": "1111110001100011000111111",
    "rhombus": "0010001010100010101000100",
    "upright cross": "0010000100111110010000100",
    "diagonal cross": "1000101010001000101010001",
    "horizontal line": "0000000000111110000000000",
}
BROKEN = ["1011111001100111001110111", "0010000010111110010000100"]


def differing(one: str, other: str) -> int:
    """In how many pixels two shapes differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))


def test_the_shapes(lesson: Values, output: Output) -> None:
    assert lesson["names"] == list(BITS)
    assert output("numbers") == [" ".join(bits[5 * row : 5 * row + 5] for bits in BITS.values()) for row in range(5)]
    assert output("vectors") == [f"{bits} {name}" for name, bits in BITS.items()]
    assert ["".join(map(str, vector)) for vector in lesson["x_broken"]] == BROKEN


def test_the_training_file(lesson: Values, output: Output) -> None:
    rows = [line.split() for line in output("write_file")]
    assert ["".join(row[:25]) for row in rows] == list(BITS.values())
    assert [[int(number) for number in row[25:]] for row in rows] == lesson["answers"]
    assert lesson["answers"] == [[int(row == column) for column in range(5)] for row in range(5)], "one-hot"


def test_parameters(lesson: Values, output: Output) -> None:
    sizes = [25, 25, 20, 15, 10, 5]
    assert lesson["counts"] == [inputs * neurons + neurons for inputs, neurons in pairwise(sizes)]
    assert (lesson["parameters"], lesson["as_drawn"]) == (1700, 1050)
    assert "Keras counts 1700" in output("count")


def test_the_first_layer(lesson: Values, output: Output) -> None:
    assert lesson["hidden"] == pytest.approx([max(0, z) for z in lesson["z"]])
    assert lesson["z"][0] < 0 < lesson["z"][1], "the first neuron answers 0, the second its sum"
    assert "the same as Keras: True" in output("by_hand")


def test_before_training_the_square_is_taken_for_a_rhombus(lesson: Values) -> None:
    shares = lesson["untrained"][SQUARE]
    assert shares[RHOMBUS] == max(shares) < 0.5
    assert sum(shares) == pytest.approx(1, abs=1e-5)


def test_clipping(output: Output) -> None:
    assert output("clip") == ["{'clipnorm': 1} [0.6 0.8] [0.3 0.4]", "{'global_clipnorm': 1} [0.6 0.8] [0.06 0.08]"]


def test_the_loss(lesson: Values) -> None:
    losses = lesson["losses"]
    assert lesson["guessing_loss"] == pytest.approx(math.log(5))
    assert losses[0] == pytest.approx(lesson["guessing_loss"], abs=0.25), "it starts there"
    assert min(losses) < lesson["guessing_loss"] / 2
    assert lesson["loss_in_use"] < losses[-1] / 3, "much lower with nothing dropped"


def test_the_cheating_test(lesson: Values) -> None:
    assert lesson["taught_right"] == 5
    assert lesson["p_taught"][RHOMBUS][RHOMBUS] > 0.9


def test_the_broken_shapes(lesson: Values, output: Output) -> None:
    square, cross = ([differing(bits, taught) for taught in BITS.values()] for bits in BROKEN)
    said = (
        "pixels that differ: [{}] so {}".format(" ".join(f"{n:2}" for n in row), name)
        for row, name in ((square, "square"), (cross, "upright cross"))
    )
    assert output("broken") == list(said)
    assert square[SQUARE] == 5 and sorted(square)[1] == 13
    assert cross[CROSS] == 2 and cross[LINE] == 4
    of_square, of_cross = lesson["p_broken"]
    assert of_square[SQUARE] == max(of_square) > 0.9
    assert of_cross[CROSS] == max(of_cross) > 0.7
    assert of_square[SQUARE] > of_cross[CROSS], "it is surer of the square"


def test_strangers_get_an_answer_too(lesson: Values) -> None:
    vertical, dot, ink, empty = lesson["p_strangers"]
    assert [p.index(max(p)) for p in (vertical, dot, ink, empty)] == [CROSS, LINE, SQUARE, LINE]
    assert vertical[CROSS] > 0.7 and ink[SQUARE] > 0.7
    assert 0.2 < empty[LINE] < 0.6 and 0.3 < dot[LINE] < 0.8


def test_one_column_too_few(output: Output) -> None:
    lines = output("columns")
    assert lines[0] == "(5, 24) (5, 4)"
    assert any("expected axis -1" in line and "to have value 25" in line for line in lines)


def test_one_wrong_pixel(lesson: Values) -> None:
    assert lesson["counted_right"] == 125, "counting pixels cannot fail"
    assert lesson["flipped_right"] >= 115


def test_twelve_seeds(lesson: Values, output: Output) -> None:
    assert output("totals")[0] == "20 epochs, 12 runs"
    assert lesson["taught_high"][0] < 5, "20 epochs are too few in every run"
    assert lesson["taught_low"][1] >= 3 and lesson["taught_high"][1] == 5
    assert 2 <= lesson["squares"][0] <= 8, "reading the broken square is luck after 20 epochs"
    assert lesson["squares"][1] >= 11 and 9 <= lesson["crosses"][1] <= lesson["squares"][1]
    assert lesson["pixel_high"][0] < 0.85 < lesson["pixel_high"][1]
    assert 0.75 < lesson["pixel_low"][1] < 0.98, "after 300 epochs it reads most of what it has not seen"


def test_the_rhombus_and_the_article(lesson: Values) -> None:
    twenty, full = lesson["rhombus_20"], lesson["rhombus_300"]
    assert len(twenty) == len(full) == 12
    assert twenty == sorted(twenty) and full == sorted(full)
    assert twenty[0] > 0.1 and twenty[-1] < 0.6, "20 epochs never come near the article's number"
    assert 0.3 < full[0] < 0.8 < ARTICLE < 0.98 < full[-1], "after 300 they lie on both sides of it"


def test_what_the_page_quotes(lesson: Values) -> None:
    assert 0.02 < lesson["loss_in_use"] < 0.05 and lesson["taught_low"][1] <= 5 and lesson["squares"][1] <= 12
    assert 0.3 < lesson["rhombus_300"][0] < 0.65
