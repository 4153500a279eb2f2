"""Tables of readers' own as examples to learn from; what is wrong is told, with line and column."""

from __future__ import annotations

from typing import Any

import pytest
from studio_tables import answers, asked, check_told, told

SHAPES = [
    "1111110001100011000111111", "0010001010100010101000100", "0010000100111110010000100",
    "1000101010001000101010001", "0000000000111110000000000",
]  # fmt: skip
# The articles' training file: pixels, then the code of the class, with spaces between them, one at the end too.
TRAINING = "".join(
    " ".join([*shape, *("01"[column == row] for column in range(5))]) + " \n" for row, shape in enumerate(SHAPES)
)
FLOWERS = "width,height,kind\n1,2.5,b\n2,3.5,a\n3,4.5,b\n4,5.5,a\n"


def test_the_training_file_of_the_articles() -> None:
    found = asked("columns", text=TRAINING)
    assert found["shape"] == [25] and found["picture"] == [5, 5]
    assert found["x"] == [int(pixel) for shape in SHAPES for pixel in shape]
    assert found["y"] == [0, 1, 2, 3, 4] and found["classes"] == ["0", "1", "2", "3", "4"]
    assert found["warnings"] == [
        'Each of the classes "0", "1", "2", "3", "4" has a single example: it can be learned from or tested, not both.'
    ]


def test_a_code_with_names_above_it() -> None:
    found = asked("columns", text="size;cat;dog\n1,5;1;0\n2,5;0;1\n3;1,0;0\n".replace("1,0", "1"))
    assert (found["classes"], found["y"], found["x"]) == (["cat", "dog"], [0, 1, 0], [1.5, 2.5, 3])


def test_paper_around_pictures_is_kept_but_a_constant_column_is_not_guessed() -> None:
    pixels = "".join(f"0 {row % 2} " + "0 " * 14 + f"{row % 2} {1 - row % 2}\n" for row in range(4))
    assert asked("guess", text=pixels)["inputs"] == [*range(16)]
    assert asked("columns", text=pixels)["picture"] == [4, 4]
    assert "picture" not in asked("columns", text=pixels.replace("0 1 0", "0 255 0"))  # ink is from 0 to 1
    table = "a,b,c\n1,5,x\n2,5,y\n3,5,x\n4,5,y\n"
    assert asked("guess", text=table)["inputs"] == [0]
    assert "picture" not in asked("columns", text=table)


def test_classes_by_name() -> None:
    found = asked("columns", text=FLOWERS, choices={"name": "flowers"})
    assert found == {
        "name": "flowers",
        "shape": [2],
        "x": [1, 2.5, 2, 3.5, 3, 4.5, 4, 5.5],
        "y": [1, 0, 1, 0],
        "classes": ["a", "b"],
        "inputs": ["width", "height"],
        "warnings": [],
    }


def test_classes_that_are_numbers_are_in_their_order() -> None:
    rows = [f"{row / 10},{label}" for row, label in enumerate([10, 9, 2, 10, 9, 2])]
    found = asked("columns", text="\n".join(rows))
    assert (found["classes"], found["y"]) == (["2", "9", "10"], [2, 1, 0, 2, 1, 0])


def test_a_number_to_predict() -> None:
    found = asked("columns", text="rooms,price\n1,100.5\n2,200\n3,300.25\n")
    assert (found["classes"], found["y"], found["answer"]) == ([], [100.5, 200, 300.25], "price")
    found = asked("columns", text="1 2 4\n3 4 6\n5 6 8\n7 8 10")  # no code, and each answer another
    assert found["classes"] == [] and found["y"] == [4, 6, 8, 10]


GUESSED: list[tuple[str, list[int], Any, str]] = [
    (TRAINING, [*range(25)], "one-hot", "classes"),
    ("label,p,q\n1,3,4\n0,5,6\n1,7,8\n0,9,0", [1, 2], 0, "classes"),
    ("kind,p,q\na,3,4.5\nb,5,6\na,7,8\nb,9,0", [1, 2], 0, "classes"),
    ("name,p,q\nAnn,3,4.5\nBo,5,6\nCy,7,8", [1], 2, "number"),
    ("p,q,kind,\n1,2,a,\n3,4,b,\n", [0, 1], 2, "classes"),
    ("0 0 0\n0 1 1\n1 0 1\n1 1 0", [0, 1], 2, "classes"),
    ("0 0 0\n0 1 0\n1 0 0\n1 1 1", [0, 1], 2, "classes"),
    ("rooms,price\n1,100.5\n2,200\n3,300.25\n", [0], 1, "number"),
    ("2 4 6 8\n1 3 5 7\n4 6 8 10\n", [0, 1, 2], 3, "number"),
    ("5 2 1\n6 3 1\n7 5 1\n", [0, 1], 2, "classes"),  # a single column is no code
    ("0 1\n1 0\n", [0], 1, "number"),  # nor is one with no input before it
    ("1,0,1\n2,,1\n", [0], 2, "classes"),  # nor is one with a gap
]


def test_the_parts_of_columns_are_guessed() -> None:
    for case, answer in zip(GUESSED, answers([{"ask": "guess", "text": text} for text, *_ in GUESSED]), strict=True):
        assert tuple(answer["found"].values()) == case[1:], case


def test_what_is_in_a_column() -> None:
    text = "a,b,c,d,e\n1,x,,5,1\n?,y,NaN,5,oops\n3,z,,,3\n"
    assert asked("kinds", text=text) == ["numbers", "text", "blank", "constant", "numbers"]


def test_columns_can_be_chosen() -> None:
    found = asked("columns", text="a,b,c\n1,2,3\n4,5,6\n7,8,9", choices={"inputs": [2, 0], "answer": 1})
    assert (found["inputs"], found["x"], found["y"]) == (["c", "a"], [3, 1, 6, 4, 9, 7], [2, 5, 8])
    found = asked("columns", text=FLOWERS, choices={"answer": 0, "task": "classes"})
    assert (found["inputs"], found["classes"]) == (["height"], ["1", "2", "3", "4"])


def test_missing_values() -> None:
    cells = ["", "?", "NA", "n/a", "#N/A", "NaN", "nan", "null", " "]
    texts = [f'a,b,k\n1,2,x\n"{cell}",4,y\n5,6,x\n6,9,y\n' for cell in cells]
    choices = [{}, {"missing": "skip"}, {"missing": "mean"}]
    found = answers([{"ask": "columns", "text": text, "choices": each} for text in texts for each in choices])
    for cell, refused, skipped, mean in zip(cells, found[::3], found[1::3], found[2::3], strict=True):
        what = f' ("{cell}")' if cell.strip() else ""
        said = f"Line 3, column 1 (a): the value is missing{what}. Fill it in, or leave out such lines, or take means."
        assert refused == {"said": said}
        assert skipped["found"]["x"] == [1, 2, 5, 6, 6, 9]
        assert skipped["found"]["warnings"][0] == "Left out, as a value is missing: 1 of 4 lines (3)."
        assert mean["found"]["x"] == [1, 2, 4, 4, 5, 6, 6, 9]


def test_missing_answers() -> None:
    text = "a,k\n1,x\n2,\n3,y\n4,x\n5,y\n"
    where = "Line 3, column 2 (k): the value is missing."
    assert told("columns", text=text).startswith(f"{where} Fill")
    said = f"{where} An answer cannot be a mean: fill it in, or leave out such lines."
    assert told("columns", text=text, choices={"missing": "mean"}) == said
    assert asked("columns", text=text, choices={"missing": "skip"})["x"] == [1, 3, 4, 5]
    found = asked("columns", text=text + "NA,x\n6,\n", choices={"missing": "skip"})
    assert found["warnings"] == ["Left out, as a value is missing: 3 of 7 lines (3, 7, 8)."]


def test_a_missing_value_in_a_column_that_is_not_used_is_none() -> None:
    assert asked("columns", text="a,b,k\n1,,x\n2,5,y\n3,6,x\n4,7,y", choices={"inputs": [0]})["x"] == [1, 2, 3, 4]


def test_numbers_are_read() -> None:
    cells = ["1e-3", "+5", "-2.50", ".5", "5.", "1E3", "007"]
    found = asked("columns", text="".join(f"{cell},{place}.5\n" for place, cell in enumerate(cells)))
    assert found["x"] == pytest.approx([float(cell) for cell in cells])


NO_NUMBERS = [
    ("inf", '"inf" is not a number. Mend or leave it out.'),
    ("-Infinity", '"-Infinity" is not a number.'),
    ("0x10", '"0x10" is not a number.'),
    ("1O", '"1O" is not a number.'),
    ("1 000", '"1 000" is not a number.'),
    ("1.000.000", '"1.000.000" is not a number.'),
    ("1_000", '"1_000" is not a number.'),
    ("1e999", '"1e999" is too large.'),
    ("1e39", '"1e39" is too large.'),
    ('"1,5"', '"1,5" has a comma, and decimals in this table follow a point.'),
]


def test_what_is_no_number_is_told_with_line_and_column() -> None:
    inputs = [(cell, f"Line 5, column 1 (a): {said}") for cell, said in NO_NUMBERS]
    check_told(inputs, lambda cell: {"ask": "columns", "text": f"a,b\n1,1.5\n2,2.5\n3,3.5\n{cell},4.5\n"})
    number = {"inputs": [0], "answer": 1, "task": "number"}
    predicted = [(cell, f"Line 5, column 2 (b): {said}") for cell, said in NO_NUMBERS]
    text = "a,b\n1.5,1\n2.5,2\n3.5,3\n4.5,"
    check_told(predicted, lambda cell: {"ask": "columns", "text": text + cell, "choices": number})


@pytest.mark.parametrize("separator", [";", "\t", " "])
def test_decimal_commas(separator: str) -> None:
    text = "1,5;2,25;x\n3;4,5;y\n".replace(";", separator)
    found = asked("columns", text=text, reading={"separator": separator})
    assert found["x"] == [1.5, 2.25, 3, 4.5]
    said = told("columns", text=text + f"5{separator}6.5{separator}y", reading={"separator": separator})
    assert said == 'Line 3, column 2: "6.5" has a point, and decimals in this table follow a comma.'


NO_EXAMPLES: list[tuple[str, dict[str, Any], str]] = [
    (FLOWERS, {"inputs": [0, 2], "answer": 1}, 'In column 3 (kind) is text, such as "b": inputs are numbers.'),
    ("a,b,k\n1,5,x\n2,5,y", {"inputs": [0, 1]}, "All of column 2 (b) is 5: nothing can be told from it. Leave it"),
    ("a,b,k\n1,,x\n2,?,y", {"inputs": [0, 1]}, "All of column 2 (b) is missing. Leave it out."),
    ("a,k\n1,x\n2,x", {"answer": 1}, 'All of column 2 (k) is "x": there are no two classes.'),
    ("a,k\n1,5\n2,5", {"answer": 1, "task": "number"}, "All of column 2 (k) is 5: there is nothing to predict."),
    ("a,k\n1,x", {}, "There is no column to learn from: at least one column of numbers that differ must go in."),
    ("a,k\n1,x", {"inputs": [0]}, "There are no two lines left to learn from: give more examples."),
    ("7\n8\n9", {}, "There is no column to learn from"),
    (FLOWERS, {"inputs": []}, "There is no column to learn from"),
    (FLOWERS, {"inputs": [0, 3]}, "There is no column 4."),
    (FLOWERS, {"inputs": [0, 2], "answer": 2}, "Chosen twice: column 3 (kind). It is either an input or the answer."),
    (FLOWERS, {"inputs": [0, 0]}, "Chosen twice: column 1 (width)."),
    (TRAINING, {"task": "number"}, "A one-hot code tells classes, not a number."),
    ("a,b\n1,?\n?,2\n3,?", {"missing": "skip"}, "There are no two lines left to learn from"),
    (
        "\n".join(f"{n},n{n}" for n in range(1001)),
        {},
        "In column 2 are 1,001 different values: more than 1,000 classes",
    ),
    ('a,k\n"1,5",x\n"2,5",y\n', {}, 'Line 2, column 1 (a): "1,5" has a comma, and decimals in this table follow'),
    ("1 0 0\n2 1 0\n", {"answer": "one-hot", "inputs": [0]}, 'Line 1: the last 2 columns have "0 0", and a one-hot'),
    ("a,cat,cat\n1,0,1\n2,1,0\n3,0,1\n", {}, 'Two classes are called "cat". Give each its own name.'),
    (f"1,{'x' * 201}\n2,y\n", {}, f'The class "{"x" * 40}…" has a name of more than 200 letters. Shorten it.'),
    ("1 0 1\n2 1 0\n3 1 1\n", {"answer": "one-hot"}, "Line 3: its last columns are no one-hot code that fits"),
    (
        "1 0 1\n2 1 0\n3 1 1\n",
        {"answer": "one-hot", "inputs": [0]},
        'Line 3: the last 2 columns have "1 1", and a one-hot code has a single 1, else 0.',
    ),
]


def test_what_cannot_be_learned_from_is_told() -> None:
    check_told(NO_EXAMPLES, lambda text, choices: {"ask": "columns", "text": text, "choices": choices})


def test_classes_with_too_few_examples_are_told() -> None:
    found = asked("columns", text="a,k\n1,x\n2,x\n3,y\n")
    assert found["warnings"] == ['The class "y" has a single example: it can be learned from or tested, not both.']
    found = asked("columns", text="1 0 0 1\n2 0 0 1\n3 0 1 0\n4 0 1 0\n", choices={"answer": "one-hot"})
    assert found["classes"] == ["0", "1"] and found["inputs"] == ["column 1"]  # of zeros before a code nothing is told
