"""The engine's numbers are Keras's: answers, losses and weights over five steps of training."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from networks import CASES, answers, from_keras


@cache
def ours() -> dict[str, Any]:
    """What the engine makes of Keras's weights, inputs and targets."""
    given = {name: {key: numbers[key] for key in ("weights", "x", "y")} for name, numbers in from_keras().items()}
    asked = [{"ask": "train", "steps": 5, **case, **given[name]} for name, case in CASES.items()]
    return dict(zip(CASES, answers(asked), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_answers_and_steps_are_those_of_keras(name: str) -> None:
    keras, found = from_keras()[name], ours()[name]
    close = 1e-3 if name == "layer normalization" else 1e-4  # it divides by small numbers
    assert found["shapes"] == keras["shapes"]
    assert found["params"] == {"total": keras["total"], "trainable": keras["trainable"]}
    for what in ("before", "losses", "after"):
        np.testing.assert_allclose(found[what], keras[what], rtol=close, atol=close)
    for start, one, other in zip(keras["weights"], found["weights"], keras["trained"], strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=close)
        assert np.abs(np.subtract(start, other)).max() > 10 * close, "a step that small proves nothing"
