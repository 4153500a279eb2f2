"""One palette: the theme's styles, the drawings, the figures and their style name the same colors."""

from __future__ import annotations

import re

import matplotlib
import pytest
from conftest import ROOT
from drawings import GOOD
from matplotlib.colors import to_hex

from weave.engine.figures import COLORS
from weave.page.drawing import draw

ENGINE = {name: color for color, name in COLORS.items()}


@pytest.fixture(scope="module")
def theme() -> dict[str, str]:
    """The light colors of figures in the theme's styles, by name."""
    css = (ROOT / "theme" / "stylesheets" / "course.css").read_text(encoding="utf-8")
    light = re.search(r'^:root, \[data-md-color-scheme="default"\] \{(.*?)^\}', css, re.MULTILINE | re.DOTALL)
    assert light
    return dict(re.findall(r"--fig-(\w+): (#[0-9a-f]{6});", light[1]))


def test_figures_have_the_theme_s_colors(theme: dict[str, str]) -> None:
    assert ENGINE.keys() == theme.keys() - {"paper"}, "figures have no ground of their own"
    assert {name: theme[name] for name in ENGINE} == ENGINE


def test_drawings_have_the_theme_s_colors(theme: dict[str, str]) -> None:
    svgs = "".join(draw(description) for description in GOOD.values())
    drawn = set(re.findall(r"var\(--fig-(\w+), (#\w+)\)", svgs))
    assert {name for name, _ in drawn} == {"1", "2", "4", "ink", "paper"}
    assert {(name, theme[name]) for name, _ in drawn} == drawn


def test_every_color_of_the_figures_style_is_one_that_the_theme_replaces() -> None:
    path = ROOT / "weave" / "engine" / "matplotlibrc"
    style = dict(matplotlib.rc_params_from_file(path, use_default_template=False))
    cycle = [to_hex(each["color"]) for each in style.pop("axes.prop_cycle")]
    assert cycle == [ENGINE[str(number)] for number in range(1, 5)], "C0 is the theme's first color"
    named = {key: to_hex(value) for key, value in style.items() if "color" in key and value not in ("none", "auto")}
    assert named.pop("grid.color") == ENGINE["grid"]
    assert len(named) >= 5 and set(named.values()) == {ENGINE["ink"]}
