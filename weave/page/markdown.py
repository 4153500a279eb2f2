"""The Markdown extension: citations, quoted values, figures, formulas and printed output in their places."""

import html
import re
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from weave.engine.listing import CourseError
from weave.page.grammar import FIGURE
from weave.page.quotes import figure, printed, with_quotes

FORMULA = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL)


def output(source: str, _language: str, _class: str, _options: Any, _md: Markdown, **_more: Any) -> str:
    """A custom fence for pymdownx.superfences."""
    return printed(source)


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


class Results(Preprocessor):
    """Puts citations, values and figures into the text; it runs when code is stashed away."""

    def __init__(self, md: Markdown, generated: Path, bibliography: Path, preview: bool) -> None:
        super().__init__(md)
        self.generated, self.bibliography, self.preview = generated, bibliography, preview

    def run(self, lines: list[str]) -> list[str]:
        text = with_quotes("\n".join(lines), self.generated, self.bibliography, self.preview)
        return FIGURE.sub(self.figure, text).split("\n")

    def figure(self, match: re.Match[str]) -> str:
        path = self.generated / match["lesson"] / f"{match['name']}.svg"
        svg = "<svg></svg>" if self.preview and not path.exists() else path.read_text("utf-8")
        return str(self.md.htmlStash.store(figure(svg, match["name"], match["alt"], match["caption"])))


class Woven(Extension):
    """All of it, for Markdown."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "generated": ["docs/generated", "The folder that weave publishes to"],
            "bibliography": ["docs/bibliography.bib", "The BibTeX file of the works that pages cite"],
            "preview": [False, "Whether results and figures may be still to come"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        folder, works = Path(self.getConfig("generated")), Path(self.getConfig("bibliography"))
        md.preprocessors.register(Results(md, folder, works, self.getConfig("preview")), "woven", 24)
        md.postprocessors.register(Formulas(md), "formulas", 1)


makeExtension = Woven
