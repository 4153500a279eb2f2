"""How a listing runs: alone, as a program of its own, with its output as a terminal would show it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CourseFolder


def test_lessons_do_not_see_each_other(course: CourseFolder) -> None:
    """Neither modules, nor random state, nor the environment, nor the working folder is shared."""
    spoil = """
    # %% first
    import json, os, random, sys
    from pathlib import Path
    spoiled = [json.__dict__.get("mark"), os.environ.get("MARK"), "mark" in sys.modules, os.listdir()]
    print(spoiled, random.getstate()[1][-1], sys.path[0] == str(Path(__file__).parent))
    json.mark, os.environ["MARK"], sys.modules["mark"] = 1, "1", json
    random.seed(1)
    Path("left.txt").write_text("here")
    sys.path.insert(0, "elsewhere")
    """
    for name in ("a", "b", "c", "d", "e"):
        course.lesson(name, spoil)
    assert len(course.run()) == 5
    assert {course.output(f"{name}/first") for name in "abcde"} == {"[None, None, False, []] 624 True"}


def test_a_listing_is_the_main_program(course: CourseFolder) -> None:
    course.lesson(
        "main",
        """
        # %% first
        import pickle, sys
        print(__name__, sys.argv == [__file__], len(sys.argv), sys.modules["__main__"].__name__)

        class Point:
            x = 1

        print(pickle.loads(pickle.dumps(Point())).x, __file__.endswith("snippets/main.py"))

        # %% second
        if __name__ == "__main__":
            print("runs", sys.stdin.read() == "")
        """,
    )
    course.run()
    assert course.output("main/first") == "__main__ True 1 __main__\n1 True"
    assert course.output("main/second") == "runs True"


def test_output_keeps_its_order(course: CourseFolder) -> None:
    """From print, stderr, file descriptors, C's buffered output and other programs, cell by cell."""
    course.lesson(
        "order",
        """
        # %% first
        import ctypes, os, subprocess, sys
        print("1 print")
        print("2 stderr", file=sys.stderr)
        os.write(1, b"3 descriptor\\n")
        subprocess.run(["echo", "4 program"])
        os.system("echo 5 shell >&2")
        print("6 no line end", end="")

        # %% second
        ctypes.CDLL(None).printf(b"7 C\\n")

        # %% silent
        x = 8

        # %% last
        print("9 ä ∑ 日本")
        """,
    )
    course.run()
    expected = "1 print\n2 stderr\n3 descriptor\n4 program\n5 shell\n6 no line end"
    assert course.output("order/first") == expected
    assert course.output("order/second") == "7 C"
    assert "output" not in course.fragment("order/silent")
    assert course.output("order/last") == "9 ä ∑ 日本"


SHOWN = {
    "carriage_return": (r"10 %\r20 %\r100 %\n", "100 %"),
    "shorter_line": (r"12345\rab\n", "ab345"),
    "backspace": (r"abc\b\bX\n", "aXc"),
    "backspace_at_the_start": (r"\b\babc\n", "abc"),
    "colors": (r"\x1b[1m\x1b[31mred\x1b[0m and \x1b[38;5;208mmore\x1b[m\n", "red and more"),
    "erase_the_line": (r"a long line\r\x1b[Kshort\n", "short"),
    "erase_to_the_end": (r"a long line\b\b\b\b\x1b[0K\n", "a long"),
    "windows_line_ends": (r"one\r\ntwo\r\n", "one\ntwo"),
    "several_lines": (r"a\rb\nc\rd\n", "b\nd"),
    "ordinary": (r"  indented\n\ntwo  spaces, 1s in 2ms steps\n", "  indented\n\ntwo  spaces, 1s in 2ms steps"),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A lesson whose cells print what a terminal interprets."""
    course = CourseFolder(tmp_path_factory.mktemp("shown") / "course")
    cells = [f'# %% {name}\nprint("{text}", end="")\n' for name, (text, _) in SHOWN.items()]
    course.lesson("shown", "\n".join(cells))
    course.run()
    return course


@pytest.mark.parametrize("name", SHOWN)
def test_output_is_what_a_terminal_shows(shown: CourseFolder, name: str) -> None:
    assert shown.output(f"shown/{name}") == SHOWN[name][1]


def test_the_working_folder_is_empty_and_nothing_stays_in_the_course(course: CourseFolder) -> None:
    course.write("requirements.txt", "")
    course.write("datasets/x.csv", "1")
    course.write("snippets/shared.py", "answer = 42\n")
    course.lesson(
        "writes",
        """
        # %% first
        import os
        import shared
        print(os.listdir())
        with open("made.txt", "w") as file:
            file.write("here")
        print(os.listdir(), open("made.txt").read())
        """,
    )
    course.run()
    assert course.output("writes/first") == "[]\n['made.txt'] here"
    kept = {"requirements.txt", "datasets", "datasets/x.csv", "snippets", "snippets/shared.py", "snippets/writes.py"}
    kept |= {"docs", "docs/writes.md"}
    found = {path.relative_to(course.root).as_posix() for path in course.root.rglob("*")}
    assert {name for name in found if not name.startswith((".weave", "docs/generated"))} == kept


def test_what_is_printed_while_importing_is_output(course: CourseFolder, tmp_path: Path) -> None:
    """Although weave imports what listings import before they start."""
    course.lesson("zen", "# %% first\nimport this\nprint('end')")
    course.run()
    printed = subprocess.run([sys.executable, "-c", "import this"], capture_output=True, text=True, check=True)
    assert course.output("zen/first") == f"{printed.stdout}end"


def test_every_run_gives_the_same_bytes(course: CourseFolder) -> None:
    """Of everything published, records aside: sets, hashes, figures and their ids."""
    course.lesson(
        "draws",
        """
        # %% data
        words = {"one", "two", "three", "four"}
        print(words, hash("text"))

        # %% plot
        import matplotlib.pyplot as plt
        figure, axes = plt.subplots()
        axes.scatter([1, 2], [3, 4], label="dots")
        axes.fill_between([1, 2], [2, 3], [4, 5], alpha=0.5, clip_path=None)
        axes.legend()
        plt.show()
        """,
    )
    course.run()
    before = course.published()
    course.call("clean")
    assert course.run() == ["draws"]
    assert course.published() == before and "draws/plot.svg" in before


HIDDEN = """
# %% first
import random
random.seed(7)
numbers = [1]
label = "early"

# %% drawing tags=["hide"]
numbers = numbers + [100]
random.seed(0)
secret = label
print("in the hidden cell", label, len(numbers))

# %% second
label = "late"
numbers.append(2)
print(random.random(), numbers, label)
"""


def test_a_hidden_cell_sees_the_names_of_its_place(course: CourseFolder) -> None:
    listing = HIDDEN.replace('print("in', 'assert label == "early", label\nassert "second" not in dir()\nprint("in')
    course.lesson("hides", listing)
    assert course.run() == ["hides"]
    course.lesson("hides", HIDDEN.replace("secret = label", "secret = later"))
    message = course.failure()
    assert "NameError: name 'later' is not defined" in message and "cell 'drawing'" in message


def test_a_hidden_cell_changes_nothing_visible(course: CourseFolder) -> None:
    course.lesson("hides", HIDDEN)
    course.run()
    script = course.root / "docs" / "generated" / "hides" / "hides.py"
    plain = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert course.output("hides/second") == plain.stdout.strip()
    assert course.values("hides") == {"numbers": [1, 2], "label": "late"}
    everything = b"".join(course.published().values())
    assert b"secret" not in everything and b"hidden cell" not in everything
    assert "hides/drawing.md" not in course.published()


def test_a_visible_cell_that_needs_a_hidden_one_fails(course: CourseFolder) -> None:
    course.lesson("hides", HIDDEN + "\n# %% third\nprint(secret)\n")
    message = course.failure()
    assert "NameError: name 'secret' is not defined" in message
    assert "snippets/hides.py:19: cell 'third'" in message


def test_a_hidden_cell_draws_for_the_page(course: CourseFolder) -> None:
    draw = "import matplotlib.pyplot as plt\nplt.plot(data)\nplt.show()"
    course.lesson("draws", f'# %% data\ndata = [1, 2]\n\n# %% picture tags=["hide"]\n{draw}\n')
    course.run()
    published = course.published()
    assert "draws/picture.svg" in published and "draws/picture.md" not in published
    assert published["draws/draws.py"] == b"# %% data\ndata = [1, 2]\n"


def test_usage_errors(course: CourseFolder) -> None:
    for arguments in ([], ["dance"], ["--root", "/nowhere", "run"], ["status", "surplus"]):
        done = course.call(*arguments)
        assert done.returncode == 2 and "usage: weave" in done.stderr, arguments


def test_root_names_a_course_elsewhere(course: CourseFolder, tmp_path: Path) -> None:
    course.lesson("alone", "# %% greet\nprint('hello')")
    other = CourseFolder(tmp_path / "other")
    other.variables["WEAVE_TEST_RAN"] = str(course.log)
    assert other.call("--root", str(course.root), "run").returncode == 0
    assert course.ran() == ["alone"] and course.output("alone/greet") == "hello"
    assert other.published() == {}


def test_the_longest_runs_first(course: CourseFolder, tmp_path: Path) -> None:
    """As long as the page says, before anything has run; after that, as long as it took."""
    course.variables["WEAVE_TEST_ORDER"] = str(tmp_path / "order")
    log = "import os, time\nwith open(os.environ['WEAVE_TEST_ORDER'], 'a') as order:\n    print(__file__[-4], file=order)\n"
    short = "abcdefgh"[: max(4, 2 * min(4, os.cpu_count() or 1))]
    for name in short:
        seconds = 60 if name == short[-1] else 1
        page = f'---\nrun_seconds: {seconds}\n---\n# {name}\n\n--8<-- "{name}/first.md"\n'
        course.lesson(name, f"# %% first\n{log}time.sleep(0.1)", page)
    course.lesson("z", f"# %% first\n{log}time.sleep(0.5)", '---\nrun_seconds: 2\n---\n# z\n\n--8<-- "z/first.md"\n')
    course.run()
    first = len(short) // 2
    assert {short[-1], "z"} <= set((tmp_path / "order").read_text().split()[:first])
    (tmp_path / "order").unlink()
    course.write("requirements.txt", "changed")
    assert len(course.run()) == len(short) + 1
    assert "z" in (tmp_path / "order").read_text().split()[:first]
