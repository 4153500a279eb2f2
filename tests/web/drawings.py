"""For the tests of drawings: descriptions of all kinds, and real Keras models with every layer that drawings know."""

from __future__ import annotations

from functools import cache
from typing import Any

Description = dict[str, Any]
LETTERS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def network(*layers: Any, **more: Any) -> Description:
    """A description from its layers; a whole number first is the size of the input."""
    first = {"type": "input", "size": layers[0]} if isinstance(layers[0], int) else layers[0]
    return {"layers": [first, *layers[1:]], **more}


def dense(size: int, activation: str = "relu", **more: Any) -> Description:
    return {"type": "dense", "size": size, "activation": activation, **more}


def stack(kind: str, side: int, channels: int, **more: Any) -> Description:
    return {"type": kind, "width": side, "height": side, "channels": channels, **more}


def window(kernel: int, stride: int = 1) -> Description:
    return {"kernel": [kernel, kernel], "stride": [stride, stride], "padding": "same"}


FOUR = {"type": "input", "size": 4, "values": [0, 1, 1, 1], "labels": ["one", "two", "three", "four"]}
PICTURE = stack("input", 9, 1, values=[(place % 5) / 4 for place in range(81)])
SERIES = {"type": "input", "size": 2, "steps": 3, "values": [[1, 0], [0.5, -0.5], [0, 1]]}
SHAPES = ["square", "rhombus", "upright cross", "diagonal cross", "line"]
TABLE = [[(row * 7 + column * 3) % 11 / 5 - 1 for column in range(4)] for row in range(4)]
GOOD: dict[str, Description] = {
    "two": network(2, dense(1)),
    "weights": network(
        FOUR,
        dense(4, values=[0.25, -3, 12.345, 1e4], weights=TABLE, labels=LETTERS[:4]),
        dense(1, weights=[row[:1] for row in TABLE], labels=["answer"], values=[0.994], winner=0),
    ),
    "scaled": network(FOUR, dense(4, weights=TABLE), scale=10, title="Four & <four>", description='"Said"'),
    "article": network(25, dense(20), dense(15), dense(10), dense(5, "softmax", labels=SHAPES, winner=0)),
    "real": network(25, dense(25), {"type": "dropout", "rate": 0.2}, dense(20), dense(15), dense(10), dense(5)),
    "values": network(9, dense(5, values=[0, -0.001, 0.5, 1, 2.5], lit=[1, 3]), dense(2, winner=1)),
    "widest": network(2500, dense(1880), dense(1262), dense(645), dense(26, "softmax", labels=LETTERS, winner=1)),
    "lit": network(1000, dense(500, lit=[250]), dense(100, winner=50), collapse=12),
    "digits": network(784, dense(10, labels=LETTERS[:10]), dense(10, values=[0.1] * 10, labels=list("0123456789"))),
    "deep": network(784, *[dense(64, "leaky_relu") for _ in range(9)], dense(10, "softmax")),
    "down": network(25, dense(20), dense(5, winner=2, labels=SHAPES), direction="down", id="an-id_1"),
    "until": network(FOUR, dense(3, values=[1, 2, 3]), dense(2, values=[0.5, 0.5], winner=0), until=1),
    "cnn": network(
        PICTURE,
        stack("conv", 9, 32, activation="relu", name="edges", **window(3)),
        {"type": "norm"},
        stack("pool", 5, 32, mode="average", **window(2, 2)),
        {"type": "dropout", "rate": 0.125},
        {"type": "flatten", "size": 800},
        dense(26, "softmax", labels=LETTERS, winner=20),
    ),
    "global": network(stack("input", 64, 3), stack("conv", 31, 300, **window(4, 2)), {"type": "pool", "size": 300}),
    "steps": network(SERIES, {"type": "rnn", "size": 3, "sequences": True}, {"type": "gru", "size": 40}, dense(1)),
    "long": network({"type": "input", "size": 8, "steps": 1000}, {"type": "lstm", "size": 32}, dense(12)),
    "time": network(SERIES, {"type": "lstm", "size": 1}, dense(2, labels=["up", "down"], winner=0), direction="down"),
    "each": network(SERIES, {"type": "gru", "size": 5, "sequences": True}, dense(1, "sigmoid"), until=1),
    "neuron": {
        **{"kind": "neuron", "inputs": 3, "values": [0.5, -1, 2], "weights": [0.8, 0.3, -0.5], "bias": 0.1},
        **{"sum": -0.8, "activation": "leaky_relu", "output": -0.08, "labels": ["x1", "x2", "x3"]},
    },
    "bare": {"kind": "neuron", "inputs": 784},
}


@cache
def models() -> dict[str, Description]:
    """Descriptions of built Keras models, which have every kind of layer between them."""
    import keras
    import numpy as np

    keras.utils.set_random_seed(1)
    L, S, X = keras.layers, keras.Sequential, keras.Input
    from weave.engine.networks import describe, neuron

    letters = [X((50, 50, 1))]
    for channels, side, rate in ((32, 12, 0.25), (64, 6, 0.25), (128, 3, 0.4)):
        letters += [L.Conv2D(channels, side, padding="same"), L.LeakyReLU(negative_slope=0.1)]
        letters += [L.MaxPooling2D(2, padding="same"), L.Dropout(rate)]
    letters += [L.Flatten(), L.Dense(128), L.LeakyReLU(), L.Dropout(0.3), L.Dense(26, activation="softmax")]
    photo = [X((28, 28, 3)), L.Conv2D(16, (3, 5), strides=(2, 1), name="edges"), L.BatchNormalization(), L.ReLU()]
    photo += [L.AveragePooling2D(2), L.SpatialDropout2D(0.1), L.Conv2D(300, 3), L.ELU(), L.GlobalMaxPooling2D()]
    photo += [L.Dense(10), L.Softmax()]
    small = [X((8, 8, 1)), L.Conv2D(4, 3, activation="relu"), L.GlobalAveragePooling2D(), L.Dense(3)]
    plain = S([X((3,)), L.Dense(4), L.PReLU(), L.BatchNormalization(), L.Dense(3), L.Activation("tanh"), L.Dense(2)])
    rnn = S([X((6, 3)), L.SimpleRNN(8), L.Dense(2, activation="softmax")])
    deep = S([X((None, 5)), L.LSTM(32, return_sequences=True), L.GRU(16), L.Dropout(0.2), L.Dense(1)])
    random = np.random.default_rng(1)
    return {
        "letters": describe(S(letters), random.random((50, 50, 1)), outputs=LETTERS),
        "photo": describe(S(photo)),
        "small": describe(S(small), random.random((8, 8, 1))),
        "plain": describe(plain, [1, -1, 0.5], weights=True),
        "rows": {**describe(plain, [1, -1, 0.5], weights=True), "direction": "down"},
        "rnn": describe(rnn, random.random((6, 3)), outputs=["up", "down"]),
        "time": {**describe(rnn, random.random((6, 3)), outputs=["up", "down"]), "direction": "down"},
        "deep": describe(deep),
        "deep in time": {**describe(deep), "direction": "down"},
        "neuron": neuron(plain.layers[0], 1, [1, -1, 0.5]),
    }
