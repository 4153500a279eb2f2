"""What Keras says of files and programs from the studio, which come in as JSON. test_studio_keras.py starts this."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import keras
import numpy as np


def opened(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The layers of a .keras file, and its answers to raw inputs."""
    path = folder / "network.keras"
    path.write_bytes(base64.b64decode(case["file"]))
    model = keras.saving.load_model(path)
    x = np.array(case["raw"], "float32").reshape(case["shape"])
    kinds = [type(layer).__name__ for layer in model.layers]
    return {"kinds": kinds, "params": model.count_params(), "answers": np.ravel(model(x)).tolist()}


def main(asked: dict[str, Any], folder: Path) -> dict[str, Any]:
    return {"files": {name: opened(case, folder) for name, case in asked["files"].items()}}


if __name__ == "__main__":
    with TemporaryDirectory() as work:
        print("\n" + json.dumps(main(json.load(sys.stdin), Path(work))))
