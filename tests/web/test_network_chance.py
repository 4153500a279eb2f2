"""Chance in the engine: the same for the same seed, and as it should be distributed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from networks import CLASSES, SOFTMAX, answer, answers, cell, conv, dense, network

SHAPES = np.random.default_rng(3).normal(size=(20, 4))


def test_a_seed_gives_the_same_numbers_everywhere() -> None:
    """The first ones of the published generator; another seed gives others."""
    first = answer("chance", seed=1, count=4)
    assert [round(number * 2**32) for number in first["uniform"]] == [2693262067, 11749833, 2265367787, 4213581821]
    assert first == answer("chance", seed=1, count=4)
    assert first["uniform"] != answer("chance", seed=2, count=4)["uniform"]


def test_numbers_are_spread_as_they_should_be() -> None:
    found = answer("chance", seed=5, count=20_000)
    uniform, normal = np.array(found["uniform"]), np.array(found["normal"])
    assert 0 <= uniform.min() < 0.001 and 0.999 < uniform.max() < 1
    assert np.abs(np.histogram(uniform, bins=10, range=(0, 1))[0] / 2000 - 1).max() < 0.08
    assert (
        abs(normal.mean()) < 0.02 and abs(normal.std() - 1) < 0.02 and abs((np.abs(normal) < 1).mean() - 0.683) < 0.01
    )
    assert abs(np.corrcoef(normal[1:], normal[:-1])[0, 1]) < 0.02
    assert sorted(found["order"]) == list(range(20_000))
    assert abs(np.corrcoef(found["order"], range(20_000))[0, 1]) < 0.02


@pytest.mark.parametrize(
    ("name", "shape", "deviation", "most"),
    [
        ("glorot_uniform", [60, 90], (2 / 150) ** 0.5, (6 / 150) ** 0.5),
        ("glorot_uniform", [3, 3, 20, 40], (2 / 540) ** 0.5, (6 / 540) ** 0.5),
        ("glorot_normal", [60, 90], (2 / 150) ** 0.5, 2 * (2 / 150) ** 0.5 / 0.8796),
        ("he_normal", [60, 90], (2 / 60) ** 0.5, 2 * (2 / 60) ** 0.5 / 0.8796),
        ("he_uniform", [3, 3, 20, 40], (2 / 180) ** 0.5, (6 / 180) ** 0.5),
        ("lecun_normal", [60, 90], (1 / 60) ** 0.5, 2 * (1 / 60) ** 0.5 / 0.8796),
        ("lecun_uniform", [60, 90], (1 / 60) ** 0.5, (3 / 60) ** 0.5),
        ("random_uniform", [60, 90], 0.05 / 3**0.5, 0.05),
        ("random_normal", [60, 90], 0.05, 0.3),
    ],
)
def test_initializers_are_those_of_keras(name: str, shape: list[int], deviation: float, most: float) -> None:
    values = np.array(answer("chance", seed=7, count=0, initializer=name, shape=shape))
    assert abs(values.std() / deviation - 1) < 0.04 and abs(values.mean()) < deviation / 10
    assert most * (0.6 if name == "random_normal" else 0.97) < np.abs(values).max() <= most * 1.001


@pytest.mark.parametrize("shape", [[5, 5], [4, 16], [16, 4]])
def test_orthogonal_rows_or_columns(shape: list[int]) -> None:
    values = np.reshape(answer("chance", seed=7, count=0, initializer="orthogonal", shape=shape), shape)
    long = values if shape[0] <= shape[1] else values.T
    np.testing.assert_allclose(long @ long.T, np.eye(min(shape)), atol=1e-12)


def test_an_lstm_keeps_at_first_what_it_has() -> None:
    """The bias of its forget gate starts at 1, all others at 0, as in Keras."""
    data = {"x": {"shape": [1, 2, 2], "data": [0] * 4}, "y": [0] * 3, "steps": 0, "seed": 1}
    question = {"choices": {"loss": "mse"}, **data}
    described = [network(cell("LSTM", 3, unit_forget_bias=some), shape=[2, 2]) for some in (True, False)]
    found = [answer("train", description=one, **question)["weights"][2] for one in described]
    assert found == [[0] * 3 + [1] * 3 + [0] * 6, [0] * 12]


def learn(seed: int) -> Any:
    description = network(dense(6, "relu"), {"type": "Dropout", "rate": 0.3}, SOFTMAX, shape=[4])
    labels = SHAPES[:, :3].argmax(axis=1)
    targets = answer("hot", labels=labels.tolist(), classes=3)
    assert targets == np.eye(3)[labels].ravel().tolist()
    x = {"shape": [20, 4], "data": SHAPES.ravel().tolist()}
    choices = {"loss": CLASSES, "optimizer": {"type": "Adam", "learning_rate": 0.05}}
    question = {"description": description, "choices": choices, "x": x, "y": targets, "seed": seed}
    return answer("learn", **question, epochs=60, size=8)


def test_training_can_be_repeated_and_learns() -> None:
    """First weights, dropout and the order of examples all hang on the seed."""
    once = learn(1)
    assert once == learn(1) and once["losses"] != learn(2)["losses"]
    assert once["losses"][-1] < 0.6 * once["losses"][0] and once["accuracy"] >= 0.95 and once["loss"] < 0.4


def test_dropout_leaves_out_its_share_and_keeps_the_mean() -> None:
    pictures = {"shape": [50, 4, 5, 8], "data": [1] * 8000}
    names = ("Dropout", "SpatialDropout2D")
    asked = [
        {"ask": "outputs", "description": network({"type": name, "rate": 0.25}, shape=[4, 5, 8]), "x": pictures, **more}
        for name in names
        for more in ({"training": True, "seed": 1}, {"training": False, "seed": 1}, {"training": True, "seed": 2})
    ]
    found = [np.reshape(values, (50, 20, 8)) for values in answers(asked)]
    for trained, plain, other in (found[:3], found[3:]):
        assert (plain == 1).all() and (trained != other).any()
        np.testing.assert_allclose(np.unique(trained), [0, 4 / 3], rtol=1e-6)
    assert abs(found[0].mean() - 1) < 0.03 and (found[0].std(axis=1) > 0).all()
    assert abs(found[3].mean() - 1) < 0.12 and (found[3].std(axis=1) == 0).all()  # whole channels


def test_pictures_can_be_told_apart() -> None:
    """A small network of convolutions learns where a bright bar lies."""
    x = np.zeros((20, 6, 6, 1))
    for place in range(20):
        x[place, place % 6] = 1 if place < 10 else 0
        x[place, :, place % 6] += place >= 10
    layers = [conv(4, 3, activation="relu"), {"type": "GlobalAveragePooling2D"}, dense(1, "sigmoid")]
    choices = {"loss": "binary_crossentropy", "optimizer": {"type": "Adam", "learning_rate": 0.05}}
    data = {"x": {"shape": list(x.shape), "data": x.ravel().tolist()}, "y": [0] * 10 + [1] * 10}
    description = network(*layers, shape=[6, 6, 1])
    found = answer("learn", description=description, choices=choices, epochs=40, size=5, seed=1, **data)
    assert found["accuracy"] == 1 and found["loss"] < 0.2


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh", "gelu", "softmax"])
def test_a_network_that_has_gone_astray_still_answers(activation: str) -> None:
    """Steps that are far too large end in what is no number, not in a loop without end."""
    description = network(dense(4, activation), dense(2), shape=[4])
    choices = {"loss": "mse", "optimizer": {"type": "SGD", "learning_rate": 1e30}}
    x = {"shape": [20, 4], "data": SHAPES.ravel().tolist()}
    found = answer("train", description=description, choices=choices, x=x, y=[1] * 40, steps=5, seed=1)
    assert found["losses"][-1] is None  # what JSON has for NaN
