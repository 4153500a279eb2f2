"""Networks in pictures: web/drawing/ draws descriptions, in an engine of its own, as a browser would."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from weave.engine.networks import DrawingError

MODULE = Path(__file__).parents[2] / "web" / "drawing" / "drawing.js"
CALL = "globalThis.call = (json) => [modules['drawing.js'].draw(JSON.parse(json))].join('')"
NAMES = r"\s*\w+(?:,\s*\w+)*,?\s*"
IMPORT = re.compile(rf'^import (?P<names>{{{NAMES}}}) from "\./(?P<file>\w+\.js)"$', re.MULTILINE)
EXPORT = re.compile(rf"^export (?:(?=(?:const|function|class) (?P<name>\w+))|{{(?P<names>{NAMES})}}$)", re.MULTILINE)
OTHER = re.compile(r"^\s*(?:import|export)\b.*|\bimport\(.*", re.MULTILINE)


def functions(module: Path, known: set[str]) -> str:
    """A module as a function that returns what it exports, after those of all that it imports but for the `known`.

    quickjs-ng can load modules, but its Python package has no way to say from where. This knows only
    `import { name } from "./file.js"` and `export`, without new names. Raises ValueError where there is more.
    """
    known.add(module.name)
    text = module.read_text("utf-8")
    files = [found["file"] for found in IMPORT.finditer(text)]
    before = [functions(module.with_name(file), known) for file in files if file not in known]
    exports = ", ".join(found["name"] or found["names"].strip(", \n") for found in EXPORT.finditer(text))
    text = EXPORT.sub("", IMPORT.sub(r"const \g<names> = modules['\g<file>']", text))
    if other := OTHER.search(text):
        raise ValueError(f"{module.name}: the build cannot load {other[0].strip()!r}")
    return "\n".join([*before, f"modules['{module.name}'] = (() => {{\n{text}\nreturn {{ {exports} }}\n}})()"])


@cache
def engine() -> Any:
    """The drawing module in an engine of its own: its `draw`, JSON to SVG text, and the exception it raises."""
    import quickjs  # 12 ms, so only when something is drawn

    context = quickjs.Context()
    context.module(f"const modules = {{}}\n{functions(MODULE, set())}\n{CALL}")
    return context.get("call"), quickjs.JSException


def draw(description: dict[str, Any], name: str = "") -> str:
    """The SVG text of a description; its ids start with `name`, if given. Raises DrawingError."""
    call, failure = engine()
    try:
        return str(call(json.dumps(description | ({"id": name} if name else {}), allow_nan=False)))
    except failure as error:
        raise DrawingError(str(error).partition("\n")[0].removeprefix("Error: ")) from None
