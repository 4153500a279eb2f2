"""Drawings of networks in lessons and on the reference page."""

from __future__ import annotations

import json

import pytest
from conftest import CourseFolder
from playwright.sync_api import Browser

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


def test_every_example_of_the_reference_page_draws(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site}reference/drawing/")
    names = page.locator("#drawing-example option").all_inner_texts()
    assert len(names) >= 5
    for name in names:
        page.select_option("#drawing-example", name)
        assert page.locator("#drawing-error").inner_text() == ""
        assert page.locator("#drawing-live svg[role=img] circle").count() > 0
        assert page.locator("#drawing-live svg").evaluate("e => e.getBoundingClientRect().width") >= 350
    page.close()


def test_the_reference_page_says_what_is_wrong_and_steps_and_saves(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}reference/drawing/")
    text = page.locator("#drawing-text")
    whole = json.loads(text.input_value())
    assert page.locator("#drawing-live text", has_text="yes").count() == 1
    with page.expect_download() as saved:
        page.click("#drawing-save")
    assert saved.value.path().read_text(encoding="utf-8").startswith("<svg ")
    pale = page.locator("#drawing-live g[style='opacity:.3']")
    counts = []
    for _ in range(3):
        page.click("#drawing-next")
        counts.append(pale.count())
    assert counts == sorted(counts, reverse=True) and counts[0] == 2 and counts[-1] == 0
    whole["layers"][1]["size"] = -3
    text.fill(json.dumps(whole))
    assert page.locator("#drawing-error").inner_text().startswith("layers[1].size must be")
    assert page.locator("#drawing-live svg").count() == 0, "nothing is half-drawn"
    page.close()


def test_other_pages_do_not_load_the_module(browser: Browser, site: str) -> None:
    for address, loads in (
        (site, False),
        (f"{site}first-networks/shapes/", False),
        (f"{site}reference/drawing/", True),
    ):
        page, asked = browser.new_page(), list[str]()
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address, wait_until="networkidle")
        assert any("drawing" in url and url.endswith(".js") for url in asked) == loads
        page.close()


def test_a_drawing_has_its_alt_text_as_its_only_name(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}first-networks/digits/")
    figure = page.locator("figure#model svg")
    assert figure.get_attribute("aria-label").startswith("The network as three columns")
    assert figure.get_attribute("aria-labelledby") is None and figure.locator("title").count() == 0
    page.close()
