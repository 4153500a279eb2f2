"""The JavaScript of the site is formatted and its types are right: what `npm run check` says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import node
import pytest
from conftest import ROOT

CHECKED = ("package.json", "tsconfig.json", "web")


@pytest.fixture(scope="module", autouse=True)
def tools() -> None:
    node.install()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """All that the check reads, in a folder of its own."""
    for name in CHECKED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(node.MODULES)
    return tmp_path


def check(folder: Path) -> tuple[int, str]:
    """The exit code of `npm run check` in a folder, and what it says."""
    done = subprocess.run(["npm", "run", "--silent", "check"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_all_of_it_is_formatted_and_typed() -> None:
    status, said = check(ROOT)
    assert status == 0, said


@pytest.mark.parametrize(
    ("lines", "complaints"),
    [
        (["const  spaced = 1;"], [r"web/drawing/text\.js"]),
        (
            ["export const mistyped = wide(3)", "export const untyped = (any) => any"],
            [r"text\.js.*TS2345", r"text\.js.*TS7006"],
        ),
    ],
)
def test_the_check_would_complain(copy: Path, lines: list[str], complaints: list[str]) -> None:
    with (copy / "web" / "drawing" / "text.js").open("a") as file:
        file.writelines(f"{line}\n" for line in lines)
    status, said = check(copy)
    assert status != 0 and all(re.search(complaint, said) for complaint in complaints), said


def test_the_lock_names_exact_versions_and_no_registry() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [path for path, package in packages.items() if "resolved" in package] == []
    assert [path for path, package in packages.items() if path and "integrity" not in package] == []
