"""Picture files of readers' own as examples to learn from."""

from __future__ import annotations

import pytest
from studio_tables import asked, told


def test_pictures_become_ink() -> None:
    black, white, clear = [0, 0, 0, 255], [255] * 4, [0, 0, 0, 0]
    ring = [*white * 5, *black, *white * 3]  # ink right of the middle
    assert asked("gray", rgba=ring, width=3, height=3, side=3) == [0, 0, 0, 0, 0, 1, 0, 0, 0]
    turned = [*black * 4, *white, *black * 4]  # light on dark: ink in the middle
    assert asked("gray", rgba=turned, width=3, height=3, side=3) == [0, 0, 0, 0, 1, 0, 0, 0, 0]
    on_nothing = [*clear * 4, *black, *clear * 4]
    assert asked("gray", rgba=on_nothing, width=3, height=3, side=3) == [0, 0, 0, 0, 1, 0, 0, 0, 0]


def test_colors_are_as_light_as_they_look() -> None:
    colors = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255]]
    found = asked("gray", rgba=[part for color in colors for part in color], width=2, height=2, side=2)
    assert found == pytest.approx([0.701, 0.413, 0.886, 0], abs=1e-6)


def test_pictures_are_made_smaller_and_larger_without_stretching() -> None:
    black, white = [0, 0, 0, 255], [255] * 4
    half = [*white * 2, *black, *white] * 2  # 4 wide, 2 high
    found = asked("gray", rgba=half, width=4, height=2, side=4)
    assert found == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert asked("gray", rgba=half, width=4, height=2, side=2) == [0, 0.25, 0, 0.25]
    dot = [*white * 4, *black, *white * 4]
    large = asked("gray", rgba=dot, width=3, height=3, side=6)
    assert [place for place, ink in enumerate(large) if ink == 1] == [14, 15, 20, 21] and sum(large) == 4
    odd = asked("gray", rgba=dot, width=3, height=3, side=2)
    assert odd == pytest.approx([1 / 9] * 4, abs=1e-6)


def test_pictures_of_no_size_are_refused() -> None:
    assert told("gray", rgba=[], width=0, height=0, side=28) == "A picture of 0 by 0 pixels cannot have 0 numbers."
    assert told("gray", rgba=[0] * 8, width=2, height=2, side=28).endswith("cannot have 8 numbers.")


def test_the_class_is_the_start_of_a_files_name() -> None:
    names = {
        "0001_caveat.png": "0001", "cat_3.jpg": "cat", "cat (2).png": "cat", "cat-1.png": "cat", "cat.png": "cat",
        "cat12.PNG": "cat", "cat 3.png": "cat", "photos/dog_1.jpeg": "dog", "C:\\my\\dog_1.jpeg": "dog", "7.png": "7",
        "7_1.png": "7", "7-1.png": "7", "7 (3).png": "7", "0001.png": "0001", "T-shirt-4 (2).png": "T-shirt",
        "new york_1.png": "new york", "x1_2.png": "x1", "e\u0301_1.png": "\u00e9", "_1.png": "_", "cat": "cat",
        ".png": "",
    }  # fmt: skip
    assert dict(zip(names, asked("classes", names=list(names)), strict=True)) == names


def test_pictures_become_examples() -> None:
    files = [("dog_1.png", [0, 1, 0, 1]), ("cat_1.png", [1, 0.5, 0, 0]), ("cat_2.png", [0, 0, 0, 0])]
    found = asked("pictures", pictures=[{"name": name, "ink": ink} for name, ink in files], side=2)
    assert found == {
        "name": "pictures",
        "shape": [2, 2, 1],
        "picture": [2, 2],
        "x": [0, 1, 0, 1, 1, 0.5, 0, 0, 0, 0, 0, 0],
        "y": [1, 0, 0],
        "classes": ["cat", "dog"],
        "warnings": [
            'The class "dog" has a single example: it can be learned from or tested, not both.',
            "Blank, all of one color: cat_2.png.",
        ],
    }


@pytest.mark.parametrize(
    ("names", "size", "said"),
    [
        ([], 4, "There are no pictures yet."),
        (["cat_1.png", "cat_2.png"], 4, 'All pictures are of the class "cat". A file\'s name begins with its class'),
        (["cat_1.png", ".png"], 4, '".png" names no class.'),
        (["cat_1.png", "dog_1.png"], 3, '"cat_1.png" is not 2 pixels wide and high.'),
    ],
)
def test_pictures_that_are_no_examples(names: list[str], size: int, said: str) -> None:
    pictures = [{"name": name, "ink": [0] * size} for name in names]
    assert told("pictures", pictures=pictures, side=2).startswith(said)
