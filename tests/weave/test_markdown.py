"""How quoted values look in a page, with the site's own Markdown extensions."""

from __future__ import annotations

import html
import json
import random
import re
from pathlib import Path

import pytest
from conftest import ROOT
from markdown import Markdown
from mkdocs.config import load_config

from weave.engine.listing import CourseError

VALUES = '{"accuracy": 0.9375, "count": 7960, "shares": [0.5, 0.25], "best": {"name": "A & <B>", "9": true}}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n\n<text>label *not* {{ x.y }}</text>\n</svg>\n'

TEXTS = {
    "markup": "<pad> </s> <b>x</b> <!-- y --> &amp; a * b * c __main__ [M] [x](y) `t` a`b a|b {{ digits.count }} $x$",
    "quotes": """'single' and "double" \\\\ \\* """.strip(),
    "mark": '--8<-- "digits/cell.md"',
    "lines": "one\n\n# two\n\n    three",
    "many": ["<pad>", "*", None, {"float": "nan"}, {"float": "-inf"}],
    "nan": {"float": "nan"},
    "nothing": None,
    "flag": True,
    "nested": {"a b": [{"x": "y"}], "5.0": 1},
}


@pytest.fixture
def render(tmp_path: Path) -> Markdown:
    """Markdown with the extensions of mkdocs.yml, on a folder of published files."""
    folder = tmp_path / "generated" / "digits"
    folder.mkdir(parents=True)
    (folder / "values.json").write_text(VALUES)
    (folder / "loss.svg").write_text(SVG)
    texts = folder.parent / "texts"
    texts.mkdir()
    (texts / "values.json").write_text(json.dumps(TEXTS))
    code = "```python\nx = '{{ digits.count }}'\n```\n\n```output\n<b>1 & 2</b> {{ digits.count }}\n```\n"
    (folder / "cell.md").write_text(code)
    config = load_config(str(ROOT / "mkdocs.yml"), site_url="")
    options = {**config.mdx_configs, "weave.page.markdown": {"generated": str(tmp_path / "generated")}}
    return Markdown(extensions=config.markdown_extensions, extension_configs=options)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("{{ digits.accuracy }}", "0.9375"),
        ("{{digits.accuracy|percent}}", "94%"),
        ("{{ digits.accuracy | .1% }}", "93.8%"),
        ("{{ digits.accuracy | .2f }}", "0.94"),
        ("{{ digits.count | , }}", "7,960"),
        ("{{ digits.shares[1] }}", "0.25"),
        ("{{ digits.shares[0] | percent }}", "50%"),
        ("{{ digits.best[9] }}", "True"),
    ],
)
def test_values_are_formatted(render: Markdown, quote: str, shown: str) -> None:
    assert render.convert(f"So {quote}, **{quote}**.") == f"<p>So {shown}, <strong>{shown}</strong>.</p>"


def test_values_stand_in_headings_tables_and_titles(render: Markdown) -> None:
    text = (
        "# All {{ digits.count }}\n\n| head {{ digits.count }} |\n|---|\n| cell {{ digits.count }} |\n\n"
        '[link](https://example.org "title {{ digits.count }}")\n\n'
        '!!! note "Of {{ digits.count }}"\n    In {{ digits.count }}\n'
    )
    found = render.convert(text)
    parts = ("All 7960", "<th>head 7960</th>", "<td>cell 7960</td>", 'title="title 7960"', "Of 7960</p>", "In 7960")
    for part in parts:
        assert part in found
    assert "{{" not in found


@pytest.mark.parametrize(
    "code",
    [
        "```python\n{{ digits.count }}\n```",
        "```\n{{ digits.count }}\n```",
        "Some `{{ digits.count }}` here.",
        "!!! note\n\n    ```python\n    {{ digits.count }}\n    ```",
    ],
)
def test_code_is_left_alone(render: Markdown, code: str) -> None:
    found = re.sub("<[^>]+>", "", render.convert(code))
    assert "{{ digits.count }}" in found and "7960" not in found


@pytest.mark.parametrize("quote", ["digits.coumt", "digits.shares[7]", "digits.count | .2q", "letters.count"])
def test_what_cannot_be_quoted_stops_the_page(render: Markdown, quote: str) -> None:
    with pytest.raises(Exception, match=r"digits\.|letters"):
        render.convert(f"{{{{ {quote} }}}}")


@pytest.mark.parametrize("name", ["markup", "quotes", "mark", "lines"])
@pytest.mark.parametrize(
    "page",
    [
        "Say @ here.",
        "Say **@** and *@*.",
        "# All @",
        "| a | b |\n|---|---|\n| @ | second |",
        "- one @\n- two",
        '!!! note "Title @"\n    Text @.',
        '![Text @ text](generated/digits/loss.svg "Caption @.")',
        '[link](https://example.org "title @")',
        '![photo @](photo.png "title @")',
        '<p title="@">Raw @.</p>',
        "$x = @$",
    ],
)
def test_text_of_a_run_is_text_everywhere(render: Markdown, page: str, name: str) -> None:
    found = render.convert(page.replace("@", f"{{{{ texts.{name} }}}}"))
    text = TEXTS[name]
    seen = html.unescape(re.sub("<[^>]*>", "", found))
    attributes = [html.unescape(value) for value in re.findall(r'(?:title|alt|aria-label)="([^"]*)"', found)]
    where = re.sub("[^@]", "", re.sub(r'"[^"]*"|!\[[^]]*]', "", page))
    assert seen.count(text) + sum(each.count(text) for each in attributes) == page.count("@")
    assert seen.count(text) >= len(where)
    assert "<pad" not in found and "<b>x" not in found and "greet" not in found


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("texts.many", "['<pad>', '*', None, nan, -inf]"),
        ("texts.nan", "nan"),
        ("texts.nothing", "None"),
        ("texts.flag", "True"),
        ('texts.nested["a b"][0][x]', "y"),
        ("texts.nested['5.0']", "1"),
        ("texts.nested[5.0]", "1"),
        ("texts.quotes[0]", "'"),
        ("digits.shares[-1] | .2f", "0.25"),
    ],
)
def test_values_are_as_python_prints_them(render: Markdown, quote: str, shown: str) -> None:
    found = render.convert(f"So {{{{ {quote} }}}}.")
    assert html.unescape(found) == f"<p>So {shown}.</p>"


@pytest.mark.parametrize("quote", ["texts.nan | .2f", "texts.nan | percent", "texts.nothing | .1f", "texts.flag | .0%"])
def test_what_is_no_number_takes_no_format(render: Markdown, quote: str) -> None:
    with pytest.raises(CourseError, match="is no number"):
        render.convert(f"{{{{ {quote} }}}}")


@pytest.mark.parametrize(
    "page",
    [
        "{{ total }}",
        "--8<-- 'digits/cell.md'",
        '![Some text](generated/digits/loss.svg "wrong")',
        "1. a\n\n    {{ b }}",
    ],
)
def test_near_misses_stop_the_page(render: Markdown, page: str) -> None:
    with pytest.raises(CourseError, match="is no "):
        render.convert(page.replace('"wrong"', "\u201cwrong\u201d"))


def test_what_markdown_reads_otherwise_is_not_left(render: Markdown) -> None:
    """A code span that ends in another block is none for Markdown."""
    with pytest.raises(CourseError, match="would stand on the page"):
        render.convert("A ` tick\n# Heading {{ x }} ` text")


def test_code_shows_quotes_as_they_are_written(render: Markdown) -> None:
    found = render.convert("Text.\n\n    {{ digits.count }}\n    {{ total }}\n\nMore.")
    assert "{{ digits.count }}\n{{ total }}" in re.sub("<[^>]*>", "", found)
    listed = render.convert("- a\n\n        {{ digits.count }}\n")
    assert "{{ digits.count }}" in re.sub("<[^>]*>", "", listed), "code within a list, which only Markdown knows"


PIECES = ["{{ digits.count }}", "{{", "}}", " a.b ", "`", "```\n", "\n", "\n\n", "    ", "> ", "- ", "# ", "$", "\\"]
PIECES += ['\n--8<-- "digits/cell.md"\n', '![A b c](generated/digits/loss.svg "So {{ texts.mark }}")', "![", "](", "["]
PIECES += ["<!--", "-->", "<pre>", "</pre>", "<b>", "|", "\n|---|\n", "!!! note\n    ", "---\n", "word ", '"', "&", "*"]


def test_no_page_ends_in_a_traceback_or_leaves_a_quote(render: Markdown) -> None:
    chance = random.Random(1)
    passed = 0
    for _ in range(200):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 20)))
        try:
            found = render.reset().convert(text)
        except CourseError:
            continue
        passed += 1
        assert not re.search("[\U00100000-\U0010ffff]", found), text
        code = r"<!--.*?(?:-->|$)|<(pre|code|svg)\b.*?(?:</\1>|$)"
        assert "\\" in text or "{{" not in re.sub(code, "", found, flags=re.DOTALL), text
    assert passed > 50
