"""The page of `loss`: the two marks part; squared error behind a softmax stays behind."""

from typing import Any

Values = dict[str, Any]


def behind(v: Values) -> bool:
    """At each of the four rates, the mean of five seeds."""
    return all(
        ours > theirs for ours, theirs in zip(v["best"]["cross-entropy"], v["best"]["squared error"], strict=True)
    )


CLAIMS = {
    "in all five runs the loss ends above its lowest": lambda v: all(row[3] > 1.02 * row[1] for row in v["table"]),
    "and the accuracy above where it was then": lambda v: all(row[4] > row[2] for row in v["table"]),
    "wrong answers get surer": lambda v: all(row[3] > row[2] for row in v["groups"]),
    "from a gentle start the two losses end close": lambda v: abs(v["gentle_ends"][0] - v["gentle_ends"][1]) < 0.05,
    "from a bold one squared error stays behind at all four rates": behind,
}
SETTINGS = {
    "rate": [("SGD(learning_rate=0.5)\n    faster", f"SGD(learning_rate={rate})\n    faster") for rate in (0.125, 2.0)],
    "width": [("Dense(64, ", "Dense(8, ")],
    "batch": [("epochs=epochs", "epochs=epochs, batch_size=128")],
    "squared: steps": [[("range(101)", "range(401)"), ("range(0, 101, 4)", "range(0, 401, 4)")]],
    "squared: start": [("recover(1, ", "recover(0.3, ")],
}
