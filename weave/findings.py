"""What does not hold, said by a preview on its pages: at its place, with file, line and remedy. No page waits for it.

weave/page/check.py finds most of it, in sources; MkDocs finds links that lead nowhere, in what it has rendered.
"""

import html
import logging
import re
from collections.abc import Iterator
from typing import Any

from weave.course import Course
from weave.engine.listing import CourseError
from weave.page.check import check
from weave.page.grammar import scan
from weave.publish import fenced

PLACE = re.compile(r"(?P<file>[^\s:]+)(?::(?P<line>\d+))?: ")
LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains (?:a|an \w+) (?:\w+ )?link (?:to )?'(?P<to>[^']*)'")
BLOCK = re.compile(r"^<(?:p|h\d|ul|ol|dl|table|div|blockquote|details|figure|pre)\b", re.MULTILINE)
KNOWN = ('"nav" configuration', "'nav' configuration", "'dirty' build")  # check tells of the menu, with the remedy


def found(course: Course) -> list[str]:
    """What `check` says of the course."""
    try:
        return check(course)
    except CourseError as error:
        return [str(error)]


def where(course: Course, finding: str) -> tuple[str, int]:
    """The page, below docs/, and the line there where a finding is said; of what is in no page, at the top of one."""
    place = PLACE.match(finding)
    file, line = (place["file"], int(place["line"] or 1)) if place else ("", 1)
    pages = {page.name: page for page in course.pages}
    if file in pages:
        return file.removeprefix("docs/"), line
    stem = re.sub(r"^test_", "", file.rpartition("/")[2].partition(".")[0])
    kind = {"bibliography": "works", "glossary": "terms"}.get(stem)
    for page in course.pages:
        if (page.path.stem == stem and not kind) or (kind and page.find(kind)):
            return page.name.removeprefix("docs/"), 1
    return "index.md", 1


def by_page(course: Course, findings: list[str]) -> dict[str, list[tuple[int, str]]]:
    """(line, finding) for each page, below docs/, in the order of the lines."""
    pages: dict[str, list[tuple[int, str]]] = {}
    for finding in findings:
        name, line = where(course, finding)
        pages.setdefault(name, []).append((line, finding))
    return {name: sorted(said) for name, said in pages.items()}


def starts(text: str) -> Iterator[int]:
    """The numbers, from 0, of the lines at which something may be put between what stands in a page."""
    inside = {
        number
        for part in scan(text)
        if part.kind in ("block", "indented", "raw", "figure", "guess", "quiz", "formula")
        for number in range(text.count("\n", 0, part.start) + 1, text.count("\n", 0, part.end) + 1)
    }
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip() and not line[0].isspace() and number not in inside and (not number or not lines[number - 1]):
            yield number


def annotated(text: str, before: int, findings: list[tuple[int, str]]) -> str:
    """The Markdown of a page, which has `before` lines above it in its file, with each finding above its paragraph."""
    places, lines = [0, *starts(text)], text.split("\n")
    for line, finding in reversed(findings):
        number = max((each for each in places if each < line - before), default=0)
        lines[number:number] = note(finding).split("\n")
    return "\n".join(lines)


def note(finding: str) -> str:
    """A finding in Markdown; its text is text."""
    return "\n    ".join(['!!! failure "This does not hold"', *fenced(finding, "text").splitlines()]) + "\n"


def boxed(finding: str) -> str:
    """A finding in HTML."""
    title = '<p class="admonition-title">This does not hold</p>'
    return f'<div class="admonition failure">{title}<p>{html.escape(finding)}</p></div>\n'


def with_box(content: str, to: str, finding: str) -> str:
    """The HTML of a page with a finding above the block in which a link stands; without one, at the top."""
    fragment = to[to.find("#") :] if "#" in to else to
    at = content.find(f'{html.escape(fragment)}"')
    begin = max((block.start() for block in BLOCK.finditer(content, 0, max(at, 0))), default=0)
    return content[:begin] + boxed(finding) + content[begin:]


class Heard(logging.Handler):
    """What MkDocs warns of while it builds."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno == logging.WARNING and record.getMessage() not in self.texts:
            self.texts.append(record.getMessage())

    def links(self, course: Course) -> Iterator[tuple[str, str, str]]:
        """(page below docs/, link, finding) of each link that leads nowhere."""
        pages = {page.name.removeprefix("docs/"): page for page in course.pages}
        for text in self.texts:
            link = LINK.match(text)
            if link and (page := pages.get(link["page"])) and "bibliography.md#" not in link["to"]:  # check tells
                place = page.where(max(0, page.text.find(f"({link['to']}")))
                said = text.partition("contains ")[2].partition("\n")[0]
                yield link["page"], link["to"], f"{place}: {said[:1].upper()}{said[1:]} Mend the link."

    def others(self) -> list[str]:
        """All else, which has no place on a page."""
        return [text for text in self.texts if not LINK.match(text) and not any(word in text for word in KNOWN)]


def quiet(heard: Heard) -> None:
    """Let MkDocs tell `heard` what it warns of, and the terminal only of errors."""
    logger: Any = logging.getLogger("mkdocs")
    for handler in logger.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setLevel(logging.ERROR)
    logger.addHandler(heard)
