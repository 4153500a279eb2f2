"""The glossary: each term is defined once, there and in a lesson, and explained at its first use on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import CourseFolder
from markdown import Markdown

from weave.page.glossary import terms

GLOSSARY = """# A comment.
neuron: A weighted sum with a bend.
weight:
  says: A number of a neuron.
  symbol: w
  shape: inputs by neurons
max-pooling:
  says: To keep the largest.
  forms: [pooling]
class:
  says: One of the answers.
  common: true
"""
LESSON = """# Lesson

On this page you will learn to

- **count** neurons.

## One

A **neuron** has **weights**. A **class** is an answer, by **max-pooling**.

--8<-- "lesson/a.md"

1. **Count.** This is no term, nor is `**code**`.

**All of this is a sentence.**
"""


def course_with(folder: Path, glossary: str = GLOSSARY, page: str = LESSON) -> CourseFolder:
    course = CourseFolder(folder / "course")
    course.lesson("lesson", "# %% a\nprint(1)\n", page)
    course.write("docs/glossary.yml", glossary)
    return course


def test_a_good_glossary_holds(tmp_path: Path) -> None:
    assert course_with(tmp_path).passes("check")


# What is edited, the old text and the new one, and what the message says.
MISTAKES = {
    "a bold term that it lacks": ("docs/lesson.md", "an answer", "an **answer**", "docs/lesson.md:9: 'answer'"),
    "a term that no lesson defines": ("docs/lesson.md", "**weights**", "weights", "docs/glossary.yml:3: 'weight': no"),
    "defined in two places": (
        "docs/lesson.md",
        "answer,",
        "answer of a **neuron**,",
        "defined at docs/lesson.md:9",
    ),
    "defined twice": (
        "docs/glossary.yml",
        "max-pooling:",
        "neuron: Another.\nmax-pooling:",
        "in line 2 too",
    ),
    "one form of two": ("docs/glossary.yml", "[pooling]", "[pooling, weights]", "has the form 'weights'"),
    "two sentences": (
        "docs/glossary.yml",
        "with a bend.",
        "with a bend. Or two.",
        "docs/glossary.yml:2: 'neuron'",
    ),
    "no sentence": ("docs/glossary.yml", "with a bend.", "with a bend", "write one plain sentence"),
    "an unknown field": ("docs/glossary.yml", "  shape:", "  form:", "docs/glossary.yml:3: 'weight' says nothing"),
    "no YAML": ("docs/glossary.yml", "says: A number", "says: A: number", "docs/glossary.yml:4: this is no YAML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_does_not_hold_is_told(mistake: str, tmp_path: Path) -> None:
    name, old, new, said = MISTAKES[mistake]
    course = course_with(tmp_path)
    course.replace(name, old, new)
    assert said in course.failure("check")


def page(text: str, tmp_path: Path) -> str:
    """What becomes of a page's Markdown."""
    path = tmp_path / "glossary.yml"
    path.write_text(GLOSSARY, "utf-8")
    settings = {"generated": str(tmp_path), "glossary": str(path)}
    extensions = ["attr_list", "pymdownx.superfences", "pymdownx.arithmatex", "weave.page.markdown"]
    return Markdown(extensions=extensions, extension_configs={"weave.page.markdown": settings}).convert(text)


def marked(html: str) -> list[str]:
    return re.findall(
        r'<span aria-describedby="term-[\w-]+" class="term" tabindex="0">(.*?)</span>', html
    ) or re.findall(r'class="term"[^>]*>(.*?)</span>', html)


TEXTS = {
    "the first use": ("A neuron and a neuron.", ["neuron"]),
    "in its order": ("Weights of neurons, then *pooling*, or pooling.", ["Weights", "neurons", "pooling"]),
    "in a list": ("- the weights\n- of a neuron", ["weights", "neuron"]),
    "a part of a word": ("Neuronal, overweight, non-neuron.", []),
    "in code and links": ("`neuron` and [neuron](x.md), then a neuron.", ["neuron"]),
    "in a heading": ("# A neuron\n\nText.", []),
    "after its definition": ("A **neuron** is this. A neuron is that.", []),
    "a common word": ("A class of its own.", []),
    "after an emphasis": ("*So* a weight, `x`, a neuron.", ["weight", "neuron"]),
    "two in one piece": ("A neuron has weights and max-pooling.", ["neuron", "weights", "max-pooling"]),
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_first_use_is_marked(case: str, tmp_path: Path) -> None:
    text, words = TEXTS[case]
    html = page(text, tmp_path)
    assert marked(html) == words, html


def test_the_text_stays_as_it_was(tmp_path: Path) -> None:
    html = page("A neuron, *a* weight and `x`: pooling, at the end.", tmp_path)
    without = re.sub(r'<span [^>]*class="tip"[^>]*>.*?</span>', "", html)
    assert re.sub(r"<[^>]+>", "", without) == "A neuron, a weight and x: pooling, at the end."


def test_the_hint_says_all_that_is_known(tmp_path: Path) -> None:
    html = page("A weight.", tmp_path)
    assert "A number of a neuron. Symbol: w. Shape: inputs by neurons." in html
    assert 'id="term-weight"' in html and 'role="tooltip"' in html and "data-search-exclude" in html


def test_the_page_of_all_terms(tmp_path: Path) -> None:
    from weave.course import Course
    from weave.page.glossary import placed

    course = Course(course_with(tmp_path).root)
    text = placed("# Glossary\n\n[glossary]\n", course, "reference/glossary.md")
    assert re.findall(r"^## (.*?) \{ #([\w-]+)", text, re.MULTILINE) == [
        ("class", "class"),
        ("max-pooling", "max-pooling"),
        ("neuron", "neuron"),
        ("weight", "weight"),
    ]
    assert "*Symbol* w · *Shape* inputs by neurons · *Lesson* [Lesson](../lesson.md)" in text
    assert placed("No list.", course, "x.md") == "No list."


def test_a_course_without_a_glossary(tmp_path: Path) -> None:
    course = course_with(tmp_path)
    (course.root / "docs/glossary.yml").unlink()
    assert course.passes("check")
    assert terms(tmp_path / "none.yml") == {}
