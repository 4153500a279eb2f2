"""The page of `batches`: small batches, their noise, and the rates that each rule of descent likes."""

import itertools
from typing import Any

Values = dict[str, Any]
PLAIN, ROLLING, ADAM = range(3)


def best(v: Values, rule: int) -> float:
    """The rate at which a rule ends lowest."""
    row = v["middle"][rule]
    return float(v["rates"][row.index(min(row))])


def halves(v: Values) -> bool:
    """Whether four times the images have half the noise, within a seventh."""
    middle = [sorted(row)[2] for row in v["noise"]]
    return all(1.72 < a / b < 2.32 for a, b in itertools.pairwise(middle))


CLAIMS = {
    "after one epoch, smaller batches are lower": lambda v: v["ends"]["20"] < v["ends"]["200"] < v["ends"]["2000"],
    "small batches raise the loss at times, the whole never": lambda v: (
        min(v["rises"]["20"]) > 5 and max(v["rises"]["2000"]) == 0
    ),
    "four times the images, half the noise": halves,
    "best rate: Adam < momentum < plain": lambda v: best(v, ADAM) < best(v, ROLLING) < best(v, PLAIN),
    "momentum at its best ends where plain does": lambda v: abs(min(v["middle"][1]) - min(v["middle"][0])) < 0.04,
    "Adam at its best ends lowest": lambda v: min(v["middle"][ADAM]) < min(v["middle"][PLAIN] + v["middle"][ROLLING]),
    "a small rate ends nearer, later": lambda v: (
        v["distance"][2][0] > v["distance"][0][0] and v["distance"][2][2] < v["distance"][0][2]
    ),
}
SETTINGS = {
    "rate of the epoch": [
        ("seed, 0.2, 0, 2000 // size", "seed, 0.05, 0, 2000 // size"),
        ("seed, 0.2, 0, 2000 // size", "seed, 0.8, 0, 2000 // size"),
    ],
    "batch of the rules": [
        ("learn(kind, 32, seed, *rest, 189)", "learn(kind, 128, seed, *rest, 189)"),
        ("learn(kind, 32, seed, *rest, 189)", "learn(kind, 8, seed, *rest, 189)"),
    ],
    "steps of the rules": [("*rest, 189)", "*rest, 63)"), ("*rest, 189)", "*rest, 567)")],
    "beta": [("(momentum, rate, 0.9)", "(momentum, rate, 0.8)")],
    "seeds": [("seeds, epochs, rises, ends = range(1, 6)", "seeds, epochs, rises, ends = range(11, 16)")],
}
