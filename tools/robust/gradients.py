"""The page of `gradients`: on its way back the gradient is a product, one factor a layer."""

from typing import Any

Values = dict[str, Any]


def is_a_product(v: Values) -> bool:
    """Whether the measured factor is slope times strength, within 5 percent, for all three."""
    return all(abs(row[3] / row[2] - 1) < 0.05 for row in v["factors"].values())


CLAIMS = {
    "sigmoid: less than a millionth arrives": lambda v: v["part"] < 1e-6,
    "sigmoid < ReLU < tanh at the first layer": lambda v: (
        v["first"]["sigmoid"] < v["first"]["relu"] < v["first"]["tanh"]
    ),
    "measured factor = slope x strength, to 5 percent": is_a_product,
    "sigmoid vanishes without a flat neuron": lambda v: v["factors"]["sigmoid"][4] < 0.01,
    "ReLU is flat about half of the time": lambda v: 0.4 < v["factors"]["relu"][4] < 0.6,
    "the factor does not hang on the width": lambda v: all(
        abs(a / b - 1) < 0.15 for a, b in zip(v["widths"]["25"], v["widths"]["200"], strict=True)
    ),
}
SETTINGS = {
    "depth of the picture": [('gradients(start("Glorot", 20), name)', 'gradients(start("Glorot", 10), name)')],
    "examples": [[("x[:200]", "x[:50]"), ("y[:200]", "y[:50]")], [("x[:200]", "x[:800]"), ("y[:200]", "y[:800]")]],
    "seeds": [("default_rng([seed, layer])", "default_rng([seed + 100, layer])")],
    "width": [[("width=50", "width=100"), ("np.sqrt(50)", "np.sqrt(100)")]],
    "first weights": [
        ('"Glorot": 6 / (i + o)', '"Glorot": 12 / (i + o)'),
        ('"Glorot": 6 / (i + o)', '"Glorot": 3 / (i + o)'),
    ],
}
