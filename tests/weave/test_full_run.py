"""The page of a full run says what the notebook says, whatever that is."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from weave.page.full_run import full_run


@pytest.mark.parametrize(
    "text",
    [
        "print(1)",
        "",
        "# nothing yet",
        "if True:\n\tprint('a\\tb')\x0c",
        "'</pre></code> &amp; <b> {{ x.y }}'",
        "\n   x   \n",
        "a \x1b[38:5:208mb\x1b[0m \x1b[>4;1m",
        "x = 'a\u2028b' # \u65e5\u672c",
    ],
)
def test_code_and_output_are_those_of_the_notebook(tmp_path: Path, text: str) -> None:
    cell = {"cell_type": "code", "source": text.splitlines(keepends=True), "outputs": [{"text": f"{text}\n"}]}
    prose = {"cell_type": "markdown", "source": ["no code"]}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [prose, cell], "metadata": {"title": "A"}}))
    about, content = full_run(tmp_path / "a.ipynb")
    assert about == {"title": "A"} and "no code" not in content
    code, output = (html.unescape(re.sub("<[^>]*>", "", part)) for part in content.split('<div class="output"'))
    assert code.strip() == text.strip() and output.partition(">")[2].removesuffix("\n") == text
