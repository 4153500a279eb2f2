"""The numbers that a page's prose types: none of them is a result, and none is one that nobody ran."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from weave.course import Page
from weave.engine.listing import Lesson
from weave.page.grammar import with_parts
from weave.record import Record

NUMBER = re.compile(r"(?<![\w.,/#])(?<!\w-)(\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+)(\.\d+)?(\s?%)?(?![\w/-]|\.\d)")
ADDRESS = re.compile(r"\]\(\S*|https?:\S+|(?<=<)[^<>]*(?=>)")
SHOWN = re.compile(r"(?<![\w.])\d[\d_,]*(?:\.\d+)?(?:e[+-]?\d+)?(?: ?%)?|(?<![\w.])\.\d+", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?:;])[\"')*_]*\s+(?=\S)|\n\s*\n|\n(?=\s*(?:[-*+|]|\d+\.) )|\|")
SAID = ("citation", "typed")  # what lets a sentence have numbers that no run gave


def typed(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    """(place, match) of each number in the page's prose; digits in code, formulas, quotes and addresses are none."""
    aside = ("front", "block", "indented", "raw", "span", "formula", "value", "sum", "cell", "task", "source")
    parts, at = [], 0
    for part in page.parts:
        if part.kind in aside and part.start >= at:
            parts.append(part)
            at = part.end
    same_length = with_parts(page.text, parts, lambda part: re.sub(r"[^\n]", " ", part.text))
    text = ADDRESS.sub(lambda address: " " * len(address[0]), same_length)
    return ((match.start(), match) for match in NUMBER.finditer(text))


def scalars(value: Any, most: int = 20) -> list[float]:
    """The numbers in a recorded value; of more than `most` none, for so many match anything."""
    if isinstance(value, (list, dict)):
        numbers = [x for item in (value.values() if isinstance(value, dict) else value) for x in scalars(item, most)]
        return numbers if len(numbers) <= most else []
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value else []


def shown(lesson: Lesson, record: Record) -> set[float]:
    """The numbers that the lesson's listing, its output and its values show; a percentage counts as its share too."""
    texts = [lesson.text, *(cell["output"] for cell in record.cells.values())]
    found = {x for value in record.values.values() for x in scalars(value, 10**6)}
    for text in SHOWN.findall("\n".join(texts)):
        number = float(re.sub(r"[_,\s%]", "", text))
        found |= {number, number / 100} if "%" in text else {number}
    return {abs(x) for x in found}


def typed_numbers(page: Page, lesson: Lesson, record: Record) -> Iterator[str]:
    """Numbers that should be quoted, and those that nothing in the lesson shows and no citation stands for."""
    results = [(name, x) for name, value in reversed(record.values.items()) for x in scalars(value)]

    @cache
    def named(form: str, exact: bool) -> dict[str, str]:
        """The name of a result by how it looks in this form."""
        return {format(abs(x), form).rstrip("%"): name for name, x in results if isinstance(x, int) == exact}

    everything = cache(lambda: shown(lesson, record))

    @cache
    def known(form: str) -> set[str]:
        return {format(x, form).rstrip("%") for x in everything()}

    for start, match in typed(page):
        whole, fraction, percent = (group or "" for group in match.groups())
        text = re.sub(r"[\s,]", "", whole) + fraction
        exact = not fraction and not percent
        form = f".{max(0, len(fraction) - 1)}{'%' if percent else 'f'}"
        enough = len(text.replace(".", "").lstrip("0")) >= (3 if exact else 2)
        if enough and (name := named(form, exact).get(text)):
            yield f"{page.where(start)}: '{match[0]}' is typed. Quote it: {{{{ {lesson.name}.{name} }}}}."
        elif not exact and text not in known(form) and not spoken_for(page, start):
            remedy = "Quote a value, cite who says so, or write <!-- typed --> after it if it is right."
            yield f"{page.where(start)}: nothing in {lesson.where} shows '{match[0]}'. {remedy}"


def spoken_for(page: Page, start: int) -> bool:
    """Whether the sentence around a place cites a work, or says that its numbers are typed on purpose."""
    ends = [0, *(found.end() for found in SENTENCE.finditer(page.text)), len(page.text) + 1]
    begin, end = max(at for at in ends if at <= start), min(at for at in ends if at > start)
    return any(begin <= part.start < end for _, part in page.find(*SAID))
