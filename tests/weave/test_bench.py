"""The benchmark stays alive: weave's own builder and preview once, and the tables with builders that are quick."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import editions
import pytest
import stated
from bench import builders_table, table
from builders import Broken, Builder, Weave, timed
from conftest import ROOT, CourseFolder
from editions import Edition
from many import many_table
from preview import follow

from weave.engine.listing import Lesson

PROGRAM = """
import os, pathlib
os.makedirs("site", exist_ok=True)
for number in range(3):
    pathlib.Path("site", f"{number}.html").write_text("<svg></svg>" + pathlib.Path("text").read_text())
with open(os.environ["WEAVE_TEST_RUNS"], "a") as runs:
    runs.write("one two ")
"""


class Quick(Builder):
    """A builder that copies what a good site has to say."""

    name = "weave"
    figure = "<svg()"

    @property
    def command(self) -> list[str | Path]:
        return [sys.executable, "program.py"]

    def sources(self, edition: Edition) -> dict[str, str]:
        return {"program.py": PROGRAM, "text": "\n".join(editions.expected(edition))}


class Blind(Quick):
    """A rival that never hears of an edit to an imported module."""

    name = "blind"

    def sources(self, edition: Edition) -> dict[str, str]:
        return super().sources(replace(edition, helper=0))


def cells(text: str) -> dict[str, list[str]]:
    """The rows of a table by their first cells."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    assert len({len(row) for row in rows}) == 1, text
    return {row[0]: row[1:] for row in rows}


def test_rounds_end_in_a_table(tmp_path: Path) -> None:
    rows = cells(builders_table([kind(tmp_path, Path(sys.executable)) for kind in (Quick, Blind)], 1))
    assert rows["weave"][5:] == ["2 of 6", "fresh", "fresh", "yes"]
    assert rows["blind"][5:] == ["2 of 6", "stale", "fresh", "yes"]
    ours, theirs, ratios = ([float(x) for x in rows[name][:5]] for name in ("weave", "blind", "weave / best other"))
    for our, their, ratio in zip(ours, theirs, ratios, strict=True):
        assert ratio * (their - 0.005) - 0.01 <= our <= (ratio + 0.01) * (their + 0.005) + 0.005
    assert rows["target"][:5] == ["<= 0.7", "<= 0.6", "", "<= 0.9", "<= 0.97"]


def test_a_wrong_site_voids_the_comparison(tmp_path: Path) -> None:
    builder = Quick(tmp_path, Path(sys.executable))
    builder.reset()
    builder.build()
    builder.check(Edition())
    with pytest.raises(Broken, match=r"weave: 3 pages with a figure.*'slope = 3\.1'"):
        builder.check(Edition(network=1))
    page = builder.site / "0.html"
    page.write_text(page.read_text().replace("<svg", "<p"))
    with pytest.raises(Broken, match=r"weave: 2 pages with a figure.*\[\]"):
        builder.check(Edition())
    with pytest.raises(Broken, match=r"(?s)ends with 3:\nwhy"):
        timed([sys.executable, "-c", "print('why'); raise SystemExit(3)"], tmp_path, builder.environment)


def test_the_examples_once(tmp_path: Path) -> None:
    """Our builder's site is good, weave's part of it can be timed, and a preview follows an edit of a network."""
    builder = Weave(tmp_path, Path(sys.executable))
    builder.reset()
    assert builder.build()[1] == len(editions.NAMES)
    builder.check(Edition())
    part = tmp_path / "part"
    timed([sys.executable, ROOT / "tools" / "bench" / "own_part.py", part], builder.folder, builder.environment)
    assert float(part.read_text()) > 0
    ((whole, run),) = follow(builder, 1)
    assert whole > run > 0
    assert sorted(builder.runs.read_text().split()) == sorted([*editions.NAMES, "line"]), (
        "only what was edited ran again"
    )


def test_many_lessons(tmp_path: Path) -> None:
    rows = cells(table(*many_table(tmp_path, 1, many=2)))
    assert all(float(seconds) > 0 for seconds in rows["weave run"][1:])
    assert "sum of the sines" in (tmp_path / "many/docs/generated/sine_002/numbers.md").read_text()


def test_stated_against_taken(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = {"long": 301.0, "short": 30.0, "good": 40.0, "silent": 5.0}
    for name in [*taken, "unrun"]:
        said = "" if name == "silent" else "---\nrun_seconds: 100\n---\n"
        course.lesson(name, "# %% cell\npass", f"{said}# A\n")

    def find(_course: object, lesson: Lesson) -> tuple[SimpleNamespace | None, str]:
        seconds = taken.get(lesson.name)
        return seconds and SimpleNamespace(seconds=seconds, processor_seconds=2.0), ""

    monkeypatch.setattr(stated, "find", find)
    rows = cells(table(*stated.stated_table(course.root, 1, course.root)))
    assert rows["long"] == ["100", "301.0", "2.0", "3.01", "off by more than 3"]
    assert {name for name, row in rows.items() if row[-1].startswith("off")} == {"long", "short"}
    assert rows["silent"] == ["nothing", "5.0", "2.0", "", ""]
    assert rows["unrun"] == ["100", "never run", "", "", ""]
