"""How quoted cells look in a page: their code, and their printed output, which is folded if it is long."""

from __future__ import annotations

import html
import re
from pathlib import Path

from markdown import Markdown
from test_markdown import render as render  # a fixture


def test_quoted_cells_are_code_and_output(render: Markdown) -> None:
    found = render.convert('Before.\n\n--8<-- "digits/cell.md"\n\nAfter.')
    code, output = found.split('<div class="output"')
    assert "{{ digits.count }}" in re.sub("<[^>]+>", "", code) and 'class="language-python highlight"' in code
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt; {{ digits.count }}" in output
    assert "<p>After.</p>" in output


def test_output_and_code_with_marks_of_all_kinds(render: Markdown, tmp_path: Path) -> None:
    code = 'x = """\n--8<-- [start:a]\n--8<-- "digits/cell.md"\n```\n{{ x.y }}\n\ttab\n"""'
    output = '--8<-- "digits/cell.md"\n~~~\n<script>1</script>\n[x](y) {{ a'
    text = f"`````python\n{code}\n`````\n\n`````output\n{output}\n`````\n"
    (tmp_path / "generated" / "digits" / "marks.md").write_text(text)
    for page in ('--8<-- "digits/marks.md"', '!!! note\n    Text.\n\n    --8<-- "digits/marks.md"\n'):
        found = render.convert(page)
        assert code in html.unescape(re.sub("<[^>]*>", "", found))
        assert f"<code>{html.escape(output, quote=False)}\n</code>" in found


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
    assert "<pre><code>1\n</code></pre>" in found
