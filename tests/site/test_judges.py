"""What another says of the site: the HTML checker of the W3C."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import node
import pytest
from conftest import ROOT

JAR = node.MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Of the theme's inputs, on every page: https://html.spec.whatwg.org/#autofilling-form-controls does not list theirs.
# On a disk nothing comes from the site itself, which is all that pages may load, and the checker takes data in a page
# (JSON) for a script: open_page in visits.py hears of all that browsers find against a page's policy.
ALLOWED = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Resource violates Content Security Policy",
    "Inline script violates Content Security Policy",
)


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command of the HTML checker. It needs Java and npm, which a reader of the course does not."""
    node.install("java")
    return ["java", "-jar", str(JAR), "--skip-non-html", "--format", "json"]


def complaints(checker: list[str], folder: Path) -> list[str]:
    done = subprocess.run([*checker, folder], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{m['url']}: {m['message']}" for m in messages if not m["message"].startswith(ALLOWED)]


def test_every_page_is_valid_html(site: str, checker: list[str]) -> None:
    assert complaints(checker, ROOT / "site") == []


def test_the_checker_would_complain(checker: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a><div tabindex=''>")
    assert len(complaints(checker, tmp_path)) >= 2
