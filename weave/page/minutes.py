"""How long a page takes to read, counted by the build, so the same everywhere."""

import re
from pathlib import Path

from weave.page.grammar import FIGURE, FRONT_MATTER, QUOTE, prose

# What a beginner reads in a minute.
WORDS, CODE_LINES, OUTPUT_LINES, FIGURES = 180, 12, 30, 3
BLOCK = re.compile(r"^(`{3,})(?P<kind>python|output)\n(?P<text>.*?)\n\1$", re.MULTILINE | re.DOTALL)


def minutes(page: str, generated: Path) -> int:
    """Minutes to read a page of this Markdown, whose quoted cells are published in `generated`."""
    text = FRONT_MATTER.sub("", page)
    lines = {"python": 0, "output": 0}
    for quote in QUOTE.finditer(text):
        fragment = generated / quote["lesson"] / f"{quote['name']}.md"
        for block in BLOCK.finditer(fragment.read_text("utf-8")) if fragment.exists() else ():
            lines[block["kind"]] += block["text"].count("\n") + 1
    words = sum(len(re.findall(r"\w+", line)) for _, line in prose(FIGURE.sub("", QUOTE.sub("", text))))
    spent = words / WORDS + lines["python"] / CODE_LINES + lines["output"] / OUTPUT_LINES
    return max(1, round(spent + len(FIGURE.findall(text)) / FIGURES))
