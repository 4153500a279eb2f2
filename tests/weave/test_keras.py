"""Listings that use Keras, and `plain`: training logs, and data without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from textwrap import dedent

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
# Listings of one cell, and what each prints.
FETCHED = {
    "hashed": (
        """
        import keras
        origin = "http://localhost:8000/datasets/x.csv"
        path = keras.utils.get_file("x.csv", origin, file_hash=hashlib.sha256(b"3").hexdigest())
        print(open(path).read(), keras.utils.get_file("x.csv", origin, md5_hash=hashlib.md5(b"3").hexdigest()) == path)
        """,
        "3 True",
    ),
    "namesakes": (
        """
        import keras
        one = keras.utils.get_file("a.csv", "http://localhost:8000/datasets/one/labels.csv")
        two = keras.utils.get_file("b.csv", "http://localhost:8000/datasets/two/labels.csv")
        print(open(one).read(), open(two).read(), one.endswith("datasets/a.csv"))
        """,
        "1 2 True",
    ),
    "placed": (
        """
        import keras
        path = keras.utils.get_file(origin="http://localhost:8000/x.csv", cache_dir=".", cache_subdir="here")
        print(path, os.listdir())
        """,
        "./here/x.csv ['here']",
    ),
    "extracted": (
        """
        import keras
        path = keras.utils.get_file("both", "http://localhost:8000/datasets/one.zip", extract=True)
        print(path.endswith("datasets/both"), os.listdir(path), open(path + "/labels.csv").read())
        """,
        "True ['labels.csv'] 1",
    ),
    "unpacked": (
        """
        import keras
        path = keras.utils.get_file("pack.tar.gz", "http://localhost:8000/datasets/pack.tar.gz", untar=True)
        print(os.listdir(path))
        """,
        "['inside.txt']",
    ),
    "helped": (
        """
        from helper import fetch
        print(open(fetch("x.csv")).read())
        """,
        "3",
    ),
    "on_one_line": (
        """
        import json, keras
        print(open(keras.utils.get_file("x.csv", "http://localhost:8000/datasets/x.csv")).read())
        """,
        "3",
    ),
    "by_tensorflow": (
        """
        import tensorflow as tf
        print(open(tf.keras.utils.get_file("x.csv", "http://localhost:8000/datasets/x.csv")).read())
        """,
        "3",
    ),
    "replaced": (
        """
        import keras, numpy as np
        layer = keras.layers.Dense(1, kernel_initializer="normal")
        layer.build((None, 2))
        layer.set_weights([np.array([[1.0], [2.0]]), np.array([0.0])])
        resting = keras.layers.Dropout(0.5)
        print(float(resting(layer(keras.ops.ones((1, 2))))[0, 0]))
        """,
        "3.0",
    ),
    "seeded": (
        """
        import keras, numpy as np, tensorflow as tf
        layer = keras.layers.Dropout(0.5, seed=1)
        other = np.random.RandomState(13), tf.random.normal([2], seed=1), np.random.PCG64(2)
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2), keras.layers.Dropout(0.5)])
        model.compile("sgd", "mse")
        model.fit(np.random.rand(8, 3), np.random.rand(8, 2), verbose=0)
        model.save("model.keras")
        print(isinstance(other[0], np.random.RandomState), tf.random.normal([2]).shape, os.listdir())
        """,
        "True (2,) ['model.keras']",
    ),
}
# Listings of one cell that fail, and what is said of each.
REFUSED = {
    "wrong_hash": (
        'import keras\nkeras.utils.get_file("x.csv", "http://x.org/datasets/x.csv", file_hash="0" * 64)',
        "Incomplete or corrupted file",
    ),
    "which_one": (
        'import keras\nkeras.utils.get_file("x", "http://x.org/data/labels.csv")',
        "datasets/one/labels.csv and datasets/two/labels.csv are both like http://x.org/data/labels.csv",
    ),
    "layer_without_a_seed": ("import keras\nkeras.layers.Dense(2).build((None, 3))", "set_random_seed(1)"),
    "layer_that_is_used_at_once": (
        "import keras\nprint(keras.layers.Dense(2)(keras.ops.ones((1, 3))))",
        "that Keras draws",
    ),
    "dropout_at_work": (
        "import keras\nprint(keras.layers.Dropout(0.5)(keras.ops.ones((1, 3)), training=True))",
        "that Keras draws",
    ),
    "training": (
        "import keras\nx = keras.ops.ones((8, 3)); model = keras.Sequential([keras.layers.Dense(3)]); "
        "model.compile('sgd', 'mse'); model.fit(x, x, verbose=0)",
        "set_random_seed(1)",
    ),
    "draw_of_tensorflow": ("import tensorflow as tf\ntf.random.normal([2])", "set_random_seed(1)"),
    "shuffle_of_tensorflow": ("import tensorflow as tf\ntf.data.Dataset.range(5).shuffle(5)", "set_random_seed(1)"),
}
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
    """A course of lessons that use Keras, and what its run said."""
    course = CourseFolder(tmp_path_factory.mktemp("keras") / "course")
    files = {"words/words.txt": "known words", "one/labels.csv": "1", "two/labels.csv": "2", "x.csv": "3"}
    for name, text in files.items():
        course.write(f"datasets/{name}", text)
    with tarfile.open(course.root / "datasets" / "pack.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("inside.txt"))
    fetch = 'return keras.utils.get_file(name, f"http://localhost:8000/datasets/{name}")'
    course.write("snippets/helper.py", f"import keras\n\ndef fetch(name):\n    {fetch}\n")
    for name, (text, _) in FETCHED.items():
        course.lesson(name, f"# %% load\nimport hashlib, os\n{dedent(text)}")
    for name, (text, _) in REFUSED.items():
        course.lesson(name, f"# %% load\n{text}")
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


@pytest.mark.parametrize("name", FETCHED)
def test_get_file_does_what_keras_does(keras: tuple[CourseFolder, str], name: str) -> None:
    assert keras[0].output(f"{name}/load") == FETCHED[name][1]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_at_its_line(keras: tuple[CourseFolder, str], name: str) -> None:
    parts = re.split(r"^(?=snippets/)", keras[1], flags=re.MULTILINE)
    (said,) = [part for part in parts if part.startswith(f"snippets/{name}.py:3: cell 'load'")]
    assert REFUSED[name][1] in said


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
