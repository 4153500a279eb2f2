"""What readers take with them: blocks, everything up to a block, the script, the notebook, the full run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest
from clean import make_environment
from conftest import ROOT, CourseFolder, code_lines, environment
from jupyter_client.manager import KernelManager
from playwright.sync_api import Browser

from weave.course import Course
from weave.engine.terminal import as_terminal

COURSE = Course(ROOT)
LESSONS = sorted(COURSE.lessons)
BRIEF = 30  # seconds; the notebooks of lessons that take less are run, of all others the script
PATIENCE = 150  # seconds; of a lesson that takes longer, the first minute is run
ANSWER = """
import sys
sys.path.append({root!r})
from weave.engine.watch import Watch, answer_downloads
from pathlib import Path
answer_downloads(Path({root!r}), Watch(Path({root!r}), {{}}))
"""


def seconds(name: str) -> int:
    """What the page says the lesson takes."""
    found = re.search(r"^run_seconds: (\d+)$", COURSE.page(COURSE.lessons[name]).path.read_text("utf-8"), re.MULTILINE)
    assert found, f"the page of {name} does not say how long it runs"
    return int(found[1])


def script(name: str) -> Path:
    return ROOT / "docs" / "generated" / name / f"{name}.py"


def notebook(name: str) -> Any:
    return nbformat.read(ROOT / "docs" / "generated" / name / f"{name}.ipynb", as_version=4)


def code_cells(name: str) -> list[Any]:
    return [cell for cell in notebook(name).cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function from the names of packages to the Python of an environment that has only these."""
    made: dict[tuple[str, ...], Path] = {}

    def python(*names: str) -> Path:
        if names not in made:
            made[names] = make_environment(tmp_path_factory.mktemp("clean") / "environment", list(names))
        return made[names]

    return python


def needs(name: str) -> list[str]:
    found = re.match(r"# %% \w+\n# Needs: pip install (.+)\n", script(name).read_text("utf-8"))
    assert found, f"the first cell of {name} does not say what to install"
    return found[1].split()


def run_script(name: str, python: Path, folder: Path) -> str:
    """Run a published script, of a long one the first minute. Returns what went wrong."""
    alone = folder / f"{name}.py"
    alone.write_bytes(script(name).read_bytes())
    command = [python, "-m", "weave", "--root", ROOT, "plain", alone]
    limit = 60 if seconds(name) > PATIENCE else None
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment(), timeout=limit)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout + done.stderr if done.returncode else ""


@pytest.fixture(scope="module")
def scripts(
    request: pytest.FixtureRequest, clean: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[str]]]:
    """The scripts that the chosen tests want, but for those of brief lessons, running side by side."""
    wanted = {item.callspec.params["name"] for item in request.session.items if "test_the_script_runs" in item.name}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        names = [name for name in sorted(wanted) if seconds(name) >= BRIEF]
        folders = {name: tmp_path_factory.mktemp(name) for name in names}
        yield {name: pool.submit(run_script, name, clean(*needs(name)), folders[name]) for name in names}


@pytest.mark.parametrize("name", LESSONS)
def test_the_script_runs_where_only_what_it_names_is_installed(name: str, scripts: dict[str, Future[str]]) -> None:
    if seconds(name) < BRIEF:
        pytest.skip("its notebook, which has the same code, runs below")
    assert scripts[name].result() == ""


@pytest.mark.parametrize("name", LESSONS)
def test_the_notebook_runs_and_prints_what_it_shows(name: str, clean: Any, tmp_path: Path) -> None:
    if seconds(name) >= BRIEF:
        pytest.skip("its script, which has the same code, runs above")
    book = notebook(name)
    shown = [cell.outputs[0].text for cell in code_cells(name) if cell.outputs and "text" in cell.outputs[0]]
    if "tensorflow" in needs(name):
        book.cells.insert(0, nbformat.v4.new_code_cell(ANSWER.format(root=str(ROOT))))
    python = clean(*needs(name), "ipykernel")
    manager = KernelManager()
    manager.kernel_cmd = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    threads = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "PYTHONHASHSEED": "0"}
    manager.extra_env = {**os.environ, **threads}
    ran = nbclient.NotebookClient(book, km=manager, timeout=300, resources={"metadata": {"path": tmp_path}})
    cells = [cell for cell in ran.execute().cells if cell.cell_type == "code"]
    printed = [[out.text for out in cell.outputs if out.get("name") == "stdout"] for cell in cells]
    assert [as_terminal("".join(texts)) for texts in printed if texts] == [text.rstrip("\n") for text in shown]


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


@pytest.mark.parametrize("name", LESSONS)
def test_the_notebook_shows_every_figure_with_its_alt_text(name: str) -> None:
    source = COURSE.page(COURSE.lessons[name]).path.read_text("utf-8")
    figures = re.findall(rf"!\[(.*?)\]\(\S*generated/{name}/([\w-]+)\.svg", source)
    outputs = [out.data for cell in code_cells(name) for out in cell.outputs if "data" in out]
    attached = [key for cell in notebook(name).cells for key in cell.get("attachments", {})]
    assert len(outputs) + len(attached) == len(figures) > 0
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
        assert "cdnjs" not in page and "jp-" not in page and "cell-id" not in page


UPTO = "button[data-md-type=upto]"


@pytest.mark.parametrize("name", LESSONS)
def test_everything_up_to_a_block_can_be_copied(name: str, browser: Browser, site: str) -> None:
    address = f"{site}{COURSE.page(COURSE.lessons[name]).url}"
    cells = COURSE.lessons[name].visible
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(address)
        buttons = page.locator(UPTO)
        buttons.nth(len(cells) - 2).wait_for()
        assert buttons.count() == len(cells) - 1
        for number in {0, len(cells) // 2, len(cells) - 2}:
            buttons.nth(number).click()
            page.get_by_text("Copied to clipboard").wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            expected = "\n".join(cell.source for cell in cells[: number + 2])
            assert code_lines(copied) == code_lines(COURSE.for_readers(expected))


def test_what_is_copied_up_to_a_block_runs(browser: Browser, site: str, tmp_path: Path) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site}first-networks/scratch/")
        page.locator(UPTO).nth(8).click()
        (tmp_path / "copied.py").write_text(page.evaluate("navigator.clipboard.readText()"), "utf-8")
    command = [sys.executable, "-m", "weave", "--root", ROOT, "plain", tmp_path / "copied.py"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment(), check=True)
    assert done.stdout.strip()


def test_downloads_are_where_the_page_says(browser: Browser, site: str) -> None:
    for name in LESSONS:
        page = browser.new_page()
        page.goto(f"{site}{COURSE.page(COURSE.lessons[name]).url}")
        for kind, path in {"script": script(name), "notebook": script(name).with_suffix(".ipynb")}.items():
            with page.expect_download() as download:
                page.get_by_role("link", name=kind, exact=True).click()
            assert download.value.path().read_bytes() == path.read_bytes()
        page.get_by_role("link", name="full run", exact=True).click()
        assert page.locator("h1").inner_text().startswith("Full run")
        page.close()


def test_two_notebooks_of_one_run_are_equal() -> None:
    for name in LESSONS:
        text = (ROOT / "docs" / "generated" / name / f"{name}.ipynb").read_text("utf-8")
        ids = [cell["id"] for cell in json.loads(text)["cells"]]
        assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z]\w*(-\d+)?", each) for each in ids)
