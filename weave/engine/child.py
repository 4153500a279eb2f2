"""Inside the process that runs one listing: what it finds there, and the record that it leaves."""

import json
import os
import re
import runpy
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import Any

from weave.engine.cells import Failed, Run
from weave.engine.downloads import answer_downloads
from weave.engine.listing import Lesson
from weave.engine.values import versions
from weave.engine.watch import Watch, never_use_bytecode

THREADS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"]
STYLE = {
    "MPLBACKEND": "module://weave.engine.figures",
    "MATPLOTLIBRC": str(Path(__file__).with_name("matplotlibrc")),
}
KERAS = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
# One thread a lesson: as many lessons at once as there are cores, and the same sums everywhere.
ENVIRONMENT = dict.fromkeys(THREADS, "1") | STYLE | KERAS | {"PYTHONHASHSEED": "0", "COLUMNS": "80"}
THREADS_WANTED = re.compile(r"^# Threads: ([1-9])$", re.MULTILINE)  # for a long lesson that has much for each to do


def prepare(root: Path, program: Lesson, folder: str, tell: Callable[[str, str, Any], None]) -> Watch:
    """Make this process the program's: an empty working folder, observed reads, of which `tell` hears, no network."""
    os.chdir(folder)
    if threads := THREADS_WANTED.search(program.text):
        os.environ["TF_NUM_INTRAOP_THREADS"] = threads[1]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv, sys.path[0:0] = [str(program.path)], [str(program.path.parent)]
    never_use_bytecode(root)
    watch = Watch(root, folder, tell)
    if program.packages & {"keras", "tensorflow"}:
        answer_downloads(root, watch)
    watch.start()
    return watch


def main(root: Path, lesson: Lesson, folder: Path, pipe: Connection, listen: Callable[[], None]) -> None:
    """Run one listing of the course in `root` and leave its record in `folder`; report along `pipe`.

    `listen` is called when all is ready: from then on, what the process opens is the listing's doing.
    """
    lock = RLock()

    def tell(*message: Any) -> None:
        with lock:
            pipe.send(message)

    started = time.perf_counter()
    with TemporaryDirectory(dir=folder.parent) as empty:
        run = Run(lesson, folder, prepare(root, lesson, empty, tell))
        listen()
        try:
            run.all(lambda name, number: tell("cell", name, number))
        except Failed as error:
            return tell("failed", *error.args)
    record: dict[str, Any] = {"cells": run.cells, "values": run.values, "versions": versions(lesson)}
    record |= {"seconds": round(time.perf_counter() - started, 2), "processor_seconds": time.process_time()}
    record["drawings"] = run.drawings
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    tell("done", "", 0)


def plain(root: Path, script: Path) -> None:
    """Run a published script as a reader would, in an empty folder, but without a network."""
    os.environ |= ENVIRONMENT
    with TemporaryDirectory() as empty:
        prepare(root, Lesson(script), empty, lambda *_: None)
        runpy.run_path(str(script), run_name="__main__")
