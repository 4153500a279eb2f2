"""Drawings of networks in lessons and on the reference page."""

from __future__ import annotations

import pytest
from conftest import CourseFolder

LISTING = """
# %% build
import keras

keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, activation="softmax")])
odd = keras.Sequential([keras.Input((4,)), keras.layers.Reshape((2, 2))])

# %% lit tags=["hide"]
from weave.engine.networks import describe, show

show(describe(model, [1, 0, 0], weights=True))
show({"layers": [{"type": "input", "size": 5}, {"type": "dense", "size": 1}]})
"""
LIT = "\n\n".join(f'![The lit network, {n}.](generated/nets/lit-{n}.svg "See.")' for n in (1, 2))
PAGE = f'# Nets\n\n--8<-- "nets/build.md"\n\n{LIT}\n'
BOTH = """
# %% model
import keras
import matplotlib.pyplot as plt

keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
plt.plot([1, 2])
plt.show()
"""
WRONG = """
# %% lit tags=["hide"]
from weave.engine.networks import show

show({"layers": [{"type": "input", "size": -5}, {"type": "dense", "size": 1}]})
"""


@pytest.fixture(scope="module")
def nets(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A lesson with two models, one of which cannot be drawn, and a hidden cell that shows two networks."""
    course = CourseFolder(tmp_path_factory.mktemp("nets") / "course")
    course.lesson("nets", LISTING, PAGE)
    course.run()
    return course


def test_placed_models_and_shown_networks_are_published(nets: CourseFolder) -> None:
    assert "nets/model.svg" not in nets.published(), "no page places it"
    nets.write("docs/nets.md", f'{PAGE}\n![Three inputs, two outputs.](generated/nets/model.svg "See.")\n')
    assert nets.run() == []
    drawn = {name: data.decode() for name, data in nets.published().items() if name.endswith(".svg")}
    assert sorted(drawn) == ["nets/lit-1.svg", "nets/lit-2.svg", "nets/model.svg"]
    assert 'id="nets-model-1-1"' in drawn["nets/model.svg"] and 'id="nets-lit-2-0-4"' in drawn["nets/lit-2.svg"]
    assert drawn["nets/lit-1.svg"].count("<text") > drawn["nets/model.svg"].count("<text"), "values stand in it"


def test_a_drawing_of_a_model_may_be_placed_but_need_not(nets: CourseFolder) -> None:
    assert nets.passes("check")
    nets.write("docs/nets.md", f'{PAGE}\n![Three inputs, two outputs.](generated/nets/model.svg "See.")\n')
    assert nets.passes("check")
    nets.write("docs/nets.md", PAGE.replace("lit-1", "lit-2"))
    assert "'lit-1'" in nets.failure("check"), "what a cell shows must be placed"
    nets.write("docs/nets.md", PAGE)


def test_a_model_that_cannot_be_drawn_says_why_when_a_page_asks(nets: CourseFolder) -> None:
    nets.write("docs/nets.md", f'{PAGE}\n![The odd one, please.](generated/nets/odd.svg "See.")\n')
    message = nets.failure("check")
    assert "docs/nets.md:" in message and "nets/odd" in message and "(Reshape)" in message
    nets.write("docs/nets.md", PAGE)


def test_a_new_drawing_needs_no_run(nets: CourseFolder) -> None:
    (nets.root / "docs" / "generated" / "nets" / "lit-1.svg").unlink()
    assert nets.run() == []
    assert "nets/lit-1.svg" in nets.published()


def test_one_name_for_a_figure_and_a_model_is_refused(course: CourseFolder) -> None:
    course.lesson("both", BOTH)
    message = course.failure()
    assert "snippets/both.py:2: cell 'model'" in message and "Rename the cell or the variable" in message


def test_a_wrong_description_fails_its_cell(course: CourseFolder) -> None:
    course.lesson("wrong", WRONG, "# Wrong\n")
    message = course.failure()
    assert "snippets/wrong.py:2: cell 'lit'" in message and "layers[0].size must be" in message
