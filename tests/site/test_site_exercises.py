"""Exercises on the site: solutions shown when asked, starter files that run anywhere and say what is right."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest
from clean import make_environment
from conftest import ROOT, code_lines, environment
from jupyter_client.manager import KernelManager
from playwright.sync_api import Browser, Page
from visits import ADDRESS, ALL_RULES, COLOR_RULES, COURSE, DESK, PHONE, complaints, open_page, switch

from weave.exercise import Exercise
from weave.page.exercises import VERDICT

ALL = sorted(COURSE.exercises)
ONE = "neurons-exercises"  # for what is the same of all
# Programs one after the other, each in an empty namespace, so that what is slow to import is imported once.
RUN = """import runpy, sys
for path in sys.argv[1:]:
    print("##", path)
    runpy.run_path(path, run_name="__main__")
"""


def starter(name: str) -> Path:
    return ROOT / "docs" / "generated" / name / f"{name}.py"


def book(name: str) -> Any:
    return nbformat.read(starter(name).with_suffix(".ipynb"), as_version=4)


def needs(name: str) -> tuple[str, ...]:
    found = re.search(r"^# Needs: pip install (.+)$", starter(name).read_text("utf-8"), re.MULTILINE)
    assert found
    return tuple(found[1].split())


def solved(one: Exercise, source: str) -> str:
    """A starter script with all solutions put in, each below its start."""
    for task in one.tasks:
        header = f"# %% check_{task.number}\n"
        assert source.count(header) == 1
        source = source.replace(header, f"{task.solution.source}\n\n\n{header}")
    return COURSE.for_readers(source)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function from the names of packages to the Python of an environment that has only these."""

    @cache
    def python(*names: str) -> Path:
        return make_environment(tmp_path_factory.mktemp("clean") / "environment", list(names))

    return python


KINDS = sorted({needs(name) for name in ALL})


def words(output: str) -> list[str]:
    return [found["word"] for found in VERDICT.finditer(output)]


@pytest.mark.parametrize("packages", KINDS, ids=" ".join)
def test_starter_scripts_run_where_only_what_they_name_is_installed(
    packages: tuple[str, ...], clean: Callable[..., Path], tmp_path: Path
) -> None:
    """As they are, and with the solutions put in."""
    programs = []
    for name in (name for name in ALL if needs(name) == packages):
        text = starter(name).read_text("utf-8")
        for kind, program in {"bare": text, "solved": solved(COURSE.exercises[name], text)}.items():
            programs.append(tmp_path / f"{kind}-{name}.py")
            programs[-1].write_text(program, "utf-8")
    variables = environment(MPLBACKEND="agg", KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3")
    variables.pop("PYTHONPATH")
    command = [clean(*packages), "-c", RUN, *map(str, programs)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=variables)
    assert done.returncode == 0, done.stdout + done.stderr
    parts = re.split(r"^## .*/(\w+)-.*$", done.stdout, flags=re.MULTILINE)[1:]
    assert len(parts) == 2 * len(programs)
    for kind, output in zip(parts[::2], parts[1::2], strict=True):
        assert words(output) == [{"bare": "not yet", "solved": "right"}[kind]] * 3, output


@pytest.mark.parametrize("name", ALL)
def test_script_and_notebook_have_the_same_code_and_no_solution(name: str) -> None:
    one, notebook = COURSE.exercises[name], book(name)
    nbformat.validate(notebook)
    code = {cell.id: cell.source for cell in notebook.cells if cell.cell_type == "code"}
    assert not any(cell.get("outputs") for cell in notebook.cells)
    script = re.sub(r"^(# %% task_\d\n)(?:#.*\n)+", r"\1", starter(name).read_text("utf-8"), flags=re.MULTILINE)
    script = script[script.index("# %% ") :]
    assert code_lines("\n".join(code.values())) == code_lines(script)
    for task in one.tasks:
        own = set(code_lines(task.answer)) - set(code_lines(task.start))
        assert own and not own <= set(code_lines(script)), f"{task.title}: the starter file tells the solution"
        assert f"## Exercise {task.number}: {task.title}" in "\n".join(cell.source for cell in notebook.cells)


@pytest.mark.parametrize("put_in", [False, True])
def test_a_starter_notebook_runs(put_in: bool, clean: Callable[..., Path], tmp_path: Path) -> None:
    """One for all: their code is that of their scripts, which all run."""
    one, notebook = COURSE.exercises[ONE], book(ONE)
    answers = {task.task.name: task.solution.source for task in one.tasks}
    for cell in notebook.cells:
        if put_in and cell.id in answers:
            cell.source += f"\n\n{answers[cell.id]}"
    manager = KernelManager()
    python = clean(*needs(ONE), "ipykernel")
    manager.kernel_cmd = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    client = nbclient.NotebookClient(notebook, km=manager, timeout=300, resources={"metadata": {"path": tmp_path}})
    printed = [out.text for cell in client.execute().cells for out in cell.get("outputs", []) if "text" in out]
    assert words("".join(printed)) == ["right" if put_in else "not yet"] * 3


def at(one: str) -> str:
    return ADDRESS[one.removesuffix("-exercises")]


def folds(page: Page) -> Any:
    return page.locator(".exercise details")


def test_a_solution_is_shown_when_asked_by_keyboard(site: str, browser: Browser) -> None:
    with open_page(browser, site + at(ONE), DESK) as page:
        solution = page.locator("[data-exercise=neurons-exercises-1] > .solution")
        assert not solution.locator(".output").is_visible() and not solution.locator("code").first.is_visible()
        page.locator("#exercise-1 > a").focus()
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "A solution":
                break
        page.keyboard.press("Enter")
        assert solution.locator(".output").is_visible()
        assert "def neuron" in solution.locator("code").first.inner_text()
        assert "The check says: right." in solution.inner_text()
        page.keyboard.press("Enter")
        assert not solution.locator(".output").is_visible()


def test_without_scripts_all_is_there(site: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site + at(ONE))
        task = page.locator("[data-exercise=neurons-exercises-2]")
        assert "def softmax" in task.locator(".highlight").first.inner_text()
        for name in ("The check", "A solution"):
            task.get_by_text(name, exact=True).click()
        assert task.locator(".solution .output").is_visible()
        assert page.locator(".take").get_by_role("link", name="script").is_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_open_and_closed_exercises_break_no_rule(width: int, site: str, browser: Browser) -> None:
    with open_page(browser, site + at(ONE), width) as page:
        assert complaints(page, ALL_RULES) == ""
        page.evaluate("document.querySelectorAll('.exercise details').forEach((each) => (each.open = true))")
        assert complaints(page, ALL_RULES) == ""
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        switch(page, "dark")
        assert complaints(page, COLOR_RULES) == ""


def test_lines_of_eighty_eight_fit(specimen: str, browser: Browser) -> None:
    with open_page(browser, specimen, DESK) as page:
        page.evaluate("visit.unfold()")
        wide = page.locator(".exercise .highlight code")
        assert wide.count() == 5
        assert wide.evaluate_all("all => all.map((each) => each.scrollWidth - each.clientWidth)") == [0] * 5
        assert page.locator(".exercise .solution figure svg").get_attribute("aria-label") == (
            "Four points that rise ever faster, from the lower left to the upper right."
        )


def test_a_published_site_opens_them_in_colab() -> None:
    from weave.page.exercises import with_files

    text = '<p class="take" data-exercises="neurons-exercises"></p>'
    said = with_files(text, "how-networks-work/neurons/", "https://colab.example/")
    assert 'href="https://colab.example/generated/neurons-exercises/neurons-exercises.ipynb"' in said
    assert 'href="../../generated/neurons-exercises/neurons-exercises.py"' in said
    assert "Colab" not in with_files(text, "how-networks-work/neurons/", "")
