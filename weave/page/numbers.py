"""The numbers that a page's prose types: none of them is a result, and none is one that nobody ran."""

import json
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
DECIMAL = re.compile(r"\d[\d_,]*\.\d+")
DIGITS = 6  # of a decimal in prose, at most
MOST = 20  # numbers in a list or a dict that a page may quote one by one
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


def scalars(value: Any, most: int = MOST) -> list[float]:
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


def quotable(values: dict[str, Any]) -> dict[str, float]:
    """The numbers that a page may quote, by what stands in the quote: numbers of their own come first, then those in
    short lists and dicts of numbers; what is in a table is a result of nobody's.
    """
    own = {name: value for name, value in values.items() if not isinstance(value, (dict, list))}
    for name, value in values.items():
        if isinstance(value, dict):
            own |= {f"{name}[{json.dumps(key)}]": item for key, item in value.items() if len(value) <= MOST}
        elif isinstance(value, list):
            own |= {f"{name}[{place}]": item for place, item in enumerate(value) if len(value) <= MOST}
    flat = {quote: scalars(item) for quote, item in own.items() if not isinstance(item, (list, dict))}
    return {quote: number[0] for quote, number in flat.items() if number}


def form_of(whole: str, fraction: str, percent: str) -> str:
    """The format that gives a number the form in which it was typed, as it stands in a quote; "" if it needs none."""
    if fraction or percent:
        places = max(0, len(fraction) - 1)
        return " | percent" if percent and not places else f" | .{places}{'%' if percent else 'f'}"
    return " | ," if re.search(r"\D", whole) else ""


def typed_numbers(page: Page, lesson: Lesson, record: Record) -> Iterator[str]:
    """Numbers that should be quoted, those that nothing in the lesson shows and no citation stands for, long ones."""
    results = [*reversed(quotable(record.values).items())]

    @cache
    def named(form: str, exact: bool) -> dict[str, str]:
        """The quote of a result by how it looks in this form."""
        return {format(abs(x), form).rstrip("%"): quote for quote, x in results if isinstance(x, int) == exact}

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
        where = f"{page.where(start)}: '{match[0]}'"
        if enough and (quote := named(form, exact).get(text)):
            said = form_of(whole, fraction, percent)
            yield f"{where} is typed. Quote it: {{{{ {lesson.name}.{quote}{said} }}}}."
        elif is_long(match[0]) and not spoken_for(page, start):
            yield f"{where} has more than {DIGITS} digits. Nobody reads so many: round it."
        elif not exact and text not in known(form) and not spoken_for(page, start):
            remedy = "Quote a value, cite who says so, or write <!-- typed --> after it if it is right."
            yield f"{page.where(start)}: nothing in {lesson.where} shows '{match[0]}'. {remedy}"


def is_long(text: str) -> bool:
    """Whether a decimal has more digits than anybody reads; zeros in front tell how small it is, and do not count."""
    return any(len(re.sub(r"\D", "", found).lstrip("0")) > DIGITS for found in DECIMAL.findall(text))


def spoken_for(page: Page, start: int) -> bool:
    """Whether the sentence around a place cites a work, or says that its numbers are typed on purpose."""
    ends = [0, *(found.end() for found in SENTENCE.finditer(page.text)), len(page.text) + 1]
    begin, end = max(at for at in ends if at <= start), min(at for at in ends if at > start)
    return any(begin <= part.start < end for _, part in page.find(*SAID))
