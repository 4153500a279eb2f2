"""Inside the process that runs one listing: what it finds there, and the record that it leaves."""

import errno
import json
import os
import runpy
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from multiprocessing import spawn
from multiprocessing.connection import Connection
from pathlib import Path
from threading import RLock
from typing import IO, Any

from weave.engine.cells import Run
from weave.engine.downloads import Downloads
from weave.engine.environment import variables
from weave.engine.listing import THREADS_WANTED, Lesson
from weave.engine.problems import FULL, Failed
from weave.engine.values import versions
from weave.engine.watch import Watch, never_use_bytecode


class Report:
    """What the listing's process tells the build along `pipe`; what it prints goes to the file `written`.

    `listen` is called when all is ready: from then on, what the process opens is the listing's doing.
    """

    def __init__(self, pipe: Connection, written: IO[bytes], listen: Callable[[], None]) -> None:
        self.pipe, self.written, self.listen = pipe, written, listen
        self.lock = RLock()

    def tell(self, kind: str, text: str, number: Any) -> None:
        with self.lock:
            self.pipe.send((kind, text, number))


def prepare(root: Path, program: Lesson, private: Path, tell: Callable[[str, str, Any], None]) -> Watch:
    """Make this process the program's: an empty working folder and home in `private`; `tell` hears of its reads."""
    for folder in ("work", "home/.keras"):
        (private / folder).mkdir(parents=True)
    os.chdir(private / "work")
    os.environ["HOME"] = str(private / "home")
    if threads := THREADS_WANTED.search(program.text):
        os.environ["TF_NUM_INTRAOP_THREADS"] = threads[1]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv, sys.path[0:0] = [str(program.path)], [str(program.path.parent)]
    never_use_bytecode(root)
    watch = Watch(root, str(private), tell)
    Downloads(root, watch, private / "home" / ".keras")
    watch.start()
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


def begin(report: Report, root: Path, lesson: Lesson, folder: Path, private: Path) -> Run:
    """All that comes before the first cell."""
    watch = prepare(root, lesson, private, report.tell)
    let_processes_run(lesson, private)
    run = Run(lesson, folder, private, watch, report.written, report.tell)
    report.listen()
    return run


def run(report: Report, root: Path, lesson: Lesson, folder: Path, private: Path) -> None:
    """Run one listing and leave its record in `folder`. Raises Failed."""
    started = time.perf_counter()
    run = begin(report, root, lesson, folder, private)
    run.all()
    run.watch.over = True
    record: dict[str, Any] = {"cells": run.cells, "values": run.values, "versions": versions(lesson)}
    record["modules"] = run.modules
    record |= {"seconds": round(time.perf_counter() - started, 2), "processor_seconds": time.process_time()}
    record |= {"drawings": run.drawings, "kept": run.kept}
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")


def main(report: Report, root: Path, lesson: Lesson, folder: Path) -> None:
    """Run one listing of the course in `root`, its record going into `folder`."""
    private = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        run(report, root, lesson, folder, private)
        report.tell("done", "", 0)
    except Failed as problem:
        report.tell("failed", *problem.args)
    except Exception as error:  # none of the listing's
        text = FULL if isinstance(error, OSError) and error.errno == errno.ENOSPC else traceback.format_exc()
        report.tell("failed", f"No record could be made.\n{text}", 0)
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
        prepare(root, Lesson(script), Path(private), lambda *_: None)
        try:
            runpy.run_path(str(script), run_name="__main__")
        finally:
            os.chdir(root)
