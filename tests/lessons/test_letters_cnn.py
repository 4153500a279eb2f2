"""What docs/reading-letters/letters_cnn.md promises, with room for other processors."""

from __future__ import annotations

from statistics import mean
from typing import Any

import pytest

Values = dict[str, Any]
ARTICLE = 958_586  # parameters


def test_the_network_is_the_articles(lesson: Values) -> None:
    assert lesson["pooled"] == [[25, 25, 32], [13, 13, 64], [7, 7, 128]]
    assert sum(lesson["counts"]) == lesson["article_parameters"] == lesson["parameters"]["article"] == ARTICLE
    assert lesson["counts"][3] > 0.8 * ARTICLE, "four in five belong to the first dense layer"
    assert len(lesson["learned"]) == len(lesson["checked"]) == 60


def test_the_classes_are_mapped_back(lesson: Values) -> None:
    assert list(lesson["classes"]) == [f"{number:04}" for number in range(1, 27)]
    assert lesson["classes"]["0001"] == "A" and lesson["classes"]["0026"] == "Z"


def test_it_overfits_its_own_fonts(lesson: Values) -> None:
    assert 0.97 < lesson["learned"][-1] <= 1
    assert 0.75 < lesson["checked"][-1] < lesson["learned"][-1] - 0.05


def test_sure_and_wrong(lesson: Values) -> None:
    assert 0.95 < lesson["sure_wrong"][0] <= 1 and lesson["sure_wrong"] == sorted(lesson["sure_wrong"], reverse=True)


def test_swapped_paper_and_ink_is_read_as_if_by_guessing(lesson: Values) -> None:
    assert 0.025 < lesson["swapped_accuracy"] < 0.065, "one in 26 is 3.8 %"
    assert 0.5 < lesson["swapped_sureness"] < 0.99, "and it does not know"


def test_it_reads_unseen_fonts_better_than_the_mlp(lesson: Values) -> None:
    test = lesson["test"]
    assert list(test) == ["MLP", "article"] and all(len(shares) == 2 for shares in test.values())
    assert min(test["article"]) > max(test["MLP"]) + 0.1
    assert all(abs(first - second) < 0.03 for first, second in test.values()), "in both runs about the same"
    assert 0.88 < min(test["article"]) <= max(test["article"]) < 0.99
    assert 0.55 < min(test["MLP"]) <= max(test["MLP"]) < 0.85


def test_on_the_fonts_kept_apart_too(lesson: Values) -> None:
    validation = lesson["validation"]
    assert min(validation["article"]) > max(validation["MLP"])


def test_the_mlp_is_larger(lesson: Values) -> None:
    assert lesson["parameters"]["MLP"] > 8 * lesson["parameters"]["article"]


def test_fonts_differ(lesson: Values) -> None:
    shares = list(lesson["by_font"].values())
    assert len(shares) == 8 and shares == sorted(shares)
    assert shares[-1] - shares[0] > 0.05, "they are not alike"
    assert lesson["by_font"]["swanky-and-moo-moo"] == shares[0] and 0.72 < shares[0] < 0.9
    assert lesson["by_font"]["gaegu"] == shares[-1] > 0.97, "the best, which the page names"
    assert mean(shares) == pytest.approx(mean(lesson["test"]["article"]))
