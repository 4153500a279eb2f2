"""Networks that a hidden cell keeps alive for the page: what is recorded and published, and what is refused."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest
from conftest import CourseFolder

from weave.page.kept import MOST

BUILD = """
# %% build
import keras

keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((4,)), {layers}, keras.layers.Dense(3, activation="softmax")])
"""
KEEP = """
# %% alive tags=["hide"]
import numpy as np

from weave.engine.kept import keep

keep(model, np.eye(4), names=["a", "b", "c"], taught=np.eye(4, dtype=int))
"""
PAGE = '# Nets\n\n--8<-- "nets/build.md"\n'
LAYERS = 'keras.layers.Dense(2, activation="relu", kernel_initializer="he_normal"), keras.layers.Dropout(0.3, seed=4)'


def lesson(course: CourseFolder, layers: str, keep: str = KEEP) -> CourseFolder:
    course.lesson("nets", BUILD.format(layers=layers) + keep, PAGE)
    return course


def test_a_kept_network_is_published_and_keras_answers_recorded(course: CourseFolder) -> None:
    lesson(course, LAYERS).run()
    assert course.passes("check")
    network = json.loads(course.published()["nets/alive.network.json"])
    assert network["input_shape"] == [4]
    assert network["layers"] == [
        {"type": "Dense", "units": 2, "activation": "relu", "kernel_initializer": "he_normal"},
        {"type": "Dropout", "rate": 0.3},
        {"type": "Dense", "units": 3, "activation": "softmax"},
    ]
    assert network["about"] == {"names": ["a", "b", "c"], "taught": np.eye(4, dtype=int).tolist()}
    weights = np.frombuffer(base64.b64decode(network["weights"]), "<f2").astype("float32")
    assert weights.shape == (4 * 2 + 2 + 2 * 3 + 3,)
    [record] = (course.root / ".weave" / "records" / "nets").iterdir()
    inputs, answers = (np.load(record / f"alive.{what}.npy") for what in ("inputs", "answers"))
    assert inputs.tolist() == np.eye(4).tolist()
    hidden = np.maximum(0, weights[:8].reshape(4, 2) + weights[8:10])
    scores = np.exp(hidden @ weights[10:16].reshape(2, 3) + weights[16:])
    np.testing.assert_allclose(answers, scores / scores.sum(axis=1, keepdims=True), atol=2e-3)


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ("keras.layers.Reshape((2, 2)), keras.layers.Flatten()", "Reshape"),
        ('keras.layers.Dense(2, activation="elu")', "layers[0] (Dense) activation must be one of"),
        ("keras.layers.Dense(40000)", f"at most {MOST:,}"),
    ],
)
def test_check_refuses_what_pages_do_not_know(course: CourseFolder, layers: str, said: str) -> None:
    lesson(course, layers).run()
    message = course.failure("check")
    assert "snippets/nets.py:" in message and "'alive'" in message and said in message


@pytest.mark.parametrize(
    ("layers", "keep", "said"),
    [
        ('keras.layers.Dense(2, kernel_regularizer="l2")', KEEP, "kernel_regularizer"),
        (LAYERS, KEEP.replace(' tags=["hide"]', ""), "hidden cell"),
        (LAYERS, f"{KEEP}keep(model, np.eye(4))\n", "once"),
        (LAYERS, KEEP.replace("\nkeep(", "\nmodel.layers[0].bias.assign([np.nan, 0])\nkeep("), "nan"),
        (LAYERS, KEEP.replace("keep(model", "keep(keras.Sequential()"), "built Sequential"),
    ],
)
def test_a_run_says_what_cannot_be_kept(course: CourseFolder, layers: str, keep: str, said: str) -> None:
    message = lesson(course, layers, keep).failure()
    assert "snippets/nets.py:" in message and said in message
    assert "nets/alive.network.json" not in course.published()
