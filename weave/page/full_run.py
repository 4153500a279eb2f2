"""The page of a lesson's full run, made of its notebook: the code and all that it gave, in the site's own dress."""

import json
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer

from weave.page.quotes import printed


def colored(code: str) -> str:
    """Python as it looks on a lesson's page."""
    text = highlight(code, PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True))
    return f'<div class="language-python highlight"><pre><code>{text.rstrip()}\n</code></pre></div>'


def dressed(output: dict[str, Any]) -> str:
    """What a cell gave: a drawing, or text."""
    if "data" in output:
        return f'<figure class="figure">{output["data"]["image/svg+xml"].rstrip()}</figure>'
    return printed(output["text"].removesuffix("\n"))


def full_run(path: Path) -> tuple[dict[str, Any], str]:
    """What the notebook says of itself, and its code and outputs as HTML."""
    notebook = json.loads(path.read_text("utf-8"))
    parts = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            parts += [colored("".join(cell["source"])), *map(dressed, cell["outputs"])]
    return notebook["metadata"], "\n".join(parts)
