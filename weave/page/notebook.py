"""A lesson as a notebook: the prose of its page, its code, and what the run printed and drew."""

import base64
import json
import posixpath
import re
from typing import Any

from weave.course import Course, Page, url_of
from weave.engine.listing import Lesson
from weave.page import grammar
from weave.page.quotes import accessible, with_quotes
from weave.record import Record

BOX = re.compile(r'^(?P<mark>!!!|\?\?\?)\+? \w+(?: "(?P<title>.*)")?\n(?P<body>(?:(?: {4}.*)?\n)+)', re.MULTILINE)
LINK = re.compile(r"\]\((?!\w+:)(?P<path>[^)#\s]*)(?P<anchor>#[^)\s]*)?\)")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def cell(kind: str, name: str, source: str, **more: Any) -> dict[str, Any]:
    """A cell as nbformat 4.5 describes it."""
    return {"cell_type": kind, "id": name, "metadata": {}, "source": source.splitlines(keepends=True), **more}


def box(match: re.Match[str]) -> str:
    """An admonition in the Markdown that notebooks know: a folded answer or a quotation."""
    body = re.sub("^    ", "", match["body"], flags=re.MULTILINE).strip()
    if match["mark"] == "???":
        return f"<details><summary>{match['title']}</summary>\n\n{body}\n\n</details>\n\n"
    return re.sub("^", "> ", f"**{match['title']}**\n\n{body}", flags=re.MULTILINE) + "\n\n"


def place_figures(course: Course, prose: str, drawn: set[str]) -> tuple[str, list[Any], dict[str, Any]]:
    """The prose, the outputs and the attachments: figures that the cell above has `drawn` are its outputs."""
    outputs: list[Any] = []
    attachments: dict[str, Any] = {}

    def place(match: re.Match[str]) -> str:
        name, alt = match["name"], match["alt"]
        svg = accessible((course.generated / match["lesson"] / f"{name}.svg").read_text("utf-8"), alt)
        if f"{match['lesson']}/{name}" in drawn:
            data = {"image/svg+xml": svg, "text/plain": alt}
            outputs.append({"output_type": "display_data", "data": data, "metadata": {}})
            return f"*{match['caption']}*"
        attachments[f"{name}.svg"] = {"image/svg+xml": base64.b64encode(svg.encode()).decode()}
        return f"![{alt}](attachment:{name}.svg)\n\n*{match['caption']}*"

    return grammar.FIGURE.sub(place, prose), outputs, attachments


def absolute_links(course: Course, page: Page, prose: str) -> str:
    """The prose with the links between pages as links to the published site."""

    def absolute(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), match["path"]))
        target = url_of(path) if match["path"] else page.url
        return f"]({course.address}{target}{match['anchor'] or ''})"

    return LINK.sub(absolute, prose)


def notebook(course: Course, lesson: Lesson, record: Record, page: Page) -> str:
    """The notebook's JSON. Code cells have the names of the listing's cells as their ids."""
    text = with_quotes(grammar.FRONT_MATTER.sub("", page.text), course.generated, course.bibliography)
    versions = ", ".join(f"{name} {version}" for name, version in record.versions.items())
    text += f"\n---\n\nFrom {course.address}{page.url}. The outputs come from a run with {versions}, one thread and\n"
    text += "PYTHONHASHSEED=0; all other seeds are set in the code.\n"
    first, *rest = re.split(rf'^ *--8<-- "{lesson.name}/(\w+)\.md" *$', text, flags=re.MULTILINE)
    sources = {cell.name: course.for_readers(cell.source) for cell in lesson.visible}
    cells = []
    for number, (name, prose) in enumerate(zip(["", *rest[::2]], [first, *rest[1::2]], strict=True)):
        drawn = {f"{lesson.name}/{figure}" for figure in record.cells[name]["figures"]} if name else set[str]()
        prose, outputs, attachments = place_figures(course, prose, drawn)
        if name:
            printed = record.cells[name]["output"]
            stream = [{"output_type": "stream", "name": "stdout", "text": f"{printed}\n"}] if printed else []
            cells.append(cell("code", name, sources[name], execution_count=number, outputs=stream + outputs))
        if prose := absolute_links(course, page, BOX.sub(box, prose)).strip():
            more = {"attachments": attachments} if attachments else {}
            cells.append(cell("markdown", f"prose-{number}", prose, **more) | {"metadata": {"tags": ["prose"]}})
    about: dict[str, Any] = {"title": grammar.title(page.text, lesson.name), "page": page.url}
    about |= {"versions": record.versions, "kernelspec": KERNEL, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"
