"""A lesson as a notebook: the prose of its page, its code, and what the run printed and drew."""

import base64
import json
import re
from functools import partial
from typing import Any

from markdown import markdown

from weave.course import Course, Page
from weave.engine.listing import Lesson
from weave.page import bibliography, grammar
from weave.page.asked import question
from weave.page.exercises import HOW, in_notebook
from weave.page.grammar import Part, scan, with_parts
from weave.page.links import absolute_links
from weave.page.quotes import accessible, captioned, plain, published, spoken, values_in
from weave.page.sums import said
from weave.record import Record

BOX = re.compile(
    r'^(?P<mark>!!!|\?\?\?)\+? (?P<kind>[\w-]+)[^"\n]*(?:"(?P<title>.*)")?[ \t]*\n(?P<body>(?:(?: {4}.*)?\n)+)',
    re.MULTILINE,
)
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&\"'\n]|^[-+#](?=\s|#)|(?<=^\d)[.)](?=\s)|^\s|\s$")
HELD = re.compile("^(?P<indent>[ \t>]*)(?P<block>[\U00108000-\U0010ffff])|[\U00100000-\U0010ffff]", re.MULTILINE)


def cell(kind: str, name: str, source: str, **more: Any) -> dict[str, Any]:
    """A cell as nbformat 4.5 describes it."""
    return {"cell_type": kind, "id": name, "metadata": {}, "source": source.splitlines(keepends=True), **more}


def box(match: re.Match[str]) -> str:
    """An admonition in the Markdown that notebooks know: a folded answer or a quotation."""
    body = re.sub("^    ", "", match["body"], flags=re.MULTILINE).strip()
    title = match["kind"].capitalize() if match["title"] is None else match["title"]
    if match["mark"] == "???":
        title = re.sub("</?p>", "", markdown(title))  # no Markdown is read in a summary
        return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>\n\n"
    return re.sub("^", "> ", f"**{title}**\n\n{body}" if title else body, flags=re.MULTILINE) + "\n\n"


def escaped(text: str) -> str:
    """Text of a run in Markdown, where no character of it has a meaning."""
    return SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text)


class Prose:
    """The prose of a page on its way into a notebook: what no rule for prose may touch is held out of it."""

    def __init__(self, course: Course, page: Page, lesson: Lesson) -> None:
        self.course, self.page, self.lesson = course, page, lesson
        self.pieces: dict[str, str] = {}
        self.drawn: set[str] = set()  # figures of the cell above
        self.outputs: list[Any] = []
        self.attachments: dict[str, Any] = {}

    def hold(self, text: str, first: int = 0x100000) -> str:
        mark = chr(first + len(self.pieces))
        self.pieces[mark] = text
        return mark

    def value(self, part: Part) -> str:
        if part.kind == "sum":
            return said(part, partial(values_in, self.course.generated))
        return published(self.course.generated, part)

    def say(self, part: Part) -> str | None:
        match part.kind:
            case "front" | "typed":
                return ""
            case "value" | "sum":
                return self.hold(escaped(self.value(part)))
            case "figure":
                return self.figure(part)
            case "guess" | "quiz":
                return self.question(part)
            case "citation" | "works":
                return bibliography.said(part, self.course.bibliography)
            case "formula":
                return self.hold(with_parts(part.text, list(part.within()), self.in_formula))
            case "block" | "cell":
                text = part.text if part.kind == "block" else self.fragment(part)
                inner: str = re.sub(f"^{re.escape(part['indent'])}", "", text, flags=re.MULTILINE)
                return f"{part['indent']}{self.hold(inner, 0x108000)}"
            case "task":
                name = f"{part['lesson']}-exercises"
                path = self.course.generated / name / f"task_{part['number']}.md"
                return in_notebook(path.read_text("utf-8"), self.course, name)
            case "span" | "raw" | "indented":
                return self.hold(part.text)
        return None

    def question(self, part: Part) -> str:
        """A guess is a fold as any other; a question of a quiz has its choices and, folded, what they are worth."""

        def words(text: str) -> str:
            return with_parts(text, scan(text, grammar.ASKED), self.say)

        if part.kind == "guess":
            return f'??? question "{words(part["title"])}"\n'
        choices = question(part, partial(values_in, self.course.generated)).choices
        labels = [words(each.label) for each in choices]
        told = [words(each.feedback) for each in choices]
        listed = "".join(f"- {label}\n" for label in labels)
        answers = "".join(
            f"    - {'**Right:** ' * each.right}{label}. {why}\n".replace("\n", "\n      ").rstrip(" ")
            for each, label, why in zip(choices, labels, told, strict=True)
        )
        return f'**{words(part["title"])}**\n\n{listed}\n??? quiz "The answer"\n{answers}'

    def in_formula(self, part: Part) -> str:
        said = self.value(part)
        return said.replace("%", r"\%") if re.fullmatch(r"[-+]?[\d.,]+%?", said) else f"\\text{{{escaped(said)}}}"

    def fragment(self, part: Part) -> str:
        """A cell of another lesson: its code and output, which this notebook does not run."""
        path = self.course.generated / part["lesson"] / f"{part['name']}.md"
        return str(path.read_text("utf-8")).rstrip("\n").replace("python folded\n", "python\n", 1)

    def figure(self, part: Part) -> str:
        """A figure that the cell above has drawn is an output of it; any other is attached."""
        name, caption = part["name"], captioned(part)
        alt = spoken(part["alt"], self.value)
        svg = accessible((self.course.generated / part["lesson"] / f"{name}.svg").read_text("utf-8"), alt)
        said = with_parts(caption, scan(caption, grammar.CAPTION), self.say)
        said = said and (f"<em>{said}</em>" if re.search(r"[*_]", said) else f"*{said}*")
        if f"{part['lesson']}/{name}" in self.drawn:
            data = {"image/svg+xml": svg, "text/plain": alt}
            self.outputs.append({"output_type": "display_data", "data": data, "metadata": {}})
            return said
        self.attachments[f"{name}.svg"] = {"image/svg+xml": base64.b64encode(svg.encode()).decode()}
        words = with_parts(part["alt"], scan(part["alt"], grammar.ALT), self.say)
        return f"![{words}](attachment:{name}.svg)" + (f"\n\n{said}" if said else "")

    def finished(self, text: str) -> str:
        """The prose in the Markdown that notebooks know, with all that was held out of it."""
        return HELD.sub(self.put, BOX.sub(box, absolute_links(self.course, self.page, text))).strip()

    def put(self, mark: re.Match[str]) -> str:
        if not mark["block"]:
            return self.pieces[mark[0]]
        return mark["indent"] + self.pieces[mark["block"]].replace("\n", f"\n{mark['indent']}")


def notebook(course: Course, lesson: Lesson, record: Record, page: Page) -> str:
    """The notebook's JSON. Code cells have the names of the listing's cells as their ids."""
    prose = Prose(course, page, lesson)
    sources = {cell.name: course.for_readers(cell.source) for cell in lesson.visible}
    versions = ", ".join(f"{name} {version}" for name, version in record.versions.items())
    about = f"\n---\n\nFrom {course.address}{page.url}. The outputs come from a run with {versions}, one thread and\n"
    about += "PYTHONHASHSEED=0; all other seeds are set in the code.\n"
    parts = grammar.scan(page.text)
    quotes = [part for part in parts if part.kind == "cell" and part["lesson"] == lesson.name]
    cells, starts = [], [0, *(quote.end for quote in quotes)]
    for number, (start, end) in enumerate(
        zip(starts, [*(quote.start for quote in quotes), len(page.text)], strict=True)
    ):
        name = quotes[number - 1]["name"] if number else ""
        prose.drawn = {f"{lesson.name}/{figure}" for figure in record.cells[name]["figures"]} if name else set()
        prose.outputs, prose.attachments = [], {}
        own = [part.moved(-start) for part in parts if start <= part.start < end]
        text = with_parts(page.text[start:end], own, prose.say) + ("" if end < len(page.text) else about)
        if name:
            printed = course.for_readers(record.cells[name]["output"])
            stream = [{"output_type": "stream", "name": "stdout", "text": f"{printed}\n"}] if printed else []
            cells.append(cell("code", name, sources[name], execution_count=number, outputs=stream + prose.outputs))
        if text := prose.finished(text):
            more = {"attachments": prose.attachments} if prose.attachments else {}
            cells.append(cell("markdown", f"prose-{number}", text, **more) | {"metadata": {"tags": ["prose"]}})
    title = plain(grammar.title(page.text, lesson.name), prose.value)
    about_it: dict[str, Any] = {"title": title, "page": page.url, "versions": record.versions}
    about_it |= {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": about_it, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def starter_notebook(course: Course, page: Page) -> str:
    """The JSON of the notebook that the exercises of a page begin with: nothing in it has run."""
    exercise = course.exercises[f"{page.path.stem}-exercises"]
    title = plain(grammar.title(page.text, page.path.stem), Prose(course, page, exercise).value)
    address = f"{course.address}{page.url}#exercises"
    cells = [cell("markdown", "about", f"# Exercises: {title}\n\nTo [the lesson]({address}). {HOW}\n")]
    tasks = {task.task.name: task for task in exercise.tasks}
    for each in exercise.visible:
        source = each.source
        if task := tasks.get(each.name):
            words = f"## Exercise {task.number}: {task.title}\n\n{task.words}\n"
            cells.append(cell("markdown", f"words-{task.number}", course.for_readers(words)))
            source = task.start
        cells.append(cell("code", each.name, course.for_readers(source), execution_count=None, outputs=[]))
    about: dict[str, Any] = {"title": f"Exercises: {title}", "kernelspec": KERNEL, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"
