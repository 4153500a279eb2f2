"""How figures look in a page: drawn into it, with their captions and their alt texts."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown
from test_markdown import render as render  # a fixture


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


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        (r"He said \"down\".", 'He said "down".'),
        ("It is *steep*.", "It is <em>steep</em>."),
        ("See [there](https://example.org/a).", 'See <a href="https://example.org/a">there</a>.'),
        ("Code `x = 1` and R&D.", "Code <code>x = 1</code> and R&amp;D."),
        (r"Code `print(\"a\")`.", 'Code <code>print("a")</code>.'),
        ("1. Not a list", "1. Not a list"),
        ("# Not a heading", "# Not a heading"),
    ],
)
def test_captions_are_markdown(render: Markdown, caption: str, shown: str) -> None:
    found = render.convert(f'![A line that falls](generated/digits/loss.svg "{caption}")')
    assert f"<figcaption>{shown}</figcaption></figure>" in found and "<p>" not in found


def test_captions_have_formulas_values_and_citations(render: Markdown) -> None:
    found = render.convert('![A line](generated/digits/loss.svg "So $x^2$ is {{ digits.count | , }}.")')
    assert "<math" in found and "is 7,960.</figcaption>" in found
    assert render.convert("![A line](generated/digits/loss.svg 'It \"falls\".')").count('It "falls".</figcaption>') == 1


def test_alt_texts_have_brackets_escapes_and_entities(render: Markdown) -> None:
    found = render.convert(r'![From [0, 1) to \] "x" &amp; <y>](generated/digits/loss.svg)')
    assert 'aria-label="From [0, 1) to ] &quot;x&quot; &amp; &lt;y&gt;"' in found and "figcaption" not in found
