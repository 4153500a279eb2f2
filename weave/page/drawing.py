"""Networks in pictures: web/drawing/ draws descriptions, in an engine of its own, as a browser would."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from weave.engine.networks import DrawingError

MODULE = Path(__file__).parents[2] / "web" / "drawing" / "drawing.js"
CALL = "\nglobalThis.call = (json) => [draw(JSON.parse(json))].join('')"


@cache
def engine() -> Any:
    """The drawing module in an engine of its own: its `draw`, JSON to SVG text, and the exception it raises."""
    import quickjs  # 12 ms, so only when something is drawn

    context = quickjs.Context()
    context.module(MODULE.read_text("utf-8") + CALL)
    return context.get("call"), quickjs.JSException


def draw(description: dict[str, Any], name: str = "") -> str:
    """The SVG text of a description; its ids start with `name`, if given. Raises DrawingError."""
    call, failure = engine()
    try:
        return str(call(json.dumps(description | ({"id": name} if name else {}), allow_nan=False)))
    except failure as error:
        raise DrawingError(str(error).partition("\n")[0].removeprefix("Error: ")) from None
