"""What pages take from runs, as text and HTML: quoted values, figures, printed output. Nothing here knows a site."""

import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from weave.engine.listing import CourseError
from weave.page.bibliography import cited
from weave.page.grammar import VALUE

LONG = 15  # lines of output that are shown before the rest is folded


def quoted(values: Any, match: re.Match[str]) -> str:
    """The text of a quote such as {{ digits.accuracy | percent }}; `values` are the lesson's. Raises CourseError."""
    try:
        value = values
        for key in [match["name"], *re.findall(r"\w+", match["keys"])]:
            value = value[int(key) if isinstance(value, list) else key]
        return format(value, ".0%" if match["spec"] == "percent" else match["spec"] or "")
    except (LookupError, TypeError, ValueError) as error:
        remedy = "Name a small top-level variable of the listing and a Python format."
        raise CourseError(f"{match[0]} cannot be quoted ({type(error).__name__}: {error}). {remedy}") from None


@cache
def read_values(path: Path, modified: int) -> Any:
    """The values in a file, as it was when last `modified` (ns)."""
    return json.loads(path.read_text("utf-8"))


def published_values(generated: Path, lesson: str) -> Any:
    """A lesson's values, as they are published. Raises OSError if they are not."""
    path = generated / lesson / "values.json"
    return read_values(path, path.stat().st_mtime_ns)


def with_quotes(text: str, generated: Path, bibliography: Path, preview: bool = False) -> str:
    """Markdown with its citations and quoted values in place; in a preview, what is to come is an ellipsis."""

    def value(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        try:
            return quoted(published_values(generated, match["lesson"]), match)
        except (CourseError, OSError):
            if preview:
                return "…"
            raise

    return VALUE.sub(value, cited(text, bibliography))


def accessible(svg: str, alt: str) -> str:
    """A drawing with its alt text as its accessible name; images of pixels have a class."""
    svg = re.sub(r"<g(?=[^>]*>\s*<image)", '<g class="pixels"', svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{html.escape(alt)}"', 1)


def figure(svg: str, name: str, alt: str, caption: str | None) -> str:
    """A drawing as a part of a page."""
    text = html.escape(caption or "", quote=False)
    return f'<figure class="figure" id="{name}">{accessible(svg, alt)}<figcaption>{text}</figcaption></figure>'


def printed(source: str) -> str:
    """Printed output as HTML, folded where it is long."""
    lines = [f"{html.escape(line, quote=False)}\n" for line in source.split("\n")]
    shown = len(lines) if len(lines) <= LONG + 2 else LONG
    text = f'<pre tabindex="0"><code>{"".join(lines[:shown])}</code></pre>'
    if lines[shown:]:
        rest = f'<pre tabindex="0"><code>{"".join(lines[shown:])}</code></pre>'
        text += f"<details><summary>{len(lines) - shown} more lines</summary>{rest}</details>"
    return f'<div class="output" role="group" aria-label="Output">{text}</div>'
