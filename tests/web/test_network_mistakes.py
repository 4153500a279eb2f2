"""Networks that cannot be made, trained or fed: the message names the layer and what would be right."""

from __future__ import annotations

from typing import Any

import pytest
from networks import CLASSES, FLAT, SOFTMAX, answer, conv, dense, network

TWO = network(dense(3, "relu"), SOFTMAX, shape=[4])


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ([dense(3), {"type": "Dens"}], 'the type "Dens" of layers[1] must be one of Activation, '),
        ([{"units": 3}], "the type undefined of layers[0] must be one of "),
        ([{"type": "constructor"}], 'the type "constructor" of layers[0] must '),
        ([{"type": "Dense"}], 'layers[0] (Dense) needs the option "units"'),
        ([dense(0)], "layers[0] (Dense) units must be a whole number from 1, not 0"),
        ([dense(3, neurons=4)], 'layers[0] (Dense) has no option "neurons": it knows units, activation, '),
        ([dense(3, "swish")], "layers[0] (Dense) activation must be one of linear, relu, sigmoid, tanh, gelu, softmax"),
        ([dense(3, kernel_initializer="big")], "layers[0] (Dense) kernel_initializer must be one of zeros, ones, "),
        ([dense(3, use_bias="no")], 'layers[0] (Dense) use_bias must be true or false, not "no"'),
        ([{"type": "Dropout", "rate": 1}], "layers[0] (Dropout) rate must be a number from 0 and below 1, not 1"),
        ([conv(3, 2)], "layers[0] (Conv2D) needs pictures (height, width, channels), not [4]"),
        ([dense(3), {"type": "MaxPooling2D"}], "layers[1] (MaxPooling2D) needs pictures (height, width, channels)"),
        ([{"type": "LSTM", "units": 3}], "layers[0] (LSTM) needs sequences (steps, inputs), not [4]"),
        ([], "layers must be a list with a layer in it"),
        (None, "layers must be a list with a layer in it"),
        ([None], "the type undefined of layers[0] must "),
    ],
)
def test_a_wrong_layer_is_named(layers: Any, said: str) -> None:
    found = answer("mistake", description={"input_shape": [4], "layers": layers})
    assert found is not None and found.startswith(said), found


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (conv(3, 6), "layers[0] (Conv2D) has a window of [6,6], larger than its input of the shape [5,5,1]"),
        (conv(3, [2, 0]), "layers[0] (Conv2D) kernel_size must be a whole number from 1, or two of them in a list"),
        (conv(3, 2, padding="full"), 'layers[0] (Conv2D) padding must be one of valid, same, not "full"'),
        ({"type": "GRU", "units": 2}, "layers[0] (GRU) needs sequences (steps, inputs), not [5,5,1]"),
    ],
)
def test_a_wrong_layer_for_pictures_is_named(layer: Any, said: str) -> None:
    found = answer("mistake", description=network(layer, FLAT, shape=[5, 5, 1]))
    assert found is not None and found.startswith(said), found


def test_activations_that_a_recurrent_layer_cannot_use() -> None:
    for kind in ("SimpleRNN", "LSTM", "GRU"):
        layer = {"type": kind, "units": 2, "activation": "softmax"}
        found = answer("mistake", description=network(layer, shape=[5, 2]))
        assert found == f"layers[0] ({kind}) cannot use softmax as its activation"
    layer = {"type": "GRU", "units": 2, "reset_after": False}
    assert "reset_after must be true" in answer("mistake", description=network(layer, shape=[5, 2]))


@pytest.mark.parametrize("shape", [None, [], [0], [2.5], "4"])
def test_a_wrong_shape_of_inputs(shape: Any) -> None:
    found = answer("mistake", description={"input_shape": shape, "layers": [dense(2)]})
    assert found == "input_shape must be a list of whole numbers from 1"


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"loss": "hinge"}, 'the loss "hinge" must be one of mse, mean_squared_error, categorical_crossentropy, '),
        ({"loss": "binary_crossentropy"}, "the loss binary_crossentropy must follow the activation sigmoid, not softm"),
        ({"loss": CLASSES, "optimizer": {"type": "Adamax"}}, 'the type "Adamax" of an optimizer must be one of SGD, '),
        ({"loss": CLASSES, "optimizer": {"type": "SGD", "rate": 1}}, 'the optimizer SGD has no option "rate": it know'),
        ({"loss": CLASSES, "optimizer": {"type": "SGD", "momentum": 1}}, "the optimizer SGD momentum must be a number"),
        (
            {"loss": CLASSES, "optimizer": {"type": "Adam", "clipnorm": 1, "global_clipnorm": 1}},
            "the optimizer Adam can have clipnorm or global_clipnorm, not both",
        ),
    ],
)
def test_a_wrong_way_to_train(choices: Any, said: str) -> None:
    found = answer("mistake", description=TWO, choices=choices)
    assert found is not None and found.startswith(said), found


def test_what_does_not_fit() -> None:
    def said(description: Any = TWO, **more: Any) -> str:
        return str(answer("mistake", description=description, **more))

    assert said(weights=[[0] * 12]) == "1 arrays of weights were given, but there are 4"
    wrong = [[0] * 12, [0] * 4, [0] * 9, [0] * 3]
    assert said(weights=wrong) == "weights[1] (bias) has the shape [3], not 4 numbers"
    assert said(bytes=10) == "the weights have 54 bytes as float16, but 10 were given"
    assert said(x=[[1, 5], [0] * 5]) == "the network takes examples of the shape [4], not [5]"
    assert said(x=[[2, 4], [0] * 5]) == "5 numbers cannot have the shape [2,4]: it holds 8"
    targets = said(x=[[1, 4], [0] * 4], choices={"loss": CLASSES})
    assert targets == "the targets have the shape [1,1], the answers [1,3]"
    words = network({"type": "Embedding", "input_dim": 5, "output_dim": 2}, shape=[2])
    assert said(words, x=[[1, 2], [4, 5]]) == "layers[0] (Embedding) knows whole numbers from 0 to 4, not 5"
    assert answer("mistake", description=TWO, x=[[1, 4], [0] * 4]) is None
