"""The page of `normalization`: sooner at its rate, at more of three rates; averages that lag."""

from statistics import median
from typing import Any

Values = dict[str, Any]


def sooner(v: Values) -> bool:
    """The middle seed with the layer is ahead from the second to the eighth epoch."""
    return all(a > b for a, b in zip(v["middle_normed"][1:8], v["middle_plain"][1:8], strict=True))


CLAIMS = {
    "with it, ahead from the second to the eighth epoch": sooner,
    "at the end the gap is small": lambda v: abs(v["middle_normed"][-1] - v["middle_plain"][-1]) < 0.15,
    "at rate 0.01 every seed with beats every seed without": lambda v: v["table"][3][0] > v["table"][0][2] + 0.1,
    "without it, rate 0.01 has hardly begun": lambda v: v["table"][0][1] < 0.2,
    "without it, rate 1 fails": lambda v: v["table"][2][1] < 0.2,
    "slow averages hide what was learned": lambda v: median(v["as_trained"]) > median(v["in_use_right"]) + 0.1,
    "company matters in training mode only": lambda v: (
        abs(v["crowd"] - v["alone"]) < 1e-4 < abs(v["among"][0] - v["among"][1])
    ),
}
RATE = [("train(False, 0.1, ", "train(False, {}, "), ("train(True, 0.1, ", "train(True, {}, ")]
SETTINGS = {
    "rate": [[(old, new.format(rate)) for old, new in RATE] for rate in (0.03, 0.3)],
    "batch": [('"batch_size": 32', '"batch_size": 8'), ('"batch_size": 32', '"batch_size": 128')],
    "epochs": [[("epochs=12", "epochs=24"), ("xlim=(1, 14)", "xlim=(1, 28)")]],
    "first weights": [("channels, 3, padding", 'channels, 3, kernel_initializer="he_normal", padding')],
    "optimizer": [("SGD(learning_rate=rate)", "Adam(learning_rate=rate / 100)")],
}
