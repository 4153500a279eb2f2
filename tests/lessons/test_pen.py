"""What docs/reading-letters/pen.md promises, with room for other processors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from conftest import Output

Values = dict[str, Any]


def test_the_recipes_can_hardly_be_told_apart_on_test_images(lesson: Values) -> None:
    written = [share for score in lesson["scores"].values() for share in score["written"]]
    assert len(written) == 6 and min(written) > 0.95 and max(written) - min(written) < 0.025


def test_on_printed_digits_they_can(lesson: Values) -> None:
    plain, changed, printed = (lesson["scores"][name]["printed"] for name in ("written", "changed", "and printed"))
    assert min(plain) > 0.4 and max(plain) < 0.8
    assert max(plain) + 0.02 < min(changed) and max(changed) + 0.1 < min(printed) and min(printed) > 0.8


def test_changed_copies_help_on_changed_images(lesson: Values) -> None:
    plain, changed, printed = (lesson["scores"][name]["changed"] for name in ("written", "changed", "and printed"))
    assert max(plain) + 0.05 < min(*changed, *printed)


def test_no_face_is_learned_from_and_tested(output: Output) -> None:
    [line] = output("faces")
    assert line == "printed, to learn from: (120, 28, 28) new: (80, 28, 28)"


def test_aside(lesson: Values) -> None:
    for name, pair in lesson["aside"].items():
        assert max(pair) < min(lesson["scores"][name]["written"]) - 0.1
    assert min(lesson["aside"]["changed"]) > max(lesson["aside"]["written"]) + 0.2


def test_the_printed_share_is_the_mean_of_what_was_printed(lesson: Values, output: Output) -> None:
    head, *rows = output("right")
    assert head.split() == ["learned", "from", "written", "changed", "printed"] and len(rows) == 3
    shown = [float(word.rstrip("%")) / 100 for word in rows[0].split()[1:]]
    assert shown == pytest.approx(np.ravel(list(lesson["scores"]["written"].values())), abs=0.0006)
