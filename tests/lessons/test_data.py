"""The data sets are what datasets/README.md says they are, and can be built again from their sources."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT

DATASETS = ROOT / "datasets"
ROW = re.compile(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \| ([\d,]+) \|$", re.MULTILINE)
SOURCES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def documented(path: Path) -> tuple[str, int]:
    """The SHA-256 and the bytes of a file; of a folder, those of the list that sha256sum makes of its files."""
    if path.is_file():
        data = path.read_bytes()
        return hashlib.sha256(data).hexdigest(), len(data)
    files = sorted(path.rglob("*.*"))
    lines = [f"{documented(file)[0]}  {file.relative_to(path).as_posix()}\n" for file in files]
    return hashlib.sha256("".join(lines).encode()).hexdigest(), sum(file.stat().st_size for file in files)


def test_every_file_is_the_documented_one() -> None:
    rows = ROW.findall((DATASETS / "README.md").read_text(encoding="utf-8"))
    files = {path.relative_to(DATASETS).as_posix() for path in DATASETS.glob("*/**/*") if path.is_file()}
    folders = tuple(name for name, _, _ in rows if name.endswith("/"))
    alone = {name for name in files if not name.startswith(folders) and "__pycache__" not in name}
    assert {name for name, _, _ in rows} == alone | set(folders)
    for name, digest, size in rows:
        assert documented(DATASETS / name) == (digest, int(size.replace(",", ""))), name


def test_mnist() -> None:
    with np.load(DATASETS / "mnist" / "mnist.npz") as archive:
        arrays = dict(archive)
    shapes = {name: (array.shape, str(array.dtype)) for name, array in arrays.items()}
    assert shapes == {
        "x_train": ((60_000, 28, 28), "uint8"),
        "y_train": ((60_000,), "uint8"),
        "x_test": ((10_000, 28, 28), "uint8"),
        "y_test": ((10_000,), "uint8"),
    }
    assert arrays["y_train"][:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert arrays["y_test"][:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert (arrays["x_train"].min(), arrays["x_train"].max()) == (0, 255)
    assert np.bincount(arrays["y_test"]).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def idx(array: np.ndarray) -> bytes:
    """The array in the format of the original files."""
    return bytes([0, 0, 8, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape) + array.tobytes()


def make(folder: Path, sources: Path) -> subprocess.CompletedProcess[str]:
    """Call the script, in a copy of its own, so that the real archive stays."""
    folder.mkdir()
    script = shutil.copy(DATASETS / "make_mnist.py", folder)
    command = [sys.executable, script, sources]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def sources(tmp_path: Path) -> dict[Path, np.ndarray]:
    """Four tiny files in the original format."""
    random = np.random.default_rng(1)
    shapes = [(5, 28, 28), (5,), (3, 28, 28), (3,)]
    arrays = [random.integers(0, 256, shape, dtype=np.uint8) for shape in shapes]
    (tmp_path / "data").mkdir()
    files = {tmp_path / "data" / name: array for name, array in zip(SOURCES, arrays, strict=True)}
    for path, array in files.items():
        path.write_bytes(idx(array))
    return files


def test_the_archive_is_rebuilt_byte_for_byte(tmp_path: Path, sources: dict[Path, np.ndarray]) -> None:
    archives = []
    for name in ("one", "two"):
        done = make(tmp_path / name, tmp_path / "data")
        assert done.returncode == 0, done.stderr
        archives.append(tmp_path / name / "mnist" / "mnist.npz")
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with np.load(archives[0]) as archive:
        names = ("x_train", "y_train", "x_test", "y_test")
        for name, array in zip(names, sources.values(), strict=True):
            assert np.array_equal(archive[name], array) and archive[name].dtype == np.uint8


def test_other_files_are_refused(tmp_path: Path, sources: dict[Path, np.ndarray]) -> None:
    next(iter(sources)).write_bytes(b"<html>not found</html>")
    done = make(tmp_path / "bad", tmp_path / "data")
    assert done.returncode == 1 and "train-images-idx3-ubyte: not an IDX file" in done.stderr
    assert "Traceback" not in done.stderr
