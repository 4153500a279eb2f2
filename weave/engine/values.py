"""The results of a run that pages may quote: its small top-level variables."""

import json
import platform
import sys
from contextlib import suppress
from typing import Any

from weave.engine.listing import Lesson

SIMPLE = (bool, int, float, str, list, tuple, dict)
MOST = 4000  # characters of JSON: a value that a page quotes is small


def as_list(value: Any) -> Any:
    """A small NumPy array or scalar in JSON's terms; TypeError for everything else."""
    if not hasattr(value, "tolist") or getattr(value, "size", 101) > 100:
        raise TypeError
    return value.tolist()


def small_values(namespace: dict[str, Any]) -> dict[str, Any]:
    """The variables that are small and have a meaning in JSON."""
    kept: dict[str, Any] = {}
    for name, value in namespace.items():
        if name[0] != "_" and (isinstance(value, SIMPLE) or hasattr(value, "tolist")):
            with suppress(TypeError, ValueError):
                text = json.dumps(value, default=as_list)
                kept |= {name: json.loads(text)} if len(text) < MOST else {}
    return kept


def versions(lesson: Lesson) -> dict[str, str]:
    """The versions of Python and of the packages that the listing has imported."""
    names = lesson.packages - sys.stdlib_module_names
    names |= {"tensorflow"} if "keras" in names else set()
    found = {name: getattr(sys.modules.get(name), "__version__", "") for name in sorted(names)}
    return {"Python": platform.python_version(), **{name: text for name, text in found.items() if text}}
