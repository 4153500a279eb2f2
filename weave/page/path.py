"""The path through the lessons, for the home page: its order is the menu's, and all else is read off the lessons."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from weave.course import Course, Page, url_of
from weave.page.grammar import front_matter, scan, title, with_parts
from weave.page.minutes import minutes

APART = "reference/"  # the folder of what one looks up: its pages are no lessons of the path
ENDING = re.compile("^## In short$", re.MULTILINE)  # what comes after it needs no earlier lesson
HEADING = re.compile(r"^# +(?P<text>.+?)(?:[ \t]*\{[^{}\n]*\})?[ \t]*$", re.MULTILINE)
LINK = re.compile(r"\]\((?P<to>[^()\s#:]+\.md)(?:#[^()\s]*)?\)")

PROGRESS = """<div class="progress" hidden>
<p role="status"></p>
<p>It is kept in this browser, and nowhere else. <button>Download it</button>
<button>Read a file in</button> <button>Forget it</button> <input type="file" accept=".json" hidden></p>
</div>
"""  # web/page/asked/map.js shows it to who has made some


class Step(NamedTuple):
    """A lesson of the path; `question` and `title` are Markdown, `source` is its file below docs/."""

    number: int
    source: str
    url: str
    title: str
    question: str
    minutes: int
    builds_on: list[int]
    guesses: int = 0
    questions: int = 0
    exercises: int = 0


class Stretch(NamedTuple):
    """A part of the course: a section of the menu."""

    title: str
    steps: list[Step]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def sections(nav: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(section, file below docs/) of each page of the menu, in its order, as mkdocs.yml has it."""
    match nav:
        case str():
            yield name, nav
        case list():
            for item in nav:
                yield from sections(item, name)
        case dict():
            for key, item in nav.items():
                yield from sections(item, key if isinstance(item, list) else name)


def stretches(course: Course, nav: Any) -> list[Stretch]:
    """The lessons in the menu's order, by its sections: pages that quote cells, but for those apart."""
    pages = {page.name.removeprefix("docs/"): page for page in course.pages}
    places = [(section, source) for section, source in sections(nav) if section and not source.startswith(APART)]
    places = [place for place in places if place[1] in pages and pages[place[1]].find("cell")]
    numbers = {source: number for number, (_, source) in enumerate(places, 1)}
    found: dict[str, Stretch] = {}
    for section, source in places:
        steps = found.setdefault(section, Stretch(section, [])).steps
        steps.append(step(course, pages[source], source, numbers))
    return list(found.values())


def step(course: Course, page: Page, source: str, numbers: dict[str, int]) -> Step:
    name, text = title(page.text, page.path.stem), page.text
    asked = question(text, name) or str(front_matter(text).get("description", ""))
    earlier = sorted({number for number in linked(text, source, numbers) if number < numbers[source]})
    counts = [len(page.find(kind)) for kind in ("guess", "quiz", "task")]
    return Step(numbers[source], source, url_of(source), name, asked, minutes(text, course.generated), earlier, *counts)


def question(text: str, name: str) -> str:
    """The heading of a lesson without its name, if it begins with it; "" if nothing else stands there."""
    heading = HEADING.search(text)
    said = re.sub(rf"^{re.escape(name)}(?!\w)[ :.]*", "", heading["text"]) if heading else ""
    return said[:1].upper() + said[1:]


def linked(text: str, source: str, numbers: dict[str, int]) -> Iterator[int]:
    """The numbers of the lessons that a lesson links to before it is over."""
    body = ENDING.split(text, maxsplit=1)[0]
    for link in LINK.finditer(body):
        to = posixpath.normpath(posixpath.join(posixpath.dirname(source), link["to"]))
        if to in numbers:
            yield numbers[to]


def time(count: int) -> str:
    """Minutes as one says them."""
    hours, rest = divmod(count, 60)
    said = [f"{n} {unit}{'s' * (n > 1)}" for n, unit in ((hours, "hour"), (rest, "minute")) if n]
    return " ".join(said)


def placed(text: str, path: list[Stretch], here: str) -> str:
    """The Markdown of the page `here`, a file below docs/, with the map of the path where it says [path]."""
    if "[path]" not in text:
        return text
    return with_parts(text, scan(text), lambda part: drawn(path, here) if part.kind == "path" else None)


def drawn(path: list[Stretch], here: str) -> str:
    """The map as Markdown: for each part what it takes, and its lessons, numbered throughout."""
    sources = {step.number: step.source for stretch in path for step in stretch.steps}
    links = {number: posixpath.relpath(source, posixpath.dirname(here) or ".") for number, source in sources.items()}
    pieces = [f"{len(sources)} lessons, {time(sum(each.minutes for each in path))} in all.\n", PROGRESS]
    for stretch in path:
        first = stretch.steps[0].number
        pieces.append(f'### {stretch.title}\n\n<p class="path-time">{time(stretch.minutes)}</p>\n')
        pieces.append(f'<ol class="path" start="{first}" markdown>')
        pieces += [f'<li markdown="span">{line(each, links)}</li>' for each in stretch.steps]
        pieces.append("</ol>\n")
    return "\n".join(pieces)


def line(each: Step, links: dict[int, str]) -> str:
    """A lesson on the map: number, title, question, minutes, and what it builds on."""
    on = ", ".join(f"[{number}]({links[number]})" for number in each.builds_on)
    about = f"{time(each.minutes)}{f', builds on {on}' if on else ''}"
    name = f'<span class="path-number">{each.number}</span> [{each.title}]({links[each.number]})'
    done = f'<span class="path-done" data-guesses="{each.guesses}" data-quiz="{each.questions}"'
    done += f' data-solved="{each.exercises}"></span>'
    return f'{name} <span class="path-question">{each.question}</span> <span class="path-about">{about}</span> {done}'
