"""How long a listing may run, how long what it started is waited for, and which listing runs first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, CourseFolder

from weave.course import Course
from weave.runner import seconds_allowed
from weave.servers import Server


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
