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
    assert lesson["learned"][-1] > 0.97
    assert lesson["checked"][-1] < lesson["learned"][-1] - 0.05


def test_sure_and_wrong(lesson: Values) -> None:
    assert max(lesson["sure_wrong"]) > 0.95


def test_swapped_paper_and_ink_is_read_as_if_by_guessing(lesson: Values) -> None:
    assert lesson["swapped_accuracy"] < 0.15
    assert lesson["swapped_sureness"] > 0.5, "and it does not know"


def test_one_change_at_a_time(lesson: Values) -> None:
    each = lesson["each"]
    assert list(each) == ["as it is", "3 x 3 kernels", "batch norm", "augmentation"]
    assert all(len(shares) == 3 for shares in each.values())
    assert lesson["means"] == pytest.approx([mean(shares) for shares in each.values()])
    plain, kernels, normal, augmented = lesson["means"]
    pairs = zip(each["augmentation"], each["as it is"], strict=True)
    assert augmented > max(kernels, normal), "the highest mean"
    assert all(0 < changed - unchanged < 0.05 for changed, unchanged in pairs)
    for name in ("3 x 3 kernels", "batch norm"):
        gains = [changed - unchanged for changed, unchanged in zip(each[name], each["as it is"], strict=True)]
        assert min(gains) < 0 < max(gains), "helps on one line and harms on another"
    folds = list(zip(*each.values(), strict=True))
    assert min(folds[2]) > max(folds[0] + folds[1]), "one line lies to the right of the others"
    spread = max(each["augmentation"]) - min(each["augmentation"])
    assert spread > augmented - plain, "the fold matters more than any change"


def test_the_hardest_letters_are_mostly_read_all_the_same(lesson: Values) -> None:
    assert len(lesson["hardest"]) == 10
    assert 0 < lesson["never_missed"] < 10


def test_the_improved_network_reads_unseen_fonts(lesson: Values) -> None:
    test = lesson["test"]
    assert all(len(shares) == 3 for shares in test.values())
    assert mean(test["improved"]) >= 0.97
    assert min(test["improved"]) > max(test["article"]) > min(test["article"]) > max(test["MLP"])
    assert mean(test["article"]) > 0.9


def test_it_is_better_where_it_was_chosen_too(lesson: Values) -> None:
    validation = lesson["validation"]
    assert min(validation["improved"]) > max(validation["article"])


def test_it_is_smaller(lesson: Values) -> None:
    assert lesson["parameters"]["improved"] < ARTICLE / 6 < ARTICLE < lesson["parameters"]["MLP"]


def test_its_sureness_tells_right_from_wrong(lesson: Values) -> None:
    assert lesson["sure_missed"] < lesson["sure_right"] - 0.2
