"""How a listing runs: alone, as a program of its own, with its output as a terminal would show it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, VISIBLE, CourseFolder

from weave.course import Course
from weave.engine import terminal
from weave.runner import seconds_allowed
from weave.servers import Server


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


SCRIPT = '''
# %% begin
"""The program's own words."""
from __future__ import annotations

import atexit
import inspect
import multiprocessing
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass

if __name__ == "__main__":
    print(sorted(globals()), __doc__, __name__, __spec__, __package__, type(__loader__).__name__, type(__builtins__))
    print(sys.modules["__main__"].__dict__ is globals(), sys.argv == [__file__], sys.stdin.read() == "")

# %% define
"""No docstring of the program."""
count: int = 1


def square(x: NotThere) -> NotThere:
    return x * x


class LetGo:
    def __del__(self):
        print("let go")


@dataclass
class Point:
    x: float = 1


def late(words):
    time.sleep(0.3)
    print(words)


if __name__ == "__main__":
    print(__doc__, square.__annotations__, __annotations__, Point(), inspect.getsource(Point))
    print(sys.stdout.name, sys.stderr.name, sys.__stdout__ is sys.stdout, sys.stdout.encoding, sys.stderr.errors)

# %% work
if __name__ == "__main__":
    for context in ("fork", "spawn", "forkserver"):
        with multiprocessing.get_context(context).Pool(1) as pool:
            print(context, pool.map(square, [1, 2, 3]))
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(square, [4, 5])))
    atexit.register(print, "at the end")
    kept = LetGo()
    waiting = ThreadPoolExecutor(1)
    threading.Thread(target=late, args=["the thread"]).start()
    waiting.submit(lambda: (time.sleep(0.6), print("the pool")))
    numbers = [1, 2]
    sys.exit(0)

# %% hidden tags=["hide"]
squares = [square(number) for number in numbers]  # a spawned process, which must not run this, knows no numbers
print("never seen")
'''
SHOWN = {
    "carriage_return": (r"10 %\r20 %\r100 %\n", "100 %"),
    "shorter_line": (r"12345\rab\n", "ab345"),
    "backspace": (r"abc\b\bX\n", "aXc"),
    "backspace_at_the_start": (r"\b\babc\n", "abc"),
    "colors": (r"\x1b[1m\x1b[31mred\x1b[0m and \x1b[38;5;208mmore\x1b[m\n", "red and more"),
    "erase_the_line": (r"a long line\r\x1b[Kshort\n", "short"),
    "erase_to_the_end": (r"a long line\b\b\b\b\x1b[0K\n", "a long"),
    "tabs": (r"id\tname\n12345678\tx\na\t\tb\n", "id      name\n12345678        x\na               b"),
    "wide_characters": (r"日本\t|\n語\t|\n", "日本    |\n語      |"),
    "combining": (r"e\u0301\u0323\tx\rE\n", "E       x"),
    "emoji": (r"\U0001f468\u200d\U0001f469\u2764\ufe0f!\n", "\U0001f468\u200d\U0001f469\u2764\ufe0f!"),
    "a_link": (r"\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\ end\n", "link end"),
    "a_title": (r"\x1b]0;window\x07text\n", "text"),
    "a_title_without_an_end": (r"\x1b]0;window\ntext\n", "text"),
    "colons_in_colors": (r"\x1b[38:5:208morange\x1b[0m\n", "orange"),
    "character_sets": (r"a\x1b(Bb\n", "ab"),
    "a_hidden_cursor": (r"\x1b[?25lwork\x1b[?25h\n", "work"),
    "up_and_down": (r"one\ntwo\nthree\x1b[2A\rONE\x1b[2B\rTHREE\n", "ONE\ntwo\nTHREE"),
    "far_down": (r"first\n\x1b[999Blast\nend\n", "first" + "\n" * 23 + "last\nend"),
    "two_bars": (r"a 1\nb 1\n\x1b[2A\x1b[2Ka 2\n\x1b[2Kb 2\n", "a 2\nb 2"),
    "wide_characters_and_movement": (r"日本\x1b[2D語 e\u0301\n", "日語 é"),
    "form_feed": (r"page one\x0cpage two\n", "page one\n        page two"),
    "bells_and_zeros": (r"a\x07b\x00c\x1cd\x7f\n", "abcd"),
    "other_line_ends": (r"a\x85b\u2028c\u2029d\n", "abcd"),
    "what_html_forbids": (r"a\ufffeb\U0010ffffc\n", "abc"),
    "long_lines": ("x" * 500 + r"\ry\n", "y" + "x" * 499),
    "long_lines_and_movement": (r"\n" + "x" * 500 + r"\x1b[Aup\n", " " * 500 + "up\n" + "x" * 500),
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


def test_a_line_by_itself_is_what_a_whole_terminal_shows() -> None:
    """Lines that move only in themselves, which are most of all output, are not left to the slow terminal."""
    chance = random.Random(1)
    pieces = ["a", "bc", "déf", "  ", "\r", "\b", "\b\b", "\t", "\x1b[K", "\x1b[0K", "\x1b[1K", "\x1b[2K"]
    for _ in range(2000):
        line = "".join(chance.choices(pieces, k=chance.randint(1, 14)))
        assert terminal.row(line).rstrip() == terminal.screen(line).rstrip(), repr(line)


def test_a_listing_is_its_script(course: CourseFolder) -> None:
    """What a published script prints by itself stands on the page, whatever it asks of Python and of its end."""
    course.lesson("asks", SCRIPT)
    course.run()
    script = course.root / "docs" / "generated" / "asks" / "asks.py"
    alone = subprocess.run([sys.executable, "-u", script], capture_output=True, text=True, check=True)
    page = "\n".join(filter(None, (course.output(f"asks/{cell}") for cell in VISIBLE.findall(SCRIPT))))
    assert alone.stderr == "" and page == alone.stdout.strip()
    assert page.splitlines()[-4:] == ["the thread", "the pool", "at the end", "let go"]


def test_what_goes_on_after_the_last_cell_is_waited_for_so_long() -> None:
    program = "import threading, time\nfrom weave.engine import finish, problems\n"
    program += "threading.Thread(target=time.sleep, args=[20], name='watcher').start()\n"
    program += "try:\n    finish.finish(dict, 1)\nexcept problems.Failed as problem:\n    print(problem, flush=True)\n"
    program += "import os\nos._exit(0)\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "'watcher' still went on" in done.stdout and "daemon=True" in done.stdout


def test_a_listing_that_never_ends_is_ended(course: CourseFolder) -> None:
    """Its cell is named, and what it printed last; what else it started ends with it."""
    starts = "import os, subprocess\nsubprocess.Popen(['sleep', '1000'])\nprint('begun')"
    course.lesson("loops", f"# %% start\nx = 1\n# %% loop\n{starts}\nwhile True:\n    pass")
    found = Course(course.root)
    folder = found.store / "running" / "loops"
    folder.mkdir(parents=True)
    server = Server(set(), found.store)
    told = list(server.start(found.root, found.lessons["loops"], folder, 1.5))
    server.stop()
    assert [name for kind, name, _ in told if kind == "cell"] == ["start", "loop"]
    kind, why, _ = told[-1]
    assert kind == "ended" and "still ran when the listing had run for" in why and why.endswith("begun")


@pytest.mark.parametrize(("said", "seconds"), [("run_seconds: 90", 900), ("run_seconds: 3", 600), ("title: x", 3600)])
def test_a_page_says_how_long_its_listing_may_run(course: CourseFolder, said: str, seconds: float) -> None:
    course.lesson("alone", "# %% one\nx = 1", f"---\n{said}\n---\n# Alone\n")
    found = Course(course.root)
    assert seconds_allowed(found, found.lessons["alone"]) == seconds


def test_the_environment_is_small_and_the_same_for_all(course: CourseFolder) -> None:
    course.variables |= {"EPOCHS": "20", "TZ": "Asia/Tokyo", "PYTHONWARNINGS": "ignore", "LANG": "de_DE.UTF-8"}
    course.variables |= {"MPLCONFIGDIR": "/nowhere", "KERAS_BACKEND": "jax", "OMP_NUM_THREADS": "7"}
    course.lesson(
        "asks",
        """
        # %% first
        import os, time
        from pathlib import Path
        known = {"PATH", "TMPDIR", "LD_LIBRARY_PATH"}
        print(sorted(name for name in os.environ if name not in known and not name.startswith("WEAVE_TEST_")))
        print(os.environ["TZ"], time.strftime("%H:%M", time.localtime(0)), os.environ["LANG"])
        print(os.environ["OMP_NUM_THREADS"], os.environ["KERAS_BACKEND"])
        print(os.listdir(Path.home()), str(Path.home()).startswith(str(Path.cwd().parent)))
        """,
    )
    course.run()
    names, *rest = course.output("asks/first").splitlines()
    assert rest == ["UTC 00:00 C.UTF-8", "1 tensorflow", "['.keras'] True"]
    assert "HOME" in names and "EPOCHS" not in names and "PYTHONWARNINGS" not in names and len(names) < 400


def test_a_user_without_a_home(course: CourseFolder) -> None:
    course.variables |= {"HOME": "/dev/null/none"}
    course.write(
        "snippets/plots.py", "import matplotlib.pyplot as plt\n\ndef draw():\n    plt.plot([1, 2])\n    plt.show()\n"
    )
    course.lesson("draws", "# %% plot\nfrom plots import draw\ndraw()")
    course.run()
    assert course.output("draws/plot") == ""


def test_values_that_json_does_not_have(course: CourseFolder) -> None:
    course.lesson(
        "odd",
        """
        # %% compute
        lost, big, none, seen = float("nan"), [1.0, float("-inf")], None, {1}
        chain, plain = None, 1
        for number in range(2000):
            chain = [number, chain]
        deep = [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]
        """,
    )
    course.run()
    assert course.values("odd") == {
        **{"lost": {"float": "nan"}, "big": [1.0, {"float": "-inf"}], "none": None, "seen": "{1}"},
        **{"plain": 1, "number": 1999},
    }


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
    plain = subprocess.run([sys.executable, "-u", script], capture_output=True, text=True, check=True)
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


def test_lessons_run_by_name(course: CourseFolder) -> None:
    for name in ("one", "two", "three"):
        course.lesson(name, "# %% greet\nprint('hello')")
    assert course.call("run", "two", "one").returncode == 0
    assert course.ran() == ["one", "two"]
    assert course.stale() == {"three": "never run"}
    message = course.failure("run", "tow")
    assert "no lesson 'tow'" in message and "'two'" in message


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
    log = "import os, time\nplace = os.environ['WEAVE_TEST_ORDER']\n"
    log += "with open(place, 'a') as order:\n    print(__file__[-4], file=order)\n"
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
