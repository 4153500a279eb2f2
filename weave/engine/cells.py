"""The cells of a listing, run one after the other, and what each of them gave."""

import __future__

import builtins
import gc
import sys
import traceback
import types
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import IO, Any

from weave.engine import finish, kept, shown
from weave.engine.chance import Chance
from weave.engine.listing import Cell, Lesson
from weave.engine.networks import drawable
from weave.engine.output import Output, TooMuch
from weave.engine.output import shown as seen
from weave.engine.problems import Failed, Problems
from weave.engine.values import installed_modules, small_values
from weave.engine.watch import Watch

Tell = Callable[[str, str, Any], None]
FUTURE = sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})


def main_module(path: Path) -> types.ModuleType:
    """A module as Python makes it for the script of this path."""
    module = types.ModuleType("__main__")
    about = {"__loader__": SourceFileLoader("__main__", str(path)), "__builtins__": builtins, "__file__": str(path)}
    vars(module).update(about, __annotations__={}, __cached__=None)
    return module


class Run:
    """One execution of a listing: its namespace, what its cells gave, the problems that a reader would see.

    `cells` maps a cell to its "output" (text) and "figures" (names); `drawings` has the description of each
    network that a cell shows, by figure, and of each Keras model, by variable, or says why there is none; `kept` names
    the hidden cells that keep a network for the page; `modules` names what the visible cells have imported of
    installed packages.

    A cell is the program that readers run, but for what shows that others have called it: `inspect.stack()` is
    longer, and modules are loaded that it has not imported.
    """

    def __init__(
        self, lesson: Lesson, folder: Path, private: Path, watch: Watch, written: IO[bytes], tell: Tell
    ) -> None:
        """`tell` hears of each cell that begins, ("cell", its name, its number), and of what each gave."""
        self.lesson, self.folder, self.private, self.watch, self.tell = lesson, folder, private, watch, tell
        self.cells: dict[str, dict[str, Any]] = {}
        self.drawings: dict[str, Any] = {}
        self.kept: list[str] = []
        self.values: dict[str, Any] = {}
        self.modules: list[str] = []
        self.before = set(sys.modules)
        self.cell = lesson.cells[0]  # the one that runs
        self.last = b""  # what the last visible cell has written
        self.future = 0  # flags of the listing's "from __future__ import ...", which hold in all its cells
        sys.modules["__main__"] = main_module(lesson.path)
        self.namespace = vars(sys.modules["__main__"])
        self.output = Output(written)
        self.problems = Problems(lesson.path)
        self.chance = Chance(self.problems, lesson.path.parent)

    def _compiled(self, cell: Cell) -> types.CodeType:
        """The cell's code, with the line numbers of the listing. Only the first may begin as a program may."""
        begins = "" if cell in self.lesson.visible[:1] else "pass"
        source = begins + "\n" * (cell.line - 1) + cell.source
        code: types.CodeType = compile(source, self.lesson.path, "exec", flags=self.future, dont_inherit=True)
        self.future |= code.co_flags & FUTURE
        return code

    def _cell(self, cell: Cell, namespace: dict[str, Any]) -> None:
        """Run one cell; keep its output and figures. Raises Failed."""
        try:
            exec(self._compiled(cell), namespace)
        except BaseException as error:
            ends = isinstance(error, SystemExit) and error.code in (None, 0) and cell in self.lesson.visible[-1:]
            if not ends:
                raise self.problems.raised(error, traceback.extract_tb(error.__traceback__)[1:]) from None
        self.chance.check()
        self._check()
        figures = self._figures(cell)
        written = self.output.take()
        self.last = self.last if cell.hidden else written
        self.cells[cell.name] = {"output": seen(written), "figures": figures}
        drawings = {name: self.drawings[name] for name in figures if name in self.drawings}
        self.tell("gave", cell.name, self.cells[cell.name] | {"drawings": drawings})

    def _check(self) -> None:
        """Raises Failed for what the listing, or a library for it, has met without a word or only with words."""
        if self.watch.refused:
            raise Failed(self.watch.refused, 0)
        if problem := self.problems.first():
            raise problem

    def _figures(self, cell: Cell) -> list[str]:
        """Keep what the cell has shown; return the names."""
        backend: Any = sys.modules.get("weave.engine.figures")
        if backend and backend.Gcf.figs:
            raise Failed("A figure is never shown: end the cell with plt.show().", cell.line)
        taken = []
        for one in shown.take():
            if isinstance(one, shown.Kept):
                self._keep(one, cell)
            else:
                taken.append(one)
        names = [cell.name if len(taken) == 1 else f"{cell.name}-{number + 1}" for number in range(len(taken))]
        for name, one in zip(names, taken, strict=True):
            if isinstance(one, shown.Network):
                self.drawings[name] = one.description
            else:
                svg = backend.finished(one.svg, f"{self.lesson.name}-{name}")
                (self.folder / f"{name}.svg").write_text(svg, "utf-8")
        return names

    def _keep(self, network: shown.Kept, cell: Cell) -> None:
        """Keep a network for the page, under the name of its cell. Raises Failed."""
        if not cell.hidden or cell.name in self.kept:
            raise Failed("keep() belongs into a hidden cell, once: the network gets the name of the cell.", cell.line)
        kept.write(network, self.folder, cell.name)
        self.kept.append(cell.name)

    def _models(self) -> dict[str, Any]:
        """Built Keras models among the variables are described, to be drawn. Raises Failed."""
        if not (keras := sys.modules.get("keras")):
            return {}
        models = {name: it for name, it in self.namespace.items() if isinstance(it, keras.Model)}
        return {name: drawable(model) for name, model in models.items() if model.built}

    def _visible(self) -> list[tuple[int, dict[str, Any]]]:
        """Run the visible cells. Returns the numbers of the hidden ones, and the names each would have seen."""
        hidden = []
        for number, cell in enumerate(self.lesson.cells):
            if cell.hidden:
                hidden.append((number, dict(self.namespace)))
                continue
            self.cell = cell
            self.tell("cell", cell.name, number)
            self._cell(cell, self.namespace)
        return hidden

    def _hidden(self, cells: list[tuple[int, dict[str, Any]]]) -> None:
        """Run the hidden cells, once nothing visible goes on that could print."""
        finish.join_threads()
        self.last += self.output.take()
        while cells:
            number, names = cells.pop(0)
            self.cell = self.lesson.cells[number]
            self.tell("cell", self.cell.name, number)
            self._cell(self.cell, names)
        del names  # with what only hidden cells know, and what that prints in the end
        gc.collect()
        self.output.take()

    def _finish(self) -> None:
        """Let the program end: what is still printed then is its last cell's."""
        self.cell = (self.lesson.visible or self.lesson.cells)[-1]
        finish.finish(self._let_go)
        self._check()
        self.cells[self.cell.name]["output"] = seen(self.last + self.output.take())

    def _let_go(self) -> None:
        self.namespace = {}

    def all(self) -> None:
        """Run the visible cells, then the hidden ones. Raises Failed, with the line."""
        try:
            hidden = self._visible()
            self.values, models = small_values(self.namespace, str(self.private)), self._models()
            self.modules = installed_modules(self.lesson, sys.modules.keys() - self.before)
            if hidden:
                self._hidden(hidden)
            for cell in self.lesson.cells:
                for name in models.keys() & self.cells[cell.name]["figures"]:
                    text = f"The figure {name!r} of this cell has the name of the model {name!r}, which is drawn too."
                    raise Failed(f"{text}\nRename the cell or the variable.", cell.line)
            self.drawings = models | self.drawings
            self._finish()
        except Failed as problem:
            text, line = problem.args
            raise Failed(text, line or self.cell.line) from None
        except TooMuch as problem:
            raise Failed(*problem.args, self.cell.line) from None
