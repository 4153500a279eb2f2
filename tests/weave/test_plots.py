"""Cells that only plot are folded on the page, and stay in what is copied."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import CourseFolder

from weave.engine.listing import Lesson
from weave.page.minutes import minutes
from weave.page.plots import only_plots

SETUP = """
# %% setup
import matplotlib.pyplot as plt
import numpy as np
import keras

x = np.arange(10)
model = keras.Sequential()

def train(rate):
    return rate * x

# %% figure
"""


def plots(tmp_path: Path, cell: str, after: str = "print(1)") -> bool:
    """Whether the cell of this code, between a setup and another cell, only plots."""
    path = tmp_path / "lesson.py"
    path.write_text(f"{SETUP.lstrip()}{dedent(cell).strip()}\n\n# %% after\n{after}\n")
    return "figure" in only_plots(Lesson(path))


@pytest.mark.parametrize(
    "cell",
    [
        "plt.plot(x)\nplt.show()",
        "fig, axes = plt.subplots(2)\nfor ax, k in zip(axes, (1, 2)):\n    ax.plot(k * x)\nplt.show()",
        "low = x.min()\nplt.plot(x - low, label=', '.join('ab'))\nplt.show()",
        "def band(ax):\n    ax.fill_between(x, x)\n\nband(plt.gca())\nplt.show()",
    ],
)
def test_it_only_plots(tmp_path: Path, cell: str) -> None:
    assert plots(tmp_path, cell)


@pytest.mark.parametrize(
    ("cell", "after"),
    [
        ("plt.plot(x)", ""),  # shows nothing yet
        ("plt.plot(train(2))\nplt.show()", ""),
        ("plt.plot(model.predict(x))\nplt.show()", ""),
        ("keras.utils.set_random_seed(1)\nplt.plot(x)\nplt.show()", ""),
        ("twice = 2 * x\nplt.plot(twice)\nplt.show()", "print(twice)"),
        ("def band(ax):\n    ax.fill_between(x, x)\n\nband(plt.gca())\nplt.show()", "print(band)"),
        ("this is no Python", ""),
    ],
)
def test_it_does_more(tmp_path: Path, cell: str, after: str) -> None:
    assert not plots(tmp_path, cell, after)


def test_a_helper_that_only_figures_need_is_folded_with_them(tmp_path: Path) -> None:
    band = "def band(ax):\n    ax.fill_between(x, x)\n\nband(plt.gca())\nplt.show()"
    assert plots(tmp_path, band, "band(plt.gca())\nplt.show()")


def test_what_a_later_function_is_given_is_no_need(tmp_path: Path) -> None:
    cell = "for name in 'ab':\n    plt.plot(x, label=name)\nplt.show()"
    assert plots(tmp_path, cell, "def tell(name):\n    print(name)\n\ntell('a')")
    assert not plots(tmp_path, cell, "def tell(one):\n    print(one, name)\n\ntell('a')")


def test_the_page_folds_it_and_counts_no_minutes_for_it(course: CourseFolder) -> None:
    lines = "\n".join(f"plt.plot([{number}, 1])" for number in range(40))
    said = "print('seen')\n"
    for name, more in (("plain", said), ("drawn", "")):
        course.lesson(name, f"# %% setup\nimport matplotlib.pyplot as plt\n\n# %% figure\n{more}{lines}\nplt.show()")
        figure = f'\n![Lines.](generated/{name}/figure.svg "Forty lines.")\n'
        course.write(f"docs/{name}.md", (course.root / f"docs/{name}.md").read_text() + figure)
    course.write(
        "mkdocs.yml", "site_name: x\nhooks: []\nmarkdown_extensions: [pymdownx.superfences, weave.page.markdown]\n"
    )
    course.run()
    assert course.fragment("drawn/figure").startswith("```python folded\nplt.plot([0, 1])\n")
    assert course.fragment("plain/figure").startswith("```python\nprint('seen')\n")
    pages = [(course.root / f"docs/{name}.md").read_text() for name in ("plain", "drawn")]
    counted = [minutes(page, course.root / "docs/generated") for page in pages]
    assert counted == [4, 1]
    built = course.call("build", module="mkdocs")
    assert built.returncode == 0, built.stderr
    page = (course.root / "site/drawn/index.html").read_text()
    fold = re.search(r'<details class="plotting"><summary>[^<]+</summary>(.*?)</details>', page, re.DOTALL)
    assert fold and "plt" in fold[1] and "highlight" in fold[1]
    assert '<details class="plotting">' not in (course.root / "site/plain/index.html").read_text()
