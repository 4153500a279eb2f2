"""What every page must hold to. Nothing is run: listings, pages and records are read."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from yaml import YAMLError

from weave.course import Course, Page
from weave.engine.listing import CourseError, Lesson, read_text
from weave.page import exercises, glossary, rules
from weave.page.asked import Amiss, question
from weave.page.bibliography import works
from weave.page.grammar import RESERVED, RESERVED_REMEDY, Part, explained, said_of_itself
from weave.page.kept import misfits
from weave.page.numbers import DIGITS, is_long, typed_numbers
from weave.page.quotes import near, quoted, value_of
from weave.page.sums import NotYet
from weave.record import Record, find_all

NOT_KEPT = "keeps only numbers, text, None, and lists and dicts of these, of less than 4,000 characters"
PYTHON = re.compile(r"[ {.]*(?:python|py)\b")
COMPARED = re.compile(r" *(?:guess|answer): ")
WORDS = re.compile(r"[\w-]+(?:\s*\.\s*[\w-]+)?")
NEAR = "near_value", "near_cell", "near_figure", "near_citation", "near_guess", "near_quiz"
HOME = Path(__file__).parents[2]
DEMOS = {path.stem for path in (HOME / "web" / "page" / "demos").glob("*.js")}


def misses(page: Page, records: dict[str, Record | None]) -> Iterator[str]:
    """What looks like a quote, a figure or a citation and is none; front matter that is none."""
    for where, part in page.find(*NEAR):
        yield f"{where}: {explained(part)}{meant(part, records) if part.kind == 'near_value' else ''}"
    if found := RESERVED.search(page.text):
        yield f"{page.where(found.start())}: {RESERVED_REMEDY}"
    try:
        said_of_itself(page.text)
    except (YAMLError, ValueError) as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or error
        where = f"{page.name}:{mark.line + 2 if mark else 1}"
        yield f"{where}: the front matter is no YAML ({problem}). Put the text of the line into quotation marks."


def meant(part: Part, records: dict[str, Record | None]) -> str:
    """The quote that a near-miss may have been meant for, as a question; "" if none is close."""
    names = {
        f"{lesson}.{name}": name for lesson, record in records.items() for name in (record.values if record else ())
    }
    said = re.sub(r"\s", "", found[0]) if (found := WORDS.search(part.text)) else ""
    if "." in said:
        return near(said, names)
    close = get_close_matches(said, set(names.values()), 1, 0.7)
    return next((f" Did you mean `{full}`?" for full, name in names.items() if name in close), "")


def exists(course: Course, page: Page, records: dict[str, Record | None]) -> Iterator[str]:
    """What a page quotes exists, its figures have alt text, and no Python is typed into it."""
    for where, part in page.find("cell"):
        lesson = course.lessons.get(part["lesson"])
        names = [cell.name for cell in lesson.visible] if lesson else []
        if part["name"] not in names:
            close = near(part["name"], names) or near(part["lesson"], course.lessons)
            yield f"{where}: there is no visible cell {part['lesson']}/{part['name']}. Name one of a listing.{close}"
    yield from exercises.exist(course, page)
    for where, part in page.find("source"):
        if not (HOME / part["path"]).exists():
            yield f"{where}: there is no file {part['path']}. Name one of web/."
    for where, part in page.find("block"):
        if PYTHON.match(part["info"]):
            yield f"{where}: this Python is typed. Put it into a listing and quote its cell."
    yield from figures_exist(page, records)
    yield from questions(page, records)
    for where, part in page.find("value"):
        try:
            value_exists(course, part, records.get(part["lesson"]))
            yield from (f"{where}: {text}" for text in too_long(page, part, records.get(part["lesson"])))
        except CourseError as error:
            yield f"{where}: {error}"


def questions(page: Page, records: dict[str, Record | None]) -> Iterator[str]:
    """Every guess and every question of a quiz has one right answer, which follows from values."""

    def values(lesson: str) -> Any:
        if lesson not in records:
            raise LookupError(f"there is no lesson {lesson!r}", near(lesson, records))
        record = records[lesson]
        return record and record.values

    for _, part in page.find("guess", "quiz"):
        try:
            question(part, values)
        except Amiss as error:
            yield f"{page.where(part.start + error.start)}: {error}"
        except NotYet:
            pass


def figures_exist(page: Page, records: dict[str, Record | None]) -> Iterator[str]:
    for where, part in page.find("figure"):
        record, name = records.get(part["lesson"]), part["name"]
        names = [*record.figures, *record.networks] if record else []
        if part["lesson"] not in records or (record and name not in names):
            why = record.drawings.get(name) if record else None
            remedy = why or f"Name one that a listing draws, or a Keras model of its own.{near(name, names)}"
            yield f"{where}: there is no figure {part['lesson']}/{name}. {remedy}"
        if part["demo"] and part["demo"] not in DEMOS:
            yield f"{where}: there is no demo {part['demo']!r}. Name one of {', '.join(sorted(DEMOS))}."
        if len(part["alt"].split()) < 3:
            yield f"{where}: figure {name!r} has no sentence as its alt text. Say in one what it shows."


def value_exists(course: Course, part: Part, record: Record | None) -> None:
    """Raises CourseError unless the value can be quoted, or may be once its lesson has run."""
    lesson = course.listings.get(part["lesson"])
    if not lesson:
        close = near(part["lesson"], course.lessons)
        raise CourseError(f"{part.text} cannot be quoted: there is no lesson {part['lesson']!r}. Name one.{close}")
    if record and part["name"] not in record.values and re.search(rf"\b{part['name']}\b", lesson.script):
        why = f"{lesson.where} has {part['name']!r}, but weave {NOT_KEPT}"
        raise CourseError(f"{part.text} cannot be quoted: {why}. Quote a variable that holds one of these.")
    if record:
        quoted(record.values, part)


def too_long(page: Page, part: Part, record: Record | None) -> Iterator[str]:
    """A decimal that is quoted with more digits than anybody reads; what a guess or a quiz compares is not shown so."""
    line = page.text[page.text.rfind("\n", 0, part.start) + 1 : part.start]
    if not record or COMPARED.match(line) or isinstance(value_of(record.values, part), str):
        return
    if is_long(text := quoted(record.values, part)):
        quote = part.text.strip("{} ").partition("|")[0].strip()
        yield f"{part.text} reads {text}, with more than {DIGITS} digits. Give it a format: {{{{ {quote} | .3f }}}}."


def stands(lesson: Lesson, page: Page, record: Record | None) -> Iterator[str]:
    """The visible cells stand once each, in the listing's order; so do the figures, in any; no result is typed."""
    quotes: list[tuple[str, str]] = []
    known = {cell.name for cell in lesson.visible}
    for where, part in page.find("cell"):
        if part["lesson"] == lesson.name and part["name"] in (name for _, name in quotes):
            yield f"{where}: quotes {part['name']!r} a second time. Delete this line."
        elif part["lesson"] == lesson.name:
            quotes.append((where, part["name"]))
    if known >= {name for _, name in quotes}:  # of others, exists() tells
        yield from in_order(lesson, page, quotes)
    yield from placed(lesson, page, record, dict(quotes))
    if record:
        yield from typed_numbers(page, lesson, record)
        yield from misfits(lesson, record)


def in_order(lesson: Lesson, page: Page, quotes: list[tuple[str, str]]) -> Iterator[str]:
    """The first cell that is not quoted in its turn; `quotes` has what is, each with its place."""
    end = quotes[-1][0] if quotes else f"{page.name}:1"
    for cell, (where, name) in zip(lesson.visible, [*quotes, (end, "")], strict=False):
        if name == cell.name:
            continue
        line = f'--8<-- "{lesson.name}/{cell.name}.md"'
        if cell.name in dict(quotes).values():
            yield f"{where}: quotes {name!r} before {cell.name!r}, unlike {lesson.where}. Move {line} above it."
        else:
            wants = f"does not quote {cell.name!r}, which comes next in {lesson.where}"
            yield f"{where}: {wants}. Write {line} on a line of its own."
        break


def placed(lesson: Lesson, page: Page, record: Record | None, quotes: dict[str, str]) -> Iterator[str]:
    """Figures of a run that the page does not place once; `quotes` maps places on it to the cells quoted there."""
    images = [(where, part["name"]) for where, part in page.find("figure") if part["lesson"] == lesson.name]
    for cell, gave in record.cells.items() if record else ():
        quoted_at = [where for where, name in quotes.items() if name == cell]
        for name in gave["figures"]:
            where, *again = [where for where, image in images if image == name] or [""]
            if not where:
                remedy = f'Write ![alt text](…/generated/{lesson.name}/{name}.svg "caption") below it.'
                where = (quoted_at or [f"{page.name}:1"])[0]
                yield f"{where}: does not place figure {name!r} of cell {cell!r}. {remedy}"
            yield from (f"{place}: places figure {name!r} a second time. Delete this one." for place in again)


def citations(course: Course) -> Iterator[str]:
    """What a page cites is in the bibliography; what is there is cited, and complete enough to be found."""
    cited = [(where, part["key"]) for page in course.pages for where, part in page.find("citation")]
    path, name = course.bibliography, course.bibliography.relative_to(course.root).as_posix()
    try:
        known = works(read_text(path, name), name) if path.exists() else {}
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


def defined(course: Course) -> Iterator[str]:
    """What does not hold of the course's terms."""
    try:
        yield from glossary.problems(course)
    except CourseError as error:
        yield str(error)


def held(course: Course, records: dict[str, Record | None]) -> list[str]:
    """What lessons do not hold to."""
    try:
        return [*rules.problems(course, records)]
    except CourseError:  # a listing or a page that is told of already
        return []


def check(course: Course, fresh: dict[Lesson, Record] | None = None) -> list[str]:
    """All problems; what only a run can tell is checked where a fresh record tells it. `fresh` are these, if known."""
    if fresh is None:
        fresh = {lesson: record for lesson, (record, reason) in find_all(course).items() if record and not reason}
    records = {name: fresh.get(lesson) for name, lesson in course.listings.items()}
    amiss = {page.name: [*misses(page, records)] for page in course.pages}
    problems = [text for texts in amiss.values() for text in texts]
    for lesson in course.lessons.values():
        try:
            page = course.page(lesson)
            problems += [] if amiss[page.name] else stands(lesson, page, records[lesson.name])
        except CourseError as error:
            problems.append(str(error))
    for exercise in course.exercises.values():
        try:
            problems += exercises.problems(exercise, course.page(exercise), records[exercise.name])
        except CourseError as error:
            problems.append(str(error))
    problems += [text for page in course.pages if not amiss[page.name] for text in exists(course, page, records)]
    return [*problems, *citations(course), *defined(course), *held(course, records)]
