"""The page of `scratch`: the network passes its test and has learned another rule, with nearly every seed."""

from typing import Any

Values = dict[str, Any]


def passes(v: Values) -> bool:
    """Its answers to the four test rows are right, far from one half."""
    return all(abs(row[0] - wanted) < 0.1 for row, wanted in zip(v["test_answers"], (1, 1, 0, 0), strict=True))


def rate(factor: str) -> list[tuple[str, str]]:
    """Another learning rate, in the program and in `train`."""
    return [
        ("W2 -= hidden.mT @", f"W2 -= {factor} * hidden.mT @"),
        ("W1 -= inputs.mT @", f"W1 -= {factor} * inputs.mT @"),
        ("W1 = W1 - slopes1", f"W1 = W1 - {factor} * slopes1"),
        ("W2 = W2 - slopes2", f"W2 = W2 - {factor} * slopes2"),
    ]


def steps(number: int, shown: str) -> list[tuple[str, str]]:
    """Another number of steps, in the program, on the way that is drawn, and for the fifty seeds."""
    return [
        ("range(10000)", f"range({number})"),
        ("range(0, 10000, 10)", f"range(0, {number}, 10)"),
        ("(0, 100, 1000, 9990)", shown),
        ("W1, W2, 10000)", f"W1, W2, {number})"),
    ]


def width(neurons: int) -> list[tuple[str, str]]:
    """Another number of hidden neurons."""
    return [
        ("neurons=4", f"neurons={neurons}"),
        ("np.ndindex(4, 4)", f"np.ndindex(4, {neurons})"),
        ("np.ndindex(4, 1)", f"np.ndindex({neurons}, 1)"),
        ("(W1 @ inputs[2]).round(1)", "None"),
        ('list("ABCD")', f'list("ABCDEFGH"[:{neurons}])'),
    ]


CLAIMS = {
    "it passes its test": passes,
    "and is wrong on 4 of 16 rows": lambda v: sum(v["wrong"]) == 4,
    "the loss never rises": lambda v: v["rises"] == 0,
    "all of 50 seeds are wrong on 4 rows": lambda v: v["mistakes"] == [4] * 50,
    "45 or more of 50 answer input 2": lambda v: v["copying"] >= 45,
    "none of 50 learns our rule": lambda v: min(v["mistakes"]) > 0,
    "slopes agree with nudging": lambda v: v["furthest"] < 1e-9,
    "the trap's slopes do not": lambda v: v["misfit"] > 1e-3,
    "most seeds learn in spite of the trap": lambda v: v["survivors"] > 25,
}
FIRST = "2 * np.random.random((4, neurons)) - 1"
SETTINGS = {
    "steps": [steps(2500, "(0, 100, 1000)"), steps(40000, "(0, 100, 1000, 9990)")],
    "rate": [rate("0.25"), rate("4")],
    "first weights": [
        (FIRST, "8 * np.random.random((4, neurons)) - 4"),
        (FIRST, "0.5 * np.random.random((4, neurons)) - 0.25"),
    ],
    "hidden neurons": [width(3), width(8)],
    "seed": [("W1, W2 = start(1)", f"W1, W2 = start({seed})") for seed in (2, 10)],
}
