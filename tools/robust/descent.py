"""The page of `descent`: plain descent, momentum and Adam in one long valley."""

from typing import Any

Values = dict[str, Any]

CLAIMS = {
    "the largest rate is 2 / curvature": lambda v: abs(v["stable"] - 2 / v["curvature"]) < 1e-3,
    "some momentum is faster than none": lambda v: v["arrived"][1] < v["arrived"][0],
    "much momentum is slower than none": lambda v: v["arrived"][2] > v["arrived"][0],
    "Adam is no faster than plain descent": lambda v: v["adam_arrived"] > 0.8 * v["arrived"][0],
    "Adam does not mind a steeper valley": lambda v: v["adam_moved"] < 1e-4,
}
SETTINGS = {
    "rate of descent": [("rate=0.075", "rate=0.0375"), ("rate=0.075", "rate=0.02")],
    "beta of some momentum": [("beta=0.6", "beta=0.3"), ("beta=0.6", "beta=0.8")],
    "start": [("start = np.array([5.0, 1.0])", "start = np.array([5.0, 0.25])")],
    "rate of Adam": [("rate=0.5, steps=100", "rate=0.25, steps=100"), ("rate=0.5, steps=100", "rate=1, steps=100")],
}
