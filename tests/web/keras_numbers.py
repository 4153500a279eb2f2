"""Networks as Keras computes them: descriptions come in as JSON, numbers go out. networks.py starts this program."""

from __future__ import annotations

import json
import sys
from typing import Any

import keras
import numpy as np

EXAMPLES, STEPS = 6, 5


def built(description: dict[str, Any]) -> keras.Sequential:
    """The Keras model of a description: types are its classes, options their arguments."""
    model = keras.Sequential([keras.Input(shape=description["input_shape"])])
    for layer in description["layers"]:
        options = {name: value for name, value in layer.items() if name != "type"}
        model.add(getattr(keras.layers, layer["type"])(**options))
    return model


def data(case: dict[str, Any], model: keras.Sequential, random: np.random.Generator) -> tuple[Any, Any]:
    """Inputs, and targets that the loss can take."""
    first = case["description"]["layers"][0]
    size = (EXAMPLES, *model.input_shape[1:])
    x = random.integers(first["input_dim"], size=size) if first["type"] == "Embedding" else random.normal(size=size)
    size = (EXAMPLES, *model.output_shape[1:])
    if case["choices"]["loss"] == "categorical_crossentropy":
        return x, np.eye(size[-1])[random.integers(size[-1], size=size[:-1])]
    return x, random.integers(2, size=size)


def numbers(case: dict[str, Any]) -> dict[str, Any]:
    random = np.random.default_rng(4)
    model = built(case["description"])
    weights = [random.uniform(0.1, 0.9, size=w.shape) * random.choice([-1, 1], size=w.shape) for w in model.weights]
    weights = [abs(value) if "moving" in w.name else value for w, value in zip(model.weights, weights, strict=True)]
    model.set_weights(weights)
    x, y = data(case, model, random)
    options = dict(case["choices"]["optimizer"])
    optimizer = getattr(keras.optimizers, options.pop("type"))(**options)
    model.compile(optimizer=optimizer, loss=case["choices"]["loss"], run_eagerly=True)
    found = {"x": {"shape": list(x.shape), "data": x.ravel().tolist()}, "y": y.ravel().tolist()}
    found |= {"weights": [w.ravel().tolist() for w in model.get_weights()]}
    found |= {"shapes": [list(w.shape) for w in model.get_weights()], "total": model.count_params()}
    found |= {"trainable": sum(int(np.prod(w.shape)) for w in model.trainable_weights)}
    found |= {"before": np.ravel(model(x)).tolist()}
    found |= {"losses": [float(model.train_on_batch(x, y)) for _ in range(STEPS)]}
    found |= {"trained": [w.ravel().tolist() for w in model.get_weights()], "after": np.ravel(model(x)).tolist()}
    return found


if __name__ == "__main__":
    print("\n" + json.dumps({name: numbers(case) for name, case in json.load(sys.stdin).items()}))
