"""The page of `depth`: which cures let twenty layers learn."""

from typing import Any

Values = dict[str, Any]
NONE, WEIGHTS, NORM, RESIDUAL = range(4)
SIGMOID, RELU, HE, SKIP = range(4)


def bar(v: Values) -> float:
    """Twice what guessing the most frequent digit gets right: below, a network counts as not learning."""
    return 2 * float(v["guessing"])


CLAIMS = {
    "without a cure none learns": lambda v: all(rows[NONE][4] < bar(v) for rows in v["right"].values()),
    "with residual links all do": lambda v: all(rows[RESIDUAL][0] > 0.7 for rows in v["right"].values()),
    "Glorot's weights do not save sigmoid": lambda v: v["right"]["sigmoid"][WEIGHTS][2] < bar(v),
    "batch norm saves all three": lambda v: all(rows[NORM][2] > bar(v) for rows in v["right"].values()),
    "He + ReLU is behind the other cures": lambda v: (
        v["right"]["relu"][WEIGHTS][2] < min(v["right"]["relu"][NORM][2], v["right"]["relu"][RESIDUAL][2])
    ),
    "residual: 30 layers as well as 2": lambda v: abs(v["deeper"][SKIP][4] - v["deeper"][SKIP][0]) < 0.05,
    "dead neurons stay dead": lambda v: v["dead"]["relu"][0] == v["dead"]["relu"][1],
}
SETTINGS = {
    "epochs": [("epochs=5, **design", "epochs=10, **design"), ("epochs=5, **design", "epochs=3, **design")],
    "rates": [("rates = np.array([0.01, 0.03, 0.1])", "rates = np.array([0.003, 0.2, 0.3])")],
    "seeds": [("default_rng([seed, layer])", "default_rng([seed + 100, layer])")],
    "batch": [[("reshape(40, 50)", "reshape(20, 100)"), ("reshape(-1, 1, 1) / 50", "reshape(-1, 1, 1) / 100")]],
}
