"""The page of `digits`: nine in ten, a loss that falls on average, and a network that is too modest."""

from itertools import pairwise
from typing import Any

Values = dict[str, Any]


def modest(v: Values) -> bool:
    """Each run of the slow rate is less sure than right."""
    return all(sure < right for right, sure in zip(v["right"][0], v["sure"][0], strict=True))


CLAIMS = {
    "about nine in ten": lambda v: 0.87 < v["test_accuracy"] < 0.92,
    "the loss falls in every epoch": lambda v: all(one > next_ for one, next_ in pairwise(v["losses"])),
    "some of 30 steps lead uphill, fewer than half": lambda v: 0 < v["uphill"] < 15,
    "image 5 is read as a 1": lambda v: v["p"][1] == max(v["p"]),
    "image 8, a 5, is misread, surely": lambda v: v["share_odd"] < 0.1 and v["odd_sureness"] > 0.8,
    "surer when right": lambda v: v["sure_right"] > v["sure_wrong"] + 0.1,
    "too modest": modest,
    "unscaled images are read less well": lambda v: v["unscaled_accuracy"] < v["test_accuracy"] - 0.005,
    "the larger rate reads more": lambda v: min(v["right"][1]) > max(v["right"][0]),
}
TEN = 'model.compile(loss="categorical_crossentropy", optimizer="sgd"'
SETTINGS = {
    "rate": [
        [(TEN, TEN.replace('"sgd"', "keras.optimizers.SGD(0.003)")), ("(0.01, 0.1)", "(0.003, 0.03)")],
        [(TEN, TEN.replace('"sgd"', "keras.optimizers.SGD(0.03)")), ("(0.01, 0.1)", "(0.03, 0.3)")],
    ],
    "epochs": [
        [("epochs=10", "epochs=5"), ("range(1, 11)", "range(1, 6)")],
        [("epochs=10", "epochs=30"), ("range(1, 11)", "range(1, 31)")],
    ],
    "width": [('Dense(10, activation="sigmoid")', 'Dense(40, activation="sigmoid")')],
    "seed": [("set_random_seed(1)", "set_random_seed(7)")],
}
