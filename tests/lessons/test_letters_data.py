"""The letters are what datasets/README.md says they are, and their fonts are credited."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from conftest import ROOT, environment
from PIL import Image

LETTERS = ROOT / "datasets" / "letters"
SCRIPT = ROOT / "datasets" / "make_letters.py"
PARTS = {"train": 25, "test": 8}
CLASSES = [f"{number:04}" for number in range(1, 27)]
CREDIT = re.compile(
    r"^\| [^|]+ \| `@fontsource/([\w-]+)` ([\d.]+) \| (OFL-1\.1|Apache-2\.0) \| (Copyright .+) \|$", re.MULTILINE
)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that drew the letters, imported; it needs the fonts to draw, but not to be read."""
    found = importlib.util.spec_from_file_location("make_letters", SCRIPT)
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pixels() -> dict[str, np.ndarray]:
    """All images, by their path inside the data set."""
    images = {}
    for path in sorted(LETTERS.rglob("*.png")):
        with Image.open(path) as image:
            assert (image.format, image.mode, image.size) == ("PNG", "L", (50, 50)), path
            images[path.relative_to(LETTERS).as_posix()] = np.asarray(image)
    return images


def test_every_font_gives_every_letter(script: ModuleType, pixels: dict[str, np.ndarray]) -> None:
    fonts = {"train": script.TRAIN, "test": script.TEST}
    assert {part: len(names) for part, names in fonts.items()} == PARTS
    assert not set(script.TRAIN) & set(script.TEST), "the test fonts are unseen"
    expected = {f"{part}/{number}_{font}.png" for part in PARTS for font in fonts[part] for number in CLASSES}
    assert set(pixels) == expected and len(expected) == 858
    assert {path for path in LETTERS.rglob("*") if path.is_file()} == {LETTERS / name for name in expected}


def test_ink_is_dark_on_light_paper(pixels: dict[str, np.ndarray]) -> None:
    for name, image in pixels.items():
        border = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
        assert (border == 255).all(), f"{name}: the letter touches the edge"
        assert image.min() < 128 and 0.01 < (image < 128).mean() < 0.35, name


def test_letters_fill_the_frame(pixels: dict[str, np.ndarray]) -> None:
    for name, image in pixels.items():
        box = [np.flatnonzero((image < 192).any(axis=axis)) for axis in (0, 1)]
        assert 33 <= max(line[-1] - line[0] + 1 for line in box) <= 44, name
        assert all(abs((line[0] + line[-1]) / 2 - 24.5) <= 5 for line in box), f"{name}: far from the middle"


def test_no_image_is_there_twice(pixels: dict[str, np.ndarray]) -> None:
    assert len({image.tobytes() for image in pixels.values()}) == len(pixels)


def test_every_font_is_credited(script: ModuleType) -> None:
    credits = CREDIT.findall((ROOT / "datasets" / "README.md").read_text(encoding="utf-8"))
    assert [name for name, *_ in credits] == [*script.TRAIN, *script.TEST]
    assert {version for _, version, *_ in credits} == {script.VERSION}
    licenses = {name: license for name, _, license, _ in credits}
    assert {name for name, license in licenses.items() if license == "Apache-2.0"} == {
        "coming-soon",
        "permanent-marker",
        "rock-salt",
        "schoolbell",
    }


def test_another_package_is_refused(tmp_path: Path, script: ModuleType) -> None:
    for name in script.TRAIN | script.TEST:
        script.package(name, tmp_path).write_bytes(b"not a font")
    done = subprocess.run([sys.executable, SCRIPT, "--check", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "fontsource-caveat-5.3.0.tgz: not the package it should be" in done.stderr
    assert "Traceback" not in done.stderr


def test_readers_fetch_them_from_the_site(site: str, tmp_path: Path) -> None:
    """With Keras's own download, checksum and unpacking, as the listings call it."""
    texts = [path.read_text("utf-8") for path in (ROOT / "snippets").glob("*.py")]
    checksums = {found for text in texts if "letters.zip" in text for found in re.findall(r"\b[0-9a-f]{64}\b", text)}
    assert len(checksums) == 1, "all lessons fetch the same letters"
    address, checksum = f"{site}datasets/letters.zip", checksums.pop()
    code = f"import keras; print(keras.utils.get_file('letters', {address!r}, file_hash={checksum!r}, extract=True))"
    variables = environment(KERAS_HOME=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    fetched = Path(done.stdout.splitlines()[-1])
    for part in ("train", "test"):
        names = sorted(path.name for path in (LETTERS / part).iterdir())
        assert sorted(path.name for path in (fetched / part).iterdir()) == names
        assert all((fetched / part / name).read_bytes() == (LETTERS / part / name).read_bytes() for name in names)
