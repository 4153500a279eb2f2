"""Do the right answers of guesses and quizzes follow from the runs? Changes what the runs have given, and asks again.

    .venv/bin/python tools/ask_again.py             all pages of the course, once it has run
    .venv/bin/python tools/ask_again.py digits pen  only these

Each value that decides a question is changed by itself, in memory: by a factor, its items in reverse, exchanged with
another value of the question. Then the right answer has to be another one ("changed"), or no answer or two of them are
right, and the build refuses the page ("refused"). A value that is neither is named; it may be one of several that
decide. A question whose answer stays whatever is changed, since it is typed by hand, is named too, and fails the call.
"""

from __future__ import annotations

import argparse
import copy
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from weave.course import Course
from weave.engine.listing import CourseError
from weave.page.asked import BEST, CHOICE, COMPARED, ONE_IF, question, read
from weave.page.grammar import Part
from weave.page.quotes import INDEX, item
from weave.page.sums import NAME
from weave.record import find_all

FACTORS = 1.5, 0.5, 1e6, 1e-6, -1
HEAD = "lesson", "questions", "values", "changed", "refused", "unnoticed"
Values = dict[str, dict[str, Any]]  # what the runs have given, by lesson


class Asked(NamedTuple):
    """A question, and what became of it with each of the values that decide it: one of the last three words of HEAD."""

    where: str
    title: str
    came: dict[str, str]

    @property
    def stays(self) -> bool:
        return set(self.came.values()) <= {"unnoticed"}


def deciding(part: Part) -> dict[str, tuple[str, str, list[Any]]]:
    """The values that decide what is right, as they are written: lesson, name, and the keys of an item."""
    rule = part["rule"].strip()
    texts = [rule]
    if rule in BEST or rule == "one of these":
        form = COMPARED if rule in BEST else ONE_IF
        found = (form.fullmatch(choice["text"].strip()) for choice in CHOICE.finditer(part["choices"]))
        texts = [match["value"] for match in found if match]
    names = [name for text in texts for name in NAME.finditer(text) if name["lesson"]]
    return {name[0]: (name["lesson"], name["name"], [*INDEX.finditer(name["keys"])]) for name in names}


def answer(part: Part, values: Values) -> Any:
    """What is right: a choice, or how a number reads; None where the build refuses the question."""
    try:
        found = question(part, values.__getitem__)
        if not found.choices:
            return found.said
        typed = part["rule"].strip() not in {*BEST, "one of these"}
        return read(found.choices[found.right].label, values.__getitem__) if typed else found.right
    except CourseError:
        return None


def others(value: Any) -> Iterator[Any]:
    """The value changed in each way that it can be."""
    if isinstance(value, str):
        yield f"not {value}"
    elif isinstance(value, list | dict) and value:
        yield value[::-1] if isinstance(value, list) else dict(zip(value, [*value.values()][::-1], strict=True))
        yield value[1:] if isinstance(value, list) else dict([*value.items()][1:])
    yield from (times(value, factor) for factor in FACTORS)


def times(value: Any, factor: float) -> Any:
    """The value with all its numbers times a factor, 0 as if it were 1, and all that holds or not the other way."""
    match value:
        case bool():
            return not value
        case int():
            return round((value or 1) * factor)
        case float():
            return (value or 1) * factor
        case list():
            return [times(each, factor) for each in value]
        case dict():
            return {name: times(each, factor) for name, each in value.items()}
    return value


def put(values: Values, path: tuple[str, str, list[Any]], new: Any) -> Values:
    """A copy of the values with another one in this place."""
    lesson, name, keys = path
    changed = {**values, lesson: {**values[lesson], name: copy.deepcopy(values[lesson][name])}}
    if not keys:
        changed[lesson][name] = new
        return changed
    place = changed[lesson][name]
    for key in keys[:-1]:
        place = item(place, key)
    last = keys[-1]
    text = next(text for text in last.groups() if text is not None)
    if isinstance(place, list | dict):
        place[text if isinstance(place, dict) else int(text)] = new
    return changed


def get(values: Values, path: tuple[str, str, list[Any]]) -> Any:
    lesson, name, keys = path
    value = values[lesson][name]
    for key in keys:
        value = item(value, key)
    return value


def asked_again(where: str, part: Part, values: Values) -> Asked:
    """Ask a question with each of its values changed in every way."""
    right, came = answer(part, values), {}
    paths = deciding(part)
    for name, path in paths.items():
        mutants = [put(values, path, other) for other in others(get(values, path))]
        for other in paths.values():
            exchanged = put(values, path, get(values, other))
            mutants.append(put(exchanged, other, get(values, path)))
        answers = [answer(part, mutant) for mutant in mutants]
        changed = any(each not in (None, right) for each in answers)
        came[name] = "changed" if changed else "refused" if None in answers else "unnoticed"
    return Asked(where, part["title"], came)


def recorded(course: Course) -> Values:
    """What all runs have given. Raises CourseError where one is stale."""
    values = {}
    for lesson, (record, reason) in find_all(course).items():
        if not record or reason:
            raise CourseError(f"{lesson.where}:1: its record is stale ({reason}). Call 'make site' first.")
        values[lesson.name] = record.values
    return values


def row(name: str, questions: list[Asked]) -> list[str]:
    counts = Counter(came for each in questions for came in each.came.values())
    return [name, *map(str, (len(questions), counts.total(), *(counts[word] for word in HEAD[3:])))]


def told(questions: list[Asked]) -> Iterator[str]:
    """What somebody should look at."""
    for each in questions:
        if each.stays:
            why = f"stays whatever {' and '.join(each.came)} may be" if each.came else "is typed: no value decides it"
            yield f"{each.where}: the right answer to {each.title!r} {why}. Let it follow from a run."
        else:
            unnoticed = [name for name, came in each.came.items() if came == "unnoticed"]
            yield from (f"{each.where}: no change of {name} alone is noticed by {each.title!r}." for name in unnoticed)


def main() -> int:
    """Ask what the command line names, and print a table. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Change what runs have given, and ask guesses and quizzes again.")
    parser.add_argument("lessons", nargs="*", help="names of pages; without a word, all of them")
    parser.add_argument("--root", type=Path, default=Path(), help="the course's folder (default: this one)")
    arguments = parser.parse_args()
    course = Course(arguments.root)
    try:
        values = recorded(course)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    pages = {page.path.stem: page.find("guess", "quiz") for page in course.pages}
    chosen = {name: found for name, found in pages.items() if found and name in (arguments.lessons or pages)}
    asked = {name: [asked_again(where, part, values) for where, part in found] for name, found in chosen.items()}
    every = [each for questions in asked.values() for each in questions]
    rows = [[*HEAD], *(row(*pair) for pair in asked.items()), row("all", every)]
    print("\n".join("".join(f"{cell:{22 if not column else 11}}" for column, cell in enumerate(each)) for each in rows))
    print(*told(every), sep="\n")
    return int(any(each.stays for each in every))


if __name__ == "__main__":
    sys.exit(main())
