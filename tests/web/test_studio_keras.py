"""The studio's .keras files: Keras opens them, and gives the studio's own answers."""

from __future__ import annotations

import base64
import io
import zipfile
from functools import cache
from typing import Any
from zlib import crc32

import h5py
import numpy as np
import pytest
from networks import conv, dense, network
from studio_keras import NETWORKS, answers, from_keras, layer

NOT_SCALED = {"words", "pictures"}


@cache
def files() -> dict[str, Any]:
    cases = NETWORKS.items()
    asked = [{"ask": "file", "description": net, "scaled": name not in NOT_SCALED} for name, net in cases]
    return dict(zip(NETWORKS, answers(asked), strict=True))


@cache
def opened() -> dict[str, Any]:
    found: dict[str, Any] = from_keras(files(), {})["files"]
    return found


@pytest.mark.parametrize("name", NETWORKS)
def test_keras_opens_a_file_and_gives_the_studios_answers(name: str) -> None:
    ours, keras = files()[name], opened()[name]
    types = [each["type"] for each in NETWORKS[name]["layers"]]
    assert keras["kinds"] == (types if name in NOT_SCALED else ["Normalization", *types])
    assert keras["params"] == ours["params"]
    assert len(ours["answers"]) >= 100
    np.testing.assert_allclose(ours["answers"], keras["answers"], rtol=0, atol=1e-4)
    assert np.std(ours["answers"]) > 0.01, "answers that are all the same prove nothing"


def test_the_networks_have_every_kind_of_layer() -> None:
    (message,) = answers([{"ask": "mistake", "description": network(layer("Nothing"), shape=[1])}])
    every = message.partition("must be one of ")[2].split(", ")
    assert len(every) == 17
    assert {one["type"] for net in NETWORKS.values() for one in net["layers"]} == set(every)


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
