"""What Keras says of files and programs from the studio, which come in as JSON. studio_keras.py starts this."""

from __future__ import annotations

import base64
import io
import json
import os
import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras_numbers import built

DATASETS = Path(__file__).parents[2] / "datasets"


def opened(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The layers of a .keras file, and its answers to raw inputs."""
    path = folder / "network.keras"
    path.write_bytes(base64.b64decode(case["file"]))
    model = keras.saving.load_model(path)
    x = np.array(case["raw"], "float32").reshape(case["shape"])
    kinds = [type(layer).__name__ for layer in model.layers]
    return {"kinds": kinds, "params": model.count_params(), "answers": np.ravel(model(x)).tolist()}


def configs(model: keras.Sequential) -> list[Any]:
    """Layers with all their options; names count the layers of the process, so they are left out."""
    kept = [{key: value for key, value in layer.get_config().items() if key != "name"} for layer in model.layers]
    return [[type(layer).__name__, layer.count_params(), one] for layer, one in zip(model.layers, kept, strict=True)]


def learns(optimizer: Any) -> dict[str, Any]:
    """An optimizer, with its rate at the start, after four steps, and after eight."""
    options = optimizer.get_config()
    rate = options.pop("learning_rate")
    if isinstance(rate, dict):
        schedule = keras.optimizers.schedules.deserialize(rate)
        rates = [float(schedule(step)) for step in (0, 4, 8)]
    else:
        rates = [float(rate)] * 3
    return {"options": options, "rates": rates}


def run(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What a program has made, when it is run in a folder with the files that it reads."""
    for name, data in case["files"].items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(base64.b64decode(data))
    os.chdir(folder)
    names: dict[str, Any] = {"__name__": "__main__"}
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(case["code"].encode(), "program.py", "exec"), names)  # as bytes, as Python reads a file
    model, wanted = names["model"], built(case["description"])
    optimizer = dict(case["optimizer"])
    stop = names.get("stop")
    lists = ("x", "y", "x_train", "y_train", "x_val", "y_val", "x_test", "y_test")
    return {
        "layers": [configs(model), configs(wanted)],
        "optimizers": [learns(model.optimizer), learns(getattr(keras.optimizers, optimizer.pop("type"))(**optimizer))],
        "loss": model.loss,
        "stop": stop and [stop.monitor, stop.patience, stop.restore_best_weights],
        "steps": [len(names["history"].epoch), names["history"].params["steps"]],
        "data": {name: np.asarray(names[name], "float64").tolist() for name in lists if name in names},
        "classes": names.get("classes"),
        "fonts": [[str(names["fonts"][place]) for place in names[part]] for part in ("train", "val")]
        if "fonts" in names
        else None,
        "made": sorted(path.name for path in folder.iterdir()),
        "printed": printed.getvalue(),
    }


def mnist() -> Any:
    with np.load(DATASETS / "mnist" / "mnist.npz") as found:
        return (found["x_train"], found["y_train"]), (found["x_test"], found["y_test"])


def main(asked: dict[str, Any], work: Path) -> dict[str, Any]:
    tf.config.run_functions_eagerly(True)  # a few steps are sooner made than a graph of them
    keras.datasets.mnist.load_data = mnist  # in place of downloads
    keras.utils.get_file = lambda name, origin, extract: DATASETS / name
    files = {name: opened(case, work) for name, case in asked["files"].items()}
    programs = {}
    for number, (name, case) in enumerate(asked["programs"].items()):
        folder = work / str(number)
        folder.mkdir()
        try:
            programs[name] = run(case, folder)
        except Exception:  # whatever a program stumbles over; the others still run
            programs[name] = {"error": traceback.format_exc()}
    return {"files": files, "programs": programs}


if __name__ == "__main__":
    with TemporaryDirectory() as work:
        print("\n" + json.dumps(main(json.load(sys.stdin), Path(work))))
