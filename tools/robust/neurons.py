"""The page of `neurons`: without a bend no ring, with one a ring; the plain B is read, the open one is not."""

from typing import Any

Values = dict[str, Any]


CLAIMS = {
    "the neuron separates the clouds": lambda v: v["right"] >= 78,
    "the X lies on the side of the circles": lambda v: v["answer"] > 0.5,
    "the perceptron rule ends": lambda v: max(v["passes"]) < 100,
    "without activation no start gets far": lambda v: max(v["ring_right"]["None"]) < 0.8,
    "with it all five find the border": lambda v: min(v["ring_right"]["relu"]) > 0.97,
    "the readers are good enough to watch": lambda v: min(v["reader_right"]) > 0.5,
}
SETTINGS = {
    "rate": [
        [("learning_rate=0.5", f"learning_rate={0.5 * factor}"), ("learning_rate=0.3", f"learning_rate={0.3 * factor}")]
        for factor in (0.25, 4)
    ],
    "steps": [
        [("epochs=50", "epochs=12"), ("X_ring, (500, 1)", "X_ring, (125, 1)"), ("y_ring, 500", "y_ring, 125")],
        [("epochs=50", "epochs=200"), ("X_ring, (500, 1)", "X_ring, (2000, 1)"), ("y_ring, 500", "y_ring, 2000")],
    ],
    "width": [[("Dense(8, ", "Dense(4, "), ("Dense(64, ", "Dense(16, ")], ("Dense(8, ", "Dense(32, ")],
    "epochs": [("epochs=20", "epochs=5")],
    "bend": [[('(None, "relu")', '(None, "tanh")'), ("str(bend)", 'str(bend).replace("tanh", "relu")')]],
}
