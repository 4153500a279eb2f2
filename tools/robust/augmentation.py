"""The page of `augmentation`: of a recipe with several parts, the changed copies do nearly all."""

from statistics import mean
from typing import Any

Values = dict[str, Any]
FULL, NORMAL, CHANGED, BIG = "full recipe", "no batch norm", "no augmentation", "the article's"


def gains(v: Values) -> list[float]:
    """What the changed copies gain on each fold."""
    return [full - less for full, less in zip(v["apart"][FULL], v["apart"][CHANGED], strict=True)]


CLAIMS = {
    "copies gain on every fold": lambda v: min(gains(v)) > 0,
    "by two points or more": lambda v: min(gains(v)) > 0.02,
    "batch norm changes little": lambda v: abs(mean(v["apart"][FULL]) - mean(v["apart"][NORMAL])) < 0.03,
    "the article's network gains as much": lambda v: abs(v["apart"][BIG][0] - v["apart"][FULL][0]) < 0.03,
    "unseen fonts: without copies last": lambda v: (
        mean(v["test"][CHANGED]) < min(mean(v["test"][name]) for name in (FULL, NORMAL, BIG))
    ),
    "a few fonts are read a good deal worse": lambda v: v["low"] < v["middle"] - 0.05,
    "wrong answers get smaller shares": lambda v: v["sure_missed"] < v["sure_right"] - 0.2,
}
SETTINGS = {
    "rate": [("CosineDecay(0.002", "CosineDecay(0.001"), ("CosineDecay(0.002", "CosineDecay(0.004")],
    "epochs": [("learn(net, k, 60, change)", "learn(net, k, 30, change)")],
    "batch": [[("batch_size=32", "batch_size=64"), ("epochs * 17", "epochs * 9"), ("execution=17", "execution=9")]],
    "smoothing": [("label_smoothing=0.1", "label_smoothing=0.0")],
    "seeds": [("set_random_seed(k + 1)", "set_random_seed(k + 11)")],
}
