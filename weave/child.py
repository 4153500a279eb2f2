"""Inside the process that runs one listing: its cells, their output, and everything that they read."""

import ctypes
import hashlib
import json
import multiprocessing
import os
import platform
import re
import runpy
import signal
import sys
import time
import traceback
import types
import warnings
from contextlib import suppress
from importlib import _bootstrap_external as importing
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any
from urllib.parse import urlsplit

from weave.course import Cell, Course, Lesson
from weave.drawing import drawable
from weave.record import fingerprint, machinery

THREADS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"]
STYLE = {"MPLBACKEND": "module://weave.figures", "MATPLOTLIBRC": str(Path(__file__).parent / "matplotlibrc")}
KERAS = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
# One thread a lesson: as many lessons at once as there are cores, and the same sums everywhere.
ENVIRONMENT = dict.fromkeys(THREADS, "1") | STYLE | KERAS | {"PYTHONHASHSEED": "0", "COLUMNS": "80"}
THREADS_WANTED = re.compile(r"^# Threads: ([1-9])$", re.MULTILINE)  # for a long lesson that has much for each to do
REACHING = dict.fromkeys(["urllib.Request", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"], 0)
REACHING |= dict.fromkeys(["socket.connect", "socket.sendto", "socket.sendmsg"], 1)
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-JL-Za-z]")
KERAS_TIMES = re.compile(r" \d+(?:s|ms|us) \d+(?:s|ms|us)/(?:step|epoch)")


class Failed(Exception):
    """A listing went wrong; the arguments are what happened, with the remedy, and the line of the listing."""


def as_terminal(text: str) -> str:
    """The text as a terminal would finally show it, without Keras's step timings."""
    lines = ANSI.sub("", text).split("\n")
    for number, line in enumerate(lines):
        row: list[str] = []
        column = 0
        for piece in re.split(r"(\r|[\b]|\x1b\[\d*K)", line):
            if piece in ("\r", "\b"):
                column = max(0, column - 1) if piece == "\b" else 0
            elif piece.startswith("\x1b"):
                del row[column:]
            else:
                row[column : column + len(piece)] = piece
                column += len(piece)
        lines[number] = KERAS_TIMES.sub("", "".join(row)).rstrip()
    return "\n".join(lines).strip("\n")


class Watch:
    """An audit hook: notes what is read inside the course and refuses the network."""

    def __init__(self, course: Course, inputs: dict[str, str]) -> None:
        self.root = f"{course.root}{os.sep}"
        self.inputs = inputs
        self.refused = ""

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        listed = event in ("os.listdir", "os.scandir") and "importlib" not in sys._getframe(1).f_code.co_filename
        if listed or (event == "open" and not args[2] & (os.O_WRONLY | os.O_TRUNC)):
            self.note(args[0])
        elif event in REACHING:
            target = args[REACHING[event]]
            name = target[0] if isinstance(target, tuple) else target
            host = urlsplit(name).hostname if event == "urllib.Request" else name
            if host not in (None, "", "localhost", "127.0.0.1", "::1") and host[0] != "/":  # of a Unix socket
                self.refuse(name)

    def refuse(self, target: object) -> None:
        self.refused = f"The listing reaches out to {target}, but it runs without a network.\n"
        self.refused += "Put a file of that name into datasets/ and load it with keras.utils.get_file."
        raise RuntimeError(self.refused)

    def note(self, path: object) -> None:
        full = os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes)) else ""
        name = full.removeprefix(self.root)
        if name == full or name.startswith(".") or full.startswith(sys.prefix) or name in self.inputs:
            return
        self.inputs[name] = "being read"  # fingerprint() opens the file again
        self.inputs[name] = fingerprint(Path(full))


def never_use_bytecode(root: Path) -> None:
    """Import the course's own modules from source: bytecode can miss an edit within a second."""
    cache_from_source = importing.cache_from_source

    def outside_only(path: str, *args: Any, **options: Any) -> str:
        if path.startswith(f"{root}{os.sep}") and not path.startswith(sys.prefix):
            raise NotImplementedError
        return cache_from_source(path, *args, **options)

    importing.cache_from_source = outside_only  # type: ignore[assignment]


def answer_downloads(course: Course, watch: "Watch") -> None:
    """Let `datasets/` answer for keras.utils.get_file, wherever Keras has bound that name."""
    from keras.src.utils import file_utils

    found = [path for path in (course.root / "datasets").rglob("*") if not path.name.startswith(".")]
    files = {
        f"{path.name}.zip" if path.is_dir() else path.name: str(path) for path in found
    }  # a folder answers for its zip
    download = file_utils.get_file

    def get_file(fname: str | None = None, origin: str | None = None, *_: Any, **__: Any) -> str:
        name = os.path.basename(urlsplit(origin or "").path) or str(fname)
        if name not in files:
            watch.refuse(origin)
        return files[name]

    for module in list(sys.modules.values()):
        for name, value in list(vars(module).items()):
            if value is download:
                setattr(module, name, get_file)


def as_list(value: Any) -> Any:
    """A small NumPy array or scalar in JSON's terms; TypeError for everything else."""
    if not hasattr(value, "tolist") or getattr(value, "size", 101) > 100:
        raise TypeError
    return value.tolist()


class Run:
    """One execution of a listing: its namespace, what its cells gave, the warnings a reader would see."""

    def __init__(self, lesson: Lesson, folder: Path, watch: Watch) -> None:
        self.lesson, self.folder, self.watch = lesson, folder, watch
        self.cells: dict[str, dict[str, Any]] = {}
        self.drawings: dict[str, Any] = {}  # of networks that cells show, by figure
        self.models: dict[str, Any] = {}  # those of Keras models, or why there is none, by variable
        self.warned: Failed | None = None
        warnings.showwarning = self._warned  # type: ignore[assignment]
        sys.modules["__main__"] = types.ModuleType("__main__")
        self.namespace = vars(sys.modules["__main__"])
        self.namespace["__file__"] = str(lesson.path)
        self.output = TemporaryFile(buffering=0)  # noqa: SIM115
        for descriptor in (1, 2):  # so that Python's, C's and other programs' lines come in order
            os.dup2(self.output.fileno(), descriptor)
        sys.stdout, sys.stderr = (os.fdopen(fd, "w", 1, encoding="utf-8", closefd=False) for fd in (1, 2))

    def _printed(self) -> str:
        """What has been written since the last call."""
        sys.stdout.flush()
        sys.stderr.flush()
        ctypes.CDLL(None).fflush(None)
        self.output.seek(0)
        text = as_terminal(self.output.read().decode("utf-8", "replace"))
        self.output.seek(0)
        self.output.truncate()
        return text

    def _line(self, frames: list[traceback.FrameSummary]) -> int:
        return next((f.lineno or 0 for f in reversed(frames) if f.filename == str(self.lesson.path)), 0)

    def _warned(self, message: Warning, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
        text = f"{category.__name__}: {message}\nReaders would see this warning too: mend what it warns of."
        line = lineno if filename == str(self.lesson.path) else self._line(traceback.extract_stack())
        self.warned = self.warned or Failed(text, line)

    def cell(self, cell: Cell, namespace: dict[str, Any]) -> None:
        """Run one cell; keep its output and figures. Raises Failed."""
        try:
            exec(compile("\n" * (cell.line - 1) + cell.source, self.lesson.path, "exec"), namespace)
        except BaseException as error:
            frames = traceback.extract_tb(error.__traceback__)[1:]
            line = self._line(frames) or getattr(error, "lineno", 0) or cell.line
            remedy = "Mend the cell, or catch the error in it if readers are meant to see it.\n"
            text = [*traceback.format_exception_only(error), remedy, *traceback.format_list(frames)]
            raise Failed("".join(text).rstrip(), line) from None
        if self.watch.refused:
            raise Failed(self.watch.refused, cell.line)
        if self.warned:
            raise self.warned
        self.cells[cell.name] = {"output": self._printed(), "figures": self._figures(cell)}

    def _figures(self, cell: Cell) -> list[str]:
        figures: Any = sys.modules.get("weave.figures")
        count = len(figures.shown) if figures else 0
        if figures and figures.Gcf.figs:
            raise Failed("A figure is never shown: end the cell with plt.show().", cell.line)
        names = [cell.name if count == 1 else f"{cell.name}-{number + 1}" for number in range(count)]
        for name in names:
            if isinstance(figures.shown[0], dict):
                self.drawings[name] = figures.shown.pop(0)
            else:
                (self.folder / f"{name}.svg").write_text(figures.finish(f"{self.lesson.name}-{name}"), "utf-8")
        return names

    def values(self) -> dict[str, Any]:
        """The small top-level variables; built Keras models are described, to be drawn."""
        kept: dict[str, Any] = {}
        for name, value in self.namespace.items():
            if "keras" in sys.modules and isinstance(value, sys.modules["keras"].Model) and value.built:
                self.models[name] = drawable(value)
            elif isinstance(value, (bool, int, float, str, list, tuple, dict)) or hasattr(value, "tolist"):
                with suppress(TypeError, ValueError):
                    text = json.dumps(value, default=as_list)
                    kept |= {name: json.loads(text)} if len(text) < 4000 and name[0] != "_" else {}
        return kept

    def all(self, pipe: Connection) -> dict[str, Any]:
        """Run the visible cells and return their values; then the hidden ones, on the names they would have seen."""
        hidden = []
        for number, cell in enumerate(self.lesson.cells):
            pipe.send(("cell", cell.name, number))
            if cell.hidden:
                hidden.append((cell, dict(self.namespace)))
            else:
                self.cell(cell, self.namespace)
        values = self.values()
        for cell, names in hidden:
            self.cell(cell, names)
        for cell in self.lesson.cells:
            for name in self.models.keys() & self.cells[cell.name]["figures"]:
                text = f"The figure {name!r} of this cell has the name of the model {name!r}, which is drawn too."
                raise Failed(f"{text}\nRename the cell or the variable.", cell.line)
        return values


def end_with_build() -> None:
    """End this process, and all that it started, as soon as the build that wants it is gone."""
    os.setsid()
    build = multiprocessing.parent_process()
    if build and os.fork() == 0:  # a process of its own, as a listing may never let go of Python
        build.join()
        os.killpg(0, signal.SIGKILL)


def prepare(course: Course, program: Lesson, folder: str) -> Watch:
    """Make this process the program's: an empty working folder, observed reads, no network."""
    os.chdir(folder)
    if threads := THREADS_WANTED.search(program.text):
        os.environ["TF_NUM_INTRAOP_THREADS"] = threads[1]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv, sys.path[0:0] = [str(program.path)], [str(program.path.parent)]
    never_use_bytecode(course.root)
    watch = Watch(course, machinery(course))
    if {name.partition(".")[0] for name in program.imports} & {"keras", "tensorflow"}:
        answer_downloads(course, watch)
    sys.addaudithook(watch)
    return watch


def versions(lesson: Lesson) -> dict[str, str]:
    """The versions of Python and of the packages that the listing has imported."""
    names = {name.partition(".")[0] for name in lesson.imports} - sys.stdlib_module_names
    names |= {"tensorflow"} if "keras" in names else set()
    found = {name: getattr(sys.modules.get(name), "__version__", "") for name in sorted(names)}
    return {"Python": platform.python_version(), **{name: text for name, text in found.items() if text}}


def main(course: Course, lesson: Lesson, folder: Path, pipe: Connection) -> None:
    """Run one listing in this process and leave its record in `folder`; report along `pipe`."""
    end_with_build()
    started = time.perf_counter()
    with TemporaryDirectory(dir=folder.parent) as empty:
        run = Run(lesson, folder, prepare(course, lesson, empty))
        try:
            values = run.all(pipe)
        except Failed as error:
            return pipe.send(("failed", *error.args))
    record: dict[str, Any] = {"cells": run.cells, "values": values, "versions": versions(lesson)}
    record |= {"seconds": round(time.perf_counter() - started, 2), "processor_seconds": time.process_time()}
    record["drawings"] = run.models | run.drawings
    record["inputs"] = run.watch.inputs | {lesson.where: hashlib.sha256(lesson.text.encode()).hexdigest()}
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    pipe.send(("done", "", 0))


def plain(course: Course, script: Path) -> None:
    """Run a published script as a reader would, in an empty folder, but without a network."""
    os.environ |= ENVIRONMENT
    with TemporaryDirectory() as empty:
        prepare(course, Lesson(script), empty)
        runpy.run_path(str(script), run_name="__main__")
