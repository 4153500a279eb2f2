"""The results of a run that pages may quote: its small top-level variables."""

import json
import platform
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from weave.engine.listing import Lesson, imported

PRINTED = (complex, set, frozenset)  # quoted as Python prints them
SIMPLE = (bool, int, float, str, list, tuple, dict, type(None), *PRINTED)
NUMBERS = {"NaN": "nan", "Infinity": "inf", "-Infinity": "-inf"}  # which JSON has not: {"float": "nan"} stands for one
MOST = 4000  # characters of JSON: a value that a page quotes is small


def in_json(value: Any) -> Any:
    """A small NumPy array or scalar, or a set, in JSON's terms; TypeError for everything else."""
    if isinstance(value, PRINTED):
        return repr(value)
    if not hasattr(value, "tolist") or getattr(value, "size", 101) > 100:
        raise TypeError
    return value.tolist()


def shallow(value: Any, levels: int = 20) -> bool:
    """Whether lists and dictionaries lie at most so many deep in each other."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(shallow(part, levels - 1) for part in parts)


def small_values(namespace: dict[str, Any], private: str) -> dict[str, Any]:
    """The variables that are small, have a meaning in JSON, and do not name the run's `private` folder.

    That folder has another name in each run; a value with it would never be the same twice.
    """
    kept: dict[str, Any] = {}
    for name, value in namespace.items():
        if name[0] != "_" and (isinstance(value, SIMPLE) or hasattr(value, "tolist")):
            with suppress(TypeError, ValueError, RecursionError):
                text = json.dumps(value, default=in_json)
                found = json.loads(text, parse_constant=lambda name: {"float": NUMBERS[name]})
                if len(text) < MOST and shallow(found) and json.dumps(private)[1:-1] not in text:
                    kept[name] = found
    return kept


def versions(lesson: Lesson) -> dict[str, str]:
    """The versions of Python and of the packages that the listing has imported."""
    names = lesson.packages - sys.stdlib_module_names
    names |= {"tensorflow"} if "keras" in names else set()
    found = {name: getattr(sys.modules.get(name), "__version__", "") for name in sorted(names)}
    return {"Python": platform.python_version(), **{name: text for name, text in found.items() if text}}


def installed_modules(lesson: Lesson, new: Iterable[str]) -> list[str]:
    """The top-level modules of installed packages among the `new` ones and those that the published script imports.

    What it imports may have been there before: the server has imported it for all lessons.
    """
    names = {name.partition(".")[0] for name in (*new, *imported(lesson.script))} - sys.stdlib_module_names
    places = {name: getattr(sys.modules.get(name), "__file__", None) or "" for name in names}
    return sorted(name for name, place in places.items() if place.startswith(sys.prefix))
