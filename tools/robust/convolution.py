"""The page of `convolution`: shuffled pixels harm the CNN and not the MLP."""

from typing import Any

Values = dict[str, Any]


CLAIMS = {
    "shuffled, every CNN reads fewer than any CNN reads plain": lambda v: max(v["cnn_mixed"]) < min(v["cnn_plain"]),
    "to the MLP it makes no difference on average": lambda v: abs(v["means"][0] - v["means"][1]) < 0.05,
    "on plain letters the CNN is ahead of the MLP": lambda v: v["means"][2] > max(v["means"][:2]),
    "on shuffled ones it is behind": lambda v: v["means"][3] < min(v["means"][:2]),
    "all of them learn their training letters": lambda v: min(v["learned"]) > 0.85,
    "other orders cost the CNN as much": lambda v: max(v["other_mixed"]) < min(v["cnn_plain"]),
    "a renamed MLP gives the same shares": lambda v: v["twin_gap"] < 1e-3,
}
SETTINGS = {
    "epochs": [("epochs=15", "epochs=5"), ("epochs=15", "epochs=60")],
    "rate": [("learning_rate=0.005", "learning_rate=0.00125"), ("learning_rate=0.005", "learning_rate=0.02")],
    "batch": [("batch_size=64", "batch_size=16")],
    "width": [
        [("Dense(32, ", "Dense(128, "), ("Conv2D(8, 5", "Conv2D(32, 5"), ("Conv2D(16, 3", "Conv2D(64, 3")],
    ],
    "seed": [[("range(1, 6)", "range(11, 16)"), ("default_rng(0)", "default_rng(11)"), ("seed(5)", "seed(15)")]],
}
