"""What readers take with them: blocks, everything up to a block, the script, the notebook, the full run."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest
from clean import make_environment, needed
from conftest import ROOT, CourseFolder, code_lines, environment
from jupyter_client.manager import KernelManager
from visits import COURSE, LESSONS, WITH_FIGURES

from weave.engine.terminal import as_terminal
from weave.record import Record, fresh

SHORT = ["backprop", "notes", "scratch"]  # lessons of a few seconds, each of which needs something else
# As "weave plain" does, without what weave itself needs to read a course.
PLAIN = "import sys; from pathlib import Path; from weave.engine.child import plain; plain(*map(Path, sys.argv[1:]))"
ALONE = "import sys, {}; print(*{{name.partition('.')[0] for name in sys.modules}})"


def script(name: str) -> Path:
    return ROOT / "docs" / "generated" / name / f"{name}.py"


def notebook(name: str) -> Any:
    return nbformat.read(script(name).with_suffix(".ipynb"), as_version=4)


def code_cells(name: str) -> list[Any]:
    return [cell for cell in notebook(name).cells if cell.cell_type == "code"]


def record(name: str) -> Record:
    found = fresh(COURSE, COURSE.lessons[name])
    assert found, f"{name} is stale. Call 'make site' first."
    return found


def needs(name: str) -> list[str]:
    """The packages that the first cell names."""
    found = re.match(r"# %% \w+\n# Needs: pip install (.+)\n", script(name).read_text("utf-8"))
    assert found, f"the first cell of {name} does not say what to install"
    return found[1].split()


def imports(text: str) -> set[str]:
    """The top-level modules that a program imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        names |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
        names |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
    return {name.partition(".")[0] for name in names}


def provided(packages: list[str]) -> set[str]:
    """The top-level modules of these packages, and of all that they require."""
    known, all_of_them = packages_distributions(), needed(packages)
    return {
        module for module, names in known.items() if all_of_them & {each.lower().replace("_", "-") for each in names}
    }


@cache
def welcome(module: str) -> frozenset[str]:
    """What importing this brings along here: also packages that it only uses where somebody has installed them."""
    command = [sys.executable, "-c", ALONE.format(module)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    return frozenset(done.stdout.split())


def unnamed(program: str, packages: list[str], modules: list[str]) -> set[str]:
    """What a program imports, or what its run has imported, that nobody has who installs these packages only."""
    own = imports(program) - sys.stdlib_module_names
    at_hand = provided(packages)
    return (own | set(modules) - {"weave"} - set().union(*map(welcome, own & at_hand))) - at_hand


@pytest.mark.parametrize("name", LESSONS)
def test_it_needs_only_what_its_first_cell_names(name: str) -> None:
    assert unnamed(script(name).read_text("utf-8"), needs(name), record(name).modules) == set()


def test_a_package_that_is_not_named_is_noticed() -> None:
    program = "import numpy\n"
    assert unnamed(program, ["numpy"], ["numpy"]) == set()
    assert unnamed(program, ["numpy"], ["numpy", "PIL"]) == {"PIL"}, "a package imported by another"
    assert unnamed(program + "def later():\n    import yaml.reader\n", ["numpy"], []) == {"yaml"}
    assert unnamed("import matplotlib.pyplot", ["matplotlib"], ["PIL", "matplotlib"]) == set()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function from the names of packages to the Python of an environment that has only these."""

    @cache
    def python(*names: str) -> Path:
        return make_environment(tmp_path_factory.mktemp("clean") / "environment", list(names))

    return python


def run_plain(program: Path, python: Path | str) -> str:
    """Run a program as readers do, where it lies. Returns what it printed."""
    command = [python, "-c", PLAIN, ROOT, program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=program.parent, env=environment())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", SHORT)
def test_the_script_runs_where_only_what_it_names_is_installed(
    name: str, clean: Callable[..., Path], tmp_path: Path
) -> None:
    alone = tmp_path / f"{name}.py"
    alone.write_bytes(script(name).read_bytes())
    assert run_plain(alone, clean(*needs(name))).strip()


def shown(name: str) -> list[str]:
    """What the notebook shows as printed, cell by cell."""
    return [cell.outputs[0].text for cell in code_cells(name) if cell.outputs and "text" in cell.outputs[0]]


def test_the_notebook_runs_and_prints_what_it_shows(clean: Callable[..., Path], tmp_path: Path) -> None:
    """One for all: their code is that of their scripts, and what they show is what the recorded run printed."""
    name = SHORT[0]
    manager = KernelManager()
    python = clean(*needs(name), "ipykernel")
    manager.kernel_cmd = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    threads = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "PYTHONHASHSEED": "0"}
    manager.extra_env = {**os.environ, **threads}
    ran = nbclient.NotebookClient(notebook(name), km=manager, timeout=300, resources={"metadata": {"path": tmp_path}})
    cells = [cell for cell in ran.execute().cells if cell.cell_type == "code"]
    printed = [[out.text for out in cell.outputs if out.get("name") == "stdout"] for cell in cells]
    assert [as_terminal("".join(texts)) for texts in printed if texts] == [text.rstrip("\n") for text in shown(name)]


@pytest.mark.parametrize("name", LESSONS)
def test_the_notebook_shows_what_the_run_printed(name: str) -> None:
    cells = record(name).cells
    printed = [cells[cell.name]["output"] for cell in COURSE.lessons[name].visible]
    assert [text.rstrip("\n") for text in shown(name)] == [text for text in printed if text]


@pytest.mark.parametrize("name", LESSONS)
def test_page_script_and_notebook_have_the_same_code(name: str) -> None:
    program = code_lines(script(name).read_text("utf-8"))
    assert code_lines("\n".join(cell.source for cell in code_cells(name))) == program
    assert program == code_lines(COURSE.lessons[name].script)


@pytest.mark.parametrize("name", LESSONS)
def test_the_notebook_tells_the_whole_lesson(name: str) -> None:
    book = notebook(name)
    nbformat.validate(book)
    prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    source = COURSE.page(COURSE.lessons[name]).path.read_text("utf-8")
    headings = re.findall(r"^#+ .+$", source, re.MULTILINE)
    assert headings and all(heading in prose for heading in headings if "{{" not in heading)
    assert "{{" not in re.sub("`[^`]*`", "", prose)
    assert not re.search(r"^(!!!|\?\?\?)|--8<--", prose, re.MULTILINE)
    assert not re.findall(r"\]\((?!https?://|attachment:)[^)]*\)", prose), "links that lead nowhere from a notebook"
    assert re.search(r"a run with Python 3\.\d+\.\d+.*numpy \d", prose)


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_the_notebook_shows_every_figure_with_its_alt_text(name: str) -> None:
    source = COURSE.page(COURSE.lessons[name]).path.read_text("utf-8")
    figures = re.findall(rf"!\[(.*?)\]\(\S*generated/{name}/([\w-]+)\.svg", source)
    outputs = [out.data for cell in code_cells(name) for out in cell.outputs if "data" in out]
    attached = [key for cell in notebook(name).cells for key in cell.get("attachments", {})]
    assert len(outputs) + len(attached) == len(figures)
    assert all(data["image/svg+xml"].startswith("<svg role") and data["text/plain"] for data in outputs)


def test_a_publisher_names_the_address_once(course: CourseFolder) -> None:
    course.lesson("one", '# %% setup\nprint("http://localhost:8000/datasets/x.zip")')
    course.variables["SITE_URL"] = "https://someone.github.io/course"
    course.run()
    everything = b"".join(course.published().values()).decode()
    assert "https://someone.github.io/course/datasets/x.zip" in everything
    assert "From https://someone.github.io/course/one/" in everything
    assert "localhost" not in re.sub(r'"text": .*|```output.*?```', "", everything, flags=re.DOTALL)


def full_runs() -> Iterator[tuple[str, str]]:
    for name in LESSONS:
        yield name, (ROOT / "site" / "generated" / name / name / "index.html").read_text("utf-8")


def test_the_full_run_has_all_code_and_all_outputs() -> None:
    for name, page in full_runs():
        assert page.count('<div class="language-python highlight">') == len(code_cells(name))
        outputs = [out for cell in code_cells(name) for out in cell.outputs]
        assert page.count('<div class="output"') == sum("text" in out for out in outputs)
        assert page.count('<figure class="figure">') == sum("data" in out for out in outputs)
        assert "<h1>Full run: " in page
        assert "cdnjs" not in page and "jp-" not in page and "cell-id" not in page


def test_two_notebooks_of_one_run_are_equal() -> None:
    for name in LESSONS:
        text = (ROOT / "docs" / "generated" / name / f"{name}.ipynb").read_text("utf-8")
        ids = [cell["id"] for cell in json.loads(text)["cells"]]
        assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z]\w*(-\d+)?", each) for each in ids)
