"""A listing runs as its published script does by itself: as the main program, up to the end of all it started."""

from __future__ import annotations

import subprocess
import sys

from conftest import VISIBLE, CourseFolder


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


def test_a_listing_is_its_script(course: CourseFolder) -> None:
    """What a published script prints by itself stands on the page, whatever it asks of Python and of its end."""
    course.lesson("asks", SCRIPT)
    course.run()
    script = course.root / "docs" / "generated" / "asks" / "asks.py"
    alone = subprocess.run([sys.executable, "-u", script], capture_output=True, text=True, check=True)
    page = "\n".join(filter(None, (course.output(f"asks/{cell}") for cell in VISIBLE.findall(SCRIPT))))
    assert alone.stderr == "" and page == alone.stdout.strip()
    assert page.splitlines()[-4:] == ["the thread", "the pool", "at the end", "let go"]
