"""What docs/reading-letters/letters.md promises, written from the page alone, with room for other processors."""

from __future__ import annotations

import re
from statistics import mean
from typing import Any

import pytest
from conftest import ROOT, Output

Values = dict[str, Any]
PAGE = ROOT / "docs" / "reading-letters" / "letters.md"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RELATIVES = ["OQ", "DO", "PR", "HM", "VY", "JT", "CG", "IJ", "HN", "MN", "BR", "DR", "FP", "OC", "UW", "VW", "HW", "GS"]
RELATIVES += ["AH", "AX", "KX", "XY", "IL", "CO", "UV", "BS", "EF", "QR", "GQ", "MW", "NW", "BD", "BP", "DQ"]


def test_the_key_of_the_classes(lesson: Values, output: Output) -> None:
    assert lesson["classes"] == {f"{number:04}": letter for number, letter in enumerate(ALPHABET, 1)}
    assert output("get")[0] == "650 files"
    assert output("load_train") == ["(650, 50, 50) becomes (650, 2500)", "images of each letter: {25}"]


def test_grey_levels_become_ink(lesson: Values, output: Output) -> None:
    grey = [[int(n) for n in re.findall(r"\d+", line)] for line in output("grey")[1:]]
    ink = [[float(n) for n in re.findall(r"\d\.\d*", line)] for line in output("ink")[:-1]]
    for below, above in zip(grey, ink, strict=True):
        assert above == pytest.approx([1 - n / 255 for n in below[:12]], abs=0.006)
    assert any(0 < n < 255 for row in grey for n in row), "partly covered pixels"
    assert lesson["paper_share"] > 0.75


def test_random_splits_miss_letters(lesson: Values) -> None:
    counts = lesson["article_counts"]
    assert (min(counts), max(counts), sum(counts)) == (2, 8, 130)
    assert counts[ALPHABET.index("U")] == 2 and counts[ALPHABET.index("Z")] == 8
    assert lesson["without"] == 92


def test_whole_fonts_are_kept_apart(output: Output) -> None:
    assert output("folds") == [
        "of each letter: {5}",
        "fonts kept apart: amatic-sc coming-soon handlee neucha schoolbell",
    ]


def test_parameters(lesson: Values, output: Output) -> None:
    assert lesson["parameters"] == sum(lesson["counts"]) == 7_907_133
    assert "Keras counts 7,907,133" in output("count")
    assert 5 < lesson["parameters"] / lesson["quarter_parameters"] < 6.5, "about a sixth"


def test_it_learns_its_fonts_by_heart_and_not_new_ones(lesson: Values) -> None:
    learned, checked = lesson["learned"], lesson["checked"]
    assert learned[-1] > 0.98 and min(learned[6:]) > 0.95
    assert 0.5 < checked[-1] < 0.75
    assert max(checked[4:]) - checked[3] < 0.12, "it stops getting better after about four epochs"
    assert checked[-1] > 10 / 26, "far above guessing"


def test_a_quarter_of_the_width_reads_as_well(lesson: Values) -> None:
    shares = lesson["fold_accuracy"]
    assert len(shares) == 5 and shares == sorted(shares)
    assert abs(mean(shares) - lesson["checked"][-1]) < 0.1
    assert 0.5 < shares[0] < shares[4] < 0.85


def test_paper_as_one_learns_more_slowly(lesson: Values) -> None:
    paper = lesson["paper_accuracy"]
    assert paper == sorted(paper) and 0.15 < paper[0] < 0.3 and 0.3 < paper[4] < 0.5
    assert paper[4] < lesson["fold_accuracy"][0], "every run with ink as 1 is ahead"
    assert paper[2] < lesson["fold_accuracy"][2] - 0.2


def test_unseen_fonts(lesson: Values) -> None:
    quarter, full = lesson["quarter_test"], lesson["full_test"]
    assert quarter == sorted(quarter) and 0.6 < quarter[0] < quarter[4] < 0.85 and 0.65 < full < 0.85
    assert quarter[0] < full, "the table counts from the one to the other"
    assert quarter[2] > lesson["fold_accuracy"][2], "the test came out better than the fonts kept apart"
    shares = [share for _, share in lesson["by_font"]]
    assert len(shares) == 8 and shares == sorted(shares)
    assert shares[7] - shares[0] > max(*quarter, full) - quarter[0], "the hand matters more than the network"


def test_the_picture_of_the_answer(lesson: Values, output: Output) -> None:
    assert lesson["middle_font"] == lesson["by_font"][4][0]
    assert 15 <= lesson["font_total"] <= 23, "some right, some wrong"
    assert output("answers") == [f"{lesson['middle_font']}: {lesson['font_total']} of 26 read correctly"]


def test_confusions_are_near_relatives(lesson: Values) -> None:
    pairs = [f"{ALPHABET[letter]}{ALPHABET[answer]}" for letter, answer in lesson["common"]]
    assert len(set(pairs)) == 6
    assert "QO" in pairs, "the row Q under the column O"
    assert sum(pair in RELATIVES or pair[::-1] in RELATIVES for pair in pairs) >= 4, pairs


def test_one_letter_read_aloud(lesson: Values) -> None:
    p = lesson["p"]
    assert len(p) == 26 and sum(p) == pytest.approx(1, abs=1e-4)
    assert p[1] > 0.6 and p[1] == max(p)


def test_bad_files_are_named(output: Output) -> None:
    assert output("messages") == [
        "0001_colored.png: RGB (50, 50), expected L (50, 50)",
        "0001_cut.png: not a readable image",
        "0001_large.png: L (60, 60), expected L (50, 50)",
        "caveat.png: no label, expected a name like 0001_x.png",
        "mine: no file 0002_*.png for B",
    ]


def test_copies_leak(lesson: Values) -> None:
    assert lesson["said"] > lesson["true"] + 0.15
    assert 0.5 < lesson["true"] < 0.8


def test_images_and_fonts_kept_apart_agree_on_average(lesson: Values) -> None:
    images, fonts = lesson["image_accuracy"], lesson["fold_accuracy"]
    assert abs(mean(images) - mean(fonts)) < 0.06
    assert fonts[4] - fonts[0] > images[4] - images[0] - 0.02, "fonts spread wider"


def test_what_the_page_quotes(lesson: Values) -> None:
    assert lesson["learned"][-1] <= 1 and 0.7 < lesson["said"] <= 1
