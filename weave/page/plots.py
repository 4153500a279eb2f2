"""Which cells of a listing only plot: a page folds their code, so that a reader sees the figure and the thought."""

import ast
import builtins
from functools import lru_cache

from weave.engine.listing import Lesson

SHOWN = "plt.show()"
DRAWING = ("matplotlib", "numpy", "math", "itertools")  # modules whose calls belong to drawing
WORKING = {"fit", "predict", "evaluate", "compile", "train_on_batch"}  # methods that do a lesson's own work


class Code:
    """What the code of a cell calls, loads, makes and imports."""

    def __init__(self, source: str) -> None:
        self.shows = source.rstrip().splitlines()[-1:] == [SHOWN]
        self.calls: list[ast.expr] = []
        self.loads: set[str] = set()
        self.stores: set[str] = set()
        self.functions: set[str] = set()
        self.arguments: set[str] = set()  # the names of what its functions are given, which no other cell makes
        self.modules: dict[str, str] = {}  # by the name that they, or what is imported from them, have in the listing
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):  # its run will tell
            self.shows, nodes = False, []
        for node in nodes:
            self.take(node)

    def take(self, node: ast.AST) -> None:
        match node:
            case ast.Name():
                (self.loads if isinstance(node.ctx, ast.Load) else self.stores).add(node.id)
            case ast.Call():
                self.calls.append(node.func)
            case ast.FunctionDef():
                self.functions.add(node.name)
            case ast.arg():
                self.arguments.add(node.arg)
            case ast.Import():
                self.modules |= {each.asname or each.name.partition(".")[0]: each.name for each in node.names}
            case ast.ImportFrom():
                self.modules |= {each.asname or each.name: node.module or "" for each in node.names}

    @property
    def makes(self) -> set[str]:
        """The names that other cells may use."""
        return self.stores | self.functions

    @property
    def needs(self) -> set[str]:
        """The names that it takes from other cells, or from Python."""
        return self.loads - self.makes - self.arguments - self.modules.keys()

    def draws(self, modules: dict[str, str], helpers: set[str]) -> bool:
        """Whether it ends by showing a figure and calls nothing that does not belong to drawing it."""
        return self.shows and all(belongs(call, modules, helpers | self.functions) for call in self.calls)


code_of = lru_cache(4096)(Code)  # a preview asks for that of all cells at each save


def belongs(call: ast.expr, modules: dict[str, str], helpers: set[str]) -> bool:
    """Whether calling this belongs to drawing."""
    node = call
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    name = node.id if isinstance(node, ast.Name) else ""
    if name in modules:
        return modules[name].startswith(DRAWING)
    if isinstance(call, ast.Attribute):
        return call.attr not in WORKING
    return name in helpers or hasattr(builtins, name)


def only_plots(lesson: Lesson) -> set[str]:
    """The names of the cells that only plot, and whose names no other cell needs."""
    if SHOWN not in lesson.text:
        return set()
    codes = {cell.name: code_of(cell.source) for cell in lesson.visible}
    modules = {name: module for code in codes.values() for name, module in code.modules.items()}
    found: set[str] = set()
    helpers: set[str] = set()
    for name, code in codes.items():
        if code.draws(modules, helpers):
            found.add(name)
            helpers |= code.functions
    while needed := {name for name in found if serves(name, codes, found)}:
        found -= needed
    return found


def serves(name: str, codes: dict[str, Code], folded: set[str]) -> bool:
    """Whether a cell that is not folded, and comes later, needs what this one has made."""
    made = codes[name].stores | codes[name].functions
    names = list(codes)
    for later in names[names.index(name) + 1 :]:
        code = codes[later]
        if later not in folded and (code.loads - code.stores - code.arguments) & made:
            return True
        made -= code.stores
    return False
