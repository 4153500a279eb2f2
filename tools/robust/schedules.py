"""The page of `schedules`: falling rates against a constant one."""

from typing import Any

Values = dict[str, Any]
FALLING = ("step", "exponential", "cosine")

CLAIMS = {
    "each falling one beats high, 9 of 9": lambda v: all(v["wins"][name] == 9 for name in FALLING),
    "the three are within the spread": lambda v: (
        max(v["final"][name][1][1] for name in FALLING) - min(v["final"][name][1][1] for name in FALLING)
        < min(v["final"][name][1][2] - v["final"][name][1][0] for name in FALLING)
    ),
    "cosine has the lowest loss": lambda v: min(v["final"], key=lambda name: v["final"][name][0][1]) == "cosine",
    "its best rate is higher": lambda v: v["at_best"]["cosine"][0] > v["at_best"]["high"][0],
    "at its best rate ahead by half a point": lambda v: v["at_best"]["cosine"][2] - v["at_best"]["high"][2] > 0.005,
    "at the lowest rate behind": lambda v: v["medians"]["cosine"][0] < v["medians"]["high"][0],
    "with batches of 160 no gain": lambda v: abs(v["batches"][2][1] - v["batches"][2][0]) < 0.008,
}
RATE, LENGTH, BATCH = "rates(name, 0.6) for name in schedules", "n=1600", "batch=10"
SETTINGS = {
    "highest rate": [(RATE, "rates(name, 0.15) for name in schedules"), (RATE, "rates(name, 1) for name in schedules")],
    "batch": [(BATCH, "batch=5"), (BATCH, "batch=40")],
    "width": [[("(196, 32), (32, 10)", f"(196, {n}), ({n}, 10)"), ("Dense(32,", f"Dense({n},")] for n in (16, 64)],
    "seeds": [("default_rng([seed, inputs])", "default_rng([seed + 50, inputs])")],
    "how far the rate falls": [[("1 / 16", "1 / 64"), ("15 / 16", "63 / 64")]],
}
