"""A wrong description of a network is named and never drawn; the schema and the module agree on what is wrong."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from conftest import ROOT
from drawings import GOOD, Description, network

from weave.engine.networks import DrawingError
from weave.page.drawing import draw

SCHEMA = json.loads((ROOT / "web" / "drawing" / "drawing.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
# What no schema can say: sizes held against each other. Such messages end in these words.
TOGETHER = r"items, but there are|must be below|because of the layer before|cannot follow|must hold a"
WRONG = [
    ("layers[1].type", {"type": "dens", "size": 2}),
    ("layers[1].size", {"type": "dense", "size": -3}),
    ("layers[1].values", {"type": "dense", "size": 2, "values": [1, 2, 3]}),
    ("layers[1].winner", {"type": "dense", "size": 2, "winner": 2}),
    ("layers[1].lit[1]", {"type": "dense", "size": 2, "lit": [0, 5]}),
    ("layers[1].labels", {"type": "dense", "size": 2, "labels": ["a"]}),
    ("layers[1].weights[2]", {"type": "dense", "size": 2, "weights": [[1, 2], [3, 4], [5]]}),
    ("layers[1].weights", {"type": "dense", "size": 2, "weights": [[1, 2]]}),
    ("layers[1].colour", {"type": "dense", "size": 2, "colour": "red"}),
    ("layers[1].size", {"type": "dense"}),
    ("layers[1].rate", {"type": "dropout", "rate": 20}),
    ("layers[1].type", {"type": "flatten", "size": 3}),
    ("layers[1].type", {"type": "lstm", "size": 3}),
    ("layers[1].type", {"type": "input", "size": 3}),
    ("layers[1].type", None),
]


@pytest.mark.parametrize(("field", "layer"), WRONG)
def test_a_wrong_layer_is_named_and_nothing_is_drawn(field: str, layer: Any) -> None:
    with pytest.raises(DrawingError, match=rf"^{re.escape(field)} "):
        draw(network(3, layer))


def test_a_wrong_description_is_named() -> None:
    for description, field in (
        ({"layers": 3}, "layers"),
        ({}, "layers"),
        ({"layers": [{"type": "input", "size": 3}]}, "layers"),
        (network({"type": "dense", "size": 3}, {"type": "dense", "size": 3}), "layers[0].type"),
        (network(3, {"type": "dense", "size": 1}, until=2), "until"),
        (
            network({"type": "input", "width": 4, "height": 4, "channels": 2}, {"type": "flatten", "size": 30}),
            "layers[1].size",
        ),
        ({"kind": "neuron", "inputs": 2, "weights": [1]}, "weights"),
    ):
        with pytest.raises(DrawingError, match=rf"^{re.escape(field)} "):
            draw(description)


def spoiled(value: Any, whole: Any) -> Iterator[Any]:
    """The whole with one thing in it, `value` or a part of it, missing, replaced or added."""
    places = list(value) if isinstance(value, dict) else range(min(2, len(value))) if isinstance(value, list) else []
    for place in places:
        kept = value[place]
        yield from spoiled(kept, whole)
        for other in (None, -1, 0, 1, 1.5, "x", "a string that is far too long", True, [], [[1]], {}, 10**10):
            value[place] = other
            yield whole
        value[place] = kept
        if isinstance(value, dict):
            del value[place]
            yield whole
            value[place] = kept
    if isinstance(value, dict):
        value["unknown"] = 1
        yield whole
        del value["unknown"]


def accepted(description: Description) -> str:
    """Why the module does not draw a description; "" if it does."""
    try:
        draw(description)
    except DrawingError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", ["weights", "values", "cnn", "global", "steps", "neuron"])
def test_schema_and_module_agree(name: str) -> None:
    good, count = copy.deepcopy(GOOD[name]), {True: 0, False: 0}
    for description in spoiled(good, good):
        valid, problem = VALIDATOR.is_valid(description), accepted(description)
        assert valid or problem, f"the module draws what the schema refuses: {description}"
        assert not valid or not problem or re.search(TOGETHER, problem), f"{problem}: {description}"
        count[valid] += 1
    assert min(count.values()) > 10
