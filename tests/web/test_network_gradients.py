"""The way back of every layer and loss, in 64 bits, held against differences of the loss: no error above 1e-5."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from networks import CASES, CLASSES, FLAT, PICTURES, SOFTMAX, answers, cell, conv, dense, network

STEP = {"return_sequences": True}
BATCH = {"type": "BatchNormalization"}
CNN = [conv(3, 3, padding="same", strides=2), {"type": "LeakyReLU"}, FLAT, SOFTMAX]
# Beyond those of networks.py: what chance leaves out, and the ways back to an earlier layer that they do not test.
MORE: dict[str, Any] = {
    "dropout": (network(dense(9), {"type": "Dropout", "rate": 0.4}, SOFTMAX, shape=[4]), CLASSES),
    "spatial dropout": (network(dense(4), {"type": "SpatialDropout2D", "rate": 0.4}, *CNN, shape=PICTURES), CLASSES),
    "gelu within": (network(dense(4), {"type": "Activation", "activation": "gelu"}, dense(2), shape=[4]), "mse"),
    "softmax within": (network(dense(4), dense(3, "softmax"), dense(2), shape=[4]), "mse"),
    "sigmoid, off by squares": (network(dense(4), dense(3, "sigmoid"), shape=[4]), "mse"),
    "sigmoid as a layer": (
        network(dense(4), {"type": "Activation", "activation": "sigmoid"}, shape=[4]),
        "binary_crossentropy",
    ),
    "sigmoid of pictures": (network(dense(2), conv(2, 2, activation="sigmoid"), shape=PICTURES), "binary_crossentropy"),
    "recurrent": (
        network(dense(3), cell("SimpleRNN", 4, **STEP), cell("LSTM", 3, **STEP), cell("GRU", 2), shape=[5, 2]),
        "mse",
    ),
    "pooling": (
        network(
            dense(2),
            {"type": "MaxPooling2D", "pool_size": 3, "strides": [1, 2], "padding": "same"},
            {"type": "AveragePooling2D", "pool_size": [3, 2], "padding": "same"},
            {"type": "GlobalAveragePooling2D"},
            SOFTMAX,
            shape=PICTURES,
        ),
        CLASSES,
    ),
    "batch normalization of sequences": (network(dense(4, use_bias=False), BATCH, cell("GRU", 3), shape=[4, 2]), "mse"),
}
QUESTIONS = {name: (case["description"], case["choices"]["loss"]) for name, case in CASES.items()} | MORE


@cache
def errors() -> dict[str, list[dict[str, Any]]]:
    loss = {"mean_squared_error": "mse"}
    asked = [{"ask": "gradients", "description": d, "loss": loss.get(name, name)} for d, name in QUESTIONS.values()]
    return dict(zip(QUESTIONS, answers(asked, bits=64), strict=True))


@pytest.mark.parametrize("name", QUESTIONS)
def test_gradients_are_differences_of_the_loss(name: str) -> None:
    found = errors()[name]
    assert [weight for weight in found if weight["error"] > 1e-5] == []
    assert [weight for weight in found if weight["most"] < 1e-6] == [], "a gradient of 0 proves nothing"


def test_every_layer_is_tested() -> None:
    layers = {layer["type"] for description, _ in QUESTIONS.values() for layer in description["layers"]}
    assert len(layers) == 17
