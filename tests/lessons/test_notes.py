"""What docs/reference/notes.md promises: every point of the articles that needed care, each with its evidence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Output

Values = dict[str, Any]
PAGE = (ROOT / "docs" / "reference" / "notes.md").read_text(encoding="utf-8")
# A word of each point.
IDEAS = {
    "What deep learning is": ["Werbos", "exactly like your brain", "2, 4, 6, 8", "you will succeed", "5 layers"],
    "Neurons and scores": [
        "between 0 and 1",
        "biologists",
        "sums of weighted sums",
        "2 degrees of freedom",
        "about 0.9",
        "confidence",
        "for each input",
    ],
    "Loss and learning": [
        "cross-entropy",
        "accuracy rises",
        "extremum",
        "huge number of derivatives",
        "over 80",
        "missing altogether",
    ],
    "Training well": [
        "overfitting is losing",
        "does not converge",
        "flat zones",
        "more accurate",
        "bad neurons",
        "only in dense layers",
    ],
    "Convolutional networks": [
        "flattening",
        "batches and channels",
        "give back the degrees",
        "keeps the size",
        "to converge",
        "one matrix",
        "maximum theoretical",
        "uncorrelated",
        "a step of 2, batch",
    ],
    "The NumPy article": [
        "sigmoidPrime",
        'the "cost"',
        "layer by layer",
        "two to several",
        "millions of years",
        "columns",
    ],
    "The MNIST article": ["perceptron", "deep means", "templates", "requires all connections", "likelihood"],
}


def section(title: str) -> str:
    """The text under a heading, up to the next one of its rank or above."""
    mark = re.search(rf"^(#+) {re.escape(title)}$", PAGE, re.MULTILINE)
    assert mark, f"no section {title!r}"
    return re.split(rf"^#{{1,{len(mark[1])}}} ", PAGE[mark.end() :], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_point_about_ideas_has_its_row_and_its_evidence() -> None:
    assert sum(map(len, IDEAS.values())) == 44
    for title, points in IDEAS.items():
        rows = re.findall(r"^\| (?!---)(.*?) \| (.*) \|$", section(title), re.MULTILINE)[1:]
        assert len(rows) == len(points), title
        for (says, here), words in zip(rows, points, strict=True):
            assert words in says
            evident = "](" in here or "above" in here or says.startswith("a section named")
            assert evident, f"{says}: neither a run nor a reference"


def test_small_sums(lesson: Values, output: Output) -> None:
    assert lesson["article_sum"] == pytest.approx(3.4)
    assert lesson["close_shares"] == pytest.approx([0.475, 0.525], abs=0.0005)
    assert lesson["angle"] == pytest.approx(67.38, abs=0.005)
    step_1, step_2, shapes = output("sizes")
    assert re.findall(r"\d+", step_1) == ["1", "50", "47", "50", "47"]
    assert re.findall(r"\d+", step_2) == ["2", "25", "24", "25", "24"]
    assert shapes.endswith("[(6, 6, 32, 64), (64,)]")


def test_batch_normalization(lesson: Values, output: Output) -> None:
    assert 0.9 < lesson["before"] < 1 and lesson["after"] == pytest.approx(lesson["before"], abs=1e-4)
    assert "this batch: off by 0.0 on average" in output("batch_norm")
    assert lesson["left_over"] > 1, "what undoes one batch does not undo another"


def test_it_points_to_the_lessons() -> None:
    links = re.findall(r"\]\((\.\./[^)#]+\.md)", PAGE)
    assert len(set(links)) >= 16, "the notes point to every lesson"
    for link in set(links):
        assert Path(ROOT / "docs" / "reference" / link).resolve().exists(), link
