"""The page of `overfitting`: networks that learn by heart, and networks that do not arrive."""

from statistics import median
from typing import Any

Values = dict[str, Any]

CLAIMS = {
    "a gap in every run": lambda v: min(v["gaps"]) > 0.05,
    "labels by lot teach nothing": lambda v: max(v["guessed"]) < 0.2,
    "stopping gains with wrong labels": lambda v: min(v["gained"]) > 0,
    "more neurons close no gap": lambda v: abs(v["wide_middle"][4][1] - v["wide_middle"][2][1]) < 0.05,
    "20 layers fall short at 0.05": lambda v: median(v["stuck"]) < 0.9,
    "20 layers, gently: perfect, and far behind": lambda v: all(a > 0.99 and b < 0.87 for a, b in v["gentle"]),
    "more data closes the gap": lambda v: v["more_middle"][3][0] - v["more_middle"][3][1] < 0.05,
    "but not for moved digits": lambda v: v["more_middle"][3][2] < 0.7,
}
SETTINGS = {
    "rate": [("rate=0.2", "rate=0.05"), ("rate=0.2", "rate=0.4")],
    "batch": [(".batch(50)", ".batch(25)"), (".batch(50)", ".batch(100)")],
    "width of the first": [("model = build(128)", "model = build(32)"), ("model = build(128)", "model = build(512)")],
    "patience": [("patience=5", "patience=2"), ("patience=5", "patience=15")],
    "rate of the deep": [("rate=0.05)", "rate=0.0125)"), ("rate=0.05)", "rate=0.1)")],
}
