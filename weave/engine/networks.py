"""Keras models as descriptions, which the drawing module, web/drawing/, draws."""

import json
import re
from typing import Any

from weave.engine.shown import Network, waiting

TYPES = {"Dense": "dense", "Conv2D": "conv", "Flatten": "flatten", "SimpleRNN": "rnn", "LSTM": "lstm", "GRU": "gru"}
TYPES |= dict.fromkeys(["MaxPooling2D", "AveragePooling2D", "GlobalMaxPooling2D", "GlobalAveragePooling2D"], "pool")
TYPES |= {"BatchNormalization": "norm", "Dropout": "dropout", "SpatialDropout2D": "dropout", "Activation": "activation"}
ACTIVATIONS = {"ReLU": "relu", "LeakyReLU": "leaky_relu", "PReLU": "prelu", "ELU": "elu", "Softmax": "softmax"}
TYPES |= dict.fromkeys(ACTIVATIONS, "activation")
NOTES = ("activation", "norm", "dropout")  # written under the layer before, so without a size
PLAIN = {"dilation_rate": (1, 1), "groups": 1, "data_format": "channels_last"}  # what drawings take for granted
ALL_DRAWN = 30  # neurons; wider layers are collapsed


class DrawingError(ValueError):
    """What cannot be drawn; the text names the field or the layer."""


def show(description: dict[str, Any]) -> None:
    """Show a network in a listing, as plt.show() shows a figure of the cell. Its arrays may be of NumPy."""
    waiting.append(Network(json.loads(json.dumps(description, default=lambda array: array.tolist()))))


def drawable(model: Any) -> dict[str, Any] | str:
    """The description of a model, or the reason why there is none."""
    try:
        return describe(model)
    except DrawingError as error:
        return str(error)


def settings(layer: Any) -> dict[str, Any]:
    """What a drawing says of a Keras layer, but for its size. Raises DrawingError."""
    kind = type(layer).__name__
    odd = [name for name, value in PLAIN.items() if getattr(layer, name, value) != value]
    if kind not in TYPES or odd:
        raise DrawingError(f"drawings do not know the layer {layer.name!r} ({', '.join([kind, *odd])})")
    said: dict[str, Any] = {"type": TYPES[kind]}
    if not re.fullmatch(re.sub("(?<=[a-z])(?=[A-Z])", "_", kind).lower() + r"(_\d+)?", layer.name):
        said["name"] = layer.name  # its author's, not Keras's own
    if "Pooling" in kind:
        said["mode"] = "max" if "Max" in kind else "average"
    if kernel := getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None):
        said |= {"kernel": list(kernel), "stride": list(layer.strides), "padding": layer.padding}
    said |= {"rate": layer.rate} if hasattr(layer, "rate") else {}
    said |= {"sequences": layer.return_sequences} if hasattr(layer, "return_sequences") else {}
    activation = ACTIVATIONS.get(kind) or getattr(getattr(layer, "activation", None), "__name__", "linear")
    return said | ({"activation": activation} if activation != "linear" or TYPES[kind] == "activation" else {})


def sized(shape: tuple[int | None, ...]) -> dict[str, Any]:
    """The size of what a layer hands on, whose shape begins with the number of examples."""
    if len(shape) == 4:
        return {"width": shape[2], "height": shape[1], "channels": shape[3]}
    return {"size": shape[-1]}


def array(value: Any) -> Any:
    """The value as a NumPy array of floats."""
    from numpy import asarray  # slow to import, and of no use without a model

    return asarray(value, "float32")


def rounded(numbers: Any) -> Any:
    """Numbers in a description's terms; five digits are more than a picture shows."""
    return [rounded(each) for each in numbers] if numbers.shape else float(f"{float(numbers):.5g}")


def forward(layer: Any, value: Any) -> tuple[Any, Any]:
    """What a layer makes of one example's `value`, and what its neurons show: of a recurrent one, at every step."""
    out = array(layer(value, training=False))
    if TYPES[type(layer).__name__] not in ("rnn", "lstm", "gru") or layer.return_sequences:
        return out, out[0]
    return out, array([array(layer(value[:, : step + 1]))[0] for step in range(value.shape[1])])


def describe(
    model: Any, x: Any = None, *, weights: bool = False, outputs: list[str] | None = None, steps: int = 4
) -> dict[str, Any]:
    """A built Sequential model as a description, a plain dict that one may go on to edit. Raises DrawingError.

    `x` is one example, without the axis of the batch: its values light the neurons, and a softmax marks its winner.
    `weights` adds those of dense layers that are drawn whole; `outputs` names the last layer's neurons; `steps`
    counts for a recurrent model that leaves their number open.
    """
    if type(model).__name__ != "Sequential" or not model.built:
        raise DrawingError(f"drawings know built Sequential models, and {model.name!r} is none")
    shape = model.input_shape
    layers: list[dict[str, Any]] = [{"type": "input"} | sized(shape)]
    if len(shape) == 3:
        layers[0]["steps"] = len(x) if x is not None else shape[1] or steps
    value = None if x is None else array(x)[None]
    holder = layers[0]  # the last layer that has neurons
    if value is not None and layers[0].get("channels", 1) == 1:
        holder["values"] = rounded(value[0, ..., 0].ravel() if len(shape) == 4 else value[0])
    for layer in model.layers:
        said = settings(layer)
        said |= {} if said["type"] in NOTES else sized(layer.output.shape)
        holder = holder if said["type"] in NOTES else said
        if weights and said["type"] == "dense" and max(layer.kernel.shape) <= ALL_DRAWN:
            said["weights"] = rounded(array(layer.kernel))
        if value is not None:
            value, shown = forward(layer, value)
            holder |= {"values": rounded(shown)} if shown.ndim < 3 else {}
        layers.append(said)
    holder |= {"labels": list(outputs)} if outputs is not None else {}
    if value is not None and layers[-1].get("activation") == "softmax":
        holder["winner"] = int(value[0].argmax())
    return {"layers": layers}


def neuron(layer: Any, index: int, x: Any) -> dict[str, Any]:
    """One neuron of a dense Keras layer, with what it makes of the inputs `x`."""
    W, b = layer.get_weights()
    x = array(x)
    numbers = {"values": x, "weights": W[:, index], "bias": b[index], "sum": x @ W[:, index] + b[index]}
    numbers["output"] = array(layer(x[None]))[0, index]
    said = {name: rounded(each) for name, each in numbers.items()}
    return {"kind": "neuron", "inputs": len(x), "activation": layer.activation.__name__, **said}
