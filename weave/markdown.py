"""The Markdown extension: citations, quoted numbers and inline figures; and the look of printed output."""

import html
import json
import re
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

from weave.bibliography import cited
from weave.course import CourseError

VALUE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"  # code spans are left alone
    r"|\{\{ *(?P<lesson>\w+)\.(?P<name>\w+)(?P<keys>(?:\[\w+\])*) *(?:\| *(?P<spec>[^ }]+) *)?\}\}"
)
FIGURE = re.compile(
    r'!\[(?P<alt>.*?)\]\(\S*generated/(?P<lesson>[^/)\s]+)/(?P<name>[^/)\s]+)\.svg(?: "(?P<caption>[^"]*)")?\)'
)
FORMULA = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL)
LONG = 15


def quoted(value: Any, match: re.Match[str]) -> str:
    """The text of a quoted value, such as {{ digits.test_accuracy | percent }}; `value` has the lesson's results."""
    try:
        for key in [match["name"], *re.findall(r"\w+", match["keys"])]:
            value = value[int(key) if isinstance(value, list) else key]
        return format(value, ".0%" if match["spec"] == "percent" else match["spec"] or "")
    except (LookupError, TypeError, ValueError) as error:
        remedy = "Name a small top-level variable of the listing and a Python format."
        raise CourseError(f"{match[0]} cannot be quoted ({type(error).__name__}: {error}). {remedy}") from None


def output(source: str, _language: str, _class: str, _options: Any, _md: Markdown, **_more: Any) -> str:
    """A custom fence for pymdownx.superfences."""
    return printed(source)


def printed(source: str) -> str:
    """Printed output as HTML, folded where it is long."""
    lines = [f"{html.escape(line, quote=False)}\n" for line in source.split("\n")]
    shown = len(lines) if len(lines) <= LONG + 2 else LONG
    text = f'<pre tabindex="0"><code>{"".join(lines[:shown])}</code></pre>'
    if lines[shown:]:
        rest = f'<pre tabindex="0"><code>{"".join(lines[shown:])}</code></pre>'
        text += f"<details><summary>{len(lines) - shown} more lines</summary>{rest}</details>"
    return f'<div class="output" role="group" aria-label="Output">{text}</div>'


def accessible(svg: str, alt: str) -> str:
    """A drawing with its alt text as its accessible name, in place of its own title; images of pixels have a class."""
    svg = re.sub(r"<g(?=[^>]*>\s*<image)", '<g class="pixels"', svg)
    svg = re.sub(r' role="img" aria-labelledby="[^"]*"|\n<title.*</desc>', "", svg, flags=re.DOTALL)
    return svg.replace("<svg", f'<svg role="img" aria-label="{html.escape(alt)}"', 1)


class Formulas(Postprocessor):
    """Makes MathML of the LaTeX that pymdownx.arithmatex has found. Readers need no script for it."""

    def run(self, text: str) -> str:
        return FORMULA.sub(self.mathml, text)

    def mathml(self, match: re.Match[str]) -> str:
        tex = html.unescape(match["tex"]).strip()
        text: str = convert(tex, display="block" if match["tag"] == "div" else "inline")
        if "\\" in text or re.search(r"&(?!#?\w+;)", text):
            raise CourseError(f"${tex}$ has a command that is not known here. Write the formula another way.")
        return text


class Woven(Extension):
    """Puts results and figures into the text, as a preprocessor that runs when code is stashed away."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "generated": ["docs/generated", "The folder that weave publishes to"],
            "bibliography": ["docs/bibliography.bib", "The BibTeX file of the works that pages cite"],
            "preview": [False, "Whether results and figures may be still to come"],
        }
        super().__init__(**options)
        self.generated = Path(self.getConfig("generated"))

    def extendMarkdown(self, md: Markdown) -> None:
        self.stash = md.htmlStash
        md.preprocessors.register(self, "woven", 24)
        md.postprocessors.register(Formulas(md), "formulas", 1)

    def value(self, match: re.Match[str]) -> str:
        """The text of a quoted value; code spans stay as they are."""
        if match["code"]:
            return match[0]
        try:
            return quoted(json.loads((self.generated / match["lesson"] / "values.json").read_text("utf-8")), match)
        except (CourseError, OSError):
            if self.getConfig("preview"):
                return "…"
            raise

    def figure(self, match: re.Match[str]) -> str:
        """A drawing as a part of the page: its alt text the accessible name, its title the caption."""
        path = self.generated / match["lesson"] / f"{match['name']}.svg"
        svg = "<svg></svg>" if self.getConfig("preview") and not path.exists() else path.read_text("utf-8")
        caption = f"<figcaption>{html.escape(match['caption'] or '', quote=False)}</figcaption>"
        return str(
            self.stash.store(
                f'<figure class="figure" id="{match["name"]}">{accessible(svg, match["alt"])}{caption}</figure>'
            )
        )

    def quote(self, text: str) -> str:
        """Markdown with its citations and quoted values in place."""
        return VALUE.sub(self.value, cited(text, Path(self.getConfig("bibliography"))))

    def run(self, lines: list[str]) -> list[str]:
        return FIGURE.sub(self.figure, self.quote("\n".join(lines))).split("\n")


makeExtension = Woven
