"""What every lesson of a course holds to, whatever it teaches: of its listing, its page, its figures and its test.

A course with a map of its path (`[path]` on the home page) asks this of its lessons; one without, of none.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from weave.course import Course, Page
from weave.engine.listing import Cell, Lesson
from weave.page.grammar import LOADER, front_matter
from weave.page.minutes import minutes
from weave.page.path import APART, sections
from weave.record import Record

NEEDS = "# Needs: pip install "
CELL_LINES, LISTING_LINES, COLUMNS = 25, 200, 88  # the last is what fits at 1280 pixels
EXERCISES, NAMED, WORDS, SCREEN = 3, 50, (15, 130), 40  # of a task: its title's characters, its words, its cells' lines
TITLE, DESCRIPTION, MINUTES = 40, (40, 200), (5, 25)
ROLES = {
    "On this page you will learn to": r"^On this page you will learn to$",
    "## In short": "^## In short$",
    "## Try next": "^## Try next$",
    "## Where this comes from": "^## Where this comes from$",
}
PHONE, LABEL = 358, 11  # pixels: how wide a phone shows a figure, and how high letters are at least
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ')
LETTERS = re.compile(r"(?:font-size: |font: (?:[a-z]+ )*)([\d.]+)px")


class Loader(LOADER):
    """Reads mkdocs.yml but for its own tags, such as !ENV."""


Loader.add_multi_constructor("", lambda *_: None)


@cache
def menu(text: str) -> Any:
    """The `nav` of mkdocs.yml; None if it has none, or cannot be read, which MkDocs tells."""
    try:
        said = yaml.load(text, Loader)
    except yaml.YAMLError:
        return None
    return said.get("nav") if isinstance(said, dict) else None


def unlisted(course: Course) -> Iterator[str]:
    """Pages that the menu does not lead to, and what it names that is not there."""
    settings = course.root / "mkdocs.yml"
    text = settings.read_text("utf-8") if settings.exists() else ""
    if not (nav := menu(text)):
        return
    there = {page.name.removeprefix("docs/") for page in course.pages}
    named = [source for _, source in sections(nav)]
    for name in sorted(there - set(named)):
        yield f"docs/{name}:1: `nav` does not lead here. Add the line '- {name}' to it, in mkdocs.yml."
    for name in sorted(set(named) - there):
        if ":" not in name:
            line = text[: text.find(name)].count("\n") + 1
            yield f"mkdocs.yml:{line}: `nav` names {name}, which is not there. Write that page, or remove the line."
    for name in sorted({name for name in named if named.count(name) > 1}):
        yield f"docs/{name}:1: `nav` leads here more than once. Keep one of its lines '- {name}', in mkdocs.yml."


def listing(lesson: Lesson) -> Iterator[str]:
    """What does not hold of the listing."""
    first = lesson.cells[0]
    if not first.source.startswith(NEEDS):
        yield f"{lesson.where}:{first.line}: Begin the first cell with '{NEEDS}…' and the packages that it takes."
    stripped = [line.strip() for cell in lesson.cells for line in cell.source.split("\n")]
    code = [line for line in stripped if line and line[0] != "#"]
    if len(code) > LISTING_LINES:
        yield f"{lesson.where}:1: has {len(code)} lines of code, more than {LISTING_LINES}. Make two lessons of it."
    for cell in lesson.cells:
        lines = cell.source.count("\n") + 1
        if lines > CELL_LINES:
            where = f"{lesson.where}:{cell.line}: cell {cell.name!r}"
            yield f"{where} has {lines} lines, more than {CELL_LINES}. A cell is one idea: make two of it."
    yield from too_wide(lesson, lesson.visible)
    if len(lesson.visible) <= 3:
        yield f"{lesson.where}:1: has fewer than four visible cells. Make each idea a cell of its own."


def too_wide(lesson: Lesson, cells: list[Cell]) -> Iterator[str]:
    """Lines that a page would have to scroll."""
    for cell in cells:
        for number, line in enumerate(cell.source.split("\n"), cell.line):
            if len(line) > COLUMNS:
                had = f"has {len(line)} characters, and a page shows {COLUMNS}"
                yield f"{lesson.where}:{number}: {had}. Break the line."


def practice(course: Course, lesson: Lesson, page: Page) -> Iterator[str]:
    """What does not hold of the form of the lesson's exercises; what one looks up needs none."""
    exercise = course.exercises.get(f"{lesson.name}-exercises")
    tasks = exercise.tasks if exercise else []
    if len(tasks) != EXERCISES and not page.name.startswith(f"docs/{APART}"):
        where = f"exercises/{lesson.path.name}:1"
        yield f"{where}: has {len(tasks)} whole exercises, not {EXERCISES}. Write each with task, check and solution."
    if not exercise:
        return
    first = exercise.cells[0]
    if first.name != "setup" or not first.source.startswith(NEEDS):
        yield f"{exercise.where}:{first.line}: Begin with a cell 'setup', and that with '{NEEDS}…' and the packages."
    yield from too_wide(exercise, exercise.cells)
    for task in tasks:
        where, words, (least, most) = f"{exercise.where}:{task.task.line}", len(task.words.split()), WORDS
        if len(task.title) > NAMED:
            yield f"{where}: has a title of {len(task.title)} characters, more than {NAMED}. Make it shorter."
        if not least <= words <= most:
            yield f"{where}: says the task in {words} words, not {least} to {most}. Say what to do, and what with."
        for cell in (task.task, task.check, task.solution):
            if (lines := cell.source.count("\n") + 1) > SCREEN:
                had = f"cell {cell.name!r} has {lines} lines, more than {SCREEN}"
                yield f"{exercise.where}:{cell.line}: {had}. Ask for less at once."


def about(page: Page) -> Iterator[str]:
    """What does not hold of what the page says of itself."""
    matter, least, most = front_matter(page.text), *DESCRIPTION
    if not 0 < len(str(matter.get("title", ""))) <= TITLE:
        yield f"{page.name}:1: Give it a `title` of at most {TITLE} characters, in its front matter."
    if not least <= len(str(matter.get("description", ""))) <= most:
        yield f"{page.name}:1: Give it a `description` of {least} to {most} characters, in its front matter."
    if type(matter.get("run_seconds")) is not int:
        yield f"{page.name}:1: Say in its front matter how many seconds a run takes, a whole number: `run_seconds: 12`."
    if "minutes" in matter:
        yield f"{page.name}:1: `minutes` are counted by the build. Remove the line."


def shape(course: Course, page: Page, has_run: bool) -> Iterator[str]:
    """What does not hold of the page as a whole; what one looks up needs no sections."""
    headings = [*re.finditer("^# ", page.text, re.MULTILINE)]
    if len(headings) != 1:
        where = page.where(headings[1].start()) if headings else f"{page.name}:1"
        yield f"{where}: has {len(headings)} headings with one '#'. Write one, the page's question, and '##' elsewhere."
    lacking = [name for name, pattern in ROLES.items() if not re.search(pattern, page.text, re.MULTILINE)]
    if lacking and not page.name.startswith(f"docs/{APART}"):
        named = " and ".join(f"'{name}'" for name in lacking)
        yield f"{page.name}:1: lacks {named}. Write {'it' if len(lacking) == 1 else 'each'} on a line of its own."
    taken, (least, most) = minutes(page.text, course.generated), MINUTES
    quoted = [course.generated / part["lesson"] / f"{part['name']}.md" for _, part in page.find("cell")]
    if has_run and all(path.exists() for path in quoted) and not least <= taken <= most:
        remedy = "Make two lessons of it." if taken > most else "Say more, or make it part of another lesson."
        yield f"{page.name}:1: takes {taken} min to read, not {least} to {most}. {remedy}"


def labels(page: Page, lesson: Lesson, record: Record) -> Iterator[str]:
    """Figures whose labels a phone shows too small."""
    for where, part in page.find("figure"):
        drawn = record.folder / f"{part['name']}.svg"
        if part["lesson"] != lesson.name or part["name"] in record.networks or not drawn.exists():
            continue
        svg = drawn.read_text("utf-8")
        width, sizes = VIEW.search(svg), [float(size) for size in LETTERS.findall(svg)]
        if width and sizes and (height := min(sizes) * PHONE / float(width[1])) < LABEL:
            remedy = "Draw it narrower (figsize=(6.4, …)), or with larger letters."
            high = f"{height:.1f} pixels high, less than {LABEL}"
            yield f"{where}: a phone shows labels of {part['name']!r} {high}. {remedy}"


def tested(course: Course, lesson: Lesson) -> Iterator[str]:
    """The test of the lesson, which must ask for its values."""
    test = course.root / "tests" / "lessons" / f"test_{lesson.name}.py"
    name = test.relative_to(course.root).as_posix()
    if not test.exists():
        yield f"{lesson.where}:1: has no test. Write {name}: what does the page promise?"
    elif not re.search(r"^def test_\w+\([^)]*\b(?:lesson|output)\b", test.read_text("utf-8"), re.MULTILINE):
        yield f"{name}:1: no test asks for the fixture `lesson`, which has the values of the run. Bound what is quoted."


def problems(course: Course, records: dict[str, Record | None]) -> Iterator[str]:
    """All that does not hold of the lessons, and of the menu."""
    yield from unlisted(course)
    if not any(page.find("path") for page in course.pages if page.name == "docs/index.md"):
        return
    for lesson in course.lessons.values():
        page, record = course.page(lesson), records.get(lesson.name)
        yield from listing(lesson)
        yield from about(page)
        yield from shape(course, page, bool(record))
        yield from tested(course, lesson)
        yield from practice(course, lesson, page)
        if record:
            yield from labels(page, lesson, record)
