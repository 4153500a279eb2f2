"""What others say of the site: the HTML checker of the W3C, and LinkChecker."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import node
import pytest
from browser import serve
from conftest import ROOT

JAR = node.MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Of the theme's inputs, on every page: https://html.spec.whatwg.org/#autofilling-form-controls does not list theirs.
ALLOWED = "Attribute “autocomplete” is only allowed when the input type is"


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


def link_errors(address: str, folder: Path) -> tuple[int, str]:
    (folder / "settings").write_text("[AnchorCheck]\n")
    program = Path(sys.executable).with_name("linkchecker")
    options = ["--config", str(folder / "settings"), "--no-robots", "--no-status", "--output", "text", "--threads", "4"]
    done = subprocess.run([program, *options, address], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_no_link_and_no_anchor_is_broken(site: str, tmp_path: Path) -> None:
    status, report = link_errors(site, tmp_path)
    assert status == 0, report
    assert "404" not in report and "Anchor" not in report


def test_the_link_checker_would_complain(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<h1 id="a">x</h1><a href="#b">b</a> <a href="gone.html">c</a>')
    with serve(tmp_path) as address:
        status, report = link_errors(address, tmp_path)
    assert status == 1 and "gone.html" in report and "#b" in report
