"""For the tests of the studio's programs: projects of every source, and what their programs do in Python."""

from __future__ import annotations

import base64
import io
from functools import cache
from typing import Any

import numpy as np
from networks import FLAT, Network, conv, dense
from PIL import Image
from studio_keras import NETWORKS, answers, from_keras, layer

SHAPES = ["square", "rhombus", "upright cross", "diagonal cross", "horizontal line", "vertical line", "full square"]
HOSTILE = [
    '"]; open("hacked", "w"); ["',
    "\\",
    "\n'''\"\"\"\nopen('hacked', 'w')\n",
    "{open('hacked', 'w')} \\N{BULLET} %s",
    "a\u2028b\u202ec\x00d\ud800e\U000e0041f\r\u00a0",
    "Größe 🙂, ж",
]
SETTINGS = {
    "optimizer": {"type": "SGD", "learning_rate": 0.1},
    "schedule": "constant",
    "epochs": 2,
    "batch_size": 16,
    "patience": 0,
    "seed": 3,
    "scale": False,
    "validation": 0,
    "test": 0,
}
ADAM = {"type": "Adam", "learning_rate": 0.01, "beta_1": 0.8, "epsilon": 1e-5, "global_clipnorm": 0.5}
ROLLING = {"type": "SGD", "learning_rate": 0.2, "momentum": 0.9, "nesterov": True, "clipnorm": 1}
PARTS = {"validation": 0.2, "test": 0.1}


def project(kind: str, shape: list[int], classes: list[str], *layers: Network, **settings: Any) -> dict[str, Any]:
    source: dict[str, Any] = {"kind": kind, "shape": shape, "classes": classes}
    source |= {name: settings.pop(name) for name in ("count", "shuffled") if name in settings}
    title, head = settings.pop("title", kind), settings.pop("head", {})
    made = {"version": 1, "title": title, "source": source, "layers": list(layers), "head": head}
    return {**made, "settings": {**SETTINGS, **settings}}


def hidden(name: str) -> list[Network]:
    """The layers of a network but the last, which the data decides."""
    layers: list[Network] = NETWORKS[name]["layers"][:-1]
    return layers


def text(*lines: str, encoding: str = "utf-8") -> str:
    return base64.b64encode("\n".join(lines).encode(encoding)).decode()


def picture(pixels: Any) -> str:
    file = io.BytesIO()
    Image.fromarray(np.asarray(pixels, "uint8")).save(file, "png")
    return base64.b64encode(file.getvalue()).decode()


RANDOM = np.random.default_rng(2)
INK = RANDOM.integers(0, 2, (8, 8)) * np.pad(np.ones((6, 6), int), 1)  # with a border of paper
POINTS = {
    "shape": [2],
    "x": RANDOM.normal(size=120).tolist(),
    "y": [place % 6 for place in range(60)],
    "classes": HOSTILE,
    "inputs": ['a "wide" one', "b,\nc"],
}
DRAWINGS = {
    "shape": [8, 8, 1],
    "x": RANDOM.random(30 * 64).astype("float32").tolist(),
    "y": [place % 3 for place in range(30)],
    "classes": ["a", " b ", ""],
}
TABLE = {"header": True, "separator": ",", "inputs": [0, 2], "answer": 3}
# Programs by name: the project, what is known of the table, files that the program reads, examples for data.csv.
CASES: dict[str, dict[str, Any]] = {
    "shapes": {
        "project": project("shapes", [25], SHAPES[:5], *hidden("mlp"), count=5, title="coding: utf-7 \n+AAo-1/0"),
    },
    "shuffled": {"project": project("shapes", [25], SHAPES, dense(4), count=7, shuffled=True, schedule="cosine")},
    "scratch": {"project": project("scratch", [4], [], dense(4, "sigmoid"), head={"use_bias": False}, patience=1)},
    "moons": {
        "project": project(
            "moons", [2], ["blue", "orange"], dense(8, "relu"), optimizer=ADAM, scale=True, patience=4, **PARTS
        )
    },
    "spiral": {
        "project": project(
            "spiral", [2], ["blue", "orange"], dense(4), optimizer=ROLLING, schedule="exponential", test=0.3
        )
    },
    "digits": {
        "project": project(
            "digits",
            [28, 28, 1],
            list("0123456789"),
            layer("MaxPooling2D"),
            *hidden("cnn"),
            count=2000,
            epochs=1,
            schedule="cosine",
            batch_size=250,
            scale=True,
            **PARTS,
        )
    },
    "letters": {
        "project": project(
            "letters",
            [50, 50, 1],
            list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            layer("AveragePooling2D", pool_size=5),
            FLAT,
            validation=0.2,
            epochs=1,
            batch_size=200,
        )
    },
    "images": {
        "project": project("images", [4, 4, 1], ["cat", "dog"], conv(2, 3, kernel_initializer="he_normal"), FLAT),
        "files": {
            "images/cat_1.png": picture(255 - 255 * INK),
            "images/cat (2).png": picture(255 * INK),
            "images/dog-1.png": picture(np.repeat(255 - 255 * INK[:5, :, None], 3, axis=2) - [0, 0, 90]),
            "images/dog 02.png": picture(np.stack([0 * INK] * 3 + [255 * INK], axis=2)),
            "images/notes.txt": text("no picture"),
        },
    },
    "points": {"project": project("points", [2], HOSTILE, dense(3), validation=0.1), "dataset": POINTS},
    "drawings": {
        "project": project("drawings", [8, 8, 1], DRAWINGS["classes"], *hidden("pictures"), scale=True, test=0.2),
        "dataset": DRAWINGS,
    },
    "words": {
        "project": project("table", [5], ["no", "yes"], *hidden("words")),
        "dataset": {"shape": [5], "x": list(range(9)) * 5, "y": [0, 1, 1] * 3, "classes": ["no", "yes"]},
    },
    "header": {
        "project": project("table", [2], ["red", 'a "b"'], dense(2)),
        "table": {**TABLE, "file": 'a "b"); 1/0 #.csv', "missing": "skip"},
        "files": {
            'a "b"); 1/0 #.csv': text(
                *("x,name,z,class", "1,u,-2.5e1, red", " 3, v,4,red", "", "5,w,NA,red", "5,w,6,?"),
                *('"7","w, ""x""",8,"a ""b"""', ""),
                encoding="utf-8-sig",
            )
        },
    },
    "means": {
        "project": project("table", [3], [], dense(2), scale=True, **PARTS),
        "table": {"header": False, "separator": ";", "inputs": [1, 2, 3], "answer": 0, "missing": "mean"},
        "files": {"data.csv": text("1,5;2;n/a;4", "0;3,25; ;5", "7;NaN;3;6", "8;1;5;6")},
    },
    "one-hot": {
        "project": project("table", [3], ["0", "1"], dense(2)),
        "table": {"header": False, "separator": " ", "inputs": [0, 1, 2], "answer": "one-hot"},
        "files": {"data.csv": text("  1  2\t3 1 0", "4 5 6  0 1  ", "", "7 8 9.5 0 1")},
    },
    "tabs": {
        "project": project("table", [1, 2], ["01", "1"], layer("LSTM", units=2)),
        "table": {"header": True, "separator": "\t", "inputs": [2, 0], "answer": 1},
        "files": {"data.csv": text("a\tb\tc", "1\t01\t2", "3\t1\t4")},
    },
} | {
    name: {"project": project("numbers", [4, 1], [], *hidden(name), validation=0.2, scale=True, optimizer=ADAM)}
    for name in ("SimpleRNN", "LSTM", "GRU")
}


@cache
def programs() -> dict[str, Any]:
    asked = [
        {"ask": "program", "project": case["project"], "choices": {"table": case.get("table")}}
        for case in CASES.values()
    ]
    for question, case in zip(asked, CASES.values(), strict=True):
        question["dataset"] = case.get("dataset")
    return dict(zip(CASES, answers(asked), strict=True))


@cache
def runs() -> dict[str, Any]:
    asked = {}
    for name, case in CASES.items():
        program = programs()[name]
        files = dict(case.get("files", {}))
        if program["file"]:
            files["data.csv"] = text(program["file"])
        layers = [{key: v for key, v in one.items() if v is not None} for one in program["description"]["layers"]]
        asked[name] = {"code": program["code"], "files": files, "optimizer": case["project"]["settings"]["optimizer"]}
        asked[name]["description"] = {**program["description"], "layers": layers}
    found: dict[str, Any] = from_keras({}, asked)["programs"]
    return found


def ran(name: str) -> dict[str, Any]:
    """What a program has made."""
    found: dict[str, Any] = runs()[name]
    assert "error" not in found, found["error"]
    return found
