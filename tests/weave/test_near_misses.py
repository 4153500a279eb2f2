"""What is almost a quote, `check` names; what only shows one, passes."""

from __future__ import annotations

import re

import pytest
from conftest import CourseFolder
from test_check import PAGE
from test_check import checked as checked  # a fixture

NEAR = [
    "{{ total }}",
    "{{digits .x}}",
    "{{ a.b | }}",
    "{{ a.b",
    "{{ a.b }",
    "{ a.b }}",
    "{lesson.count}",
    "{ lesson.count | .2f }",
    "{{ lesson.count + 1 }}",
    "{{ lesson.count | , .2f | }}",
    "{{ lesson . count }}",
    "{{ lesson.shares.first }}",
    "{{\nlesson.count }}",
    "{{ lesson.count() }}",
    "| a | {{ count }} |",
    "# All {{ count }}",
    "- [x](index.md '{{ count }}')",
    '!!! note "{{ count }}"\n    Text.',
    "<p>{{ count }}</p>",
    "$x = {{ count }}$",
    "`a` {{ count }} `b`",
    "--8<-- 'lesson/data.md'",
    '-8<- "lesson/data.md"',
    '--8<--"lesson/data.md"',
    'Then --8<-- "lesson/data.md"',
    '--8<-- "lesson/data.md" there',
    '--8<-- "lesson/data.py"',
    '--8<-- "web/network/dense.mjs"',
    '{ demo="shapes" }',
    '![Two values](generated/lesson/plot.svg "Rising."){ .wide }',
    '--8<-- "web/../weave/hook.js"',
    '\u20138<\u2013 "lesson/data.md"',
    "--8<--\nlesson/data.md\n--8<--",
    "![Two values](generated/lesson/plot.svg 'Rising.\")",
    '![Two values](generated/lesson/plot.svg "He said "up".")',
    "![Two values](generated/lesson/plot.svg Rising.)",
    "![Two values] (generated/lesson/plot.svg)",
    "! [Two values](generated/lesson/plot.svg)",
    "![Two values](generated/lesson/plot.svg",
    "![Two values](generated/plot.svg)",
    '[Two values](generated/lesson/plot.svg "Rising.")',
    "[plot]: generated/lesson/plot.svg",
]


@pytest.mark.parametrize("text", NEAR)
def test_what_is_almost_right_is_named(checked: CourseFolder, text: str) -> None:
    checked.write("docs/lesson.md", f"{PAGE}\n{text}\n")
    assert re.match(r"docs/lesson\.md:20: .* (is|cannot) ", checked.failure("check"))


SHOWN = [
    "`{{ total }}`, ``--8<-- 'x'`` and `![a](generated/b)`",
    "```\n{{ total }}\n--8<-- 'x'\n![a](generated/b)\n```",
    "~~~ html\n{{ total }}\n~~~",
    "Text.\n\n    {{ total }}\n\n    --8<-- 'x'",
    '!!! note "Title"\n    ```\n    {{ total }}\n    ```',
    "<!-- {{ total }} -->",
    "<pre>{{ total }}</pre>",
    "\\{\\{ total \\}\\}",
    "$\\frac{1}{1 + e^{-z}}$ and $$x_{a_{b}}$$",
    "{: .class } and {.class #id}",
    "See the [drawing](generated/lesson/plot.svg) itself.",
    "A ![photo](photo.png) and x = 3-8 < 2.",
    "{{ lesson.shares[-1] | .2f }}, {{ lesson.scores[\"train\"] }}, {{ lesson.scores['5.0'] }}",
    "{{ lesson.scores[train] }}",
]


@pytest.mark.parametrize("text", SHOWN)
def test_what_only_shows_it_passes(checked: CourseFolder, text: str) -> None:
    checked.write("docs/lesson.md", f"{PAGE}\n{text}\n")
    assert checked.passes("check")
