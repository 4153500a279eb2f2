"""The commands of the README work as they stand there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from conftest import ROOT, environment
from pytest_codeblocks import CodeBlock, extract_from_file


@pytest.fixture(scope="module")
def commands() -> dict[str, CodeBlock]:
    """The shell and Python blocks of the README, by their text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        blocks = extract_from_file(ROOT / "README.md")
    return {block.code.strip(): block for block in blocks if block.syntax in ("sh", "bash", "python")}


def test_two_commands_do_everything(commands: dict[str, CodeBlock]) -> None:
    assert list(commands) == ["make site", "make test"]


def test_the_blocks_run(commands: dict[str, CodeBlock], tmp_path: Path) -> None:
    """All but "make test", which is what runs this; in a copy, as other tests are looking at the site meanwhile."""
    if any("skip" in mark for mark in commands["make site"].marks):
        pytest.fail("README.md skips 'make site': remove the mark.")
    if not any("skip" in mark for mark in commands["make test"].marks):
        pytest.fail("'make test' would call itself. Write <!--pytest.mark.skip(reason=\"calls this\")--> above it.")
    make = shutil.which("make") or "make"
    ready = subprocess.run([make, "--question", ".venv/ready"], cwd=ROOT, env=environment(), check=False)
    if ready.returncode:
        pytest.fail("the set-up is not up to date. Call 'make site' first.")
    copy = tmp_path / "course"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "node_modules", "site"), symlinks=True)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--codeblocks", "README.md"]
    variables = environment(PYTHONPATH=str(copy))
    done = subprocess.run(command, cwd=copy, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "1 passed, 1 skipped" in done.stdout
    assert (copy / "site" / "index.html").exists()


def test_every_file_the_readme_names_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [part.split(")")[0] for part in text.split("](")[1:]]
    named = [word for word in text.split("`")[1::2] if "/" in word and not set(" =") & set(word)]
    names += [word for word in named if not word.startswith(".")]
    made = ("site/", "docs/generated/")
    assert names
    assert [name for name in names if not name.startswith(made) and not os.path.exists(ROOT / name)] == []
