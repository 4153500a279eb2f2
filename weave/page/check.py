"""What every page must hold to. Nothing is run: listings, pages and records are read."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from weave.course import Course, Page
from weave.engine.listing import Cell, CourseError, Lesson
from weave.page.bibliography import works
from weave.page.grammar import CITATION, FIGURE, QUOTE, VALUE
from weave.page.quotes import quoted
from weave.record import Record, fresh

PYTHON = re.compile(r"^\s*(?:`{3,}|~{3,})[ {.]*(?:python|py)\b")
NUMBER = re.compile(r"(?<![\w.,/#])(?<!\w-)(\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+)(\.\d+)?(\s?%)?(?![\w/-]|\.\d)")
NOT_PROSE = re.compile(r"`+[^`]*`+|\$[^$]*\$|\]\(\S*|https?:\S+|\{\{.*?\}\}")


def scalars(value: Any) -> list[float]:
    """The numbers in a recorded value; of more than twenty none, for so many match anything."""
    if isinstance(value, (list, dict)):
        numbers = [x for item in (value.values() if isinstance(value, dict) else value) for x in scalars(item)]
        return numbers if len(numbers) <= 20 else []
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def typed_results(page: Page, lesson: Lesson, record: Record) -> Iterator[str]:
    """Numbers in prose that equal a result as printed: decimals and percentages of two digits, integers of three."""
    results = [(name, x) for name, value in record.values.items() for x in scalars(value)]
    for where, line in page.prose:
        for whole, fraction, percent in NUMBER.findall(NOT_PROSE.sub(" ", line)):
            text = re.sub(r"[\s,]", "", whole) + fraction
            exact = not fraction and not percent
            form = f".{max(0, len(fraction) - 1)}{'%' if percent else 'f'}"
            equal = (n for n, x in results if isinstance(x, int) == exact and format(abs(x), form).rstrip("%") == text)
            if len(text.replace(".", "").lstrip("0")) >= (3 if exact else 2) and (name := next(equal, "")):
                yield f"{where}: '{whole}{fraction}{percent}' is typed. Quote it: {{{{ {lesson.name}.{name} }}}}."


def exists(course: Course, page: Page, records: dict[str, Record | None]) -> Iterator[str]:
    """What a page quotes exists, its figures have alt text, and no Python is typed into it."""
    for where, match in page.find(QUOTE):
        lesson = course.lessons.get(match["lesson"])
        if not lesson or match["name"] not in [cell.name for cell in lesson.visible]:
            yield f"{where}: there is no visible cell {match['lesson']}/{match['name']}. Name one of a listing."
    for where, match in page.find(FIGURE):
        record = records.get(match["lesson"])
        if match["lesson"] not in records or (record and match["name"] not in [*record.figures, *record.networks]):
            why = record.drawings.get(match["name"]) if record else None
            remedy = why or "Name one that a listing draws, or a Keras model of its own."
            yield f"{where}: there is no figure {match['lesson']}/{match['name']}. {remedy}"
        if len(match["alt"].split()) < 3:
            yield f"{where}: figure {match['name']!r} has no alt text. Say in a sentence what it shows."
    for where, _ in page.find(PYTHON):
        yield f"{where}: typed Python. Put it into a listing and quote its cell."
    for where, match in page.find(VALUE):
        record = records.get(match["lesson"])
        try:
            if not match["code"] and (record or match["lesson"] not in records):
                quoted(record.values if record else {}, match)
        except CourseError as error:
            yield f"{where}: {error}"


def stands(lesson: Lesson, page: Page, record: Record | None) -> Iterator[str]:
    """The visible cells stand once each, in the listing's order; so do the figures, in any; no result is typed."""
    quotes = [(where, m["name"]) for where, m in page.find(QUOTE) if m["lesson"] == lesson.name]
    for (where, name), cell in zip_longest(quotes, lesson.visible, fillvalue=(page.name, "nothing")):
        if name != cell[0]:
            expected = f'Write --8<-- "{lesson.name}/{cell[0]}.md"' if isinstance(cell, Cell) else "Remove it"
            yield f"{where}: quotes {name!r}, but {lesson.where} goes on otherwise. {expected} there."
            break
    images = [match["name"] for _, match in page.find(FIGURE) if match["lesson"] == lesson.name]
    for name in record.figures if record else ():
        if images.count(name) != 1:
            remedy = f'Write ![alt text](…/generated/{lesson.name}/{name}.svg "caption") once.'
            yield f"{page.name}: figure {name!r} stands there never or more than once. {remedy}"
    if record:
        yield from typed_results(page, lesson, record)


def citations(course: Course) -> Iterator[str]:
    """What a page cites is in the bibliography; what is there is cited, and complete enough to be found."""
    cited = [(where, match["key"]) for page in course.pages for where, match in page.find(CITATION)]
    path, name = course.bibliography, course.bibliography.relative_to(course.root).as_posix()
    try:
        known = works(path.read_text("utf-8") if path.exists() else "", name)
    except CourseError as error:
        known, cited = {}, []
        yield str(error)
    for where, key in cited:
        if key not in known:
            yield f"{where}: cites {key!r}, which {name} does not have. Add its entry there."
    for key, work in known.items():
        if work.lacks:
            yield f"{name}:{work.line}: {key!r} lacks {work.lacks}. Add it to the entry."
        if key not in {key for _, key in cited}:
            yield f"{name}:{work.line}: no page cites {key!r}. Cite it, or remove the entry."


def check(course: Course) -> list[str]:
    """All problems; what only a run can tell is checked where a fresh record tells it."""
    problems: list[str] = []
    records = {name: fresh(course, lesson) for name, lesson in course.lessons.items()}
    for lesson in course.lessons.values():
        try:
            problems += stands(lesson, course.page(lesson), records[lesson.name])
        except CourseError as error:
            problems.append(str(error))
    problems = problems or [text for page in course.pages for text in exists(course, page, records)]
    return [*problems, *citations(course)]
