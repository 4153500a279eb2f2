"""Networks that a page keeps alive: how they are built, what they have learned, and Keras's answers to hold them to.

A file NAME.network.json has what web/network/ needs: the shape of an example, the layers with Keras's names for types
and options, and the weights, in the order of get_weights(), each row by row, as float16 in base64.
"""

import base64
import inspect
import json
from pathlib import Path
from typing import Any

from weave.engine.shown import Kept, waiting

OWN = ("name", "trainable", "dtype", "seed")  # what a layer is called and how it is computed, not what it does
FILE, INPUTS, ANSWERS = "{}.network.json", "{}.inputs.npy", "{}.answers.npy"


def keep(model: Any, inputs: Any, **about: Any) -> None:
    """Keep a built Sequential model for the page, under the name of the hidden cell that calls this.

    `inputs` are examples, of the shape (examples, ...), that Keras answers now and the page's own engine must answer
    in the same way; `about` is what else the page must know, such as the names of the answers. Raises ValueError for
    what a network in a page cannot be.
    """
    from numpy import asarray

    if type(model).__name__ != "Sequential" or not model.built:
        raise ValueError(f"a page keeps built Sequential models, and {model.name!r} is none")
    inputs = asarray(inputs, "float32")
    answers = asarray(model(inputs, training=False))
    layers = [described(layer) for layer in model.layers]
    network = {"input_shape": list(model.input_shape[1:]), "layers": layers, "weights": packed(model)}
    network["about"] = json.loads(json.dumps(about, default=lambda array: array.tolist()))
    waiting.append(Kept(network, inputs, answers))


def described(layer: Any) -> dict[str, Any]:
    """The type of a Keras layer and its options, but for those that have Keras's own default. Raises ValueError."""
    kind, config = type(layer), layer.get_config()
    parameters = inspect.signature(kind.__init__).parameters.values()
    needed = [it.name for it in parameters if it.default is it.empty and it.name in config]
    usual = kind(**{name: config[name] for name in needed}).get_config()
    told = {name: config[name] for name in config if name in needed or config[name] != usual[name]}
    plain = {name: in_a_word(layer, name, value) for name, value in told.items() if name not in OWN}
    return {"type": kind.__name__, **plain}


def in_a_word(layer: Any, name: str, value: Any) -> Any:
    """An option's value in JSON's terms; an initializer by its name. Raises ValueError."""
    if isinstance(value, dict) and name.endswith("_initializer"):
        from keras import initializers

        it = initializers.deserialize(value)
        word = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in type(it).__name__)[1:]
        if type(it)().get_config() | {"seed": None} == it.get_config() | {"seed": None}:
            return word
    elif isinstance(value, (tuple, list)):
        return list(value)
    elif value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise ValueError(f"a page cannot keep {name}={value!r} of the layer {layer.name!r}")


def packed(model: Any) -> str:
    """All weights of a model as float16, in base64. Raises ValueError for those that this cannot hold."""
    from numpy import concatenate, isfinite, zeros

    weights = model.get_weights()
    numbers = concatenate([zeros(0), *(array.ravel() for array in weights)]).astype("<f2")
    if not isfinite(numbers).all():
        raise ValueError(f"a weight of {model.name!r} is nan or beyond 65,504; float16 has no such numbers")
    return base64.b64encode(numbers.tobytes()).decode()


def write(kept: Kept, folder: Path, name: str) -> None:
    """Leave a network, its inputs and Keras's answers in the folder of a record."""
    from numpy import save

    (folder / FILE.format(name)).write_text(json.dumps(kept.network) + "\n", "utf-8")
    save(folder / INPUTS.format(name), kept.inputs)
    save(folder / ANSWERS.format(name), kept.answers)
