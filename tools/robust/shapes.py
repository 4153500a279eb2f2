"""The page of `shapes`: what training for 20 and for 300 epochs gives, over twelve seeds."""

from typing import Any

Values = dict[str, Any]
ONE, STUDY = "SGD(learning_rate=0.01, clipnorm=1)", "epochs in enumerate((20, 280))"


def scaled(rate: str) -> tuple[str, str]:
    """Another learning rate, in all trainings."""
    return (ONE, f"SGD(learning_rate={rate}, clipnorm=1)")


CLAIMS = {
    "20 epochs are too few in every run": lambda v: v["taught_high"][0] < 5,
    "300: broken square read by 10 of 12 or more": lambda v: v["squares"][1] >= 10,
    "one wrong pixel: three of four read in every run": lambda v: v["pixel_low"][1] > 0.75,
    "surer of the square than of the cross": lambda v: v["p_broken"][0][0] > v["p_broken"][1][2],
    "the loss with holes is three times that of the whole": lambda v: v["loss_in_use"] < v["losses"][-1] / 3,
    "the rhombus varies by a third or more": lambda v: v["rhombus_300"][-1] - v["rhombus_300"][0] > 1 / 3,
}
SETTINGS = {
    "rate": [scaled("0.0025"), scaled("0.04")],
    "dropout": [("Dropout(0.2)", "Dropout(0.05)"), ("Dropout(0.2)", "Dropout(0.4)")],
    "width": [("for neurons in (25, 20, 15, 10):", "for neurons in (50, 40, 30, 20):")],
    "seeds": [[("range(1, 13)", "range(21, 33)"), ("runs[seed - 1, stage]", "runs[seed - 21, stage]")]],
    "epochs of the study": [(STUDY, "epochs in enumerate((80, 1120))")],
}
