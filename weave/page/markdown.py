"""The Markdown extension: cells, figures, values, citations and formulas in their places.

What a page takes from elsewhere is held out of its text before anything else reads it: a character that no text has
stands in its place, and gives way at the very end. So text of a run is never read as Markdown or HTML.
"""

import html
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from weave.engine.listing import CourseError
from weave.page import asked, bibliography, exercises, forms, grammar, sums
from weave.page.grammar import Part, scan, with_parts
from weave.page.quotes import RUNNING, accessible, captioned, printed, published, spoken, values_in
from weave.page.terms import Terms

FORMULA = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL)
# The characters that stand for texts, those for blocks, and the one at a caption's end.
TEXT, BLOCK, END = 0x100000, 0x108000, "\U0010fffd"
HELD = re.compile("[\U00100000-\U0010fffd]")
ALONE = re.compile("<p>([\U00108000-\U0010fffc])(?:([^\U00108000-\U0010fffd]*)(\U0010fffd))?</p>")
PLACE = re.compile(
    r"(?P<literal><!--.*?-->|<(?P<tag>pre|code|script|style|textarea)\b.*?</(?P=tag)>)"
    rf"|(?P<element></?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)|{HELD.pattern}",
    re.DOTALL,
)
FOLD = '<details class="plotting"><summary>The code that draws this</summary>\n{}\n</details>'
HOME = Path(__file__).parents[2]
LITERAL = {"code", "pre", "script", "style", "textarea"}


def output(source: str, _language: str, _class: str, _options: Any, _md: Markdown, **_more: Any) -> str:
    """A custom fence for pymdownx.superfences."""
    return printed(source)


class Piece(NamedTuple):
    """What is held out of a page: how it was written there, and what it says: a text, or the HTML of a block."""

    source: str
    said: str


class Page:
    """What Markdown makes of one page, and from where: what its parts share."""

    def __init__(self, md: Markdown, settings: dict[str, Any]) -> None:
        self.md, self.preview, self.told = md, settings["preview"], settings["told"]
        self.generated, self.bibliography = Path(settings["generated"]), Path(settings["bibliography"])
        self.failure: type[Exception] = settings["failure"]
        self.pieces: dict[str, Piece] = {}

    def hold(self, source: str, said: str, first: int = TEXT) -> str:
        """The character that stands for a piece of the page until its end."""
        mark = chr(first + len(self.pieces))
        self.pieces[mark] = Piece(source, said)
        return mark

    def fail(self, problem: str) -> None:
        """Stop the build; a preview shows the page as it is."""
        if not self.preview:
            raise self.failure(problem)

    def tell(self, problem: str) -> None:
        """Stop the build for what only it can find; a preview says it on the page."""
        self.fail(problem)
        self.told.append(problem)

    def value(self, part: Part) -> str:
        try:
            if part.kind == "sum":
                return str(self.worked_out(sums.said, part))
            return published(self.generated, part, self.preview)
        except sums.NotYet as error:
            self.fail(str(error))
        except CourseError as error:
            self.tell(str(error))
        return "…"

    def worked_out(self, work: Callable[[Part, sums.Values], Any], part: Part) -> Any:
        """What `work` makes of a part. Raises CourseError, and NotYet where a listing has not run to its end."""
        run: list[bool] = []

        def values(lesson: str) -> Any:
            run.append(not (self.generated / lesson / RUNNING).exists())
            return values_in(self.generated, lesson)

        try:
            return work(part, values)
        except CourseError as error:
            if all(run):
                raise
            raise sums.NotYet(str(error)) from None


class Results(Preprocessor):
    """Takes cells, figures, values and citations out of the text, before anybody else reads it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.md)
        self.page = page
        self.made: dict[str, Callable[[Part], str | None]] = {
            "cell": self.block, "source": self.block, "task": self.task, "figure": self.figure,
            "guess": self.question, "quiz": self.question,
        }  # fmt: skip

    def run(self, lines: list[str]) -> list[str]:
        self.page.pieces.clear()
        text = "\n".join(lines)
        if grammar.RESERVED.search(text):
            self.page.fail(grammar.RESERVED_REMEDY)
        return with_parts(text, scan(text), self.say).split("\n")

    def say(self, part: Part) -> str | None:
        page = self.page
        if make := self.made.get(part.kind):
            return make(part)
        match part.kind:
            case "value" | "sum":
                return page.hold(part.text, page.value(part))
            case "formula":
                return with_parts(part.text, list(part.within()), self.say)
            case "typed":
                return ""
            case "citation" | "works":
                return bibliography.said(part, page.bibliography)
            case near if near in grammar.REMEDIES:
                page.fail(grammar.explained(part))
        return None

    def block(self, part: Part) -> str:
        """A cell, or a file of web/."""
        said = self.cell(part) if part.kind == "cell" else self.source(part)
        return f"{part['indent']}{self.page.hold(part.text, said, BLOCK)}"

    def cell(self, part: Part) -> str:
        """The code of a cell and what it printed."""
        path = self.page.generated / part["lesson"] / f"{part['name']}.md"
        if not path.exists():
            self.page.fail(f"there is no cell {part['lesson']}/{part['name']}. Name one of a listing.")
            return f"<p>{html.escape(part.text.strip())}</p>"
        code = self.code("python")
        made = {"python": code, "python folded": lambda text: FOLD.format(code(text)), "output": printed}
        return "\n".join(made[kind](text) for kind, text in grammar.blocks(path.read_text("utf-8")))

    def code(self, language: str) -> Callable[[str], str]:
        """What makes a block of code of a text."""
        fences: Any = self.md.preprocessors["fenced_code_block"]
        fences.get_hl_settings()
        options: dict[str, Any] = {"options": {}, "md": self.md, "classes": [], "id_value": "", "attrs": {}}
        return partial(fences.highlight, language=language, **options)

    def task(self, part: Part) -> str | None:
        """An exercise: its task as the page's own words, the rest as a block."""
        name, folder = f"{part['lesson']}-exercises", self.page.generated / f"{part['lesson']}-exercises"
        if not (folder / f"task_{part['number']}.md").exists():
            self.page.fail(f"there is no exercise {part['number']} of {part['lesson']}. Name one of exercises/.")
            return ""
        task, rest = exercises.shown(name, part["number"], folder, self.code("python"))
        return f"{task}\n\n{self.page.hold(part.text, rest, BLOCK)}"

    def source(self, part: Part) -> str:
        """A file of web/ as it is."""
        path = HOME / part["path"]
        if not path.exists():
            self.page.fail(f"there is no file {part['path']}. Name one of web/.")
            return ""
        return self.code("javascript")(path.read_text("utf-8").rstrip("\n"))

    def question(self, part: Part) -> str:
        """A guess or a question of a quiz, with its form where its answer is known."""
        found: asked.Question | str = ""
        try:
            found = self.page.worked_out(asked.question, part)
        except sums.NotYet as error:
            self.page.fail(str(error))
            found = forms.TO_COME
        except CourseError as error:  # which check tells
            self.page.fail(str(error))

        def words(text: str) -> str:
            return with_parts(text, scan(text, grammar.ASKED), self.say)

        return forms.asked(part, found, forms.Pieces(words, lambda said: self.page.hold("", said, BLOCK)))

    def figure(self, part: Part) -> str:
        """A drawing; its caption is left to Markdown, between two marks."""
        path = self.page.generated / part["lesson"] / f"{part['name']}.svg"
        if not path.exists():
            self.page.fail(f"there is no figure {part['lesson']}/{part['name']}. Name one that a listing draws.")
        svg = accessible(
            path.read_text("utf-8") if path.exists() else "<svg></svg>", spoken(part["alt"], self.page.value)
        )
        svg = svg.replace("<svg", "<svg data-search-exclude", 1)  # nobody searches for the labels of axes
        live = f'<live-demo data-demo="{part["demo"]}"></live-demo>' if part["demo"] else ""
        start, caption = f'<figure class="figure" id="{part["name"]}">{live}{svg}', captioned(part)
        if not caption:
            return self.page.hold(part.text, f"{start}</figure>", BLOCK)
        before, _, after = part.text.partition(part["caption"])
        self.page.pieces[END] = Piece(after, "")
        alone = partial(re.sub, r"(?<!\\)[`$]", r"\\\g<0>")  # no code and no formula reaches beyond the caption
        words = with_parts(caption, scan(caption, grammar.CAPTION), self.say, alone)
        return f"{self.page.hold(before, f'{start}<figcaption>', BLOCK)}{words}{END}"


class Rest(Treeprocessor):
    """Nothing that looks like a quote is left as text, whatever Markdown has read differently; addresses are whole."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, root: Element) -> None:
        for element in root.iter():
            code = element.tag in LITERAL or element.get("class") == "arithmatex"
            for text in ("" if code else element.text, element.tail, *element.attrib.values()):
                if text and (near := grammar.LEFT.search(text)):
                    around = text[max(0, near.start() - 20) : near.end() + 20]
                    self.page.fail(f"{around!r} would stand on the page as it is. Write it another way, or as code.")
            for name in {"href", "src"} & element.attrib.keys():
                said = HELD.sub(lambda mark: quote(self.page.pieces[mark[0]].said, "/:?&=#%"), element.attrib[name])
                element.set(name, said)


class Formulas(Postprocessor):
    """Makes MathML of the LaTeX that pymdownx.arithmatex has found. Readers need no script for it.

    A formula on lines of its own gets a box to scroll in: only Chromium scrolls the formula itself.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, text: str) -> str:
        return FORMULA.sub(self.mathml, text)

    def mathml(self, match: re.Match[str]) -> str:
        from latex2mathml.converter import convert  # slow to import, and most pages have no formula

        tex = HELD.sub(self.number, html.unescape(match["tex"]).strip())
        try:
            text: str = convert(tex, display="block" if match["tag"] == "div" else "inline")
        except Exception as error:  # its exceptions have nothing in common
            problem = f"is no formula ({type(error).__name__}). Mend it, or write \\$ for a dollar sign."
        else:
            unknown = "\\" in text or re.search(r"&(?!#?\w+;)", text)
            problem = "has a command that is not known here. Write the formula another way." if unknown else ""
        if problem:
            self.page.tell(f"${tex}$ {problem}")
            return html.escape(tex, quote=False)
        return text if match["tag"] == "span" else f'<div class="formula">{text}</div>'

    def number(self, mark: re.Match[str]) -> str:
        """A value that is a number is one in its formula too; any other stays held out of it, and so text."""
        said = self.page.pieces[mark[0]].said
        return said.replace("%", r"\%") if re.fullmatch(r"[-+]?\d[\d.,]*%?", said) else mark[0]


class Putting(Postprocessor):
    """Puts back what was held out of the page, escaped for its place; in code it is what the page says there."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, text: str) -> str:
        if not self.page.pieces:
            return text
        return PLACE.sub(self.put, ALONE.sub(lambda alone: "".join(filter(None, alone.groups())), text))

    def put(self, place: re.Match[str]) -> str:
        pieces = self.page.pieces
        if place["literal"]:
            return HELD.sub(lambda mark: html.escape(pieces[mark[0]].source, quote=False), place[0])
        if place["element"]:
            return HELD.sub(lambda mark: html.escape(pieces[mark[0]].said), place[0])
        if place[0] == END:
            return "</figcaption></figure>"
        said = pieces[place[0]].said
        return said if ord(place[0]) >= BLOCK else html.escape(said, quote=False)


class Woven(Extension):
    """All of it, for Markdown."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "generated": ["docs/generated", "The folder that weave publishes to"],
            "bibliography": ["docs/bibliography.bib", "The BibTeX file of the works that pages cite"],
            "glossary": ["docs/glossary.yml", "The file of the terms that pages explain"],
            "preview": [False, "Whether results and figures may be still to come"],
            "told": [[], "Where a preview keeps what does not hold of the page"],
            "failure": [CourseError, "What to raise where the page does not hold"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        page = Page(md, self.getConfigs())
        md.preprocessors.register(Results(page), "woven", 100)
        md.treeprocessors.register(Rest(page), "woven", 10)
        md.treeprocessors.register(Terms(md, Path(self.getConfig("glossary"))), "terms", 4)  # once attributes are read
        md.postprocessors.register(Formulas(page), "formulas", 1)
        md.postprocessors.register(Putting(page), "woven", 0)


makeExtension = Woven
