"""The page of `shortcut`: five rows never lead to the rule that is meant, seven mostly do."""

from typing import Any

Values = dict[str, Any]
LEARN = "rate=1, steps=10000"

CLAIMS = {
    "from five rows, none learns our rule": lambda v: v["cured"][0] == [0, 0, 0],
    "one more row is not enough": lambda v: max(v["cured"][1] + v["cured"][2]) <= 2,
    "from seven rows, most do": lambda v: min(v["cured"][3]) > 25,
    "eight neurons do better than four": lambda v: v["cured"][3][2] > max(v["cured"][3][:2]),
    "of five, nearly all answer input 2": lambda v: v["copying"] >= 45,
}
SETTINGS = {
    "steps": [(LEARN, "rate=1, steps=2500"), (LEARN, "rate=1, steps=40000")],
    "rate": [(LEARN, "rate=0.25, steps=10000"), (LEARN, "rate=4, steps=10000")],
    "first weights": [
        ("2 * np.random.random((4, neurons)) - 1", "8 * np.random.random((4, neurons)) - 4"),
        ("2 * np.random.random((4, neurons)) - 1", "0.5 * np.random.random((4, neurons)) - 0.25"),
    ],
}
