"""An edit that leaves the program as it was runs nothing, where nothing of its run hung on the text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import LONG, CourseFolder
from test_freshness import WAITS

PLAIN = """
# %% numbers
total = sum([1, 2, 3])
print(total)

# %% more
print(total + 1)
"""
SAME = {
    "a comment": ("total = ", "# The sum of all.\ntotal = "),
    "a comment at the end": ("print(total)\n", "print(total)  # six\n"),
    "blank lines": ("total = ", "\n\ntotal = "),
    "another form": ("sum([1, 2, 3])", "sum(\n    [1, 2, 3],\n)"),
    "other quotes": ("print(total + 1)", "print(total + 0x1)"),
    "a comment in a hidden cell": ("import os\n", "import os  # hidden\n"),
}
OTHER = {
    "a value": ("[1, 2, 3]", "[1, 2, 4]"),
    "a name of a cell": ("# %% more", "# %% rest"),
    "a cell that is hidden": ("# %% more", '# %% more tags=["hide"]'),
    "a cell more": ("print(total)\n", "# %% printed\nprint(total)\n"),
    "threads": ("total = ", "# Threads: 2\ntotal = "),
    "a text": ("total = ", '"words"\ntotal = '),
}
# Listings whose output hangs on where their lines are, or what they say; two of them by a module beside them.
TELLING = {
    "reads": "print(len(open(__file__).read()))",
    "asks": "import os\nprint(os.stat(__file__).st_size)",
    "source": "def f():\n    # why\n    return 1\nimport inspect\nprint(inspect.getsource(f))",
    "traceback": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    __import__('trace' + 'back').print_exc()",
    "frame": "import sys\nprint(sys._getframe().f_lineno)",
    "error": "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    print(error.__traceback__.tb_lineno)",
    "code": "print((lambda: 0).__code__.co_firstlineno)",
    "warning": "import warnings\nwith warnings.catch_warnings(record=True) as found:\n"
    "    warnings.warn('x')\nprint(found[0].lineno)",
    "hidden_name": "import sys\nframe = getattr(sys, '_get' + 'frame')()\nprint(getattr(frame, 'f_line' + 'no') * '.',"
    " 'at', 'line 5')",
    "neighbor": "import place\nprint(place.here())",
    "other_process": "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(1)'], "
    "capture_output=True, text=True).stdout, end='')",
}
NETWORK = """
# %% network
import keras
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3), keras.layers.Dropout(0.5)])
print(model(keras.random.normal((4, 2)), training=True).shape)
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course in which each of all these listings has run once."""
    course = CourseFolder(tmp_path_factory.mktemp("program") / "course")
    course.write("snippets/place.py", "import sys\n\ndef here():\n    return sys._getframe(1).f_lineno\n")
    for number in range(max(len(SAME), len(OTHER))):
        course.lesson(f"same_{number}", PLAIN)
        course.lesson(f"other_{number}", PLAIN)
    for name, code in TELLING.items():
        course.lesson(name, f"# %% cell\n{code}\n")
    course.lesson("network", NETWORK)
    course.run()
    for number, edit in enumerate(SAME.values()):
        course.replace(f"snippets/same_{number}.py", *edit)
    for number, edit in enumerate(OTHER.values()):
        course.replace(f"snippets/other_{number}.py", *edit)
    for name in TELLING:
        course.replace(f"snippets/{name}.py", "# %% cell\n", "# %% cell\n# A comment that moves all lines.\n")
    course.replace("snippets/network.py", "model = ", "# A comment.\nmodel = ")
    return course


def test_what_the_program_says_decides_what_runs(ran: CourseFolder) -> None:
    others = {f"other_{number}": f"snippets/other_{number}.py changed" for number in range(len(OTHER))}
    assert ran.stale() == others | {name: f"snippets/{name}.py changed" for name in TELLING}
    before = {name: ran.output(f"{name}/cell") for name in TELLING}
    assert ran.run() == sorted([*others, *TELLING])
    moved = {name for name in TELLING if ran.output(f"{name}/cell") != before[name]}
    assert moved == TELLING.keys() - {"other_process", "source"}


def test_the_new_text_is_published(ran: CourseFolder) -> None:
    ran.run()
    assert "# The sum of all.\ntotal = " in ran.fragment("same_0/numbers") and ran.output("same_0/numbers") == "6"
    assert "print(total)  # six\n" in ran.published()["same_1/same_1.py"].decode()
    assert "sum(\n    [1, 2, 3],\n)" in ran.fragment("same_3/numbers")


def test_a_clone_with_other_comments_runs_nothing(course: CourseFolder, tmp_path: Path) -> None:
    other = CourseFolder(tmp_path / "other")
    for clone, comment in ((course, "# Ours."), (other, "# Theirs.")):
        clone.variables |= {"WEAVE_CACHE": "on", "XDG_CACHE_HOME": str(tmp_path / "cache")}
        clone.lesson("alone", f"{PLAIN}{comment}\n")
    assert course.run() == ["alone"] and other.run() == []
    assert "# Theirs." in other.fragment("alone/more") and other.output("alone/more") == "7"


def test_a_comment_that_comes_while_the_course_is_built(course: CourseFolder, tmp_path: Path) -> None:
    """What is published must be the text as it stands: the build says so, and the next one publishes it."""
    started, go = tmp_path / "started", course.root / ".weave" / "go"  # what stands there is no input
    course.variables |= {"WEAVE_TEST_STARTED": str(started), "WEAVE_TEST_GO": str(go)}
    course.lesson("alone", PLAIN)
    assert course.run() == ["alone"]
    course.lesson("waits", WAITS)
    with course.start("run") as process:
        deadline = time.monotonic() + LONG
        while not started.exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        course.replace("snippets/alone.py", "total = ", "# New.\ntotal = ")
        go.touch()
        _, said = process.communicate(timeout=LONG)
    assert process.returncode == 1
    assert "snippets/alone.py:1: snippets/alone.py changed while the course was built. Call again." in said
    assert course.ran() == ["waits"]
    assert course.run() == [] and "# New." in course.fragment("alone/numbers")
