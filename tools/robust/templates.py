"""The page of `templates`: evidence adds up, templates beat means, and one layer beats two at small rates."""

from typing import Any

Values = dict[str, Any]


def reading(v: Values) -> bool:
    """The 3 is read as a 3, and its evidence as a 0 is negative."""
    return bool(v["evidence"][3] == max(v["evidence"]) and v["evidence"][0] < 0)


CLAIMS = {
    "one layer beats two": lambda v: v["single_accuracy"] > v["double_accuracy"],
    "learned templates beat means": lambda v: v["single_accuracy"] > v["mean_accuracy"] + 0.05,
    "the 3 is read as a 3, not as a 0": reading,
    "without its middle stroke the 0 gains": lambda v: v["change"][0] > 1,
    "the 0 gains more than any other digit": lambda v: v["change"][0] == max(v["change"]),
    "from zeros the hidden neurons stay copies": lambda v: v["apart"] < 0.01 and v["copies_accuracy"] < 0.5,
    "at a rate of 1 the lead is gone": lambda v: max(v["two"][1]) > min(v["one"][1]),
    "the seed matters less for one layer": lambda v: (
        max(v["one"][0]) - min(v["one"][0]) < max(v["two"][0]) - min(v["two"][0])
    ),
}
SETTINGS = {
    "rate": [
        [("rate=0.1", "rate=0.03"), ("(0.1, 1.0)", "(0.03, 0.3)")],
        [("rate=0.1", "rate=0.3"), ("(0.1, 1.0)", "(0.3, 3.0)")],
    ],
    "epochs": [("epochs=10", "epochs=3"), ("epochs=10", "epochs=30")],
    "batch": [("batch_size=320", "batch_size=1000"), ("batch_size=320", "batch_size=100")],
    "width": [('Dense(10, activation="sigmoid")', 'Dense(40, activation="sigmoid")')],
    "images": [("batch_size=320", "batch_size=320, validation_split=0.75")],
    "seed": [("set_random_seed(1)", "set_random_seed(11)")],
}
