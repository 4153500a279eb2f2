"""The studio's training: splits, scaling, runs that stop and go on, and how good a network is."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT
from networks import cell, conv, dense
from studio import MOONS, NUMBERS, answers, project

from weave.page.sets import made, sets

RANDOM = np.random.default_rng(5)


def answer(ask: str, **question: Any) -> Any:
    return answers("training", [{"ask": ask, **question}])[0]


def table(counts: list[int], groups: list[int] | None = None) -> dict[str, Any]:
    """Examples of two numbers, so many of each class, in an order of their own."""
    y = RANDOM.permutation(np.repeat(np.arange(len(counts)), counts)).tolist()
    classes = [f"class {place}" for place in range(len(counts))]
    return {"shape": [2], "x": RANDOM.normal(size=2 * len(y)).tolist(), "y": y, "classes": classes, "groups": groups}


def shares(validation: float, test: float, seed: int = 1) -> dict[str, Any]:
    return {"validation": validation, "test": test, "seed": seed}


@pytest.mark.parametrize(
    ("counts", "validation", "test"),
    [([50, 30, 20], 0.2, 0.1), ([3, 40], 0.2, 0.2), ([5, 5], 0.45, 0.45), ([4, 9], 0, 0.3), ([7, 2], 0, 0)],
)
def test_a_split_deals_out_every_class(counts: list[int], validation: float, test: float) -> None:
    data = table(counts)
    settings = [shares(validation, test, seed) for seed in (1, 1, 2)]
    found = answers("training", [{"ask": "parts", "data": data, "settings": one} for one in settings])
    first, again, other = (one["found"] for one in found)
    assert first == again and (first != other or not validation + test)
    for parts in (first, other):
        assert sorted(parts["train"] + parts["validation"] + parts["test"]) == list(range(sum(counts)))
        for name, share in [("validation", validation), ("test", test)]:
            of_each = Counter(data["y"][place] for place in parts[name])
            for label, count in enumerate(counts):
                wanted = max(1, share * count) if share else 0
                assert abs(of_each[label] - wanted) <= 1 and (of_each[label] > 0) == bool(share)
        assert len({data["y"][place] for place in parts["train"]}) == len(counts)


@pytest.mark.parametrize(
    ("counts", "validation", "said"),
    [
        ([9, 2], 0.2, 'The class "class 1" has 2 examples, but training, validation and test need one each. Add '),
        ([9, 1, 0], 0, 'The classes "class 1", "class 2" have fewer than 2 examples each, but training and test need '),
        ([9, 0], 0, 'The class "class 1" has no examples, but training and test need one each. Add examples, or '),
    ],
)
def test_a_class_that_would_be_missing_is_named(counts: list[int], validation: float, said: str) -> None:
    assert answer("parts", data=table(counts), settings=shares(validation, 0.2))["said"].startswith(said)
    nothing = {**table([]), "classes": []}
    assert answer("parts", data=nothing, settings=shares(0, 0))["said"] == (
        "The data has no examples: there is nothing to learn from."
    )


def test_groups_stay_together() -> None:
    groups = [place // 4 for place in range(40)]
    parts = answer("parts", data=table([20, 20], groups), settings=shares(0.2, 0.3))["found"]
    found = [{groups[place] for place in parts[name]} for name in ("train", "validation", "test")]
    assert [len(one) for one in found] == [5, 2, 3] and set.union(*found) == set(range(10))
    assert [len(parts[name]) for name in ("train", "validation", "test")] == [20, 8, 12]


@pytest.mark.parametrize("shape", [[3], [4, 2], [5, 4, 2]])
def test_scaling_is_that_of_the_training_part(shape: list[int]) -> None:
    x = (RANDOM.normal(size=[20, *shape]) * 7 + 100).astype("float32")
    x[..., 0] = 5  # an input that is always the same
    rows = [0, 3, 4, 7, 11]
    found = answer("scaled", x=x.ravel().tolist(), shape=shape, rows=rows)
    axes = tuple(range(len(shape)))
    mean, deviation = x[rows].mean(axis=axes, dtype=float), x[rows].std(axis=axes, dtype=float)
    deviation[0] = 1
    np.testing.assert_allclose(found["mean"], mean, rtol=1e-6)
    np.testing.assert_allclose(found["deviation"], deviation, rtol=1e-6)
    np.testing.assert_allclose(found["x"], ((x - mean) / deviation).ravel(), atol=1e-5)


DROP = {"type": "Dropout", "rate": 0.3}
NORM = {"type": "BatchNormalization"}
PICTURES = {"shape": [6, 6, 1], "x": RANDOM.random(40 * 36).tolist(), "y": [0, 1] * 20, "classes": ["a", "b"]}
KEPT = {
    "SGD with momentum": (
        project(MOONS, [dense(8, "relu"), DROP], optimizer={"type": "SGD", "learning_rate": 0.1, "momentum": 0.9}),
        None,
    ),
    "plain SGD, cosine": (
        project(MOONS, [dense(8, "relu")], optimizer={"type": "SGD", "learning_rate": 0.1}, schedule="cosine"),
        None,
    ),
    "Adam, patience": (
        project(MOONS, [dense(8), DROP, NORM], patience=2, epochs=12, optimizer={"type": "Adam", "learning_rate": 0.3}),
        None,
    ),
    "a sequence": (project(NUMBERS, [cell("LSTM", 4)], scale=True, schedule="exponential"), None),
    "pictures": (
        project(
            {"kind": "images", "shape": [6, 6, 1], "classes": ["a", "b"]},
            [conv(3, 3), NORM, {"type": "SpatialDropout2D", "rate": 0.2}, {"type": "Flatten"}],
            batch_size=7,
        ),
        PICTURES,
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_run_that_was_kept_goes_on_as_if_never_stopped(name: str) -> None:
    """Stopped after some batches, between epochs, before validation, at once: the weights are equal to the bit."""
    chosen, data = KEPT[name]
    stops = [[0], [1], [3, 4], [11, 1], [12], [13, 2, 2]]
    found = answers("training", [{"ask": "resumed", "project": chosen, "data": data, "stops": one} for one in stops])
    assert [one["same"] for one in found] == [True] * len(stops)
    assert found[0]["state"] in ("finished", "early") and found[0]["epochs"] >= 3


def test_a_snapshot_of_another_network_is_refused() -> None:
    one, other = project(MOONS, [dense(8)]), project(MOONS, [dense(9)])
    assert "belongs to another network" in answer("foreign", project=one, other=other)["said"]
    assert answer("foreign", project=one, other=one) == {}


def test_patience_ends_training_and_brings_the_best_weights_back() -> None:
    """As Keras's EarlyStopping(patience=3, restore_best_weights=True)."""
    rate = {"type": "Adam", "learning_rate": 0.2}
    chosen = project(MOONS, [dense(16, "relu"), dense(16, "relu")], patience=3, epochs=200, optimizer=rate)
    found = answer("reports", project=chosen)["found"]
    losses = [one["val_loss"] for one in found["reports"]]
    best = int(np.argmin(losses))
    assert found["state"] == "early" and len(losses) == best + 4 < 200
    assert math.isclose(found["loss"], losses[best], rel_tol=1e-4)
    assert found["now"]["best"] == best + 1 and found["now"]["epoch"] == len(losses)
    ends = [min(losses[: place + 1]) for place in range(len(losses))]
    assert all(ends[place - 3] > ends[place] for place in range(3, len(ends) - 1))  # it never waited longer before


def test_rates_are_those_of_the_schedules_of_keras() -> None:
    """CosineDecay over all steps; ExponentialDecay with a decay_rate of 0.01 over all steps."""
    steps = np.arange(3 * 10)
    wanted = {
        "constant": np.full(30, 0.01),
        "cosine": 0.005 * (1 + np.cos(np.pi * steps / 30)),
        "exponential": 0.01 * 0.01 ** (steps / 30),
    }
    for name, rates in wanted.items():
        found = answer("reports", project=project(MOONS, [dense(4)], schedule=name, validation=0.2))["found"]
        assert len(found["reports"]) == 3 and found["reports"][0]["batches"] == 10
        np.testing.assert_allclose([rate for place, rate in enumerate(found["rates"]) if place % 11 < 10], rates)


def test_training_that_diverges_says_so() -> None:
    chosen = project(NUMBERS, [dense(4), {"type": "Flatten"}], optimizer={"type": "SGD", "learning_rate": 1e4})
    found = answer("reports", project=chosen)["found"]
    assert found["state"] == found["now"]["state"] == "diverged"


@pytest.mark.parametrize(
    ("layers", "data", "said"),
    [
        ([conv(3, 2)], {}, "Layer 1: A Conv2D layer needs pictures"),
        ([dense(10**5), dense(10**5)], {}, "Layer 2: This Dense layer is too large for memory"),
        ([], {"shape": [4]}, "The network is for examples of the shape [2], the data has [4]."),
        ([], {"classes": ["a", "b", "c"]}, "The network has 2 classes, the data has 3."),
        ([], {"x": [0] * 38}, "The data has answers without inputs, or the reverse."),
        ([], {"x": [None] * 40}, None),
        ([], {"y": [0, 2] * 10}, "There is an answer that is no class, or no number."),
    ],
)
def test_what_cannot_be_trained_is_said(layers: Any, data: Any, said: str | None) -> None:
    good = {"shape": [2], "x": [0] * 40, "y": [0, 1] * 10, "classes": ["blue", "orange"]}
    found = answer("reports", project=project(MOONS, layers), data={**good, **data})
    assert found["said"].startswith(said) if said else found["found"]["state"] == "finished"


def test_how_often_each_class_is_taken_for_another() -> None:
    answers_given = [[0.9, 0.1, 0], [0.2, 0.8, 0], [0.1, 0.1, 0.8], [0.3, 0.3, 0.4], [None] * 3]
    found = answer("confused", answers=answers_given, y=[0, 0, 2, 1, 0], classes=["a", "b", "c"])
    assert found["cells"] == [[[0, 4], [1], []], [[], [], [3]], [[], [], [2]]]
    assert found["each"] == [2 / 3, 0, 1] and found["all"] == 0.6


def test_the_shapes_are_those_of_the_lesson() -> None:
    """Read off the listing, as its readers see them."""
    rows = [line.split() for line in (ROOT / "snippets" / "shapes.py").read_text().splitlines() if line[:1] in "#."]
    five = [row for row in rows if len(row) == 5][:5]
    wanted = ["".join(row[shape] for row in five) for shape in range(5)]
    found = answer("made", source={"kind": "shapes", "count": 7})
    pictures = np.reshape(found["x"], (7, 25)).astype(int)
    assert ["".join(".#"[pixel] for pixel in picture) for picture in pictures[:5]] == wanted
    assert len({tuple(picture) for picture in pictures}) == 7


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return sets(ROOT / "datasets", tmp_path_factory.mktemp("store"))


def test_the_sets_are_those_of_the_course(files: list[Path]) -> None:
    """The page's numbers are the build's, in 16 levels; how long a file is, is known before it is fetched."""
    table = answer("sets")
    assert {one["file"]: one["bytes"] for one in table.values()} == {path.name: path.stat().st_size for path in files}
    with np.load(ROOT / "datasets" / "mnist" / "mnist.npz") as arrays:
        labels, images = arrays["y_train"][:2000], arrays["x_train"][:2000]
    by_name = {path.name: path for path in files}
    found = answer("set", path=str(by_name["digits-2000.bin"]), kind="digits")
    levels = np.rint(images / 17)
    assert found["y"] == labels.tolist() and found["levels"] == levels.sum(axis=(1, 2)).tolist()
    assert found["first"] == levels[0].ravel().tolist() and found["shape"] == [28, 28, 1]
    letters = answer("set", path=str(by_name["letters.bin"]), kind="letters")
    assert letters["y"] == list(range(26)) * 33 and letters["groups"] == [place // 26 for place in range(858)]
    assert len(answer("set", path=str(by_name["digits-10000.bin"]), kind="digits")["y"]) == 10_000


def test_the_sets_are_made_once_and_always_the_same(files: list[Path], tmp_path: Path) -> None:
    assert made(ROOT / "datasets") == {path.name: path.read_bytes() for path in files}
    store = files[0].parents[2]
    before = [path.stat().st_mtime_ns for path in files]
    assert [path.stat().st_mtime_ns for path in sets(ROOT / "datasets", store)] == before


def test_a_damaged_set_is_refused(files: list[Path]) -> None:
    found = answer("damaged", path=str(next(path for path in files if "2000" in path.name)))
    said = "The file of the examples is damaged. Load the page again."
    assert found == {"flipped": {"said": said}, "cut": {"said": said}}
