"""What the studio hands over: .keras files that Keras opens, with the studio's own answers."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from typing import Any
from zlib import crc32

import h5py
import numpy as np
import pytest
from networks import FLAT, HERE, SOFTMAX, cell, conv, dense, network


def layer(kind: str, **options: Any) -> dict[str, Any]:
    return {"type": kind, **options}


POOLED = layer("MaxPooling2D", strides=None)
# Files by name: the network, and whether its inputs are scaled.
FILES = {
    "mlp": (network(dense(8, "relu"), layer("Dropout", rate=0.2), dense(5, "gelu"), SOFTMAX, shape=[4]), True),
    "cnn": (
        network(
            conv(4, 3, padding="same", use_bias=False, strides=[1, 2]),
            layer("BatchNormalization", momentum=0.9, epsilon=0.01),
            layer("Activation", activation="relu"),
            POOLED,
            layer("SpatialDropout2D", rate=0.3),
            conv(5, [2, 3], activation="tanh", name="a name of one's own/0"),
            layer("BatchNormalization", center=False),
            FLAT,
            SOFTMAX,
            shape=[12, 12, 1],
        ),
        True,
    ),
    "SimpleRNN": (network(cell("SimpleRNN", 5, activation=None), dense(1), shape=[4, 1]), True),
    "LSTM": (network(cell("LSTM", 5, use_bias=False), dense(1), shape=[4, 2]), True),
    "GRU": (network(cell("GRU", 5, return_sequences=True), cell("GRU", 3), dense(1), shape=[4, 1]), True),
    "words": (network(layer("Embedding", input_dim=9, output_dim=3), cell("LSTM", 4), SOFTMAX, shape=[5]), False),
    "pictures": (
        network(
            conv(4, 2),
            layer("LeakyReLU", negative_slope=0.1),
            layer("LayerNormalization", scale=False),
            layer("AveragePooling2D", pool_size=[2, 1], padding="same"),
            conv(3, 2, kernel_initializer="he_normal"),
            layer("ReLU"),
            layer("LayerNormalization"),
            layer("GlobalAveragePooling2D"),
            dense(2, "sigmoid", use_bias=False),
            shape=[8, 7, 2],
        ),
        False,
    ),
}


def answers(questions: list[dict[str, Any]]) -> list[Any]:
    """What the studio's modules answer, in node; without node the test is skipped, but not in CI."""
    if not shutil.which("node") and not os.environ.get("CI"):
        pytest.skip("needs node")
    command = ["node", str(HERE / "studio_keras.js")]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


@cache
def files() -> dict[str, Any]:
    asked = [{"ask": "file", "description": network, "scaled": scaled} for network, scaled in FILES.values()]
    return dict(zip(FILES, answers(asked), strict=True))


@cache
def from_keras() -> dict[str, Any]:
    """What Keras makes of all files; one process, since Keras takes seconds to import."""
    command = [sys.executable, str(HERE / "studio_keras_numbers.py")]
    asked = json.dumps({"files": files()})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("name", FILES)
def test_keras_opens_a_file_and_gives_the_studios_answers(name: str) -> None:
    (description, scaled), ours, keras = FILES[name], files()[name], from_keras()["files"][name]
    types = [each["type"] for each in description["layers"]]
    assert keras["kinds"] == ["Normalization", *types] if scaled else types
    assert keras["params"] == ours["params"]
    np.testing.assert_allclose(ours["answers"], keras["answers"], rtol=0, atol=1e-4)
    assert np.std(ours["answers"]) > 0.01, "answers that are all the same prove nothing"


def test_files_have_every_kind_of_layer() -> None:
    (message,) = answers([{"ask": "mistake", "description": network(layer("Nothing"), shape=[1])}])
    every = message.partition("must be one of ")[2].split(", ")
    assert len(every) == 17
    assert {one["type"] for description, _ in FILES.values() for one in description["layers"]} == set(every)


MLP = network(dense(2), shape=[2])
FITTING = {"description": MLP, "scaling": {"mean": [0, 0], "deviation": [1, 2]}}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"description": network(conv(2, 9), shape=[4, 4, 1])}, "layers[0] (Conv2D) has a window"),
        ({**FITTING, "weights": [[1, 2, 3, 4]]}, "1 arrays of weights"),
        ({**FITTING, "weights": [[1, 2, 3], [1, 2]]}, "weights[0] (kernel) has the shape [2,2], not 3 numbers"),
        ({**FITTING, "scaling": {"mean": [0], "deviation": [1]}}, "for 1 inputs, but the network has 2"),
        ({**FITTING, "scaling": {"mean": [0, None], "deviation": [1, 1]}}, "Input 2 has the mean null"),
        ({**FITTING, "scaling": {"mean": [0, 0], "deviation": [0, 1]}}, "Input 1 has the mean 0 and the deviation 0"),
    ],
)
def test_what_cannot_be_a_file_is_refused(question: dict[str, Any], said: str) -> None:
    fine, message = answers([{"ask": "mistake", **FITTING}, {"ask": "mistake", **question}])
    assert fine is None
    assert said in message


def test_zip_files_hold_what_was_put_in() -> None:
    texts = {"empty": "", "a.txt": "a", "folder/long.txt": "häufig " * 5000}
    (found,) = answers([{"ask": "zipped", "texts": texts}])
    assert found["sums"] == [crc32(text.encode()) for text in texts.values()]
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(found["file"]))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name).decode() for name in archive.namelist()} == texts


def test_hdf5_groups_may_be_as_wide_as_they_like() -> None:
    (found,) = answers([{"ask": "many", "count": 1000}])
    with h5py.File(io.BytesIO(base64.b64decode(found))) as file:
        assert list(file) == ["a group", "an empty one"]
        assert len(file["a group"]) == 1000
        assert len(file["an empty one"]) == 0
        for place in (0, 1, 500, 999):
            np.testing.assert_array_equal(file[f"a group/table_{place}"], np.full((1, place % 3 + 1), place, "float32"))
