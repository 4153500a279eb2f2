"""How long a page takes to read, counted by the build, so the same everywhere."""

import re
from pathlib import Path

from weave.page.grammar import ASKED, Part, blank, blocks, scan, with_parts

# What a beginner reads in a minute.
WORDS, CODE_LINES, OUTPUT_LINES, FIGURES = 180, 12, 30, 3
ASIDE = re.compile(r"^## (?:Quiz|Exercises)$", re.MULTILINE)  # what one does there takes its own time


def minutes(page: str, generated: Path) -> int:
    """Minutes to read a page of this Markdown, whose quoted cells are published in `generated`; not what is folded."""
    kinds = "front", "block", "indented", "cell", "task", "figure", "guess", "quiz", "value"
    parts = [part for part in scan(page) if part.kind in kinds]
    lines = {"python": 0, "python folded": 0, "output": 0}
    for cell in (part for part in parts if part.kind == "cell"):
        fragment = generated / cell["lesson"] / f"{cell['name']}.md"
        for kind, text in blocks(fragment.read_text("utf-8")) if fragment.exists() else ():
            lines[kind] += text.count("\n") + 1
    words = len(re.findall(r"\w+", ASIDE.sub("", with_parts(page, parts, unread))))
    spent = words / WORDS + lines["python"] / CODE_LINES + lines["output"] / OUTPUT_LINES
    return max(1, round(spent + sum(part.kind == "figure" for part in parts) / FIGURES))


def unread(part: Part) -> str:
    """What is counted otherwise, or not at all; of a guess, its question is read, and a value as one word."""
    if part.kind == "guess":
        return with_parts(part["title"], scan(part["title"], ASKED), lambda each: "1" if each.kind == "value" else None)
    return "1" if part.kind == "value" else blank(part)
