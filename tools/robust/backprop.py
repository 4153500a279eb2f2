"""The page of `backprop`: its slopes agree with nudging, whatever the weights; how much work they are."""

from typing import Any

Values = dict[str, Any]

CLAIMS = {
    "ours agree with nudging to nine decimals": lambda v: (
        max(v["gaps"]["two layers"] + v["gaps"]["five layers"]) < 1e-9
    ),
    "the hurried ones are 100,000 times further": lambda v: (
        min(v["gaps"]["hurried"]) > 1e5 * max(v["gaps"]["two layers"] + v["gaps"]["five layers"])
    ),
    "the best nudge on both sides is near 1e-5": lambda v: 1e-6 <= v["least"]["both sides"] <= 2e-4,
    "all slopes take two to three passes": lambda v: all(2 < row[1] < 3 for row in v["grown"]),
}
SETTINGS = {
    "first weights": [
        [("2 * np.random.random((4, 4)) - 1, 2", "8 * np.random.random((4, 4)) - 4, 2")],
        [("2 * np.random.random((4, 4)) - 1, 2", "0.5 * np.random.random((4, 4)) - 0.25, 2")],
    ],
    "size of the weights": [
        ("rng.normal(size=pair), rng", "4 * rng.normal(size=pair), rng"),
        ("rng.normal(size=pair), rng", "rng.normal(size=pair) / 4, rng"),
    ],
    "width of the deep one": [("[(4, 6), (6, 6), (6, 6), (6, 6), (6, 3)]", "[(4, 24), (24, 24), (24, 24), (24, 3)]")],
    "seeds": [("range(1, 21)", "range(101, 121)")],
    "examples counted": [("np.ones((5, n)), T, net", f"np.ones(({n}, n)), np.ones(({n}, 1)), net") for n in (1, 20)],
    "layers counted": [("[(n, n), (n, n), (n, 1)]", "[(n, n), (n, 1)]"), ("(n, n), (n, n)", "*[(n, n)] * 6")],
    "nudge": [("up=1e-5, down=1e-5", f"up={size}, down={size}") for size in ("4e-5", "2.5e-6")],
}
