"""The course's own JavaScript, modules as one text: for the build, which runs it as browsers do, and for readers."""

import os
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

NAMES = r"\s*\w+(?:,\s*\w+)*,?\s*"
IMPORT = re.compile(rf'^import (?P<names>{{{NAMES}}}) from "(?P<file>\.\.?/[\w./]+\.js)"$', re.MULTILINE)
KINDS = r"(?:const|(?:async )?function|class)"
EXPORT = re.compile(rf"^export (?:(?={KINDS} (?P<name>\w+))|{{(?P<names>{NAMES})}}$)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)(?:.|\n))*\*/)[ \t]*\n", re.MULTILINE)  # with lines of its own
# But for import(new URL(…)): what the browser fetches when it comes there, a bundle of its own.
OTHER = re.compile(r"^\s*(?:import\b(?!\(new URL\()|export\b).*|\bimport\((?!new URL\().*", re.MULTILINE)


def functions(*entries: Path) -> str:
    """Modules, and all that they import, as functions that return what each exports, those first that others need.

    What they return is kept in `modules`, under their paths from the folder of the first. quickjs-ng can load modules,
    but its Python package has no way to say from where; and one file reaches a reader sooner than twenty that name each
    other. This knows only `import { name } from "./file.js"` and `export`, without new names. Raises ValueError where
    there is more.
    """
    home, known = entries[0].resolve().parent, dict[Path, str]()
    for entry in entries:
        add(entry.resolve(), home, known)
    return "\n".join(["const modules = {}", *known.values()])


def add(module: Path, home: Path, known: dict[Path, str]) -> None:
    """Add a module's function to the `known`, after those of all that it imports. Raises ValueError."""

    def place(file: str) -> str:
        return Path(os.path.relpath(module.parent / file, home)).as_posix()

    text = COMMENT.sub("", module.read_text("utf-8"))
    for found in IMPORT.finditer(text):
        file = (module.parent / found["file"]).resolve()
        if file not in known:
            add(file, home, known)
    exports = ", ".join(found["name"] or found["names"].strip(", \n") for found in EXPORT.finditer(text))
    text = EXPORT.sub("", IMPORT.sub(lambda it: f"const {it['names']} = modules['{place(it['file'])}']", text))
    if other := OTHER.search(text):
        raise ValueError(f"{module.name}: the build cannot load {other[0].strip()!r}")
    known[module] = f"modules['{place(module.name)}'] = (() => {{\n{text}\nreturn {{ {exports} }}\n}})()"


@lru_cache(64)
def bundle(module: Path, _changed: int = 0) -> str:
    """A module and all that it imports as one module, which exports its `start`; made again if the last change of any
    is another one."""
    return f"{functions(module)}\nexport const {{ start }} = modules['{module.name}']\n"


@cache
def loaded(module: Path, call: str) -> tuple[Any, type[Exception]]:
    """A function of JavaScript, such as "(text) => draw(text)", that sees what a module exports as `its`.

    Returns it, as one of Python from text to text, and the exception that it raises.
    """
    import quickjs  # 12 ms, so only when something is called

    context = quickjs.Context()
    its = f"const its = modules['{module.name}']"
    context.module(f"{functions(module)}\n{its}\nglobalThis.call = {call}")
    return context.get("call"), quickjs.JSException


def first_line(error: Exception) -> str:
    """What an exception of JavaScript says, without its name and where it came from."""
    return re.sub(r"^(?:\w*Error: )+", "", str(error).partition("\n")[0])
