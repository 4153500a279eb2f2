"""What docs/reference/aged.md promises: every old call of the articles, each with its run."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import ROOT, Output

Values = dict[str, Any]
PAGE = (ROOT / "docs" / "reference" / "aged.md").read_text(encoding="utf-8")
# A word of each point, in order.
CODE = [
    ".ix[",
    "SGD(lr",
    "LeakyReLU(alpha",
    "input_shape=",
    "iteritems",
    "curly quotes",
    "os.listdir",
    "without `predict`",
]
CODE += ["split at random", "left-over comment", "evaluation()", "raw images", "add_subplot", "included in TensorFlow"]
CODE += ["verbose", "totally free", "clipnorm"]


def section(title: str) -> str:
    """The text under a heading, up to the next one of its rank or above."""
    mark = re.search(rf"^(#+) {re.escape(title)}$", PAGE, re.MULTILINE)
    assert mark, f"no section {title!r}"
    return re.split(rf"^#{{1,{len(mark[1])}}} ", PAGE[mark.end() :], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_point_about_code_has_its_section_and_its_run() -> None:
    titles = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert len(titles) == len(CODE) == 17
    for title, words in zip(titles, CODE, strict=True):
        assert words in title
        has_run = '--8<-- "aged/' in section(title)
        assert has_run or "](https://" in section(title), f"{title}: neither a run nor a reference"
        assert has_run or title == 'A "totally free" GPU', f"{title} is about code but runs none"


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("ix", ["AttributeError: 'DataFrame' object has no attribute 'ix'"]),
        ("learning_rate", ["ValueError: Argument(s) not recognized: {'lr': 0.01}", "no complaint"]),
        (
            "negative_slope",
            ["UserWarning: Argument `alpha` is deprecated. Use `negative_slope` instead.", "no complaint"],
        ),
        ("input_shape", ["UserWarning: Do not pass an `input_shape`", "no complaint"]),
        (
            "moved",
            ["no attribute 'iteritems'", "layers.normalization", "advanced_activations", "'Input'", "no complaint"],
        ),
        ("parse", ["SyntaxError: Missing parentheses", "IndentationError", "SyntaxError: invalid syntax", "U+2018"]),
        ("evaluation", ["AttributeError: 'Sequential' object has no attribute 'evaluation'", "no complaint"]),
        ("raw_images", ["Expected shape (None, 784)", "no complaint"]),
        ("add_subplot", ["ValueError: Number of columns must be a positive integer, not 10.0", "no complaint"]),
    ],
)
def test_the_old_call_fails_and_its_cure_works(cell: str, says: list[str], output: Output) -> None:
    text, place = " ".join(output(cell)), -1
    for words in says:
        place = text.index(words, place + 1)
    assert text.count("no complaint") == says.count("no complaint")


def test_columns_of_the_training_file(output: Output) -> None:
    kept = [re.findall(r"\d+", line) for line in output("loc_or_iloc")]
    assert kept == [["25", "5"], ["24", "4"], ["26", "6"], ["25", "5"]]


def test_numbers_of_classes_follow_the_order(output: Output) -> None:
    one, other, ordered = (line.partition("{")[2] for line in output("numbering"))
    assert one != other and ordered == "'A': 0, 'B': 1, 'C': 2}"


def test_load_prepare_predict(output: Output) -> None:
    assert output("predict") == ["NameError: name 'outputs' is not defined", "(1, 50, 50, 1) to (1, 26) with sum 1.0"]


def test_the_split(lesson: Values) -> None:
    assert (lesson["fewest"], lesson["most"]) == (2, 8), "NumPy keeps the stream of RandomState"
    assert lesson["without"] == pytest.approx(0.092)
    assert sum(lesson["shares"]) == pytest.approx(1) and lesson["shares"][4:] == [0, 0]
    assert lesson["shares"][1] + lesson["shares"][2] > 0.8, "most have 1 or 2"


def test_defaults(lesson: Values, output: Output) -> None:
    assert lesson["classes"] == 26
    assert lesson["steps"] == 640 // 32
    assert lesson["same"] is True
    assert output("verbose") == ["verbose='auto'"]


def test_clipping(output: Output) -> None:
    assert [re.findall(r"\d\.\d+", line) for line in output("clipnorm")] == [["1.00", "0.50"], ["1.00", "0.01"]]
