"""Inside the process that runs one listing: what it finds there, and the record that it leaves."""

import errno
import hashlib
import json
import os
import re
import runpy
import shutil
import sys
import tempfile
import time
import traceback
from multiprocessing import spawn
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any

from weave.engine.cells import Run
from weave.engine.downloads import Downloads
from weave.engine.environment import variables
from weave.engine.inputs import machinery
from weave.engine.listing import Lesson
from weave.engine.problems import FULL, Failed
from weave.engine.values import versions
from weave.engine.watch import Watch, never_use_bytecode

THREADS_WANTED = re.compile(r"^# Threads: ([1-9])$", re.MULTILINE)  # for a long lesson that has much for each to do


def prepare(root: Path, program: Lesson, private: Path) -> Watch:
    """Make this process the program's: an empty working folder and home in `private`, observed reads, no network."""
    for folder in ("work", "home/.keras"):
        (private / folder).mkdir(parents=True)
    os.chdir(private / "work")
    os.environ["HOME"] = str(private / "home")
    if threads := THREADS_WANTED.search(program.text):
        os.environ["TF_NUM_INTRAOP_THREADS"] = threads[1]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv, sys.path[0:0] = [str(program.path)], [str(program.path.parent)]
    never_use_bytecode(root)
    watch = Watch(root, machinery(root))
    Downloads(root, watch, private / "home" / ".keras")
    sys.addaudithook(watch)
    return watch


def let_processes_run(program: Lesson, private: Path) -> None:
    """Let a process that the program spawns find the published script as its main program: no hidden cells."""
    lines = program.text.split("\n")
    for cell in program.cells:
        if cell.hidden:
            lines[cell.line - 1 : cell.line + cell.source.count("\n")] = [""] * (cell.source.count("\n") + 1)
    script = private / program.path.name
    script.write_text("\n".join(lines), "utf-8")
    preparation = spawn.get_preparation_data

    def with_script(name: str) -> dict[str, Any]:
        data = preparation(name)
        return data | {place: str(script) for place in data if place == "init_main_from_path"}

    spawn.get_preparation_data = with_script


def run(root: Path, lesson: Lesson, folder: Path, private: Path, pipe: Connection, written: IO[bytes]) -> None:
    """Run one listing and leave its record in `folder`. Raises Failed."""
    started = time.perf_counter()
    watch = prepare(root, lesson, private)
    let_processes_run(lesson, private)
    run = Run(lesson, folder, watch, written)
    run.all(lambda name, number: pipe.send(("cell", name, number)))
    record: dict[str, Any] = {"cells": run.cells, "values": run.values, "versions": versions(lesson)}
    record |= {"seconds": round(time.perf_counter() - started, 2), "processor_seconds": time.process_time()}
    record["drawings"] = run.drawings
    record["inputs"] = watch.inputs | {lesson.where: hashlib.sha256(lesson.text.encode()).hexdigest()}
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")


def main(root: Path, lesson: Lesson, folder: Path, pipe: Connection, written: IO[bytes]) -> None:
    """Run one listing of the course in `root`, its output going to the file `written`; report along `pipe`."""
    private = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        run(root, lesson, folder, private, pipe, written)
        pipe.send(("done", "", 0))
    except Failed as problem:
        pipe.send(("failed", *problem.args))
    except Exception as error:  # none of the listing's
        text = FULL if isinstance(error, OSError) and error.errno == errno.ENOSPC else traceback.format_exc()
        pipe.send(("failed", f"No record could be made.\n{text}", 0))
    finally:
        os.chdir(root)
        shutil.rmtree(private, ignore_errors=True)


def plain(root: Path, script: Path) -> None:
    """Run a published script as a reader would, in an empty folder, but without a network."""
    kept = variables(root / ".weave")
    os.environ.clear()
    os.environ |= kept
    time.tzset()
    with tempfile.TemporaryDirectory() as private:
        prepare(root, Lesson(script), Path(private))
        try:
            runpy.run_path(str(script), run_name="__main__")
        finally:
            os.chdir(root)
