"""For the tests of web/network/: networks of every layer, the engine's answers, and Keras's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SOFTMAX = {"type": "Dense", "units": 3, "activation": "softmax"}
CLASSES = "categorical_crossentropy"
FLAT = {"type": "Flatten"}

Network = dict[str, Any]


def network(*layers: Network, shape: list[int]) -> Network:
    """A description of a network for inputs of this shape."""
    return {"input_shape": shape, "layers": list(layers)}


def dense(units: int, activation: str = "linear", **more: Any) -> Network:
    return {"type": "Dense", "units": units, "activation": activation, **more}


def conv(filters: int, size: Any, **more: Any) -> Network:
    return {"type": "Conv2D", "filters": filters, "kernel_size": size, **more}


def cell(kind: str, units: int, **more: Any) -> Network:
    return {"type": kind, "units": units, **more}


def answers(questions: list[dict[str, Any]], bits: int = 32) -> list[Any]:
    """What the engine answers, in node; without node the test is skipped, but not in continuous integration."""
    if not shutil.which("node") and not os.environ.get("CI"):
        pytest.skip("needs node")
    command = ["node", str(HERE / "network.js")]
    asked = json.dumps({"bits": bits, "questions": questions})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def answer(ask: str, bits: int = 32, **question: Any) -> Any:
    return answers([{"ask": ask, **question}], bits)[0]


def case(description: Network, loss: str = CLASSES, **optimizer: Any) -> dict[str, Any]:
    """A network and how to train it; by default with SGD."""
    return {"description": description, "choices": {"loss": loss, "optimizer": {"type": "SGD", **optimizer}}}


PICTURES = [7, 6, 2]
# Every layer, loss and optimizer, as Keras is to train it; steps are long enough for a mistake to show.
CASES = {
    "dense": case(network(dense(5, "relu"), dense(4, "tanh"), SOFTMAX, shape=[4]), learning_rate=0.5),
    "no bias": case(network(dense(5, "sigmoid", use_bias=False), dense(2), shape=[4]), "mse", learning_rate=0.3),
    "gelu": case(network(dense(5, "gelu"), dense(2), shape=[4]), "mse", learning_rate=0.2, momentum=0.9),
    "binary": case(
        network(dense(6, "relu"), dense(2, "sigmoid"), shape=[4]), "binary_crossentropy", type="Adam", learning_rate=0.1
    ),
    "nesterov": case(network(dense(6, "relu"), SOFTMAX, shape=[4]), learning_rate=0.3, momentum=0.8, nesterov=True),
    "clipnorm": case(network(dense(6, "relu"), SOFTMAX, shape=[4]), learning_rate=0.9, clipnorm=0.3),
    "global_clipnorm": case(
        network(dense(6, "relu"), SOFTMAX, shape=[4]), type="Adam", learning_rate=0.05, global_clipnorm=0.001
    ),
    "adam": case(
        network(dense(6, "tanh"), SOFTMAX, shape=[4]), type="Adam", learning_rate=0.1, beta_1=0.8, beta_2=0.99
    ),
    "shares": case(network(dense(6, "tanh"), SOFTMAX, shape=[4]), "mean_squared_error", learning_rate=1.0),
    "layers": case(
        network(
            dense(6),
            {"type": "LeakyReLU", "negative_slope": 0.1},
            dense(6),
            {"type": "LeakyReLU"},
            dense(6),
            {"type": "ReLU"},
            dense(3),
            {"type": "Activation", "activation": "softmax"},
            shape=[4],
        ),
        learning_rate=0.3,
    ),
    "same": case(
        network(
            conv(3, 3, strides=2, padding="same", activation="tanh"),
            {"type": "MaxPooling2D", "padding": "same"},
            FLAT,
            SOFTMAX,
            shape=PICTURES,
        ),
        learning_rate=0.3,
    ),
    "valid": case(
        network(
            conv(4, [3, 2], strides=[2, 1], activation="relu"),
            {"type": "AveragePooling2D", "pool_size": [2, 3], "strides": 1, "padding": "same"},
            conv(3, 2, use_bias=False),
            {"type": "GlobalAveragePooling2D"},
            SOFTMAX,
            shape=PICTURES,
        ),
        type="Adam",
        learning_rate=0.02,
    ),
    "overlap": case(
        network(
            conv(3, 2, padding="same"),
            {"type": "MaxPooling2D", "pool_size": 3, "strides": 2},
            {"type": "AveragePooling2D", "pool_size": 2},
            FLAT,
            SOFTMAX,
            shape=PICTURES,
        ),
        learning_rate=0.3,
    ),
    "batch normalization": case(
        network(
            conv(4, 3, padding="same", use_bias=False),
            {"type": "BatchNormalization", "momentum": 0.8},
            {"type": "ReLU"},
            FLAT,
            dense(5, use_bias=False),
            {"type": "BatchNormalization", "center": False, "epsilon": 0.01},
            {"type": "Activation", "activation": "tanh"},
            SOFTMAX,
            shape=PICTURES,
        ),
        learning_rate=0.3,
    ),
    "layer normalization": case(
        network(
            dense(5),
            {"type": "LayerNormalization"},
            conv(3, 2),
            {"type": "LayerNormalization", "scale": False},
            FLAT,
            SOFTMAX,
            shape=PICTURES,
        ),
        learning_rate=0.03,
    ),
    "SimpleRNN": case(
        network(
            cell("SimpleRNN", 4, return_sequences=True), cell("SimpleRNN", 3, activation="relu"), dense(2), shape=[5, 3]
        ),
        "mse",
        learning_rate=0.2,
    ),
    "LSTM": case(
        network(cell("LSTM", 4, return_sequences=True), cell("LSTM", 3, use_bias=False), dense(2), shape=[5, 3]),
        "mse",
        learning_rate=0.5,
    ),
    "GRU": case(
        network(cell("GRU", 4, return_sequences=True), cell("GRU", 3, use_bias=False), dense(2), shape=[5, 3]),
        "mse",
        learning_rate=0.5,
    ),
    "sequences": case(
        network(
            cell("GRU", 4, return_sequences=True, recurrent_activation="tanh", activation="sigmoid"),
            cell("LSTM", 4, return_sequences=True, recurrent_activation="tanh", activation="sigmoid"),
            SOFTMAX,
            shape=[4, 3],
        ),
        learning_rate=0.5,
    ),
    "embedding": case(
        network({"type": "Embedding", "input_dim": 6, "output_dim": 3}, cell("LSTM", 4), SOFTMAX, shape=[5]),
        learning_rate=0.5,
    ),
    "no word twice": case(  # see embedding.js, "Adam"
        network({"type": "Embedding", "input_dim": 5000, "output_dim": 2}, FLAT, SOFTMAX, shape=[3]),
        type="Adam",
        learning_rate=0.05,
    ),
}


@cache
def from_keras() -> dict[str, dict[str, Any]]:
    """For every case: weights, inputs, targets, and what Keras makes of them in five steps."""
    command = [sys.executable, str(HERE / "keras_numbers.py")]
    done = subprocess.run(command, input=json.dumps(CASES), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])  # TensorFlow may speak before it
    return found
