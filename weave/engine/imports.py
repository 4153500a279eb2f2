"""Doing something as soon as a module is there, whoever imports it."""

import sys
from collections.abc import Callable
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class After(MetaPathFinder):
    """Finds one module as others do, but lets it be changed before those who import it see it."""

    def __init__(self, name: str, change: Callable[[Any], None]) -> None:
        self.name, self.change = name, change

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        if name != self.name:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec and spec.loader:
            self.loader: Loader = spec.loader
            self.execute = spec.loader.exec_module
            self.loader.exec_module = self.exec_module  # type: ignore[method-assign]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        del self.loader.exec_module  # the loader's own shows again
        self.execute(module)
        self.change(module)


def once_imported(name: str, change: Callable[[Any], None]) -> None:
    """Change the module of this name, now or when it is imported."""
    if name in sys.modules:
        change(sys.modules[name])
    else:
        sys.meta_path.insert(0, After(name, change))
