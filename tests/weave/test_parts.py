"""A course that runs in parts, on machines that know nothing of each other, is the same as one that ran whole."""

from __future__ import annotations

import re
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from conftest import LONG, ROOT, THEIRS, CourseFolder
from test_mkdocs import build, built

from weave.course import Course
from weave.engine.inputs import checksum
from weave.parts import share

PLOTS = """
# %% load
from pathlib import Path
numbers = [int(x) for x in (Path(__file__).parents[1] / "datasets/numbers.csv").read_text().split(",")]
total = sum(numbers)
print(numbers)

# %% plot
import matplotlib.pyplot as plt
plt.plot(numbers)
plt.show()
"""
HIDES = """
# %% first
word = "{name}"
print(word)

# %% drawn tags=["hide"]
import matplotlib.pyplot as plt
plt.plot([len(word), 1])
plt.show()
"""
SECONDS = {"digits": 20, "letters": 50, "loss": 30, "notes": None, "rates": 90, "shapes": 10}
PAGE = """---
title: About {name}
{seconds}
---

The sum is {{{{ digits.total }}}}.

--8<-- "{name}/{first}.md"

{more}

![A line of few numbers](generated/{name}/{figure}.svg "The caption.")
"""


def lesson(course: CourseFolder, name: str) -> None:
    """Two lessons load a data file and plot it, four draw in hidden cells; all pages quote a value of `digits`."""
    seconds = f"run_seconds: {SECONDS[name]}" if SECONDS[name] else ""
    plots = name in ("digits", "shapes")
    more = {"first": "load", "more": f'--8<-- "{name}/plot.md"', "figure": "plot"} if plots else {}
    page = PAGE.format(**{"name": name, "seconds": seconds, "first": "first", "more": "", "figure": "drawn", **more})
    course.lesson(name, PLOTS if plots else HIDES.format(name=name), page)


def clone(course: CourseFolder, name: str) -> CourseFolder:
    """The course's own files in a folder beside it."""
    copy = CourseFolder(course.root.with_name(name))
    ours = shutil.ignore_patterns(".weave", "generated", "site")
    shutil.copytree(course.root, copy.root, dirs_exist_ok=True, ignore=ours)
    copy.variables["SOURCE_DATE_EPOCH"] = "0"
    return copy


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course of six lessons that ran on one machine."""
    course = CourseFolder(tmp_path_factory.mktemp("parts") / "whole")
    course.write("requirements.txt", "")
    course.write("datasets/numbers.csv", "3,1,2")
    settings = re.sub(THEIRS, "", (ROOT / "mkdocs.yml").read_text(), flags=re.MULTILINE)
    hook = ROOT / "weave" / "hook.py"
    course.write("mkdocs.yml", f"{settings}\ntheme:\n  name: mkdocs\nplugins: []\nhooks:\n  - {hook}\n")
    course.write("docs/index.md", "# Home\n")
    for name in SECONDS:
        lesson(course, name)
    course.variables["SOURCE_DATE_EPOCH"] = "0"
    done = build(course)
    assert done.returncode == 0, done.stderr
    assert course.ran() == sorted(SECONDS)
    return course


@pytest.fixture(scope="module")
def parts(whole: CourseFolder) -> list[CourseFolder]:
    """Four clones, each of which has run its part, all at once."""
    clones = [clone(whole, f"part_{number}") for number in (1, 2, 3, 4)]
    with ExitStack() as running:
        started = [running.enter_context(c.start("run", "--part", f"{n}/4")) for n, c in enumerate(clones, 1)]
        said = [process.communicate(timeout=LONG) for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    return clones


def copy_of(course: CourseFolder, folder: Path) -> Path:
    """The course's records in another folder, to be spoiled."""
    return Path(shutil.copytree(course.root / ".weave" / "records", folder))


def record(records: Path, name: str) -> Path:
    (folder,) = (records / name).iterdir()
    return folder


def test_four_parts_give_the_bytes_of_one_build(whole: CourseFolder, parts: list[CourseFolder]) -> None:
    ran = [part.ran() for part in parts]
    assert sorted(name for names in ran for name in names) == sorted(SECONDS)
    assert ran == [["rates"], ["notes"], ["letters", "shapes"], ["digits", "loss"]]
    gathered = clone(whole, "gathered")
    one, two, three, four = (part.root for part in parts)
    done = gathered.call("gather", str(one), str(two / ".weave"), str(three / ".weave" / "records"), str(four))
    assert done.returncode == 0, done.stderr
    assert gathered.published() == whole.published()
    assert gathered.stale() == {}
    done = build(gathered)
    assert done.returncode == 0, done.stderr
    site = built(whole)
    assert b"The sum is 6." in site["rates/index.html"] and built(gathered) == site
    assert gathered.ran() == [], "gathering runs nothing"


def test_shares_are_balanced_by_the_times_of_pages(course: CourseFolder) -> None:
    for name in SECONDS:
        lesson(course, name)
    shares = [share(Course(course.root), f"{number}/2") for number in (1, 2)]
    assert shares == [["rates", "loss", "shapes"], ["notes", "letters", "digits"]], "130 seconds each; notes counts 60"
    assert share(Course(course.root), "1/1") == ["rates", "notes", "letters", "loss", "digits", "shapes"]
    for name in ("a", "b", "c"):
        course.lesson(name, "# %% one\nprint(1)")
    assert share(Course(course.root), "1/9") == ["rates"]
    later = [share(Course(course.root), f"{number}/9") for number in (2, 3, 4, 5)]
    assert later == [["a"], ["b"], ["c"], ["notes"]], "the names decide between equals"


@pytest.mark.parametrize("part", ["5/4", "0/4", "x", "1/0", "-1/4", "1/4/2", " 1/4", "1", "1.5/4", "²/4"])
def test_no_such_part(course: CourseFolder, part: str) -> None:
    course.lesson("one", "# %% one\nprint(1)")
    assert course.failure("run", f"--part={part}") == f"{part!r} is no part. Write 2/4 for the second of four.\n"
    assert course.ran() == []


def test_a_part_without_lessons_runs_nothing(course: CourseFolder) -> None:
    course.lesson("one", "# %% one\nprint(1)")
    assert course.call("run", "--part", "2/2").returncode == 0
    assert course.ran() == []


def test_a_part_is_not_named_lessons(course: CourseFolder) -> None:
    course.lesson("one", "# %% one\nprint(1)")
    done = course.call("run", "--part", "1/2", "one")
    assert done.returncode == 2 and "not allowed with argument --part" in done.stderr


def test_a_part_leaves_alone_what_others_published(whole: CourseFolder) -> None:
    course = clone(whole, "leaves_alone")
    done = course.call("gather", str(whole.root))
    assert done.returncode == 0, done.stderr
    before = course.published()
    shutil.rmtree(course.root / ".weave")
    course.write("datasets/numbers.csv", "3,1,2,4")
    assert course.call("run", "--part", "4/4").returncode == 0
    assert course.ran() == ["digits", "loss"]
    after = course.published()
    own = ("digits/", "loss/")
    others = {name: data for name, data in before.items() if not name.startswith(own)}
    assert others and {name: data for name, data in after.items() if not name.startswith(own)} == others
    assert course.values("digits")["total"] == 10 and before.keys() == after.keys()


def test_what_lacks_is_said_lesson_by_lesson(whole: CourseFolder, tmp_path: Path) -> None:
    records = copy_of(whole, tmp_path / "records")
    shutil.rmtree(records / "letters")
    figure = record(records, "rates") / "drawn.svg"
    figure.write_bytes(figure.read_bytes().replace(b"M", b"L", 1))
    (record(records, "notes") / "record.json").unlink()
    course = clone(whole, "lacks")
    course.write("datasets/numbers.csv", "3,1,3")
    said = course.failure("gather", str(records)).split("\n\n")
    assert [text.partition(":")[0] for text in said] == ["digits", "letters", "notes", "rates", "shapes"]
    digits, letters, notes, rates, shapes = said
    assert "stale: datasets/numbers.csv changed. Run its part again" in digits and "stale" in shapes
    assert "no part has its record. Run the part" in letters
    assert f"{record(records, 'rates')} is damaged. Copy it anew" in rates and "damaged" in notes
    assert course.output("loss/first") == "loss", "what is sound is published"
    assert course.stale().keys() == {"digits", "letters", "notes", "rates", "shapes"}
    course.write("datasets/numbers.csv", "3,1,2")
    assert course.call("gather", str(records), str(whole.root)).returncode == 0, "a sound record elsewhere will do"
    assert course.published() == whole.published()


def test_what_is_fresh_here_needs_no_other_record(whole: CourseFolder, tmp_path: Path) -> None:
    course = clone(whole, "fresh_here")
    assert course.call("run", "rates").returncode == 0
    records = copy_of(whole, tmp_path / "records")
    shutil.rmtree(records / "rates")
    assert course.call("gather", str(records)).returncode == 0
    assert course.published() == whole.published()


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b'{"more": 1}', None])
def test_a_record_that_nobody_can_read(course: CourseFolder, tmp_path: Path, content: bytes | None) -> None:
    """Its name says what it holds, but that is no record; None is a folder without files."""
    course.lesson("one", "# %% one\nprint(1)")
    aside = tmp_path / "records" / "one" / "aside"
    aside.mkdir(parents=True)
    if content is not None:
        (aside / "record.json").write_bytes(content)
    folder = aside.rename(aside.with_name(checksum(aside)))
    said = course.failure("gather", str(tmp_path / "records"))
    assert said.startswith(f"one: its record {folder} ") and "Copy it anew, or run its part again." in said


def test_another_lock_file_makes_all_records_stale(whole: CourseFolder) -> None:
    course = clone(whole, "other_lock")
    course.write("requirements.txt", "numpy==2.4.6\n")
    assert course.failure("gather", str(whole.root)).count("is stale: requirements.txt changed") == len(SECONDS)


def test_no_such_folder(course: CourseFolder) -> None:
    course.lesson("one", "# %% one\nprint(1)")
    said = course.failure("gather", "nowhere")
    assert said == "there is no folder nowhere. Name the folders that have the records of the parts.\n"
