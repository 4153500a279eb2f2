"""Networks that a hidden cell keeps alive for the page: what is recorded and published, and what is refused."""

from __future__ import annotations

import base64
import json
import re

import numpy as np
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
LAYERS = 'keras.layers.Dense(2, activation="relu", kernel_initializer="he_normal"), keras.layers.Dropout(0.3, seed=4)'


def lesson(course: CourseFolder, name: str, layers: str, keep: str = KEEP) -> None:
    course.lesson(name, BUILD.format(layers=layers) + keep, f'# Nets\n\n--8<-- "{name}/build.md"\n')


def said_of(message: str, name: str) -> str:
    """The part of a message that is about a listing."""
    parts = re.split(r"(?=snippets/\w+\.py:)", message)
    return "".join(part for part in parts if part.startswith(f"snippets/{name}.py:"))


def test_a_kept_network_is_published_and_keras_answers_recorded(course: CourseFolder) -> None:
    lesson(course, "nets", LAYERS)
    course.run()
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


UNKNOWN = {
    "reshapes": ("keras.layers.Reshape((2, 2)), keras.layers.Flatten()", "Reshape"),
    "bends": ('keras.layers.Dense(2, activation="elu")', "layers[0] (Dense) activation must be one of"),
    "fills": ("keras.layers.Dense(40000)", f"at most {MOST:,}"),
}


def test_check_refuses_what_pages_do_not_know(course: CourseFolder) -> None:
    for name, (layers, _) in UNKNOWN.items():
        lesson(course, name, layers)
    course.run()
    message = course.failure("check")
    for name, (_, said) in UNKNOWN.items():
        assert "'alive'" in said_of(message, name) and said in said_of(message, name), message


NOT_KEPT = {
    "shrinks": ('keras.layers.Dense(2, kernel_regularizer="l2")', KEEP, "kernel_regularizer"),
    "shows": (LAYERS, KEEP.replace(' tags=["hide"]', ""), "hidden cell"),
    "repeats": (LAYERS, f"{KEEP}keep(model, np.eye(4))\n", "once"),
    "breaks": (LAYERS, KEEP.replace("\nkeep(", "\nmodel.layers[0].bias.assign([np.nan, 0])\nkeep("), "nan"),
    "begins": (LAYERS, KEEP.replace("keep(model", "keep(keras.Sequential()"), "built Sequential"),
}


def test_a_run_says_what_cannot_be_kept(course: CourseFolder) -> None:
    for name, (layers, keep, _) in NOT_KEPT.items():
        lesson(course, name, layers, keep)
    message = course.failure()
    for name, (_, _, said) in NOT_KEPT.items():
        assert said in said_of(message, name), message
    assert not [path for path in course.published() if path.endswith(".network.json")]
