"""The page of a lesson's full run, made of what mkdocs-jupyter has made of its notebook."""

import base64
import html
import json
import re
from pathlib import Path
from typing import Any

from weave.engine.listing import CourseError
from weave.page.quotes import printed

JUPYTER = re.compile(
    r'<div class="highlight-ipynb hl-python"><pre><span></span>(?P<code>.*?)</pre>'
    r'|data-mime-type="image/svg\+xml"[^>]*>\s*<img [^>]*;base64,(?P<svg>[^"]*)"'
    r'|data-mime-type="text/plain"[^>]*>\s*<pre>(?P<text>.*?)</pre>',
    re.DOTALL,
)


def plain(part: re.Match[str]) -> str:
    """What a part of the full run says: its code or text, or its drawing."""
    if part["svg"]:
        return base64.b64decode(part["svg"]).decode().rstrip("\n")
    return html.unescape(re.sub("<[^>]*>", "", part["code"] or part["text"])).rstrip("\n")


def dressed(part: re.Match[str]) -> str:
    """A part of the full run as it looks on a lesson's page."""
    if part["svg"]:
        return f'<figure class="figure">{plain(part)}</figure>'
    if part["code"]:
        return f'<div class="language-python highlight"><pre><code>{part["code"]}</code></pre></div>'
    return printed(plain(part))


def full_run(path: Path, content: str) -> tuple[dict[str, Any], str]:
    """What the notebook says of itself, and its code and outputs in the site's own dress. Raises CourseError."""
    notebook = json.loads(path.read_text("utf-8"))
    expected: list[str] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            outputs = (o["text"] if "text" in o else o["data"]["image/svg+xml"] for o in cell["outputs"])
            expected += ["".join(cell["source"]), *outputs]
    parts = list(JUPYTER.finditer(content))
    if [plain(part) for part in parts] != [text.rstrip("\n") for text in expected]:
        raise CourseError(f"{path.name}: its page is not what it says. Mend JUPYTER in weave/page/full_run.py.")
    return notebook["metadata"], "\n".join(map(dressed, parts))
