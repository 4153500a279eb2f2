"""Writes to a file the seconds that weave adds to a build: importing its hook, and all that this does before MkDocs."""

from __future__ import annotations

import sys
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import mkdocs.commands.build  # noqa: F401  (MkDocs has imported all this before it comes to weave)
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load


def load(path: str) -> ModuleType:
    """A hook, imported as MkDocs imports it."""
    spec = spec_from_file_location(Path(path).stem, path)
    assert spec and spec.loader, path
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(result: Path) -> None:
    config = load_config("mkdocs.yml", hooks=[])
    with open("mkdocs.yml", "rb") as file:
        paths = yaml_load(file)["hooks"]
    started = time.perf_counter()
    for path in paths:
        load(path).on_config(config)
    result.write_text(f"{time.perf_counter() - started:.4f}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
