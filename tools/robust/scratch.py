"""The page of `scratch`: the network passes its test and has learned another rule."""

from typing import Any

Values = dict[str, Any]


def passes(v: Values) -> bool:
    """Its answers to the four test rows are right, far from one half."""
    return all(abs(row[0] - wanted) < 0.1 for row, wanted in zip(v["test_answers"], (1, 1, 0, 0), strict=True))


CLAIMS = {
    "it passes its test": passes,
    "and is wrong on 4 of 16 rows": lambda v: sum(v["wrong"]) == 4,
    "the loss never rises": lambda v: v["rises"] == 0,
}
SETTINGS = {
    "steps": [
        [
            ("range(10000)", "range(2500)"),
            ("range(0, 10000, 10)", "range(0, 2500, 10)"),
            ("(0, 100, 1000, 9990)", "(0,)"),
        ],
        [("range(10000)", "range(40000)"), ("range(0, 10000, 10)", "range(0, 40000, 10)")],
    ],
    "rate": [
        [
            ("W2 -= hidden.mT @", "W2 -= 0.25 * hidden.mT @"),
            ("W1 -= inputs.mT @", "W1 -= 0.25 * inputs.mT @"),
            ("W1 = W1 - slopes1", "W1 = W1 - 0.25 * slopes1"),
            ("W2 = W2 - slopes2", "W2 = W2 - 0.25 * slopes2"),
        ],
        [
            ("W2 -= hidden.mT @", "W2 -= 4 * hidden.mT @"),
            ("W1 -= inputs.mT @", "W1 -= 4 * inputs.mT @"),
            ("W1 = W1 - slopes1", "W1 = W1 - 4 * slopes1"),
            ("W2 = W2 - slopes2", "W2 = W2 - 4 * slopes2"),
        ],
    ],
    "first weights": [("2 * np.random.random((4, neurons)) - 1", "8 * np.random.random((4, neurons)) - 4")],
    "seed": [("W1, W2 = start(1)", f"W1, W2 = start({seed})") for seed in (2, 9, 10)],
}
