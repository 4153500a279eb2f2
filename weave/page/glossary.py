"""The glossary: docs/glossary.yml says what terms mean, the lessons define each once by writing it in bold."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from weave.course import Course, Page
from weave.engine.listing import CourseError, read_text
from weave.page.grammar import CODE, LOADER, scan, title, with_parts

BOLD = re.compile(r"(?<![*\w])\*\*(?P<term>[^*\n]*[^*\s.:!?])\*\*(?![*\w])")  # a sentence, or what a list does, is none
AIMS = re.compile(r"^On this page you will learn to\n(?:.*\n)*?(?=^## )", re.MULTILINE)  # its verbs are no terms
KEY = re.compile(r"^(?P<term>[^\s#:][^:\n]*):", re.MULTILINE)
FIELDS = {"says", "symbol", "shape", "forms", "common"}
APART = "docs/reference/"  # what one looks up defines nothing
ASIDE = (*CODE, "formula", "front", "cell", "task", "source")
MOST = 30  # words in one sentence


class Term(NamedTuple):
    """A term; `forms` are all words that stand for it in a text; if it is `common`, these mean other things too."""

    name: str
    line: int
    says: str
    symbol: str
    shape: str
    forms: list[str]
    common: bool

    @property
    def anchor(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower())

    @property
    def hint(self) -> str:
        """The term in a sentence, and how it is written."""
        more = [f"{what}: {said}." for what, said in (("Symbol", self.symbol), ("Shape", self.shape)) if said]
        return " ".join([self.says, *more])


def forms(name: str, more: list[str]) -> list[str]:
    """The words for a term: as it is called, with a plural, and with a capital at the beginning of a sentence."""
    plural = f"{name}es" if re.search(r"(?:s|x|ch|sh)$", name) else f"{name}s"
    words = dict.fromkeys([name, plural, *more])
    return list(dict.fromkeys(each for word in words for each in (word, word[:1].upper() + word[1:])))


@cache
def read(path: Path, _modified: int, where: str) -> dict[str, Term]:
    """The terms of the file in this state. Raises CourseError with its place."""
    text = read_text(path, where)
    lines: dict[str, int] = {}
    for key in KEY.finditer(text):
        line = text.count("\n", 0, key.start()) + 1
        if key["term"] in lines:
            raise CourseError(f"{where}:{line}: {key['term']!r} is defined in line {lines[key['term']]} too. Keep one.")
        lines[key["term"]] = line
    try:
        said = yaml.load(text, LOADER) or {}
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise CourseError(f"{where}:{line}: this is no YAML. Put the sentence into quotation marks.") from None
    found = {}
    for name, about in said.items():
        about = {"says": about} if isinstance(about, str) else about
        place = f"{where}:{lines.get(name, 1)}: {name!r}"
        if not isinstance(about, dict) or not isinstance(about.get("says"), str) or about.keys() - FIELDS:
            raise CourseError(f"{place} says nothing. Write a sentence after it, or {', '.join(sorted(FIELDS))}.")
        more = [str(form) for form in about.get("forms", [])]
        symbol, shape = str(about.get("symbol", "")), str(about.get("shape", ""))
        found[name] = Term(
            name, lines.get(name, 1), about["says"], symbol, shape, forms(name, more), bool(about.get("common"))
        )
    return found


def terms(path: Path, where: str = "docs/glossary.yml") -> dict[str, Term]:
    """The terms of a course, by name; none without the file. Raises CourseError."""
    return read(path, path.stat().st_mtime_ns, where) if path.exists() else {}


def by_form(known: dict[str, Term]) -> dict[str, Term]:
    """The term for each of its words."""
    return {form: term for term in known.values() for form in term.forms}


def bold(page: Page) -> Iterator[tuple[str, str]]:
    """(path:line, term) of each term that a page sets in bold."""
    parts = [part for part in scan(page.text) if part.kind in ASIDE]
    text = with_parts(page.text, parts, lambda part: re.sub(r"[^\n]", " ", part.text))
    text = AIMS.sub(lambda aims: re.sub(r"[^\n]", " ", aims[0]), text)
    for found in BOLD.finditer(text):
        yield page.where(found.start()), found["term"]


def definitions(course: Course) -> dict[str, list[tuple[str, Page]]]:
    """Where each term is set in bold in a lesson: the places and the pages. What is no term goes by its own name."""
    found: dict[str, list[tuple[str, Page]]] = {}
    known = by_form(terms(course.glossary))
    for page in course.pages:
        if page.path.stem in course.lessons and not page.name.startswith(APART):
            for where, word in bold(page):
                name = known[word].name if word in known else word
                found.setdefault(name, []).append((where, page))
    return found


def problems(course: Course) -> Iterator[str]:
    """What does not hold of the terms: each is defined once, here and in a lesson, in one sentence."""
    if not course.glossary.exists():
        return
    file = course.glossary.relative_to(course.root).as_posix()
    known, places = terms(course.glossary, file), definitions(course)
    taken: dict[str, str] = {}
    for term in known.values():
        where = f"{file}:{term.line}: {term.name!r}"
        for form in term.forms:
            if taken.setdefault(form, term.name) != term.name:
                yield f"{where} has the form {form!r}, and so has {taken[form]!r}. Leave it to one of them."
        if not re.fullmatch(r"[^.!?]+\.", term.says) or len(term.says.split()) > MOST:
            yield f"{where}: write one plain sentence of at most {MOST} words."
        if term.name not in places:
            yield f"{where}: no lesson defines it. Set it in bold where one does, or remove it."
    for name, found in places.items():
        if name not in known:
            yield f"{found[0][0]}: {name!r} is bold, and {file} lacks it. Add it there, or write it without bold."
        for where, _ in found[1:]:
            yield f"{where}: {name!r} is bold, but defined at {found[0][0]}. Write it without bold."


def placed(text: str, course: Course, here: str) -> str:
    """The Markdown of the page `here`, a file below docs/, with all terms where it says [glossary]."""
    if "[glossary]" not in text:
        return text
    return with_parts(text, scan(text), lambda part: listed(course, here) if part.kind == "terms" else None)


def listed(course: Course, here: str) -> str:
    """All terms in Markdown, in the order of the alphabet."""
    known, places = terms(course.glossary), definitions(course)
    up = "../" * here.count("/")
    pieces = []
    for name in sorted(known, key=str.casefold):
        term = known[name]
        pieces.append(f"## {name} {{ #{term.anchor} .term-name }}\n\n{term.says}\n")
        about = [f"*{what}* {said}" for what, said in (("Symbol", term.symbol), ("Shape", term.shape)) if said]
        if name in places:
            page = places[name][0][1]
            lesson = title(page.text, page.path.stem)
            about.append(f"*Lesson* [{lesson}]({up}{page.name.removeprefix('docs/')})")
        pieces.append(" · ".join(about) + "\n{ .term-about }\n" if about else "")
    return "\n".join(pieces)
