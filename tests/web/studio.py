"""For the tests of web/studio/: what its scripts answer, in node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SETTINGS = {
    "optimizer": {"type": "Adam", "learning_rate": 0.01},
    "schedule": "constant",
    "epochs": 3,
    "batch_size": 16,
    "patience": 0,
    "seed": 1,
    "scale": False,
    "validation": 0.2,
    "test": 0,
}


def answers(script: str, questions: list[dict[str, Any]]) -> list[Any]:
    """What studio_<script>.js answers; without node the test is skipped, but not in continuous integration."""
    if not shutil.which("node") and not os.environ.get("CI"):
        pytest.skip("needs node")
    command = ["node", str(HERE / f"studio_{script}.js")]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def project(source: dict[str, Any], layers: list[dict[str, Any]], **settings: Any) -> dict[str, Any]:
    """A project as a file has it; what the settings do not say is as in SETTINGS."""
    whole = {"version": 1, "title": "Test", "source": source, "layers": layers, "head": {}}
    return {**whole, "settings": {**SETTINGS, **settings}}


MOONS = {"kind": "moons", "shape": [2], "classes": ["blue", "orange"]}
NUMBERS = {"kind": "numbers", "shape": [4, 1], "classes": []}
