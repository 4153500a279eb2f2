"""Networks in pictures: web/drawing/ draws descriptions, in an engine of its own, as a browser would."""

import json
from pathlib import Path
from typing import Any

from weave.engine.networks import DrawingError
from weave.page.javascript import first_line, loaded

MODULE = Path(__file__).parents[2] / "web" / "drawing" / "drawing.js"


def draw(description: dict[str, Any], name: str = "") -> str:
    """The SVG text of a description; its ids start with `name`, if given. Raises DrawingError."""
    call, failure = loaded(MODULE, "(json) => String(its.draw(JSON.parse(json)))")
    try:
        return str(call(json.dumps(description | ({"id": name} if name else {}), allow_nan=False)))
    except failure as error:
        raise DrawingError(first_line(error)) from None
