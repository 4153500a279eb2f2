"""The page of `sureness`: two kinds of network err on two sides; one temperature mends the average."""

from typing import Any

Values = dict[str, Any]


CLAIMS = {
    "the small networks are too modest": lambda v: all(row[0] < row[1] - 0.02 for row in v["judged"][:5]),
    "the large ones are too sure": lambda v: all(row[0] > row[1] + 0.02 for row in v["judged"][5:]),
    "a temperature brings sureness to within 2.5 points": lambda v: all(
        abs(row[3] - row[4]) < 0.025 for row in v["judged"]
    ),
    "and changes no answer": lambda v: all(row[1] == row[4] for row in v["judged"]),
}
SMALL, LARGE = '(10, "sigmoid", 60000, 0.1, 320, 10)', '(100, "relu", 2000, 0.5, 100, 60)'
SETTINGS = {
    "rate": [
        [(SMALL, '(10, "sigmoid", 60000, 0.025, 320, 10)'), (LARGE, '(100, "relu", 2000, 0.125, 100, 60)')],
        [(SMALL, '(10, "sigmoid", 60000, 0.4, 320, 10)'), (LARGE, '(100, "relu", 2000, 1.0, 100, 60)')],
    ],
    "epochs": [[(SMALL, '(10, "sigmoid", 60000, 0.1, 320, 40)'), (LARGE, '(100, "relu", 2000, 0.5, 100, 15)')]],
    "images": [[(SMALL, '(10, "sigmoid", 15000, 0.1, 320, 10)'), (LARGE, '(100, "relu", 10000, 0.5, 100, 60)')]],
    "width": [[(SMALL, '(40, "sigmoid", 60000, 0.1, 320, 10)'), (LARGE, '(25, "relu", 2000, 0.5, 100, 60)')]],
}
