"""What a lesson has read or asked about is seen, whoever read it; the course is not a lesson's to change."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from conftest import ROOT, CourseFolder

from weave.engine.watch import Watch

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere reads by C and programs are assumed, not seen")
HEAD = """
# %% read
import ctypes, os, sqlite3, subprocess, sys
from pathlib import Path
data = Path(__file__).parents[1] / "datasets"
"""
# How a listing reads or asks about datasets/x.txt, or lists datasets/photos; what changes then.
WAYS = {
    "exists": ("print((data / 'new.txt').exists())", "datasets/new.txt"),
    "access": ("print(os.access(data / 'new.txt', os.R_OK))", "datasets/new.txt"),
    "size": ("print((data / 'x.txt').stat().st_size)", "datasets/x.txt"),
    "size_from_folder": (
        "print([each.stat().st_size for each in os.scandir(data / 'photos')])",
        "datasets/photos/a.txt",
    ),
    "relative": ("os.chdir(data)\nprint(open('x.txt').read())", "datasets/x.txt"),
    "folder_descriptor": ("print(os.listdir(os.open(data / 'photos', os.O_RDONLY)))", "datasets/photos/b.txt"),
    "path_descriptor": (
        "print(os.read(os.open('x.txt', os.O_RDONLY, dir_fd=os.open(data, os.O_RDONLY)), 9))",
        "datasets/x.txt",
    ),
    "bytes": ("print(os.listdir(os.fsencode(data / 'photos')))", "datasets/photos/b.txt"),
    "glob": ("print(sorted(data.rglob('*.txt')).__len__())", "datasets/photos/b.txt"),
    "current": ("os.chdir(data / 'photos')\nprint(os.listdir())", "datasets/photos/b.txt"),
    "program": ("subprocess.run(['cat', data / 'x.txt'])", "datasets/x.txt"),
    "shell": ("os.system(f'cat {data}/x.txt')", "datasets/x.txt"),
    "python_program": ("subprocess.run([sys.executable, data / 'tool.py'])", "datasets/tool.py"),
    "program_lists": ("subprocess.run(['ls', data / 'photos'])", "datasets/photos/b.txt"),
    "asked_then_listed": (
        "print((data / 'photos').is_dir(), os.listdir(data / 'photos'))",
        "datasets/photos/b.txt",
    ),
    "asked_then_listed_by_a_program": (
        "if (data / 'photos').is_dir():\n    subprocess.run(['ls', data / 'photos'])",
        "datasets/photos/b.txt",
    ),
    "fork": (
        "if os.fork() == 0:\n    print(open(data / 'x.txt').read(), flush=True)\n    os._exit(0)\nos.wait()",
        "datasets/x.txt",
    ),
    "c_library": (
        "libc = ctypes.CDLL(None)\nlibc.fopen.restype = ctypes.c_void_p\nline = ctypes.create_string_buffer(9)\n"
        "libc.fgets(line, 9, ctypes.c_void_p(libc.fopen(os.fsencode(data / 'x.txt'), b'r')))\nprint(line.value)",
        "datasets/x.txt",
    ),
    "database": (
        "print(sqlite3.connect(data / 'x.db').execute('select count(*) from sqlite_master').fetchone())",
        "datasets/x.db",
    ),
    "link_to_a_file": ("print((data / 'link.txt').read_text())", "elsewhere/x.txt"),
    "link_to_a_folder": ("print((data / 'folder' / 'x.txt').read_text())", "elsewhere/x.txt"),
    "outside": ("print((data / '../../elsewhere/x.txt').read_text())", "elsewhere/x.txt"),
    "dot_folder": ("print((data.parent / '.data' / 'x.txt').read_text())", ".data/x.txt"),
    "optional_module": (
        "try:\n    import extra\n    print(extra.__name__)\nexcept ImportError:\n    print('none')",
        "snippets/extra.py",
    ),
}
BY_C = {
    "asked_then_listed_by_a_program",
    "program",
    "shell",
    "python_program",
    "program_lists",
    "c_library",
    "path_descriptor",
}


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course with one lesson for each way, all of which have run."""
    folder = tmp_path_factory.mktemp("ways")
    course = CourseFolder(folder / "course")
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "x.txt").write_text("old")
    for name in ("datasets/x.txt", "datasets/photos/a.txt", ".data/x.txt"):
        course.write(name, "old")
    course.write("datasets/x.db", b"")
    course.write("datasets/tool.py", "print('old')\n")
    (course.root / "datasets" / "link.txt").symlink_to(folder / "elsewhere" / "x.txt")
    (course.root / "datasets" / "folder").symlink_to(folder / "elsewhere")
    for name, (code, _) in WAYS.items():
        course.lesson(name, HEAD + code)
    course.run()
    assert course.stale() == {}
    return course


@pytest.mark.parametrize("name", WAYS)
def test_a_change_is_seen(ways: CourseFolder, name: str) -> None:
    if name in BY_C and sys.platform != "linux":
        pytest.skip("assumed, not seen")
    changed = WAYS[name][1]
    path = (ways.root.parent if changed.startswith("elsewhere") else ways.root) / changed
    before = path.read_bytes() if path.exists() else None
    try:
        path.write_bytes(b"print('new')\n")
        assert name in ways.stale()
        assert name == "dot_folder" or "dot_folder" not in ways.stale(), "no other lesson is concerned"
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert ways.stale() == {}


def test_what_a_run_writes_elsewhere_is_no_input(course: CourseFolder, tmp_path: Path) -> None:
    course.lesson(
        "writes",
        f"""
        # %% write
        import os, tempfile
        from pathlib import Path
        Path("here.txt").write_text("mine")
        there = Path({str(tmp_path)!r}) / "there.txt"
        there.write_text("mine")
        with tempfile.TemporaryFile("w+") as nameless, tempfile.NamedTemporaryFile("w+") as named:
            print(open(named.name).read(), Path("here.txt").read_text(), there.read_text(), os.listdir())
        """,
    )
    course.run()
    (tmp_path / "there.txt").unlink()
    assert course.stale() == {}


CHANGES = {
    "write": "(data / 'x.txt').write_text('mine')",
    "append": "open(data / 'x.txt', 'a').close()",
    "new": "(data / 'new.txt').touch()",
    "remove": "os.remove(data / 'x.txt')",
    "rename": "os.rename(data / 'x.txt', data / 'y.txt')",
    "folder": "os.mkdir(data / 'new')",
    "page": "(data.parent / 'docs' / 'index.md').write_text('mine')",
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_listing_may_not_change_the_course(course: CourseFolder, name: str) -> None:
    course.write("datasets/x.txt", "old")
    course.lesson("changes", f"{HEAD}try:\n    {CHANGES[name]}\nexcept Exception:\n    print('caught')")
    before = sorted(path.name for path in course.root.glob("d*/*"))
    message = course.failure()
    assert "snippets/changes.py:" in message and "Write into the working folder" in message
    assert (course.root / "datasets" / "x.txt").read_text() == "old"
    assert sorted(path.name for path in course.root.glob("d*/*") if path.name != "generated") == before


def test_python_may_keep_bytecode_in_its_environment(tmp_path: Path) -> None:
    """Even where that lies within the course, as .venv/ does."""
    watch = Watch(Path(sys.prefix).parent, str(tmp_path), print)
    assert watch.may_write(f"{sys.prefix}/lib/__pycache__/x.pyc")
    assert not watch.may_write(f"{Path(sys.prefix).parent}/datasets/x.csv")


@linux
def test_nor_may_a_program_that_it_starts(course: CourseFolder) -> None:
    course.write("datasets/x.txt", "old")
    course.lesson("changes", HEAD + "print(os.system(f'echo mine > {data}/x.txt') != 0)")
    course.run()
    assert "True" in course.output("changes/read") and "ead-only" in course.output("changes/read")
    assert (course.root / "datasets" / "x.txt").read_text() == "old"


def test_where_the_kernel_tells_nothing_all_data_are_assumed(course: CourseFolder, tmp_path: Path) -> None:
    for name in ("weave", "web"):
        shutil.copytree(ROOT / name, tmp_path / "blind" / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "blind" / "weave" / "engine" / "kernel.py").open("a") as kernel:
        kernel.write("HERE.clear()  # a processor whose calls are not known\n")
    course.variables["PYTHONPATH"] = str(tmp_path / "blind")
    course.write("datasets/x.txt", "old")
    course.lesson("starts", HEAD.replace("sqlite3, ", "") + "os.system('true')")
    course.lesson("plain", "# %% read\nprint('hello')")
    assert course.run() == ["plain", "starts"]
    course.write("datasets/x.txt", "new")
    assert course.stale() == {"starts": "something in datasets/ changed, and what it reads there cannot be seen here"}


def test_a_file_that_changes_while_it_is_built_from_fails_the_build(course: CourseFolder, tmp_path: Path) -> None:
    """Two lessons at once: one reads at once, the other waits until the test has changed what was read."""
    started, go = tmp_path / "started", tmp_path / "go"
    course.variables |= {"WEAVE_TEST_STARTED": str(started), "WEAVE_TEST_GO": str(go)}
    course.write("datasets/x.txt", "old")
    wait = "open(os.environ['WEAVE_TEST_STARTED'], 'w').close()\n"
    wait += "while not os.path.exists(os.environ['WEAVE_TEST_GO']):\n    time.sleep(0.02)"
    course.lesson("reads", f"{HEAD}import time\nprint((data / 'x.txt').read_text())\n{wait}")
    with course.start("run") as process:
        while not started.exists():
            assert process.poll() is None
        course.write("datasets/x.txt", "new")
        go.touch()
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1 and "datasets/x.txt changed" in said and "Call again" in said
    course.run()
    assert course.output("reads/read") == "new" and course.stale() == {}


def test_a_record_of_a_removed_course_is_none(course: CourseFolder) -> None:
    course.write("datasets/photos/a.txt", "a")
    course.lesson("lists", HEAD + "print(os.listdir(data / 'photos'))")
    course.run()
    shutil.rmtree(course.root / "datasets" / "photos")
    assert course.stale() == {"lists": "datasets/photos is gone"}
