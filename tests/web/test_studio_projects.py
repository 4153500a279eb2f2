"""The studio's projects: outlines of networks, tampered files, links, undo."""

from __future__ import annotations

from typing import Any

import pytest
from networks import CASES, FLAT, SOFTMAX, cell, conv, dense, network
from studio import MOONS, answers, project


def answer(ask: str, **question: Any) -> Any:
    return answers("projects", [{"ask": ask, **question}])[0]


def test_an_outline_is_what_the_network_will_be() -> None:
    """Shapes and counts of every kind of layer, told without making one."""
    found = answers("projects", [{"ask": "planned", "description": one["description"]} for one in CASES.values()])
    kinds = {layer["type"] for case in CASES.values() for layer in case["description"]["layers"]}
    assert len(kinds) == 15 and len(found) == len(CASES)
    for name, (real, plan, total) in zip(CASES, (one.values() for one in found), strict=True):
        layers = plan["layers"]
        assert [one["params"] for one in layers] == [one["params"] for one in real], name
        assert plan["params"] == total
        if name != "sequences":  # it answers at every step
            assert [one["output"] for one in layers] == [one["output"] for one in real], name
            assert not any("problem" in one for one in layers), name


def test_an_outline_finds_what_the_network_refuses_and_nothing_else() -> None:
    found = answer("stacks", count=600)
    assert found["wrong"] == [] and 60 < found["fine"] < 400


@pytest.mark.parametrize(
    ("layers", "shape", "said"),
    [
        (
            [FLAT, conv(3, 2)],
            [4, 4, 1],
            "Layer 2: A Conv2D layer needs pictures of height, width and channels; here it gets 16 numbers. "
            "Put it before Flatten.",
        ),
        ([conv(3, 2)], [16], "Layer 1: A Conv2D layer needs pictures of height, width and channels; here it gets 16 "),
        ([cell("GRU", 3), cell("LSTM", 3)], [5, 2], "Layer 2: An LSTM layer needs sequences, step by step; here it "),
        ([cell("LSTM", 3)], [5, 5, 1], "Layer 1: An LSTM layer needs sequences, step by step; here it gets pictures "),
        (
            [conv(3, [5, 3])],
            [4, 4, 1],
            "Layer 1: A window of 5 \u00d7 3 is larger than its input of 4 \u00d7 4. Make t",
        ),
        ([cell("GRU", 3, return_sequences=True)], [5, 2], "Layer 2: The last layer must give one answer for an exampl"),
        ([conv(3, 2)], [4, 4, 1], "Layer 2: The last layer must give one answer for an example; here it gives 9. Put"),
        ([dense(0)], [4], "Layer 1: This Dense layer units must be a whole number from 1, not 0."),
        ([dense(4), {"type": "Embedding", "input_dim": 3, "output_dim": 2}], [4], "Layer 2: An Embedding layer needs"),
        ([dense(10**6), dense(10**6)], [4], "Layer 2: This Dense layer is too large for memory: it needs 16,000 GB, "),
        ([dense(10**300), dense(10**300)], [4], "Layer 1: This Dense layer is too large for memory: it needs far more"),
        ([conv(64, 3, padding="same")] * 2 + [FLAT], [1024, 1024, 1], "Layer 2: This Conv2D layer is too large for me"),
    ],
)
def test_what_cannot_be_joined_is_said_with_what_would_help(layers: Any, shape: Any, said: str) -> None:
    (found,) = answer("problems", descriptions=[network(*layers, SOFTMAX, shape=shape)])
    assert found.startswith(said), found


def test_tampered_projects_are_refused_or_are_projects() -> None:
    found = answer("tampered", count=3000)
    assert found["read"] + found["refused"] == 3000
    assert found["read"] > 100 and found["refused"] > 1000


LAYER = {"type": "Dense", "units": 3}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "This project has the version 2, not 1."),
        ({"title": 7}, "The title must be a text"),
        ({"more": 1}, 'A project has an entry "more" that is not known here.'),
        ({"layers": [{"type": "Lambda"}]}, 'Layer 1 has the type "Lambda"; known are Activation, '),
        ({"layers": [LAYER, {**LAYER, "neurons": 3}]}, 'Layer 2 (Dense) has an entry "neurons" that is not known'),
        ({"layers": [{**LAYER, "units": 2.5}]}, "Layer 1 (Dense) units must be a whole number from 1, not 2.5."),
        ({"layers": [LAYER] * 201}, "The layers must be a list of at most 200."),
        ({"head": {"units": 3}}, 'The head has an entry "units" that is not known here.'),
        ({"source": {**MOONS, "kind": "http"}}, 'The source has the kind "http"; known are shapes, '),
        ({"source": {**MOONS, "shape": [3]}}, "Examples of the kind moons have the shape [2], not [3]."),
        ({"source": {**MOONS, "classes": ["a"]}}, "A single class leaves nothing to learn: it takes two or more."),
        ({"source": {**MOONS, "classes": ["a", "a"]}}, "Two classes have the same name."),
        ({"source": {**MOONS, "count": 5}}, "The source has the count 5; moons can have: none."),
        ({"source": {"kind": "table", "shape": [2**11] * 2, "classes": []}}, "An example has more than 1048576 "),
    ],
)
def test_what_is_wrong_with_a_project_is_named(change: Any, said: str) -> None:
    good = project(MOONS, [LAYER])
    assert answer("read", value=good) == {"found": good}
    assert answer("read", value={**good, **change})["said"].startswith(said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"epochs": 0}, "Epochs must be a whole number from 1 to a million."),
        ({"validation": 0.5, "test": 0.5}, "Validation and test are shares from 0, and together at most 0.9"),
        ({"optimizer": {"type": "Adam", "learning_rate": -1}}, "The optimizer Adam learning_rate must be a number"),
        ({"optimizer": {"type": "SGD", "beta_1": 0.5}}, 'The optimizer SGD has an entry "beta_1" that is not known'),
        ({"seed": None}, "The seed must be a whole number from 0 to 2147483647."),
        ({"schedule": "linear"}, "The schedule must be one of constant, cosine, exponential."),
    ],
)
def test_what_is_wrong_with_settings_is_named(change: Any, said: str) -> None:
    assert answer("read", value=project(MOONS, [LAYER], **change))["said"].startswith(said)


def test_links_come_back_and_damaged_ones_are_refused() -> None:
    found = answer("links", count=40)
    assert found["same"] == 13 and found["refused"] > 400


@pytest.mark.parametrize("text", ["", "javascript:alert(1)", "AAAA", "x" * 60_001])
def test_what_is_no_link(text: str) -> None:
    assert "link" in answer("link", text=text)["said"]


def test_a_small_link_that_unpacks_to_much_is_refused() -> None:
    found = answer("bomb", size=20_000_000)
    assert found["letters"] < 60_000 and found["said"].startswith("This link holds more than any project does")


def test_undo_and_redo() -> None:
    found = answer("history")
    assert (found["undone"], found["redone"], found["now"]) == ([299, 298], 299, 7)
    assert (found["canUndo"], found["canRedo"]) == (True, False)
    assert (found["oldest"], found["first"]) == (100, 101)  # two hundred steps back, no more
