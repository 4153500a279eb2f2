"""Modules, functions and lines stay small enough to be read: the limits of CONTRIBUTING, "Style"."""

from __future__ import annotations

import ast
import subprocess
import tokenize
from pathlib import Path

import pytest
from conftest import ROOT

PYTHON, JAVASCRIPT, FUNCTION = 250, 300, 40  # lines
NOT_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def tracked(suffix: str) -> list[str]:
    """The project's own files of this kind; listings have limits of their own (tests/lessons)."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", f"*{suffix}"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [name for name in names if not name.startswith(("snippets/", "exercises/"))]


def lines_of_code(path: Path) -> int:
    """Count the lines that hold code: no blank ones, no comments, no docstrings."""
    nodes = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, DOCUMENTED)]
    texts = [node.body[0] for node in nodes if ast.get_docstring(node) is not None]
    docstrings = {line for text in texts for line in range(text.lineno, (text.end_lineno or 0) + 1)}
    with path.open("rb") as file:
        tokens = [token for token in tokenize.tokenize(file.readline) if token.type not in NOT_CODE]
    return len({line for t in tokens[1:] for line in range(t.start[0], t.end[0] + 1)} - docstrings)


@pytest.mark.parametrize("name", tracked(".py"))
def test_python(name: str) -> None:
    assert lines_of_code(ROOT / name) <= PYTHON
    for node in ast.walk(ast.parse((ROOT / name).read_bytes())):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION, node.name


@pytest.mark.parametrize("name", tracked(".js"))
def test_javascript(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= JAVASCRIPT
    assert [line for line in lines if len(line) > 100] == []


def test_all_of_the_house_is_counted() -> None:
    folders = {name.partition("/")[0] for name in [*tracked(".py"), *tracked(".js")]}
    assert {"weave", "web", "tests", "tools", "datasets"} <= folders
