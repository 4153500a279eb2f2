"""The page of `letters`: its own fonts by heart, new ones not; ink as 1; copies on both sides."""

from statistics import mean, median
from typing import Any

Values = dict[str, Any]


def the_hand_matters_more(v: Values) -> bool:
    """Between the best and the worst read font lies more than between the best and the worst network."""
    shares, nets = [share for _, share in v["by_font"]], [v["full_test"], *v["quarter_test"]]
    return max(shares) - min(shares) > max(nets) - min(nets)


CLAIMS = {
    "it learns its own fonts by heart": lambda v: v["learned"][-1] > 0.95,
    "new ones it reads far less well": lambda v: v["checked"][-1] < v["learned"][-1] - 0.2,
    "and far better than guessing": lambda v: v["checked"][-1] > 10 / 26,
    "a quarter of the width reads about as well": lambda v: abs(median(v["fold_accuracy"]) - v["checked"][-1]) < 0.1,
    "ink as 1 beats paper as 1, every run": lambda v: v["paper_accuracy"][4] < v["fold_accuracy"][0],
    "which hand matters more than which network": the_hand_matters_more,
    "Q read as O is among the two most frequent": lambda v: [16, 14] in v["common"][:2],
    "copies make the check too good": lambda v: v["said"] > v["true"] + 0.1,
    "images or fonts kept apart: about the same": lambda v: (
        abs(mean(v["image_accuracy"]) - mean(v["fold_accuracy"])) < 0.06
    ),
}
SETTINGS = {
    "epochs": [
        [("epochs=10", "epochs=5"), ("range(1, 11)", "range(1, 6)"), ("plt.text(10,", "plt.text(5,")],
        [("epochs=10", "epochs=40"), ("range(1, 11)", "range(1, 41)"), ("plt.text(10,", "plt.text(40,")],
    ],
    "rate": [('"adam"', "keras.optimizers.Adam(0.0003)"), ('"adam"', "keras.optimizers.Adam(0.003)")],
    "rate too large": [('"adam"', "keras.optimizers.Adam(0.01)")],
    "batch": [("batch_size=64", "batch_size=16"), ("batch_size=64", "batch_size=256")],
    "width": [("network(470, 315, 161)", "network(235, 158, 80)")],
    "seed": [[("seed=k + 1", "seed=k + 11"), ("set_random_seed(1)", "set_random_seed(11)")]],
}
