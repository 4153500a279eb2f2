"""tools/robust: a lesson's claims with other settings than its own."""

from __future__ import annotations

import importlib.util
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT

from weave.course import Course

TOOL = ROOT / "tools/robust"
FILES = sorted(TOOL.glob("[a-z]*.py"))
robust = SimpleNamespace(**runpy.run_path(str(TOOL / "__main__.py"), run_name="robust"))
LISTING = """# %% setup
# Needs: pip install nothing
rate = 0.5

# %% steps
left = 1.0
for _ in range(10):
    left -= rate * left
"""


def test_each_variation_is_a_run_of_its_own() -> None:
    settings = {"rate": [("rate = 0.5", "rate = 0.1"), ("rate = 0.5", "rate = 3.0"), ("rate = 0.5", "rate = None")]}
    found = robust.variations(LISTING, settings)
    results = dict(zip(found, robust.run("steps", list(found.values())), strict=True))
    rows = robust.table({"it comes close": lambda v: abs(v["left"]) < 0.01}, results).splitlines()
    assert rows[0] == "| setting | it comes close |"
    assert rows[2:6] == [
        "| as it stands | holds |",
        "| rate: rate = 0.1 | BREAKS |",
        "| rate: rate = 3.0 | BREAKS |",
        "| rate: rate = None | fails |",
    ]
    assert rows[6].startswith("rate: rate = None: TypeError")


def test_pairs_are_applied_together_and_must_be_found() -> None:
    both = [("rate = 0.5", "rate = 0.1"), ("range(10)", "range(100)")]
    (_, listing) = robust.variations(LISTING, {"longer": [both]}).values()
    assert "rate = 0.1" in listing and "range(100)" in listing
    with pytest.raises(SystemExit, match="no 'rate = 7' any more"):
        robust.variations(LISTING, {"rate": [("rate = 7", "rate = 8")]})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_its_files_fit_the_listings(path: Path) -> None:
    lesson = Course(ROOT).lessons[path.stem]
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    told = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(told)
    assert told.CLAIMS
    assert len(robust.variations(lesson.text, told.SETTINGS)) > len(told.SETTINGS) >= 3
