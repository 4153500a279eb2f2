"""The studio's programs: run in Python, they read the data, and build and train the same network."""

from __future__ import annotations

import ast
import base64
import io
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from studio_keras import answers
from studio_programs import CASES, HOSTILE, programs, project, ran


def rates(settings: dict[str, Any], steps: int) -> list[float]:
    """The learning rate at the start, after four steps, and after eight, as the studio has it."""
    rate = settings["optimizer"]["learning_rate"]
    if settings["schedule"] == "exponential":
        return [rate * 0.01 ** (step / steps) for step in (0, 4, 8)]
    if settings["schedule"] == "cosine":
        return [rate * (1 + math.cos(math.pi * min(step / steps, 1))) / 2 for step in (0, 4, 8)]
    return [rate] * 3


@pytest.mark.parametrize("name", CASES)
def test_a_program_builds_and_trains_the_same_network(name: str) -> None:
    found, settings = ran(name), CASES[name]["project"]["settings"]
    ours, wanted = found["layers"]
    assert ours == wanted
    optimizer, other = found["optimizers"]
    assert optimizer["options"] == {**other["options"], "name": optimizer["options"]["name"]}
    count, parts = len(found["data"]["x"]), [settings["validation"], settings["test"]]
    assert found["loss"] == ("categorical_crossentropy" if found["classes"] else "mse")
    learned = len(found["data"]["x_train"])
    steps = math.ceil(learned / settings["batch_size"])
    assert found["steps"] == [settings["epochs"], steps]
    np.testing.assert_allclose(optimizer["rates"], rates(settings, settings["epochs"] * steps), rtol=1e-5, atol=1e-8)
    monitor = "val_loss" if settings["validation"] else "loss"
    assert found["stop"] == ([monitor, settings["patience"], True] if settings["patience"] else None)
    assert learned == pytest.approx(count * (1 - sum(parts)), abs=len(found["classes"] or [1]))


def given(name: str) -> dict[str, Any]:
    """The examples that went into data.csv, or that the studio makes itself."""
    found: dict[str, Any] = CASES[name].get("dataset") or programs()[name]["data"]
    return found


@pytest.mark.parametrize("name", ["shapes", "scratch", "SimpleRNN", "points", "drawings", "words"])
def test_a_program_has_the_studios_examples(name: str) -> None:
    data, source = ran(name)["data"], CASES[name]["project"]["source"]
    assert np.shape(data["x"]) == (len(data["y"]), *source["shape"])
    np.testing.assert_allclose(np.ravel(data["x"]), given(name)["x"], rtol=1e-7, atol=0)
    assert data["y"] == given(name)["y"]


@pytest.mark.parametrize(("name", "noise"), [("moons", 0.05), ("spiral", 0.015)])
def test_a_program_makes_points_on_the_same_curves(name: str, noise: float) -> None:
    data = ran(name)["data"]
    assert data["y"] == given(name)["y"]
    apart = np.ravel(data["x"]) - given(name)["x"]
    assert np.std(apart) == pytest.approx(noise * 2**0.5, rel=0.15)


def test_a_program_deals_answers_out_anew_where_the_studio_does() -> None:
    data = ran("shuffled")["data"]
    assert sorted(data["y"]) == sorted(given("shuffled")["y"]) == list(range(7))
    assert data["y"] != list(range(7))
    np.testing.assert_array_equal(np.ravel(data["x"]), given("shuffled")["x"])


def test_a_program_reads_digits_and_letters() -> None:
    digits, letters = ran("digits")["data"], ran("letters")["data"]
    assert np.shape(digits["x"]) == (2000, 28, 28, 1)
    assert digits["y"][:5] == [5, 0, 4, 1, 9]
    assert np.shape(letters["x"]) == (858, 50, 50, 1)
    assert np.bincount(np.array(letters["y"], int)).tolist() == [33] * 26
    for data in (digits, letters):
        assert (np.min(data["x"]), np.max(data["x"])) == (0, 1)
        assert 0.02 < np.mean(data["x"]) < 0.3  # ink is 1, and most is paper


def test_a_program_reads_pictures_as_the_studio_does() -> None:
    data, asked = ran("images")["data"], []
    for path, content in sorted(CASES["images"]["files"].items()):
        if path.endswith(".txt"):
            continue
        rgba = np.asarray(Image.open(io.BytesIO(base64.b64decode(content))).convert("RGBA"))
        height, width, _ = rgba.shape
        asked.append({"ask": "picture", "rgba": rgba.ravel().tolist(), "width": width, "height": height})
        asked[-1] |= {"side": 4, "name": path}
    ours = answers(asked)
    assert [one["label"] for one in ours] == ["cat", "cat", "dog", "dog"]
    assert data["y"] == [0, 0, 1, 1]
    np.testing.assert_allclose(np.reshape(data["x"], (4, 16)), [one["ink"] for one in ours], atol=0.005)


def test_a_program_reads_the_rows_and_columns_of_a_table_that_were_chosen() -> None:
    found = {name: ran(name)["data"] for name in ("header", "means", "one-hot", "tabs")}
    assert found["header"]["x"] == [[1, -25], [3, 4], [7, 8]]
    assert found["header"]["y"] == [0, 0, 1]
    assert found["means"]["x"] == [[2, 4, 4], [3.25, 4, 5], [2.0833332538604736, 3, 6], [1, 5, 6]]
    assert found["means"]["y"] == [1.5, 0, 7, 8]
    assert found["one-hot"]["x"] == [[1, 2, 3], [4, 5, 6], [7, 8, 9.5]]
    assert found["one-hot"]["y"] == [0, 1, 1]
    assert found["tabs"]["x"] == [[[2, 1]], [[4, 3]]]
    assert found["tabs"]["y"] == [0, 1]


def test_parts_are_apart_and_have_the_classes_in_the_same_shares() -> None:
    data = ran("points")["data"]
    whole = sorted(map(tuple, data["x_train"] + data["x_val"]))
    assert whole == sorted(map(tuple, data["x"]))
    assert np.sum(data["y_train"], axis=0).tolist() == [9] * 6
    assert np.sum(data["y_val"], axis=0).tolist() == [1] * 6
    moons = ran("moons")["data"]
    sums = {part: np.sum(moons[f"y_{part}"], axis=0).tolist() for part in ("train", "val", "test")}
    assert sums == {"train": [70, 70], "val": [20, 20], "test": [10, 10]}


def test_letters_of_a_font_stay_together() -> None:
    found = ran("letters")
    learned, watched = map(set, found["fonts"])
    assert (len(learned), len(watched), len(learned & watched)) == (26, 7, 0)
    assert np.sum(found["data"]["y_val"], axis=0).tolist() == [7] * 26


@pytest.mark.parametrize("name", ["moons", "drawings", "digits", "SimpleRNN"])
def test_inputs_are_scaled_by_what_the_training_part_says(name: str) -> None:
    data = ran(name)["data"]
    parts = {part: np.array(data[f"x_{part}"]) for part in ("train", "val", "test") if f"x_{part}" in data}
    axes = tuple(range(np.ndim(data["x"]) - 1))
    np.testing.assert_allclose(parts["train"].mean(axis=axes), 0, atol=1e-5)
    np.testing.assert_allclose(parts["train"].std(axis=axes), 1, atol=1e-5)
    raw = np.array(data["x"])
    scaled = np.concatenate(list(parts.values()))
    raw, scaled = (np.sort(each.reshape(-1, each.shape[-1]), axis=0) for each in (raw, scaled))
    slopes = (scaled[-1] - scaled[0]) / (raw[-1] - raw[0])
    np.testing.assert_allclose(scaled, (raw - raw[0]) * slopes + scaled[0], atol=1e-4)  # all parts alike


def test_a_program_tells_what_the_test_part_says() -> None:
    last = ran("moons")["printed"].splitlines()[-6:]
    assert re.fullmatch(r"test: loss \d\.\d{4}, \d+\.\d% right", last[0])
    assert all(re.fullmatch(r"\d+% sure: (blue|orange); right: (blue|orange)", line) for line in last[1:])
    assert "validation: mean squared error" in ran("GRU")["printed"]
    assert "training: loss" in ran("shapes")["printed"]


def test_names_of_the_readers_cannot_become_code() -> None:
    for name, case in CASES.items():
        known = {path.partition("/")[0] for path in case.get("files", {})} | (
            {"data.csv"} if "dataset" in case else set()
        )
        assert ran(name)["made"] == sorted(known), "a program has written a file"
    wanted = [name.replace("\ud800", "\ufffd") for name in HOSTILE]
    assert ran("points")["classes"] == wanted
    code = programs()["points"]["code"]
    assert all(character.isprintable() or character == "\n" for character in code)
    strings = {node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)}
    assert strings >= set(wanted)


def test_programs_look_as_pythons_formatters_have_them(tmp_path: Path) -> None:
    for name in set(CASES) - {"header", "points"}:  # these have names with quotation marks, which are escaped
        (tmp_path / f"{name}.py").write_text(programs()[name]["code"], "utf-8")
    for command in (["format", "--diff"], ["check", "--select", "E4,E7,E9,F,I"]):
        asked = [sys.executable, "-m", "ruff", command[0], "--isolated", *command[1:], str(tmp_path)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_what_is_no_project_is_refused() -> None:
    wrong = project("moons", [2], ["blue", "orange"], {"type": "Dense", "units": "__import__('os')"})
    fine, message = answers([{"ask": "mistake", "project": each} for each in (CASES["moons"]["project"], wrong)])
    assert fine is None
    assert message.startswith("Layer 1 (Dense) units must be a whole number from 1")
