"""The cells of a listing, run one after the other, and what each of them gave."""

import __future__

import sys
import traceback
import types
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from weave.engine import shown
from weave.engine.listing import Cell, Lesson
from weave.engine.networks import drawable
from weave.engine.output import Output
from weave.engine.values import small_values
from weave.engine.watch import Watch

FUTURE = sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})


class Failed(Exception):
    """A listing went wrong; the arguments are what happened, with the remedy, and the line of the listing."""


class Run:
    """One execution of a listing: its namespace, what its cells gave, the warnings a reader would see.

    `cells` maps a cell to its "output" (text) and "figures" (names); `drawings` has the description of each
    network that a cell shows, by figure, and of each Keras model, by variable, or says why there is none.
    """

    def __init__(self, lesson: Lesson, folder: Path, watch: Watch) -> None:
        self.lesson, self.folder, self.watch = lesson, folder, watch
        self.cells: dict[str, dict[str, Any]] = {}
        self.drawings: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.warned: Failed | None = None
        self.future = 0  # flags of the listing's "from __future__ import ...", which hold in all its cells
        warnings.showwarning = self._warned  # type: ignore[assignment]
        sys.modules["__main__"] = types.ModuleType("__main__")
        self.namespace = vars(sys.modules["__main__"])
        self.namespace["__file__"] = str(lesson.path)
        self.output = Output()

    def _line(self, frames: list[traceback.FrameSummary]) -> int:
        return next((f.lineno or 0 for f in reversed(frames) if f.filename == str(self.lesson.path)), 0)

    def _warned(self, message: Warning, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
        text = f"{category.__name__}: {message}\nReaders would see this warning too: mend what it warns of."
        line = lineno if filename == str(self.lesson.path) else self._line(traceback.extract_stack())
        self.warned = self.warned or Failed(text, line)

    def _compiled(self, cell: Cell) -> types.CodeType:
        """The cell's code, with the line numbers of the listing."""
        source = "\n" * (cell.line - 1) + cell.source
        code: types.CodeType = compile(source, self.lesson.path, "exec", flags=self.future, dont_inherit=True)
        self.future |= code.co_flags & FUTURE
        return code

    def _cell(self, cell: Cell, namespace: dict[str, Any]) -> None:
        """Run one cell; keep its output and figures. Raises Failed."""
        try:
            exec(self._compiled(cell), namespace)
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
        self.cells[cell.name] = {"output": self.output.take(), "figures": self._figures(cell)}

    def _figures(self, cell: Cell) -> list[str]:
        """Keep what the cell has shown; return the names."""
        backend: Any = sys.modules.get("weave.engine.figures")
        if backend and backend.Gcf.figs:
            raise Failed("A figure is never shown: end the cell with plt.show().", cell.line)
        taken = shown.take()
        names = [cell.name if len(taken) == 1 else f"{cell.name}-{number + 1}" for number in range(len(taken))]
        for name, one in zip(names, taken, strict=True):
            if isinstance(one, shown.Network):
                self.drawings[name] = one.description
            else:
                svg = backend.finished(one.svg, f"{self.lesson.name}-{name}")
                (self.folder / f"{name}.svg").write_text(svg, "utf-8")
        return names

    def _models(self) -> dict[str, Any]:
        """Built Keras models among the variables are described, to be drawn. Raises Failed."""
        if not (keras := sys.modules.get("keras")):
            return {}
        models = {name: it for name, it in self.namespace.items() if isinstance(it, keras.Model)}
        return {name: drawable(model) for name, model in models.items() if model.built}

    def all(self, tell: Callable[[str, int], None]) -> None:
        """Run the visible cells, then the hidden ones, on the names they would have seen; `tell` hears of each."""
        hidden = []
        for number, cell in enumerate(self.lesson.cells):
            tell(cell.name, number)
            if cell.hidden:
                hidden.append((cell, dict(self.namespace)))
            else:
                self._cell(cell, self.namespace)
        self.values, models = small_values(self.namespace), self._models()
        for cell, names in hidden:
            self._cell(cell, names)
        for cell in self.lesson.cells:
            for name in models.keys() & self.cells[cell.name]["figures"]:
                text = f"The figure {name!r} of this cell has the name of the model {name!r}, which is drawn too."
                raise Failed(f"{text}\nRename the cell or the variable.", cell.line)
        self.drawings = models | self.drawings
