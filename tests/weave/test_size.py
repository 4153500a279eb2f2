"""weave stays small enough to be read in half an hour."""

import ast
import tokenize
from pathlib import Path

WEAVE = Path(__file__).parents[2] / "weave"
NOT_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def lines_of_code(path: Path) -> int:
    """Count the lines that hold code: no blank ones, no comments, no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, documented)]
    texts = [node.body[0] for node in nodes if ast.get_docstring(node) is not None]
    docstrings = {line for text in texts for line in range(text.lineno, (text.end_lineno or 0) + 1)}
    with path.open("rb") as file:
        tokens = [token for token in tokenize.tokenize(file.readline) if token.type not in NOT_CODE]
    return len({line for t in tokens[1:] for line in range(t.start[0], t.end[0] + 1)} - docstrings)


def test_weave_is_small() -> None:
    sizes = {path.name: lines_of_code(path) for path in WEAVE.glob("*.py")}
    assert len(sizes) > 5
    assert 600 < sum(sizes.values()) < 1100 and max(sizes.values()) < 250, sizes
