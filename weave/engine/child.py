"""Inside the process that runs one listing: what it finds there, and the record that it leaves."""

import hashlib
import json
import os
import re
import runpy
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from weave.engine.cells import Failed, Run
from weave.engine.inputs import machinery
from weave.engine.listing import Lesson
from weave.engine.values import versions
from weave.engine.watch import Watch, answer_downloads, never_use_bytecode

THREADS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"]
STYLE = {
    "MPLBACKEND": "module://weave.engine.figures",
    "MATPLOTLIBRC": str(Path(__file__).with_name("matplotlibrc")),
}
KERAS = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
# One thread a lesson: as many lessons at once as there are cores, and the same sums everywhere.
ENVIRONMENT = dict.fromkeys(THREADS, "1") | STYLE | KERAS | {"PYTHONHASHSEED": "0", "COLUMNS": "80"}
THREADS_WANTED = re.compile(r"^# Threads: ([1-9])$", re.MULTILINE)  # for a long lesson that has much for each to do


def prepare(root: Path, program: Lesson, folder: str) -> Watch:
    """Make this process the program's: an empty working folder, observed reads, no network."""
    os.chdir(folder)
    if threads := THREADS_WANTED.search(program.text):
        os.environ["TF_NUM_INTRAOP_THREADS"] = threads[1]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv, sys.path[0:0] = [str(program.path)], [str(program.path.parent)]
    never_use_bytecode(root)
    watch = Watch(root, machinery(root))
    if program.packages & {"keras", "tensorflow"}:
        answer_downloads(root, watch)
    sys.addaudithook(watch)
    return watch


def main(root: Path, lesson: Lesson, folder: Path, pipe: Connection) -> None:
    """Run one listing of the course in `root` and leave its record in `folder`; report along `pipe`."""
    started = time.perf_counter()
    with TemporaryDirectory(dir=folder.parent) as empty:
        run = Run(lesson, folder, prepare(root, lesson, empty))
        try:
            run.all(lambda name, number: pipe.send(("cell", name, number)))
        except Failed as error:
            return pipe.send(("failed", *error.args))
    record: dict[str, Any] = {"cells": run.cells, "values": run.values, "versions": versions(lesson)}
    record |= {"seconds": round(time.perf_counter() - started, 2), "processor_seconds": time.process_time()}
    record["drawings"] = run.drawings
    record["inputs"] = run.watch.inputs | {lesson.where: hashlib.sha256(lesson.text.encode()).hexdigest()}
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    pipe.send(("done", "", 0))


def plain(root: Path, script: Path) -> None:
    """Run a published script as a reader would, in an empty folder, but without a network."""
    os.environ |= ENVIRONMENT
    with TemporaryDirectory() as empty:
        prepare(root, Lesson(script), empty)
        runpy.run_path(str(script), run_name="__main__")
