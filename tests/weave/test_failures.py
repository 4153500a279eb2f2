"""Nothing runs silently wrong: what fails, what the message says, and what still stands."""

from __future__ import annotations

import re

import pytest
from conftest import CourseFolder

GOOD = """
# %% start
print("as it was")

def divide(n):
    return 1 / n

# %% work
x = 1
"""
# What a second cell does, the type of failure to be named, and the line of that cell that is to blame.
FAILURES = {
    "raises": ("x = 1\nx / 0", "ZeroDivisionError: division by zero", 2),
    "raises_in_a_function": ("def f(n):\n    return 1 / n\n\nf(0)", "ZeroDivisionError: division by zero", 2),
    "raises_in_a_helper": ("x = 1\ndivide(0)", "ZeroDivisionError: division by zero", 2),
    "exits": ("import sys\nsys.exit('no data')", "SystemExit: no data", 2),
    "interrupts": ("raise KeyboardInterrupt", "KeyboardInterrupt", 1),
    "warns": ("import warnings\nwarnings.warn('mind the gap')", "UserWarning: mind the gap", 2),
    "divides_arrays": (
        "import numpy as np\nprint(np.zeros(1) / 0)",
        "RuntimeWarning: invalid value encountered in divide",
        2,
    ),
    "is_deprecated_here": (
        "import warnings\nwarnings.warn('old', DeprecationWarning)",
        "DeprecationWarning: old",
        2,
    ),
    "catches_what_warns": (
        "import warnings\ntry:\n    warnings.warn('hm')\nexcept Exception:\n    pass",
        "UserWarning: hm",
        3,
    ),
    "compares_badly": ("x = 1\nprint(x is 1)", 'SyntaxWarning: "is" with', 2),
    "does_not_parse": ("x = 1\ny = (1,\nz = 2", "SyntaxError", 2),
    "never_shows": ("import matplotlib.pyplot as plt\nplt.plot([1, 2])", "end the cell with plt.show()", 1),
    "opens_a_page": (
        "from urllib.request import urlopen\nurlopen('https://example.invalid/data.csv')",
        "https://example.invalid/data.csv",
        2,
    ),
    "connects": ("import socket\nsocket.create_connection(('192.0.2.1', 80))", "192.0.2.1", 2),
    "looks_up": ("import socket\nsocket.getaddrinfo('example.invalid', 80)", "example.invalid", 2),
    "looks_up_otherwise": ("import socket\nsocket.gethostbyname('example.invalid')", "example.invalid", 2),
    "sends": (
        "import socket\nwith socket.socket(type=socket.SOCK_DGRAM) as s:\n    s.sendto(b'x', ('192.0.2.1', 9))",
        "192.0.2.1",
        3,
    ),
    "swallows_the_refusal": (
        "from urllib.request import urlopen\ntry:\n    urlopen('http://192.0.2.1/x')\nexcept Exception:\n    pass",
        "http://192.0.2.1/x",
        3,
    ),
    "dies": ("import os\nos._exit(3)", "ended before its listing did: exit code 3", 1),
    "crashes": ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV", 1),
    "is_killed": ("import os\nprint('loading', flush=True)\nos.kill(os.getpid(), 9)", "Memory has run out", 1),
    "aborts": ("import os\nos.write(2, b'shapes 3 and 4')\nos.abort()", "The last that it printed:\nshapes 3 and 4", 1),
    "finds_the_disk_full": ("raise OSError(28, 'No space left on device')", "free some space", 1),
    "fails_in_a_thread": (
        "import threading\nthread = threading.Thread(target=lambda: 1 / 0)\nthread.start()\nthread.join()",
        "In the thread 'Thread-1",
        2,
    ),
    "fails_in_a_finalizer": (
        "class Loud:\n    def __del__(self):\n        raise RuntimeError('too late')\nLoud()",
        "RuntimeError: too late",
        3,
    ),
    "fails_in_a_task": (
        "import asyncio\nasync def fails():\n    raise ValueError('lost')\nasync def main():\n"
        "    asyncio.create_task(fails())\n    await asyncio.sleep(0.01)\nasyncio.run(main())",
        "ValueError: lost",
        3,
    ),
    "fails_in_a_callback": (
        "import asyncio\nasync def main():\n    asyncio.get_running_loop().call_soon(lambda: 1 / 0)\n"
        "    await asyncio.sleep(0.01)\nasyncio.run(main())",
        "ZeroDivisionError",
        3,
    ),
    "fails_at_the_end": ("import atexit\natexit.register(lambda: 1 / 0)", "ZeroDivisionError", 2),
    "warns_in_a_process": (
        "import os, warnings\nif not os.fork():\n    warnings.warn('in the child')\n    os._exit(0)\nos.wait()",
        "UserWarning: in the child",
        3,
    ),
    "wants_a_strange_font": (
        "import matplotlib.pyplot as plt\nplt.title('x', family='Nowhere Sans')\nplt.show()",
        "Font family 'Nowhere Sans' not found",
        3,
    ),
    "moves": (
        "import matplotlib.pyplot as plt\nfrom matplotlib.animation import FuncAnimation\nfigure = plt.figure()\n"
        "moving = FuncAnimation(figure, lambda n: None, frames=5)\nplt.show()",
        "shows no animation",
        5,
    ),
    "prints_too_much": ("for n in range(500_000):\n    print('step', n)", "This cell has printed 6 MB", 1),
    "prints_a_wide_line": ("print('x' * 2_000_000)", "This cell has printed 2 MB", 1),
    "writes_far_too_much": (
        "import os\nfor n in range(51):\n    os.write(1, b'\\r' * 1_000_000)",
        "has written 51 MB",
        1,
    ),
    "draws": ("import random\nx = 1\nprint(random.random())", "drawn from random, which has no seed", 3),
    "draws_early": ("import random\nrandom.shuffle([1, 2])\nrandom.seed(1)", "drawn from random, which has no seed", 2),
    "seeds_with_nothing": ("import random\nrandom.seed()\nrandom.random()", "drawn from random, which has no seed", 3),
    "makes_a_random": ("import random\nx = random.Random().random()", "random.Random() has no seed", 2),
    "draws_arrays": ("import numpy as np\nx = np.random.rand(3)", "drawn from np.random, which has no seed", 2),
    "makes_a_generator": (
        "import numpy as np\nx = np.random.default_rng()",
        "A random generator of NumPy has no seed",
        2,
    ),
    "makes_an_old_generator": ("import numpy as np\nx = np.random.RandomState()", "of NumPy has no seed", 2),
    "asks_the_system": ("import os\nx = os.urandom(3)", "What the system draws", 2),
    "asks_for_a_secret": ("import secrets\nx = secrets.token_hex()", "What the system draws", 2),
    "asks_for_an_id": ("import uuid\nx = uuid.uuid4()", "What the system draws", 2),
}
FIRST = 8  # the line of the listing that the second cell starts in


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> tuple[CourseFolder, str, dict[str, bytes]]:
    """A good course, every listing of which but one has since begun to fail; what the run says; what stood before."""
    course = CourseFolder(tmp_path_factory.mktemp("failures") / "course")
    for name in FAILURES:
        course.lesson(name, GOOD)
    course.lesson("good", GOOD)
    course.run()
    before = course.published()
    for name, (code, _, _) in FAILURES.items():
        course.replace(f"snippets/{name}.py", "x = 1", code)
    course.replace("snippets/good.py", "x = 1", "x = 2")
    return course, course.failure(), before


def paragraph(message: str, name: str) -> str:
    """The part of a message that is about one listing."""
    parts = re.split(r"^(?=snippets/\w+\.py:\d+: )", message, flags=re.MULTILINE)
    (found,) = [part for part in parts if part.startswith(f"snippets/{name}.py")]
    return found


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_names_place_cause_and_remedy(failed: tuple[CourseFolder, str, object], name: str) -> None:
    _, says, line = FAILURES[name]
    text = paragraph(failed[1], name)
    first, *rest = text.splitlines()
    swallowed = {FIRST} if name == "swallows_the_refusal" else set()  # it may be known only after the cell
    assert int(first.split(":")[1]) in {FIRST + line - 1, *swallowed}
    assert "cell 'work'" in first and f"docs/{name}.md:5" in first
    assert says in "\n".join(rest)
    assert re.search(r"\b([Mm]end|[Pp]ut|Add|Show|end the cell|Run|[Cc]atch|free)\b", "\n".join(rest)), "no remedy"


def test_a_failure_in_a_helper_names_the_cell_that_ran(failed: tuple[CourseFolder, str, object]) -> None:
    first = paragraph(failed[1], "raises_in_a_helper").splitlines()[0]
    assert f":{FIRST + 1}: cell 'work', in what 'start' made (line {FIRST - 3}), quoted at docs/" in first


def test_what_stood_before_a_failure_still_stands(failed: tuple[CourseFolder, str, dict[str, bytes]]) -> None:
    course, message, before = failed
    names = set(re.findall(r"^snippets/(\w+)\.py:", message, re.MULTILINE))
    assert len(names) > 10
    stood = {name: data for name, data in before.items() if name.split("/")[0] in names}
    assert {name: course.published().get(name) for name in stood} == stood


def test_the_other_listings_still_run(failed: tuple[CourseFolder, str, object]) -> None:
    course = failed[0]
    assert "good" in course.ran() and course.values("good")["x"] == 2
    assert "good" not in course.stale()
    assert "good" not in re.findall(r"snippets/(\w+)\.py:", failed[1])


def test_a_failed_listing_fails_again_until_it_is_mended(course: CourseFolder) -> None:
    course.lesson("raises", GOOD.replace("x = 1", "x = 1 / 0"))
    assert "ZeroDivisionError" in course.failure()
    assert "ZeroDivisionError" in course.failure()
    course.replace("snippets/raises.py", "1 / 0", "1 / 2")
    assert course.run() == ["raises"]
    assert course.values("raises") == {"x": 0.5}


BROKEN = {
    "no_name": ("# %% start\nx = 1\n\n# %%\ny = 2\n", 4),
    "same_name": ("# %% start\nx = 1\n\n# %% start\ny = 2\n", 4),
    "bad_name": ("# %% Start Here\nx = 1\n", 1),
    "unknown_tag": ('# %% start tags=["hidden"]\nx = 1\n', 1),
    "no_cell_first": ("import os\n# %% start\nx = 1\n", 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_listing_that_cannot_be_read(course: CourseFolder, name: str) -> None:
    """It is named with its line, and the other listings run all the same."""
    text, line = BROKEN[name]
    course.lesson("alone", "# %% greet\nprint('hello')")
    course.write("snippets/broken.py", text)
    course.write("docs/broken.md", "# Broken\n")
    assert f"snippets/broken.py:{line}: " in course.failure()
    assert f"snippets/broken.py:{line}: " in course.failure("check")
    assert course.ran() == ["alone"]


def test_what_python_does_not_show_does_not_fail(course: CourseFolder) -> None:
    course.write("snippets/shared.py", "import warnings\n\ndef f():\n    warnings.warn('old', DeprecationWarning)\n")
    course.lesson(
        "quiet",
        """
        # %% first
        import shared
        import warnings
        shared.f()
        warnings.warn("soon", PendingDeprecationWarning)
        warnings.warn("left open", ResourceWarning)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.warn("known")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            warnings.warn("shown on purpose")
        print(caught[0].message)

        # %% second
        try:
            1 / 0
        except ZeroDivisionError as error:
            print(error)
        """,
    )
    assert course.run() == ["quiet"]
    assert course.output("quiet/first") == "shown on purpose"
    assert course.output("quiet/second") == "division by zero"


def test_a_warning_while_importing_fails(course: CourseFolder) -> None:
    """Although weave imports what listings import, other than their neighbors, before they start."""
    packages = course.root.parent / "packages"
    packages.mkdir()
    (packages / "noisy_package.py").write_text("import warnings\nwarnings.warn('please upgrade')\n")
    course.lesson("imports", f"# %% first\nimport sys\nsys.path.append({str(packages)!r})\nimport noisy_package")
    assert "UserWarning: please upgrade" in course.failure()


def test_localhost_is_not_the_network(course: CourseFolder) -> None:
    course.lesson(
        "local",
        """
        # %% first
        import socket
        with socket.create_server(("127.0.0.1", 0)) as server:
            with socket.create_connection(server.getsockname()) as client:
                print(client.getpeername() == server.getsockname())
        """,
    )
    assert course.run() == ["local"]
    assert course.output("local/first") == "True"
