"""The page of `pen`: test images tell the recipes hardly apart, digits of another kind do."""

from typing import Any

Values = dict[str, Any]


def scores(v: Values, recipe: str, test: str) -> list[float]:
    found: list[float] = v["scores"][recipe][test]
    return found


CLAIMS = {
    "on the test images all recipes are within two points": lambda v: (
        max(max(scores(v, recipe, "written")) for recipe in v["scores"])
        - min(min(scores(v, recipe, "written")) for recipe in v["scores"])
        < 0.02
    ),
    "printed digits: changed copies gain": lambda v: (
        min(scores(v, "changed", "printed")) > max(scores(v, "written", "printed"))
    ),
    "and printed examples gain more": lambda v: (
        min(scores(v, "and printed", "printed")) > max(scores(v, "changed", "printed"))
    ),
    "five pixels aside: all read fewer": lambda v: all(
        max(pair) < min(scores(v, recipe, "written")) - 0.1 for recipe, pair in v["aside"].items()
    ),
}
SETTINGS = {
    "rate": [("CosineDecay(0.003,", "CosineDecay(0.001,"), ("CosineDecay(0.003,", "CosineDecay(0.009,")],
    "epochs": [("epochs=6", "epochs=2"), ("epochs=6", "epochs=12")],
    "width": [[("Conv2D(16,", "Conv2D(8,"), ("Conv2D(32,", "Conv2D(16,")]],
    "batch": [[("batch_size=100", "batch_size=25"), ("100 * epochs", "400 * epochs")]],
    "printed digits": [("40", "10")],
    "seeds": [("for seed in (1, 2)", "for seed in (11, 12)")],
}
