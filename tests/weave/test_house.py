"""What an edit in each room of the house makes stale: in weave/engine everything, elsewhere nothing."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

from conftest import ROOT, CourseFolder


def test_the_engine_itself(course: CourseFolder, tmp_path: Path) -> None:
    """A copy of weave runs the course; an edit of it makes every record stale."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "weave", tmp_path / "engine" / "weave", ignore=ignore)
    course.variables["PYTHONPATH"] = str(tmp_path / "engine")
    course.lesson("alone", "# %% greet\nprint('hello')")
    assert course.run() == ["alone"]
    assert course.run() == []
    for name in ("child.py", "matplotlibrc"):
        with (tmp_path / "engine" / "weave" / "engine" / name).open("a") as file:
            file.write("# another engine\n")
        assert course.stale() == {"alone": "weave/engine changed"}
        assert course.run() == ["alone"]


def test_the_rest_of_the_house_runs_nothing(course: CourseFolder, tmp_path: Path) -> None:
    """An edit of what pages say, of the tie to MkDocs, of the theme or of a script leaves all records fresh."""
    house = tmp_path / "house"
    for name in ("weave", "theme", "web"):
        shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    course.variables["PYTHONPATH"] = str(house)
    course.lesson("alone", "# %% greet\nprint('hello')")
    assert course.run() == ["alone"]
    paths = [path for path in house.rglob("*") if path.is_file() and "engine" not in path.relative_to(house).parts]
    assert {path.relative_to(house).parts[0] for path in paths} == {"weave", "theme", "web"}
    for path in paths:
        path.write_bytes(path.read_bytes() + b"\n")
    assert course.stale() == {}
    assert course.run() == []


def test_the_engine_imports_nothing_else_of_weave() -> None:
    """Or an edit elsewhere could change results that still look fresh."""
    imported = set()
    for path in (ROOT / "weave" / "engine").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported |= {f"{node.module}.{name.name}" for name in node.names}
            elif isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
    ours = {name for name in imported if name.split(".")[0] == "weave"}
    assert ours and all(name.startswith("weave.engine.") for name in ours)
