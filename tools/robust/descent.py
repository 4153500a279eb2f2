"""The page of `descent`: plain descent, momentum and Adam in one long valley."""

from typing import Any

Values = dict[str, Any]
Pairs = list[tuple[str, str]]

# Longer walks, so that slow ones arrive too.
LONG = [
    (f"beta={beta}, steps={steps}", f"beta={beta}, steps=4000") for beta, steps in ((0, 100), (0.6, 100), (0.9, 200))
]
START = "start = np.array([5.0, 1.0])"


def rate(number: float) -> Pairs:
    """Another learning rate for plain descent and momentum, in longer walks."""
    return [*LONG, ("rate=0.075", f"rate={number}")]


def curvature(number: float, number_rate: float) -> Pairs:
    """A rounder or narrower valley, with a rate as near to its limit as on the page."""
    return [("25 * y**2", f"{number} * y**2"), ("np.array([1, 25])", f"np.array([1, {number}])"), *rate(number_rate)]


def adam(number: float) -> Pairs:
    """Another learning rate for Adam, in both valleys."""
    return [
        ("adam(gradient, start, rate=0.5, steps=100)", f"adam(gradient, start, rate={number}, steps=1000)"),
        ("gradient(point), start, 0.5, 100)", f"gradient(point), start, {number}, 1000)"),
    ]


CLAIMS = {
    "the largest rate is 2 / curvature": lambda v: abs(v["stable"] - 2 / v["curvature"]) < 1e-3,
    "straight down misses the bottom by 20 degrees or more": lambda v: v["angle"] > 20,
    "some momentum is faster than none": lambda v: v["arrived"][1] < v["arrived"][0],
    "much momentum is slower than none": lambda v: v["arrived"][2] > v["arrived"][0],
    "some momentum is faster than Adam": lambda v: v["arrived"][1] < v["adam_arrived"],
    "Adam is no faster than plain descent": lambda v: v["adam_arrived"] >= v["arrived"][0],
    "Adam does not mind a steeper valley": lambda v: v["adam_moved"] < 1e-4,
    "at the smallest rate of the table much momentum helps": lambda v: v["table"]["0.02"][3] < v["table"]["0.02"][0],
}
SETTINGS = {
    "spring": [("rng.normal(0, 0.5, 100)", "rng.normal(0, 2, 100)"), ("uniform(0, 3, 100)", "uniform(0, 6, 100)")],
    "rate of descent": [rate(0.0375), rate(0.02)],
    "beta of some momentum": [("beta=0.6", "beta=0.3"), ("beta=0.6", "beta=0.8")],
    "beta of much momentum": [("beta=0.9", "beta=0.8"), ("beta=0.9", "beta=0.95")],
    "start": [(START, "start = np.array([5.0, 0.25])"), (START, "start = np.array([5.0, 4.0])")],
    "curvature": [curvature(6, 0.31), curvature(12, 0.156)],
    "rate of Adam": [adam(0.125), adam(0.25), adam(1), adam(2)],
}
