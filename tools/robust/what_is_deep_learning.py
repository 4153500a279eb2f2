"""The page of `what_is_deep_learning`: unseen digits, and what comes after the last number."""

from typing import Any

Values = dict[str, Any]
RELU_LINE, TANH_LINE, RELU_SQUARE, TANH_SQUARE = range(4)

CLAIMS = {
    "ReLU goes on to 10": lambda v: v["next_low"][RELU_LINE] > 9.9 and v["next_high"][RELU_LINE] < 10.1,
    "tanh levels off": lambda v: v["next_high"][TANH_LINE] < 9.8,
    "no square goes on to 25": lambda v: max(v["next_high"][RELU_SQUARE], v["next_high"][TANH_SQUARE]) < 24,
    "between the examples all are near": lambda v: all(
        right - 0.8 < low and high < right + 0.5
        for right, low, high in zip((5, 5, 6.25, 6.25), v["between_low"], v["between_high"], strict=True)
    ),
    "the five readers are within 3 points": lambda v: max(v["right"]) - min(v["right"]) < 0.03,
    "taught digits look better": lambda v: v["taught"] - max(v["right"]) > 0.04,
    "looking up does as well": lambda v: abs(v["looked_up"] - sum(v["right"]) / 5) < 0.03,
}
SETTINGS = {
    "rate": [
        ("keras.optimizers.Adam(0.01)", "keras.optimizers.Adam(0.0025)"),
        ("keras.optimizers.Adam(0.01)", "keras.optimizers.Adam(0.04)"),
    ],
    "width": [("layers.Dense(16, activation", "layers.Dense(64, activation"), ("layers.Dense(64", "layers.Dense(16")],
    "epochs of the readers": [("epochs=10", "epochs=40"), ("epochs=10", "epochs=3")],
}
