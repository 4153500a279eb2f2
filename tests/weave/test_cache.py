"""Records are shared by all clones of one user: what one has run, others publish; what is not the same runs again."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import LONG, CourseFolder
from test_parts import clone

from weave import cache as module
from weave.cache import prune
from weave.course import Course
from weave.engine.inputs import checksum

READS = """
# %% load
from pathlib import Path
numbers = [int(x) for x in (Path(__file__).parents[1] / "datasets/numbers.csv").read_text().split(",")]
print(sum(numbers))

# %% plot
import matplotlib.pyplot as plt
plt.plot(numbers)
plt.show()
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course of two lessons, which has run and shared its records."""
    course = CourseFolder(tmp_path_factory.mktemp("ready") / "course")
    course.variables |= {"WEAVE_CACHE": "on", "XDG_CACHE_HOME": str(course.root.parent / "cache")}
    course.write("requirements.txt", "numpy==2.4.6\n")
    course.write("datasets/numbers.csv", "3,1,2")
    course.lesson("reads", READS)
    course.lesson("greets", "# %% greet\nprint('hello')")
    assert course.run() == ["greets", "reads"]
    return course


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of a user who has another home too."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "cache"


@pytest.fixture
def first(ready: CourseFolder, cache: Path, tmp_path: Path) -> CourseFolder:
    """That course and its cache, for one test to spoil."""
    shutil.copytree(ready.root.parent / "cache", cache)
    course = CourseFolder(tmp_path / "first")
    shutil.copytree(ready.root, course.root, dirs_exist_ok=True)
    course.variables |= {"WEAVE_CACHE": "on", "XDG_CACHE_HOME": str(cache)}
    return course


@pytest.fixture
def second(first: CourseFolder) -> CourseFolder:
    """A fresh clone of that course."""
    return another(first, "second")


def another(course: CourseFolder, name: str) -> CourseFolder:
    copy = clone(course, name)
    copy.variables = {**course.variables, "WEAVE_TEST_RAN": str(copy.log)}
    return copy


def shared(cache: Path, cell: str = "") -> list[Path]:
    """The shared records, or those of the lesson that has this cell."""
    found = sorted(cache.glob("weave/records/*/*/record.json"))
    return [path.parent for path in found if f'"{cell}' in path.read_text()]


def test_a_second_clone_runs_nothing(first: CourseFolder, second: CourseFolder) -> None:
    assert second.run() == []
    assert second.published() == first.published() and second.output("reads/load") == "6"
    assert second.stale() == {}
    shutil.rmtree(second.variables["XDG_CACHE_HOME"])
    assert second.run() == [], "its record is its own by now"


def test_off_runs_everything(first: CourseFolder, second: CourseFolder, cache: Path) -> None:
    shutil.rmtree(cache)
    second.variables["WEAVE_CACHE"] = "off"
    assert second.run() == ["greets", "reads"]
    assert not (cache / "weave" / "records").exists(), "nothing is shared either"


def flip(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def remove(file: Path) -> None:
    file.unlink()


def add(file: Path) -> None:
    file.with_name("added").touch()


def forge(file: Path) -> None:
    """What is no record, in a folder that is named as its contents demand."""
    file.write_bytes(b"{")
    file.parent.rename(file.parent.with_name(checksum(file.parent)))


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (flip, "record.json"),
        (flip, "inputs.json"),
        (flip, "plot.svg"),
        (remove, "plot.svg"),
        (add, "plot.svg"),
        (forge, "record.json"),
    ],
)
def test_a_damaged_record_is_run_again(
    first: CourseFolder, second: CourseFolder, cache: Path, damage: Callable[[Path], None], file: str
) -> None:
    (record,) = shared(cache, "load")
    assert {path.name for path in record.iterdir()} == {"record.json", "inputs.json", "plot.svg"}
    damage(record / file)
    assert second.run() == ["reads"]
    assert second.published() == first.published()
    (anew,) = shared(cache, "load")
    assert anew != record, "the damaged one is gone, a sound one shared"


def test_a_record_that_spoils_while_it_is_copied_is_not_kept(first: CourseFolder, cache: Path) -> None:
    course = Course(first.root)
    before = list((course.store / "records" / "greets").iterdir())
    (record,) = shared(cache, "greet")
    remove(record / "record.json")
    assert module.adopt(course, "greets", record) is None
    assert list((course.store / "records" / "greets").iterdir()) == before
    assert not list((course.store / "running").iterdir())


CHANGES = {
    "data": ("datasets/numbers.csv", "3,1,2", "3,1,4", ["reads"]),
    "lock": ("requirements.txt", "2.4.6", "2.4.7", ["greets", "reads"]),
    "listing": ("snippets/greets.py", "'hello'", "'hallo'", ["greets"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_differs_is_not_served(second: CourseFolder, change: str) -> None:
    name, old, new, runs = CHANGES[change]
    second.replace(name, old, new)
    assert second.run() == runs
    assert second.output("reads/load") == ("8" if change == "data" else "6")
    third = another(second, "third")
    assert third.run() == [], "records of both states stand side by side"
    third.replace(name, new, old)
    assert third.run() == []
    assert third.output("reads/load") == "6" and third.output("greets/greet") == "hello"


def test_another_engine_is_not_served(second: CourseFolder, tmp_path: Path) -> None:
    import weave

    shutil.copytree(Path(weave.__file__).parent, tmp_path / "other" / "weave")
    shutil.copytree(second.root, tmp_path / "other", dirs_exist_ok=True)  # the current folder's weave comes first
    (tmp_path / "other" / "weave" / "engine" / "__init__.py").write_text('"""Another engine."""\n')
    second.root = tmp_path / "other"
    assert second.run() == ["greets", "reads"]


def test_another_processor_is_not_served(second: CourseFolder, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = Course(second.root)
    (course.store / "running").mkdir(parents=True)
    monkeypatch.delenv("WEAVE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(module, "processor", lambda: "another")
        assert module.take(course, course.lessons["greets"]) is None
    assert module.take(course, course.lessons["greets"]), "this one is"


@pytest.mark.parametrize("folder", ["plain", 'Über "R&D"'])
def test_a_record_that_names_its_folder_is_not_shared(cache: Path, tmp_path: Path, folder: str) -> None:
    course = CourseFolder(tmp_path / folder)
    course.variables |= {"WEAVE_CACHE": "on", "XDG_CACHE_HOME": str(cache)}
    course.lesson("prints", "# %% where\nfrom pathlib import Path\nprint(Path(__file__).parents[1])")
    title = "import matplotlib.pyplot as plt\nplt.title(__file__)\nplt.show()"
    course.lesson("draws", f"# %% where\n{title}")
    course.lesson("greets", "# %% greet\nprint('hello')")
    assert course.run() == ["draws", "greets", "prints"]
    assert len(shared(cache)) == len(shared(cache, "greet")) == 1


def test_a_value_that_names_the_folder_of_its_run_is_none(cache: Path, tmp_path: Path) -> None:
    """That folder has another name in each run: such a value is never the same twice, and kept records to one clone."""
    course = CourseFolder(tmp_path / "clone")
    course.variables |= {"WEAVE_CACHE": "on", "XDG_CACHE_HOME": str(cache)}
    course.lesson("works", "# %% where\nimport os\nwhere, inside, count = os.getcwd(), [os.environ['HOME']], 1")
    assert course.run() == ["works"] and course.values("works") == {"count": 1}
    assert len(shared(cache, "where")) == 1
    assert another(course, "second").run() == []


def records(folder: Path, ages: dict[str, float]) -> None:
    """Shared records of 100 bytes, unused for so many seconds."""
    for name, age in ages.items():
        record = folder / f"shelf_{name[0]}" / name
        record.mkdir(parents=True)
        (record / "record.json").write_bytes(b"x" * 100)
        os.utime(record, (time.time() - age, time.time() - age))


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*/*")}


def test_pruning_by_age(tmp_path: Path) -> None:
    records(tmp_path, {"a1": 10, "a2": 2000, "b1": 2000, ".new-killed": 2000})
    prune(tmp_path, oldest=1000)
    assert left(tmp_path) == {"a1"}
    assert [path.name for path in tmp_path.iterdir()] == ["shelf_a"], "empty shelves go too"


def test_pruning_by_size(tmp_path: Path) -> None:
    records(tmp_path, {"a1": 40, "a2": 30, "b1": 20, "b2": 10})
    prune(tmp_path, largest=400)
    assert left(tmp_path) == {"a1", "a2", "b1", "b2"}
    prune(tmp_path, largest=250)
    assert left(tmp_path) == {"b1", "b2"}, "what was of use last stays"


def test_builds_prune_but_not_what_is_of_use(first: CourseFolder, second: CourseFolder, cache: Path) -> None:
    old = cache / "weave" / "records" / "gone" / "0123456789abcdef"
    old.mkdir(parents=True)
    long_ago = time.time() - 61 * 86400
    for path in (*shared(cache), old, cache / "weave" / "records" / "pruned"):
        os.utime(path, (long_ago, long_ago))
    second.replace("snippets/greets.py", "'hello'", "'hallo'")  # so that it shares a record
    assert second.run() == ["greets"]
    assert not old.exists()
    assert len(shared(cache, "load")) == 1, "the second clone has used it today"


def test_two_clones_build_at_once(first: CourseFolder, second: CourseFolder, cache: Path) -> None:
    shutil.rmtree(cache)
    third = another(first, "third")
    with second.start("run") as one, third.start("run") as other:
        said = [process.communicate(timeout=LONG) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), said
    assert not any("not shared" in text for pair in said for text in pair)
    assert second.published() == third.published() == first.published()
    assert another(first, "fourth").run() == []
    assert not list(cache.glob("weave/records/*/.new-*"))


def test_a_cache_that_cannot_be_written_says_so(second: CourseFolder, cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("a file in its place")
    done = second.call("run")
    assert done.returncode == 0, done.stderr
    assert "The record of reads is not shared with other clones: " in done.stdout and str(cache) in done.stdout
    assert second.ran() == ["greets", "reads"] and second.output("reads/load") == "6"


@pytest.mark.parametrize("unset", ["", "relative/folder"])
def test_only_an_absolute_cache_folder_counts(second: CourseFolder, cache: Path, tmp_path: Path, unset: str) -> None:
    second.variables["XDG_CACHE_HOME"] = unset
    assert second.run() == ["greets", "reads"], "the other folder is not looked at"
    assert len(shared(tmp_path / "home" / ".cache")) == 2
    assert not list(second.root.rglob("records/pruned"))
