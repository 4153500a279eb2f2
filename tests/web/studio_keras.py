"""For the tests of what the studio hands over: networks, what its modules answer, and what Keras says of that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest
from networks import FLAT, HERE, SOFTMAX, Network, cell, conv, dense, network


def layer(kind: str, **options: Any) -> Network:
    return {"type": kind, **options}


# Networks that together have every kind of layer; null is the default, as for the engine.
NETWORKS = {
    "mlp": network(dense(8, "relu"), layer("Dropout", rate=0.2), dense(5, "gelu"), SOFTMAX, shape=[4]),
    "cnn": network(
        conv(4, 3, padding="same", use_bias=False, strides=[1, 2]),
        layer("BatchNormalization", momentum=0.9, epsilon=0.01),
        layer("Activation", activation="relu"),
        layer("MaxPooling2D", strides=None),
        layer("SpatialDropout2D", rate=0.3),
        conv(5, [2, 3], activation="tanh"),
        layer("BatchNormalization", center=False),
        FLAT,
        SOFTMAX,
        shape=[12, 12, 1],
    ),
    "SimpleRNN": network(cell("SimpleRNN", 5, activation=None), dense(1), shape=[4, 1]),
    "LSTM": network(cell("LSTM", 5, use_bias=False), dense(1), shape=[4, 1]),
    "GRU": network(cell("GRU", 5, return_sequences=True), cell("GRU", 3), dense(1), shape=[4, 1]),
    "words": network(layer("Embedding", input_dim=9, output_dim=3), cell("LSTM", 4), SOFTMAX, shape=[5]),
    "pictures": network(
        conv(4, 2),
        layer("LeakyReLU", negative_slope=0.1),
        layer("LayerNormalization", scale=False),
        layer("AveragePooling2D", pool_size=[2, 1], padding="same"),
        conv(3, 2, kernel_initializer="he_normal"),
        layer("ReLU"),
        layer("LayerNormalization"),
        layer("GlobalAveragePooling2D"),
        {**SOFTMAX, "use_bias": False},
        shape=[8, 8, 1],
    ),
}


def answers(questions: list[dict[str, Any]]) -> list[Any]:
    """What the studio's modules answer, in node; without node the test is skipped, but not in CI."""
    if not shutil.which("node") and not os.environ.get("CI"):
        pytest.skip("needs node")
    command = ["node", str(HERE / "studio_keras.js")]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def from_keras(files: dict[str, Any], programs: dict[str, Any]) -> dict[str, Any]:
    """What Keras makes of files and programs; one process for all, since Keras takes seconds to import."""
    command = [sys.executable, str(HERE / "studio_keras_numbers.py")]
    asked = json.dumps({"files": files, "programs": programs})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
