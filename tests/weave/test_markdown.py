"""How quoted values, figures and printed output look in a page, with the site's own Markdown extensions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from markdown import Markdown
from mkdocs.config import load_config

VALUES = '{"accuracy": 0.9375, "count": 7960, "shares": [0.5, 0.25], "best": {"name": "A & <B>", "9": true}}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n\n<text>label *not* {{ x.y }}</text>\n</svg>\n'


@pytest.fixture
def render(tmp_path: Path) -> Markdown:
    """Markdown with the extensions of mkdocs.yml, on a folder of published files."""
    folder = tmp_path / "generated" / "digits"
    folder.mkdir(parents=True)
    (folder / "values.json").write_text(VALUES)
    (folder / "loss.svg").write_text(SVG)
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


def test_quoted_cells_are_code_and_output(render: Markdown) -> None:
    found = render.convert('Before.\n\n--8<-- "digits/cell.md"\n\nAfter.')
    code, output = found.split('<div class="output"')
    assert "{{ digits.count }}" in re.sub("<[^>]+>", "", code) and 'class="language-python highlight"' in code
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt; {{ digits.count }}" in output
    assert "<p>After.</p>" in output


@pytest.mark.parametrize("quote", ["digits.coumt", "digits.shares[7]", "digits.count | .2q", "letters.count"])
def test_what_cannot_be_quoted_stops_the_page(render: Markdown, quote: str) -> None:
    with pytest.raises(Exception, match=r"digits\.|letters"):
        render.convert(f"{{{{ {quote} }}}}")


def test_a_figure_is_drawn_into_the_page(render: Markdown) -> None:
    alt = 'Of {{ digits.count }}: "up" & <down>'
    text = f'Before.\n\n![{alt}](../generated/digits/loss.svg "Caption of {{{{ digits.count }}}} & *more*")\n\nAfter.'
    found = render.convert(text)
    assert "<p>Before.</p>" in found and "<p>After.</p>" in found
    (figure,) = re.findall(r"<figure\b.*?</figure>", found, re.DOTALL)
    assert f"<p>{figure}" not in found, "a figure is no paragraph"
    start = re.search(r"<svg[^>]*>", figure)
    assert start and 'role="img"' in start[0]
    assert 'aria-label="Of 7960: &quot;up&quot; &amp; &lt;down&gt;"' in start[0]
    assert "<figcaption>Caption of 7960 &amp; <em>more</em></figcaption>" in figure
    assert "<text>label *not* {{ x.y }}</text>" in figure, "the drawing itself is left alone"
    assert 'id="loss"' in figure and "<img" not in found


def test_figures_stand_in_lists_and_notes(render: Markdown) -> None:
    image = '![A line that falls](generated/digits/loss.svg "Falls.")'
    found = render.convert(f"!!! note\n    Text.\n\n    {image}\n\n1. One\n\n    {image}\n")
    assert found.count("<figure") == found.count("<figcaption>Falls.</figcaption>") == 2


def test_a_figure_without_a_title(render: Markdown) -> None:
    assert render.convert("![A line that falls](generated/digits/loss.svg)").count("<svg") == 1


def test_other_images_stay_images(render: Markdown) -> None:
    assert '<img alt="A photo" src="photo.png"' in render.convert("![A photo](photo.png)")


def folded(render: Markdown, lines: int) -> tuple[int, int]:
    """How many of so many lines of output are shown, and how many are folded away."""
    text = "\n".join(f"line {number}" for number in range(1, lines + 1))
    found = render.convert(f"```output\n{text}\n```\n")
    assert f"line {lines}\n" in found
    shown, _, rest = found.partition("<details>")
    assert rest.startswith(f"<summary>{lines - shown.count('line ')} more lines</summary>") or not rest
    return shown.count("line "), rest.count("line ")


def test_long_output_is_folded(render: Markdown) -> None:
    assert folded(render, 15) == (15, 0)
    assert sum(folded(render, 17)) == 17
    assert folded(render, 18) == (15, 3)
    assert folded(render, 200) == (15, 185)


def test_output_is_named_for_those_who_cannot_see_it(render: Markdown) -> None:
    found = render.convert("```output\n1\n```\n")
    assert '<div class="output" role="group" aria-label="Output">' in found
    assert '<pre tabindex="0"><code>1\n</code></pre>' in found
