"""Terms of the glossary in the text of a page: the first use of each says what it means, by hover, focus or touch.

Nothing but HTML and CSS: <span class="term"> in the text, and after it what it means, which course.css shows.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from weave.page.glossary import Term, by_form, terms

BLOCKS = ("p", "li")
THROUGH = ("div", "ul", "ol", "blockquote", "details", "section")
CAPTION = "\U0010fffd"  # a figure's caption ends with it (markdown.py)


class Terms(Treeprocessor):
    """Marks the first use of each term in a page's paragraphs and lists."""

    def __init__(self, md: Any, glossary: Path) -> None:
        super().__init__(md)
        self.glossary = glossary
        self.source: dict[str, Term] = {}
        self.known: dict[str, Term] = {}
        self.pattern = re.compile("(?!)")
        self.met: set[str] = set()

    def run(self, root: Element) -> None:
        if (found := terms(self.glossary)) is not self.source:
            self.source = found
            self.known = {form: term for form, term in by_form(found).items() if not term.common}
            words = sorted(map(re.escape, self.known), key=len, reverse=True)
            self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])") if words else re.compile("(?!)")
        self.met = set()
        names = {element.get("class") for element in root.iter("h2")}
        if self.known and "term-name" not in names:  # the glossary itself says it all
            self.walk(root)

    def walk(self, element: Element) -> None:
        for child in list(element):
            if child.get("class") == "path":  # the map of the home page: its words are links and questions
                continue
            if child.tag in BLOCKS:
                self.block(child)
            if child.tag in (*THROUGH, "li"):
                self.walk(child)

    def block(self, element: Element) -> None:
        """Mark the terms in a paragraph's own text, and not in what it sets apart: code, links, bold."""
        text = "".join(element.itertext())
        if CAPTION in text or element.get("class") or element.get("id"):  # a work has an id
            return
        for strong in element.iter("strong"):
            if term := self.known.get("".join(strong.itertext())):
                self.met.add(term.name)  # here it is defined
        children = list(element)
        element.text, marked = self.marked(element.text or "")
        for child in marked:
            element.insert(list(element).index(children[0]) if children else len(element), child)
        for number, child in enumerate(children):
            child.tail, marked = self.marked(child.tail or "")
            after = children[number + 1 :]
            for each in marked:
                element.insert(list(element).index(after[0]) if after else len(element), each)
        if any(child.get("class") == "term" for child in element):
            element.set("class", "terms")

    def marked(self, text: str) -> tuple[str, list[Element]]:
        """The text up to its first term that was not met before, and the elements from there on."""
        before, at, found = "", 0, list[Element]()
        for match in self.pattern.finditer(text):
            term = self.known[match[0]]
            if term.name in self.met:
                continue
            self.met.add(term.name)
            if found:
                found[-1].tail = text[at : match.start()]
            else:
                before = text[: match.start()]
            found += self.elements(term, match[0])
            at = match.end()
        if not found:
            return text, []
        found[-1].tail = text[at:]
        return before, found

    def elements(self, term: Term, word: str) -> Iterator[Element]:
        about = f"term-{term.anchor}"
        span = Element("span", {"class": "term", "tabindex": "0", "aria-describedby": about})
        span.text = word
        tip = Element("span", {"class": "tip", "role": "tooltip", "id": about, "data-search-exclude": ""})
        tip.text = term.hint
        yield span
        yield tip
