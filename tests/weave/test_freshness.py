"""A lesson runs again when anything that its last run depended on has changed, and only then."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import LONG, ROOT, CourseFolder

READS = """
# %% load
from pathlib import Path
here = Path(__file__).parents[1]
total = sum(map(int, (here / "datasets/{data}").read_text().split(",")))
print(total)
"""
LISTS = """
# %% count
import os
names = sorted(os.listdir(os.path.join(os.path.dirname(__file__), "..", "datasets", "photos")))
print(*names)
"""
IMPORTS = """
# %% use
import {module}
print({module}.answer)
"""


@pytest.fixture
def lessons(course: CourseFolder) -> CourseFolder:
    """A course of five lessons that have run: two data sets, a folder, a local module, nothing."""
    course.write("requirements.txt", "numpy==2.4.6\n")
    course.write("datasets/x.csv", "1,2,3")
    course.write("datasets/y.csv", "4,5,6")
    course.write("datasets/photos/a.jpg", "a")
    course.write("snippets/shared.py", "answer = 42\n")
    course.lesson("reads_x", READS.format(data="x.csv"))
    course.lesson("reads_y", READS.format(data="y.csv"))
    course.lesson("lists", LISTS)
    course.lesson("imports", IMPORTS.format(module="shared"))
    course.lesson("alone", "# %% greet\nprint('hello')")
    assert course.stale() == dict.fromkeys(["alone", "imports", "lists", "reads_x", "reads_y"], "never run")
    assert course.run() == ["alone", "imports", "lists", "reads_x", "reads_y"]
    assert course.stale() == {}
    return course


def test_nothing_runs_twice(lessons: CourseFolder) -> None:
    assert lessons.run() == []
    assert lessons.run() == []


def test_status_says_fresh_or_why_not(lessons: CourseFolder) -> None:
    lessons.write("datasets/x.csv", "1,2,4")
    lines = lessons.call("status").stdout.splitlines()
    assert "reads_x: datasets/x.csv changed" in lines and "reads_y: fresh" in lines
    answer = json.loads(lessons.call("status", "--json").stdout)
    assert answer["lessons"]["reads_x"] == {"fresh": False, "reason": "datasets/x.csv changed"}
    assert answer["lessons"]["reads_y"] == {"fresh": True, "reason": ""}
    assert lessons.ran() == []


def test_editing_a_cell_runs_its_listing(lessons: CourseFolder) -> None:
    lessons.replace("snippets/alone.py", "'hello'", "'hallo'")
    assert lessons.stale() == {"alone": "snippets/alone.py changed"}
    assert lessons.run() == ["alone"]
    assert lessons.output("alone/greet") == "hallo"
    assert lessons.stale() == {}


def test_one_byte_of_data_runs_what_read_it(lessons: CourseFolder) -> None:
    lessons.write("datasets/x.csv", "1,2,4")
    assert lessons.stale() == {"reads_x": "datasets/x.csv changed"}
    assert lessons.run() == ["reads_x"]
    assert lessons.output("reads_x/load") == "7"


def test_a_file_added_to_a_listed_folder(lessons: CourseFolder) -> None:
    lessons.write("datasets/photos/b.jpg", "b")
    assert lessons.stale() == {"lists": "datasets/photos changed"}
    assert lessons.run() == ["lists"]
    assert lessons.output("lists/count") == "a.jpg b.jpg"


def test_the_lock_file_runs_everything(lessons: CourseFolder) -> None:
    lessons.write("requirements.txt", "numpy==2.4.7\n")
    assert set(lessons.stale().values()) == {"requirements.txt changed"}
    assert len(lessons.run()) == 5


def test_a_local_import(lessons: CourseFolder) -> None:
    lessons.write("snippets/shared.py", "answer = 43\n")
    assert lessons.stale() == {"imports": "snippets/shared.py changed"}
    assert lessons.run() == ["imports"]
    assert lessons.output("imports/use") == "43"


def test_a_local_import_with_warm_bytecode(lessons: CourseFolder) -> None:
    """An edit of equal size within the same second, which Python's own bytecode check misses."""
    path = lessons.root / "snippets" / "shared.py"
    lessons.call("snippets/shared.py", module="compileall")
    before = path.stat()
    path.write_text("answer = 43\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert lessons.stale() == {"imports": "snippets/shared.py changed"}
    assert lessons.run() == ["imports"]
    assert lessons.output("imports/use") == "43"


def test_an_import_of_an_import(course: CourseFolder) -> None:
    course.write("snippets/parts/__init__.py", "from parts.deep import answer\n")
    course.write("snippets/parts/deep.py", "answer = 1\n")
    course.lesson("imports", IMPORTS.format(module="parts"))
    assert course.run() == ["imports"]
    course.write("snippets/parts/deep.py", "answer = 2\n")
    assert course.stale() == {"imports": "snippets/parts/deep.py changed"}
    assert course.run() == ["imports"]
    assert course.output("imports/use") == "2"


def test_prose_runs_nothing(lessons: CourseFolder) -> None:
    lessons.write("docs/alone.md", "# Other words\n")
    lessons.write("docs/new.md", "# A page without a listing\n")
    assert lessons.stale() == {}
    assert lessons.run() == []


def test_what_is_new_leaves_the_others_fresh(lessons: CourseFolder) -> None:
    lessons.write("datasets/z.csv", "7")
    lessons.write("snippets/unused.py", "answer = 0\n")
    lessons.lesson("reads_z", READS.format(data="z.csv"))
    assert lessons.stale() == {"reads_z": "never run"}
    assert lessons.run() == ["reads_z"]


def test_a_data_file_that_is_gone(lessons: CourseFolder) -> None:
    (lessons.root / "datasets" / "x.csv").unlink()
    assert lessons.stale() == {"reads_x": "datasets/x.csv is gone"}
    assert "datasets/x.csv" in lessons.failure()


def test_a_missing_data_file_is_named_and_its_coming_noticed(course: CourseFolder) -> None:
    course.lesson("reads_x", READS.format(data="x.csv"))
    course.lesson("alone", "# %% greet\nprint('hello')")
    message = course.failure()
    assert "FileNotFoundError" in message and "datasets/x.csv" in message and "snippets/reads_x.py:4" in message
    assert course.ran() == ["alone"]
    assert list(course.stale()) == ["reads_x"]
    course.write("datasets/x.csv", "1,2,3")
    assert course.run() == ["reads_x"]
    assert course.output("reads_x/load") == "6"


def test_a_file_that_a_listing_did_without(course: CourseFolder) -> None:
    course.lesson(
        "reads_x",
        """
        # %% load
        import os
        try:
            print(open(os.path.dirname(__file__) + "/../datasets/x.csv").read())
        except FileNotFoundError:
            print("none")
        """,
    )
    assert course.run() == ["reads_x"]
    assert course.output("reads_x/load") == "none"
    course.write("datasets/x.csv", "there")
    assert course.stale() == {"reads_x": "datasets/x.csv changed"}
    assert course.run() == ["reads_x"]
    assert course.output("reads_x/load") == "there"


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize(
    ("lesson", "suffix", "damage"),
    [
        ("draws", ".svg", flip),
        ("draws", ".svg", Path.unlink),
        ("alone", "record.json", flip),
        ("alone", "record.json", truncate),
        ("alone", "record.json", Path.unlink),
        ("alone", "inputs.json", flip),
        ("alone", "inputs.json", Path.unlink),
    ],
)
def test_a_damaged_record_runs_again(
    course: CourseFolder, lesson: str, suffix: str, damage: Callable[[Path], None]
) -> None:
    course.lesson("other", "# %% greet\nprint('hello')")
    course.lesson("alone", "# %% greet\nprint('hello')")
    if lesson == "draws":
        course.lesson("draws", "# %% plot\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    assert lesson in course.run()
    before = course.published()
    (path,) = (course.root / ".weave" / "records" / lesson).rglob(f"*{suffix}")
    damage(path)
    assert course.stale() == {lesson: "its record is damaged"}
    assert course.run() == [lesson]
    assert course.stale() == {} and course.published() == before


def test_a_damaged_record_gives_way_to_its_equal(course: CourseFolder, tmp_path: Path) -> None:
    """To a run that took exactly as long, so that the same record is kept again."""
    frozen = tmp_path / "frozen"
    frozen.mkdir()
    (frozen / "sitecustomize.py").write_text("import time\ntime.perf_counter = lambda: 0.0\n")
    course.variables["PYTHONPATH"] = f"{frozen}:{ROOT}"
    course.lesson("alone", "# %% greet\nprint('hello')")
    assert course.run() == ["alone"]
    (path,) = (course.root / ".weave" / "records" / "alone").rglob("record.json")
    truncate(path)
    assert course.run() == ["alone"]
    assert course.stale() == {}


def test_clean_removes_records_and_what_was_published(lessons: CourseFolder) -> None:
    assert lessons.call("clean").returncode == 0
    assert set(lessons.stale().values()) == {"never run"}
    assert lessons.published() == {}
    assert len(lessons.run()) == 5


def test_published_files_come_back_from_records(lessons: CourseFolder) -> None:
    before = lessons.published()
    shutil.rmtree(lessons.root / "docs" / "generated")
    assert lessons.run() == []
    assert lessons.published() == before


WAITS = """
# %% wait
import os, time
open(os.environ["WEAVE_TEST_STARTED"], "w").close()
while not os.path.exists(os.environ["WEAVE_TEST_GO"]):
    time.sleep(0.02)
"""


def test_an_edit_while_a_listing_waits_for_its_turn(course: CourseFolder, tmp_path: Path) -> None:
    """What is published and called fresh is the output of the listing as it stands."""
    started, go = tmp_path / "started", tmp_path / "go"
    course.variables |= {"WEAVE_TEST_STARTED": str(started), "WEAVE_TEST_GO": str(go)}
    for number in range((os.cpu_count() or 1) * 2):
        course.lesson(f"busy_{number}", WAITS)
    course.lesson("waits", "# %% greet\nprint('before')")
    with course.start("run") as process:
        deadline = time.monotonic() + LONG
        while not started.exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        course.replace("snippets/waits.py", "'before'", "'after'")
        go.touch()
        process.communicate(timeout=LONG)
    course.run()
    assert course.stale() == {}
    assert course.output("waits/greet") == "after"
