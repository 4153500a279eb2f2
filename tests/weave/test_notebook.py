"""The notebook that readers download: its prose is the page's, its links lead to the site, text of a run is text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import CourseFolder
from markdown_it import MarkdownIt

LISTING = """
# %% one
word = "<b> a*b*c __d__ [e](f) `g` h|i {{ j.k }}"
rate = 0.25
print(word)

# %% two
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()
"""
SITE = "https://example.org/course/"


def notebook(course: CourseFolder, prose: str) -> dict[str, Any]:
    """The notebook of a lesson whose page begins with this prose, in the folder docs/part/."""
    course.variables["SITE_URL"] = SITE
    course.lesson("odd", LISTING)
    (course.root / "docs" / "odd.md").unlink()
    quotes = '--8<-- "odd/one.md"\n\n--8<-- "odd/two.md"\n\n'
    if "two.svg" not in prose:
        quotes += "![A line that rises](../generated/odd/two.svg)\n"
    course.write("docs/part/odd.md", f"# Odd\n\n{prose}\n\n{quotes}")
    course.run()
    found: dict[str, Any] = json.loads(course.published()["odd/odd.ipynb"])
    return found


def prose_of(found: dict[str, Any], cell: int = 0) -> str:
    return "".join(found["cells"][cell]["source"])


LINKS = {
    "[a](../index.md)": f"[a]({SITE})",
    '[a](../index.md "Title")': f'[a]({SITE} "Title")',
    "[a](<../index.md>)": f"[a]({SITE})",
    "[a](README.md)": f"[a]({SITE}part/)",
    "[a](other.md#there)": f"[a]({SITE}part/other/#there)",
    "[a](#odd)": f"[a]({SITE}part/odd/#odd)",
    "[a](../generated/odd/odd.ipynb)": f"[a]({SITE}generated/odd/odd/)",
    "[a](../datasets/x.zip)": f"[a]({SITE}datasets/x.zip)",
    "[a](../bibliography.bib)": f"[a]({SITE}bibliography.bib)",
    "![a](photo.png)": f"![a]({SITE}part/photo.png)",
    "[r]: ../index.md": f"[r]: {SITE}",
    '[r]: other.md "Title"': f'[r]: {SITE}part/other/ "Title"',
    '<a href="../../index.html">a</a>': f'<a href="{SITE}">a</a>',
    '<img alt="a" src="../photo.png">': f'<img alt="a" src="{SITE}part/photo.png">',
    "| a |\n|---|\n| [a](other.md) |": f"[a]({SITE}part/other/) |",
    '??? note "See [a](other.md)"\n    Text.': f'<summary>See <a href="{SITE}part/other/">a</a></summary>',
    "[a](https://example.org/x.md)": "[a](https://example.org/x.md)",
    "<https://example.org/x.md> [a](mailto:a@example.org)": "<https://example.org/x.md> [a](mailto:a@example.org)",
    "`[a](other.md)`": "`[a](other.md)`",
    "```\n[a](other.md)\n{{ odd.word }}\n```": "```\n[a](other.md)\n{{ odd.word }}\n```",
    "!!! note\n    Text.\n\n    ```\n    {{ a }}\n    ```\n": "> **Note**\n> \n> Text.\n> \n> ```\n> {{ a }}\n> ```",
    '!!! note ""\n    Text.\n': "> Text.",
    "$x = {{ odd.rate | percent }}$": r"$x = 25\%$",
}


def test_prose_and_links(course: CourseFolder) -> None:
    found = prose_of(notebook(course, "\n\n".join(LINKS)))
    for shown in LINKS.values():
        assert shown in found


def test_text_of_a_run_is_text(course: CourseFolder) -> None:
    found = notebook(course, "Say {{ odd.word }}.")
    (paragraph,) = [line for line in prose_of(found).splitlines() if "Say" in line]
    word = "&lt;b&gt; a*b*c __d__ [e](f) `g` h|i {{ j.k }}"
    assert MarkdownIt("commonmark").render(paragraph) == f"<p>Say {word}.</p>\n"
    assert found["cells"][1]["outputs"][0]["text"].rstrip("\n") == "<b> a*b*c __d__ [e](f) `g` h|i {{ j.k }}"


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ("", ""),
        (' "Plain."', "\n\n*Plain.*"),
        (' "It is *steep*, $x^2$."', "\n\n<em>It is *steep*, $x^2$.</em>"),
        (r' "He said \"down\"."', '\n\n*He said "down".*'),
        (' "See [a](other.md)."', f"\n\n*See [a]({SITE}part/other/).*"),
    ],
)
def test_captions(course: CourseFolder, caption: str, shown: str) -> None:
    found = prose_of(notebook(course, f"![A line that rises](../generated/odd/two.svg{caption})"))
    assert found == f"# Odd\n\n![A line that rises](attachment:two.svg){shown}"
