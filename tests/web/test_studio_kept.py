"""Files of the studio, lines that are typed, and the checks of its tour."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

Json = dict[str, Any]
SETTINGS: Json = {
    "optimizer": {"type": "Adam", "learning_rate": 0.01},
    "schedule": "constant",
    "epochs": 10,
    "batch_size": 5,
    "patience": 0,
    "seed": 0,
    "scale": True,
    "validation": 0.2,
    "test": 0.2,
}
PROJECT: Json = {
    "version": 1,
    "title": "Mine",
    "source": {"kind": "table", "shape": [3], "classes": ["low", "high"]},
    "layers": [{"type": "Dense", "units": 4, "activation": "relu"}],
    "head": {},
    "settings": SETTINGS,
}
DATA: Json = {
    "name": "Mine",
    "shape": [3],
    "classes": ["low", "high"],
    "inputs": ["a", "b", "c"],
    "x": [0.5, -1.25, 3e-8, 4.0, 5.0, 1e9],
    "y": [1, 0],
}
WEIGHTS = [[0.1 * i for i in range(12)], [1.0, 2.0, 3.0, 4.0], [-0.5] * 8, [0.25, -0.25]]
SCALING = {"mean": [1.0, 2.0, 3.0], "deviation": [1.0, 0.5, 2.0]}
KEPT: Json = {"project": PROJECT, "dataset": DATA, "weights": WEIGHTS, "scaling": SCALING, "opened": 2}


def answers(questions: list[Json]) -> list[Json]:
    """What node says; it is skipped without node, but not in continuous integration."""
    if not shutil.which("node") and not os.environ.get("CI"):
        pytest.skip("needs node")
    command = ["node", str(Path(__file__).with_name("studio_kept.js"))]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Json] = json.loads(done.stdout)
    return found


def answer(ask: str, **question: Any) -> Any:
    [found] = answers([{"ask": ask, **question}])
    assert "refused" not in found, found
    return found["value"]


def refused(ask: str, **question: Any) -> str:
    [found] = answers([{"ask": ask, **question}])
    return str(found["refused"])


@pytest.fixture(scope="module")
def file() -> str:
    return str(answer("write", **KEPT))


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1, 2.5, -3", [1, 2.5, -3]),
        ("1 2.5 -3", [1, 2.5, -3]),
        ("1\t2.5\t-3", [1, 2.5, -3]),
        ("1; 2,5; -3", [1, 2.5, -3]),
        ("1,5 2,5 -3", [1.5, 2.5, -3]),
        ("1,2.5,-3,", [1, 2.5, -3]),
        ("  1e2\n2\n3  ", [100, 2, 3]),
        ("1 2 3 0 1", [1, 2, 3]),  # with the answer behind, as the articles' files have it
    ],
)
def test_a_line_is_read_as_it_is_typed_or_stands_in_a_file(text: str, numbers: list[float]) -> None:
    assert answer("line", text=text, count=3, answers=2) == numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Type 3 numbers, with commas or spaces between them."),
        ("1, 2", "This line has 2 numbers, but the network takes 3."),
        ("7", "This line has 1 number, but the network takes 3."),
        ("1, two, 3", "“two”, in place 2, is no number."),
        ("1, x, 3", "“x”, in place 2, is no number."),
        ("1 2 Infinity", "“Infinity”, in place 3, is no number."),
    ],
)
def test_a_line_that_does_not_fit_is_refused_with_its_reason(text: str, said: str) -> None:
    assert refused("line", text=text, count=3, answers=2) == said


# ── Files ────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_gives_back_what_went_in_to_the_last_bit(file: str) -> None:
    kept = answer("read", text=file)
    assert kept["project"] == PROJECT and kept["opened"] == 2 and kept["scaling"] == SCALING
    for key in ("x", "y"):
        assert np.array_equal(np.float32(kept["dataset"][key]), np.float32(DATA[key]))
    assert {key: kept["dataset"][key] for key in ("name", "inputs", "classes")} == {
        key: DATA[key] for key in ("name", "inputs", "classes")
    }
    for found, given in zip(kept["weights"], WEIGHTS, strict=True):
        assert np.array_equal(np.float32(found), np.float32(given))


def test_the_courses_own_data_are_not_in_a_file() -> None:
    project = deepcopy(PROJECT) | {"source": {"kind": "moons", "shape": [2], "classes": ["blue", "orange"]}}
    text = answer("write", project=project, opened=0)
    assert "data" not in json.loads(text) and answer("read", text=text)["project"] == project


def floats(*numbers: float) -> str:
    return base64.b64encode(np.float32(numbers).tobytes()).decode()


TAMPERED: dict[str, tuple[Any, str]] = {
    "not JSON": (lambda text: text[:-20], r"cannot be read as JSON"),
    "another format": (lambda text: text.replace("deep-learning-studio", "notes"), r"does not say that it is one"),
    "a list": (lambda _: "[1, 2]", r"does not say that it is one"),
    "null": (lambda _: "null", r"does not say that it is one"),
    "another version": (lambda text: text.replace('"version":1', '"version":9'), r"version 9"),
    "an unknown layer": (lambda text: text.replace('"Dense"', '"Magic"'), r"type \"Magic\""),
    "a negative width": (lambda text: text.replace('"units":4', '"units":-4'), r"units must be a whole number"),
    "another width": (lambda text: text.replace('"units":4', '"units":5'), r"weights do not fit to the network"),
    "a huge width": (lambda text: text.replace('"units":4', '"units":4000000000'), r"too large|memory"),
}
CHANGED: dict[str, tuple[list[str], Any, str]] = {
    "no data": (["data"], None, r"The examples are damaged"),
    "data cut off": (["data", "x"], floats(1, 2, 3), r"2 examples need 6 numbers, but there are 3"),
    "data within a number": (["data", "x"], "AAAA", r"end within a number"),
    "data that are no text": (["data", "x"], [1, 2], r"The examples are damaged"),
    "NaN in the data": (["data", "x"], floats(1, 2, 3, 4, 5, np.nan), r"no number"),
    "a class too many": (["data", "y"], floats(0, 7), r"Example 2 has a class that there is not"),
    "other names": (["data", "classes"], ["low", "medium"], r"do not fit to the project"),
    "damaged inputs": (["data", "inputs"], [1, 2, 3], r"names of the inputs"),
    "a wrong picture": (["data", "picture"], [2, 2], r"size of the pictures"),
    "weights cut off": (["learned", "weights"], [floats(1, 2)], r"weights do not fit"),
    "weights that are no list": (["learned", "weights"], "all", r"weights are damaged"),
    "a deviation of 0": (["learned", "scaling"], {"mean": [0, 0, 0], "deviation": [1, 0, 1]}, r"scaling"),
    "a project that is none": (["project"], 5, r"A project must be an object"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_file_that_was_tampered_with_is_refused(file: str, name: str) -> None:
    change, said = TAMPERED[name]
    message = refused("read", text=change(file))
    assert re.search(said, message) and message.endswith("Nothing has changed here."), message


@pytest.mark.parametrize("name", CHANGED)
def test_a_file_with_another_entry_is_refused(file: str, name: str) -> None:
    path, value, said = CHANGED[name]
    changed = json.loads(file)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    message = refused("read", text=json.dumps(changed))
    assert re.search(said, message) and message.endswith("Nothing has changed here."), message


SIGNED = {"kind": "drawings", "shape": [3], "classes": ["low", "high"]}
STROKES: list[Json] = [{"name": "low", "drawings": [[[[0, 51], [3, 4]], [[7, 7]]]]}, {"name": "high", "drawings": []}]
DAMAGED: list[tuple[Any, str]] = [
    (5, "classes of the drawings"),
    ([], "classes of the drawings"),
    (STROKES * 6, "classes of the drawings"),
    ([{"name": 3, "drawings": []}], "no name"),
    ([{"name": "low", "drawings": "all"}], "drawings are damaged"),
    ([{"name": "low", "drawings": [[]]}], "drawings are damaged"),
    ([{"name": "low", "drawings": [[[]]]}], "stroke of the drawings is empty"),
    *(
        ([{"name": "low", "drawings": [[[point]]]}], "leaves the sheet")
        for point in ([1, 52], [-1, 1], [1, 0.5], [None, 1], ["1", 1], [1], [1, 2, 3], {"x": 1}, None)
    ),
    ([{"name": "low", "drawings": [[[[1, 1]] * 1_000_000]]}], "more strokes than a page can show"),
]


def test_drawings_come_back_as_strokes() -> None:
    drawn = KEPT | {"project": PROJECT | {"source": SIGNED}}
    text = answer("write", **drawn, drawings=STROKES)
    assert answer("read", text=text)["drawings"] == STROKES
    assert "drawings" not in answer("read", text=answer("write", **drawn)), "an older file has none"
    files = [json.dumps(json.loads(text) | {"drawings": damaged}) for damaged, _ in DAMAGED]
    for found, (_, said) in zip(answers([{"ask": "read", "text": file} for file in files]), DAMAGED, strict=True):
        message = found["refused"]
        assert said in message and message.endswith("Nothing has changed here."), message


# ── The tour ─────────────────────────────────────────────────────────────────────────────────────

LETTERS = {"kind": "letters", "shape": [50, 50, 1], "classes": [chr(65 + i) for i in range(26)]}
DIGITS = {"kind": "digits", "count": 2000, "shape": [28, 28, 1], "classes": list("0123456789")}
SHAPES = {"kind": "shapes", "count": 5, "shape": [25], "classes": list("abcde")}
SIGNS = {"kind": "drawings", "shape": [28, 28, 1], "classes": ["x", "y", "z"]}


def project_of(source: Json, rate: float = 0.01, **settings: Any) -> Json:
    optimizer = {"type": "SGD", "learning_rate": rate}
    return PROJECT | {"source": source, "settings": SETTINGS | settings | {"optimizer": optimizer}}


def run(source: Json, state: str = "finished", rate: float = 0.01, seen: int = 400, **now: Any) -> Json:
    parts = {"validation": list(range(seen))}
    found = {"project": project_of(source, rate), "state": state, "parts": parts}
    return found | ({"now": {"epoch": 9} | now} if now else {})


def verdict(
    task: str, *runs: Json, source: Json = SHAPES, y: list[int] | None = None, **found: Any
) -> tuple[bool, str]:
    state = {"project": project_of(source), "runs": list(runs)}
    if y is not None:
        state["dataset"] = {"classes": source["classes"], "y": y}
    said = answer("check", task=task, state=state, found=found)
    return said["done"], said["says"]


MANY = [0] * 5 + [1] * 5 + [2] * 5
BEFORE = {"kind": "digits", "gap": 0.1, "accuracy": 0.9}
CHECKS: list[tuple[str, tuple[Json, ...], Json, bool, str]] = [
    ("shapes", (), {"source": DIGITS}, False, "Choose the shapes"),
    ("shapes", (), {}, False, "has not been trained yet"),
    ("shapes", (run(SHAPES, "running", accuracy=1.0),), {}, False, "still training"),
    ("shapes", (run(SHAPES, "diverged", accuracy=1.0),), {}, False, "Lower the rate"),
    ("shapes", (run(SHAPES, accuracy=0.8),), {}, False, "right about 4 of the 5 shapes"),
    ("shapes", (run(SHAPES, accuracy=1.0),), {}, True, "All 5 shapes are right, after 9 epochs"),
    ("signs", (), {}, False, "Open Data"),
    ("signs", (), {"source": SIGNS | {"classes": ["x", "y"]}, "y": [0, 1]}, False, "2 signs so far"),
    ("signs", (), {"source": SIGNS, "y": [0] * 5 + [1] * 3 + [2] * 5}, False, "3 drawings of y: it takes 4"),
    ("signs", (), {"source": SIGNS, "y": MANY}, False, "has not been trained yet"),
    ("signs", (run(SIGNS, accuracy=1.0, val_accuracy=0.5),), {"source": SIGNS, "y": MANY}, False, "50.0%"),
    ("signs", (run(SIGNS, accuracy=1.0, val_accuracy=0.9),), {"source": SIGNS, "y": MANY}, True, "90.0%"),
    ("overfit", (run(DIGITS, accuracy=1.0),), {}, False, "no validation part"),
    ("overfit", (run(DIGITS, accuracy=0.9, val_accuracy=0.7),), {}, False, "by heart"),
    ("overfit", (run(DIGITS, accuracy=0.99, val_accuracy=0.95),), {}, False, "gap of less than 5 points"),
    ("overfit", (run(DIGITS, accuracy=1.0, val_accuracy=0.9),), {}, True, "gap of 10.0 points"),
    ("cure", (run(DIGITS, accuracy=0.95, val_accuracy=0.92),), {}, False, "First make a network overfit"),
    ("cure", (run(LETTERS, accuracy=0.95, val_accuracy=0.92),), {"overfit": BEFORE}, False, "Go back to the data"),
    ("cure", (run(DIGITS, accuracy=0.97, val_accuracy=0.9),), {"overfit": BEFORE}, False, "halve it"),
    ("cure", (run(DIGITS, accuracy=0.85, val_accuracy=0.85),), {"overfit": BEFORE}, False, "that is no cure"),
    ("cure", (run(DIGITS, accuracy=0.94, val_accuracy=0.92),), {"overfit": BEFORE}, True, "is 2.0"),
    ("rate", (), {}, False, "Train a network first"),
    ("rate", (run(SHAPES, rate=0.1, accuracy=0.5),), {}, False, "Try a smaller rate"),
    ("rate", (run(SHAPES, rate=0.1, accuracy=1.0),), {}, False, "Does 0.2?"),
    (
        "rate",
        (run(SHAPES, rate=0.1, accuracy=1.0), run(SHAPES, "diverged", rate=1.6, accuracy=0.2)),
        {},
        False,
        "Between them, try 0.4",
    ),
    (
        "rate",  # another network does not count
        (run(SIGNS, "diverged", rate=0.2, accuracy=0.2), run(SHAPES, rate=0.1, accuracy=1.0)),
        {},
        False,
        "Does 0.2?",
    ),
    (
        "rate",
        (run(SHAPES, rate=0.1, accuracy=1.0), run(SHAPES, "diverged", rate=0.2, accuracy=0.2)),
        {},
        True,
        "0.1 works and 0.2 no longer does",
    ),
    ("fonts", (run(LETTERS, accuracy=1.0),), {}, False, "no validation part"),
    ("fonts", (run(LETTERS, seen=78, accuracy=1.0, val_accuracy=0.95),), {}, False, "too few to judge by"),
    ("fonts", (run(LETTERS, accuracy=1.0, val_accuracy=0.9),), {}, False, "more than 90%"),
    ("fonts", (run(LETTERS, accuracy=1.0, val_accuracy=0.91),), {}, True, "91.0% of 400 letters"),
]


@pytest.mark.parametrize(("task", "runs", "more", "done", "said"), CHECKS)
def test_a_task_is_done_when_it_is_and_says_what_is_missing(
    task: str, runs: tuple[Json, ...], more: Json, done: bool, said: str
) -> None:
    found, text = verdict(task, *runs, **more)
    assert found is done and said in text, text
    assert text.startswith("Done! " if done else "Not yet. ")
