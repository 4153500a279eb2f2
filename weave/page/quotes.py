"""What pages take from runs, as text and HTML: quoted values, figures, printed output. Nothing here knows a site."""

import html
import json
import math
import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from weave.engine.listing import CourseError
from weave.page.grammar import ALT, PLAIN, Part, scan, with_parts

RUNNING = "running.md"  # stands beside what is published as long as a preview runs the listing
LONG = 15  # lines of output that are shown before the rest is folded
INDEX = re.compile(r"""\[ *(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^]]*?)) *\]""")


def as_python(value: Any) -> Any:
    """A recorded value as the run had it (weave/engine/values.py)."""
    match value:
        case {"float": "nan" | "inf" | "-inf" as name} if len(value) == 1:
            return float(name)
        case dict():
            return {key: as_python(item) for key, item in value.items()}
        case list():
            return [as_python(item) for item in value]
    return value


def item(value: Any, key: re.Match[str]) -> Any:
    """What [0], [-1], ["train"] or [train] after a value names in it. Raises LookupError, TypeError or ValueError."""
    if isinstance(value, dict):
        name = next(text for text in key.groups() if text is not None)
        if name not in value:
            raise LookupError(f"there is no item {name!r}", near(name, value))
        return value[name]
    if not isinstance(value, (list, str)):
        raise LookupError(f"{value} has no items")
    try:
        return value[int(key["bare"] or "text")]
    except (IndexError, ValueError):
        raise LookupError(f"of {len(value)} items none is {key[0]}") from None


def near(name: str, names: Any) -> str:
    """The one of these names that is closest to a name, as a question; "" if none is close."""
    found = get_close_matches(name, list(names), 1, 0.7)
    return f" Did you mean `{found[0]}`?" if found else ""


def value_of(values: Any, part: Part | re.Match[str]) -> Any:
    """What a quote names in the `values` of its lesson. Raises LookupError, TypeError or ValueError."""
    if part["name"] not in values:
        raise LookupError(f"there is no value {part['name']!r}", near(part["name"], values))
    value = as_python(values[part["name"]])
    for key in INDEX.finditer(part["keys"]):
        value = item(value, key)
    return value


def shaped(value: Any, spec: str | None) -> str:
    """A value as a quote's format has it. Raises TypeError, ValueError or OverflowError."""
    form = ".0%" if spec == "percent" else spec or ""
    if form and (isinstance(value, bool) or value is None or value in (math.inf, -math.inf) or value != value):
        raise ValueError(f"{value} is no number that a format could shape")
    return format(value, form)


def quoted(values: Any, part: Part) -> str:
    """The text of a quote such as {{ digits.accuracy | percent }}; `values` are the lesson's. Raises CourseError."""
    try:
        return shaped(value_of(values, part), part["spec"])
    except (LookupError, TypeError, ValueError, OverflowError) as error:  # the last of integers beyond all floats
        reason, close = (*error.args, "")[:2]
    remedy = f"Name a small top-level variable of the listing and a Python format.{close}"
    raise CourseError(f"{part.text} cannot be quoted: {reason}. {remedy}")


@cache
def read_values(path: Path, modified: int) -> Any:
    """The values in a file, as it was when last `modified` (ns)."""
    return json.loads(path.read_text("utf-8"))


def values_in(generated: Path, lesson: str) -> Any:
    """The published values of a lesson; None if it has not run. Raises LookupError if there is no such lesson."""
    path = generated / lesson / "values.json"
    try:
        return read_values(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise LookupError(f"there is no lesson {lesson!r}") from None


def published(generated: Path, part: Part, preview: bool = False) -> str:
    """The text of a quote, from what is published; in a preview, what is to come is an ellipsis."""
    values: Any = None
    try:
        values = values_in(generated, part["lesson"])
        return quoted(values or {}, part)
    except LookupError as error:
        problem = CourseError(f"{part.text} cannot be quoted: {error}. Name one.")
    except CourseError as error:
        problem = error
    if not preview:
        raise problem
    runs = (generated / part["lesson"] / RUNNING).exists()
    return "…" if values is None or runs or part["name"] in values else missed(part["name"], values)


def missed(name: str, values: Any) -> str:
    """What a preview says in place of a value that its lesson does not have."""
    close = near(name, values).strip()
    return f"no `{name}`{f'; d{close[1:]}' if close else ''}"


def plain(text: str, value: Callable[[Part], str]) -> str:
    """Text that is no Markdown, such as a title, with its values in place."""
    return with_parts(text, scan(text, PLAIN), lambda part: value(part) if part.kind == "value" else None)


def spoken(alt: str, value: Callable[[Part], str]) -> str:
    """An alt text as it is read aloud: without escapes, with its values in place."""
    say = lambda part: value(part) if part.kind == "value" else None  # noqa: E731
    return with_parts(alt, scan(alt, ALT), say, lambda text: html.unescape(re.sub(r"\\([^\w\s])", r"\1", text)))


def captioned(part: Part) -> str:
    """A figure's caption in Markdown, without the escapes of its quotation marks; "" if it has none."""
    return re.sub(r"\\(.)", lambda escape: escape[1] if escape[1] in "\"'" else escape[0], part["caption"] or "")


def accessible(svg: str, alt: str) -> str:
    """A drawing with its alt text as its accessible name; images of pixels have a class."""
    svg = re.sub(r"<g(?=[^>]*>\s*<image)", '<g class="pixels"', svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{html.escape(alt)}"', 1)


def printed(source: str) -> str:
    """Printed output as HTML, folded where it is long."""
    lines = [f"{html.escape(line, quote=False)}\n" for line in source.split("\n")]
    shown = len(lines) if len(lines) <= LONG + 2 else LONG
    text = f"<pre><code>{''.join(lines[:shown])}</code></pre>"
    if lines[shown:]:
        rest = f"<pre><code>{''.join(lines[shown:])}</code></pre>"
        text += f"<details><summary>{len(lines) - shown} more lines</summary>{rest}</details>"
    return f'<div class="output" role="group" aria-label="Output">{text}</div>'
