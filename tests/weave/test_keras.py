"""Listings that use Keras, and `plain`: training logs, and data without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LONG, ROOT, CourseFolder, environment

TRAINS = """
# %% train
import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.rand(640, 3), np.random.rand(640)
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
history = model.fit(x, y, epochs=2)

# %% score
loss = model.evaluate(x, y)
print(f"{loss:.2f}")
"""
KNOWN = """
# %% load
import keras

path = keras.utils.get_file("words.txt", "https://example.org/some/words.txt")
print(open(path).read())
"""
UNKNOWN = """
# %% load
import keras

keras.utils.get_file("other.txt", "https://example.org/some/other.txt")
"""
SWALLOWED = """
# %% load
import keras

try:
    keras.utils.get_file("other.txt", "https://example.org/some/other.txt")
except Exception:
    print("never mind")
"""


@pytest.fixture(scope="module")
def keras(tmp_path_factory: pytest.TempPathFactory) -> tuple[CourseFolder, str]:
    """A course of four lessons that use Keras, and what its run said."""
    course = CourseFolder(tmp_path_factory.mktemp("keras") / "course")
    course.write("datasets/words/words.txt", "known words")
    for name, text in {"trains": TRAINS, "known": KNOWN, "unknown": UNKNOWN, "swallowed": SWALLOWED}.items():
        course.lesson(name, text)
    return course, course.failure()


def test_training_logs_keep_metrics_and_lose_times(keras: tuple[CourseFolder, str]) -> None:
    log = keras[0].output("trains/train").splitlines()
    assert [line for line in log if line.startswith("Epoch")] == ["Epoch 1/2", "Epoch 2/2"]
    bars = [line for line in log if not line.startswith("Epoch")]
    assert len(bars) == 2 and all(re.fullmatch(r"20/20 ━+ - loss: \d\.\d{4}", bar) for bar in bars), log
    assert re.fullmatch(r"20/20 ━+ - loss: \d\.\d{4}\n\d\.\d\d", keras[0].output("trains/score"))


def test_datasets_answer_for_downloads(keras: tuple[CourseFolder, str]) -> None:
    course = keras[0]
    assert course.output("known/load") == "known words"
    assert "known" not in course.stale()


@pytest.mark.parametrize("name", ["unknown", "swallowed"])
def test_an_unknown_download_fails(keras: tuple[CourseFolder, str], name: str) -> None:
    course, message = keras
    found = re.search(rf"^snippets/{name}\.py:(\d+): cell 'load', quoted at docs/{name}\.md:3\n(.*\n)+?", message, re.M)
    assert found and int(found[1]) >= 2
    assert "https://example.org/some/other.txt" in message and "datasets/" in message
    assert name in course.stale() and name not in course.ran()


def test_data_that_answered_is_watched(keras: tuple[CourseFolder, str]) -> None:
    course = keras[0]
    course.write("datasets/words/words.txt", "other words")
    assert course.stale()["known"] == "datasets/words/words.txt changed"
    course.write("datasets/words/words.txt", "known words")
    assert "known" not in course.stale()


def plain(script: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run a script with the command `plain` of this very course."""
    script.write_text(text)
    command = [sys.executable, "-m", "weave", "plain", str(script)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=LONG, check=False
    )


def test_plain_runs_a_script_offline(tmp_path: Path) -> None:
    text = "import os, sys\nimport keras\n(x, y), (_, labels) = keras.datasets.mnist.load_data()\n"
    text += "print(x.shape, labels[:5], os.listdir(), __name__, len(sys.argv), os.getcwd())\nopen('new', 'w').close()"
    done = plain(tmp_path / "script.py", text)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("(60000, 28, 28) [7 2 1 0 4] [] __main__ 1 ")
    assert not (ROOT / "new").exists() and not (tmp_path / "new").exists()
    assert not os.path.exists(done.stdout.split()[-1]), "its working folder is gone"


def test_plain_refuses_the_network(tmp_path: Path) -> None:
    text = "from urllib.request import urlopen\nurlopen('https://example.invalid/x.csv')\n"
    done = plain(tmp_path / "script.py", text)
    assert done.returncode == 1
    assert "https://example.invalid/x.csv" in done.stderr and "without a network" in done.stderr


def test_plain_says_that_a_script_fails(tmp_path: Path) -> None:
    done = plain(tmp_path / "script.py", "print('begun', flush=True)\n1 / 0\n")
    assert done.returncode == 1 and done.stdout == "begun\n"
    assert 'script.py", line 2' in done.stderr and "ZeroDivisionError" in done.stderr


def test_plain_without_the_script(course: CourseFolder) -> None:
    done = course.call("plain", "nowhere.py")
    assert done.returncode in (1, 2) and "nowhere.py" in done.stderr
    assert "Traceback" not in done.stderr
