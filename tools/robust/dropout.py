"""The page of `dropout`: what it does to a network that overfits, and to one that is too small."""

from statistics import median
from typing import Any

Values = dict[str, Any]


def last(v: Values, name: str, what: int) -> list[float]:
    """Loss (0) or accuracy (1) of the five runs at the end."""
    return [row[-1] for row in v[name][what]]


CLAIMS = {
    "lower loss in every run": lambda v: max(last(v, "dropped", 0)) < min(last(v, "plain", 0)),
    "better than stopping in time": lambda v: v["end_dropped"] < v["stopped"],
    "gains accuracy in every seed": lambda v: min(v["gains"]) > 0,
    "less than 3 points": lambda v: max(v["gains"]) < 3,
    "L2 lies between": lambda v: v["end_dropped"] < v["end_decayed"] < v["end_plain"],
    "a small network gets worse": lambda v: median(last(v, "tiny_dropped", 1)) < median(last(v, "tiny", 1)),
    "left on, it answers worse": lambda v: v["right_left_on"] < v["right_in_use"],
}
SETTINGS = {
    "rate of learning": [("learning_rate=0.3", "learning_rate=0.1"), ("learning_rate=0.3", "learning_rate=0.6")],
    "width": [("hidden=128", "hidden=32"), ("hidden=128", "hidden=512")],
    "steps": [
        ('"steps_per_epoch": 100', '"steps_per_epoch": 25'),
        ('"steps_per_epoch": 100', '"steps_per_epoch": 300'),
    ],
    "rate of dropout": [("train(rate=0.5)", "train(rate=0.25)")],
    "strength of L2": [("strength=0.002", "strength=0.0005"), ("strength=0.002", "strength=0.008")],
    "batch": [(".batch(50)", ".batch(200)")],
}
