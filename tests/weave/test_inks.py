"""Whatever Matplotlib draws by default is seen on light paper and on dark paper."""

from __future__ import annotations

import base64
import io
import re
from xml.etree import ElementTree

import pytest
from conftest import ROOT, CourseFolder
from PIL import Image

# The kinds of plots in Matplotlib's gallery of basics; those of areas are told from each other, not from the paper.
KINDS = {
    "plot": "plt.plot(x, x, 'o-')", "scatter": "plt.scatter(x, x)", "bar": "plt.bar(x, x)", "stem": "plt.stem(x, x)",
    "fill_between": "plt.fill_between(x, x, 2 * x)", "stackplot": "plt.stackplot(x, x, x, x)",
    "stairs": "plt.stairs(x)", "hist": "plt.hist(x)", "boxplot": "plt.boxplot([x, [1, 2, 99]])",
    "errorbar": "plt.errorbar(x, x, 0.5, 0.5, fmt='o', capsize=3)", "violinplot": "plt.violinplot([x, x])",
    "eventplot": "plt.eventplot([x, x])", "pie": "plt.pie(x, labels=list('abcdefgh'))", "ecdf": "plt.ecdf(x)",
    "colored": "plt.colorbar(plt.scatter(x, x, c=x))", "contour": "plt.clabel(plt.contour(X, Y, Z))",
    "contour_bar": "plt.colorbar(plt.contour(X, Y, Z))", "barbs": "plt.barbs(X, Y, 20 * Z, 50 * Z)",
    "quiver": "plt.quiver(X, Y, Z, X)", "quiver_colored": "plt.quiver(X, Y, Z, X, Y)",
    "streamplot": "plt.streamplot(X, Y, Z, X, density=0.3)",
    "streamplot_colored": "plt.streamplot(X, Y, Z, X, color=Z, density=0.3)",
    "tricontour": "plt.tricontour(X.ravel(), Y.ravel(), Z.ravel())", "triplot": "plt.triplot(x, x**2)",
    "lines": "plt.hlines(x, 0, 1); plt.vlines(x, 0, 1); plt.axhline(1); plt.axvspan(0, 1); plt.grid()",
    "arrows": "plt.annotate('a', (0, 0), (0.5, 0.5), arrowprops={'arrowstyle': '->'}); plt.arrow(0, 0, 1, 1)",
    "words": "plt.plot(x, label='a'); plt.legend(title='b'); plt.title('c'); plt.bar_label(plt.bar([1], [1]))",
    "table": "plt.table([['a', 'b']])", "polar": "plt.polar(x, x)", "spy": "plt.spy(Z > 0, marker='o')",
}  # fmt: skip
AREAS = {
    "pcolormesh": "plt.pcolormesh(X, Y, Z)", "contourf": "plt.contourf(X, Y, Z)", "hist2d": "plt.hist2d(x, x)",
    "hexbin": "plt.hexbin(X.ravel(), Y.ravel(), Z.ravel(), gridsize=4)", "imshow": "plt.imshow(Z)",
    "chosen": "plt.scatter(x, x, c=x, cmap='magma')",
}  # fmt: skip
START = """
# %% start
import matplotlib.pyplot as plt
import numpy as np
x = np.linspace(1, 4, 8)
X, Y = np.meshgrid(np.linspace(-2, 2, 8), np.linspace(-2, 2, 8))
Z = X * np.exp(-(X**2) - Y**2)
"""
DRAWN = "path", "use", "rect", "polygon", "circle", "text", "line", "polyline"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    course = CourseFolder(tmp_path_factory.mktemp("inks") / "course")
    cells = [f"# %% {name}\n{code}\nplt.show()\n" for name, code in (KINDS | AREAS).items()]
    course.lesson("inks", START + "\n" + "\n".join(cells))
    assert course.run() == ["inks"]
    return {name: course.published()[f"inks/{name}.svg"].decode() for name in KINDS | AREAS}


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: str, paper: str) -> float:
    low, high = sorted((luminance(color), luminance(paper)))
    return (high + 0.05) / (low + 0.05)


def papers() -> list[str]:
    """The light one and the dark one."""
    found = re.findall(r"--fig-paper: (#\w{6})", (ROOT / "theme" / "stylesheets" / "course.css").read_text("utf-8"))
    assert len(found) == 2
    return found


def inks(svg: str) -> set[str]:
    """Every fill and stroke of what is drawn, its own or that of a group around it; "black" where none is said."""
    found: set[str] = set()

    def look(element: ElementTree.Element, fill: str, stroke: str) -> None:
        kind, style = element.tag.rpartition("}")[2], element.get("style", "")
        said = dict(re.findall(r"(?:^|; *)(fill|stroke): *([^;]+)", style))
        fill, stroke = said.get("fill", element.get("fill", fill)), said.get("stroke", element.get("stroke", stroke))
        if kind in ("defs", "clipPath"):
            return
        if kind in DRAWN:
            found.update({fill, stroke})
        for child in element:
            look(child, fill, stroke)

    look(ElementTree.fromstring(svg), "black", "none")
    return found - {"none"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_ink_is_seen_on_both_papers(drawn: dict[str, str], kind: str) -> None:
    found = inks(drawn[kind])
    assert found
    for ink in found:
        if not ink.startswith("var(--fig-"):
            assert all(contrast(ink, paper) >= 3 for paper in papers()), ink


def test_a_color_bar_has_the_colors_of_its_points(drawn: dict[str, str]) -> None:
    found = re.search(r"data:image/png;base64,([^\"]+)", drawn["colored"])
    assert found
    image = Image.open(io.BytesIO(base64.b64decode(found[1]))).convert("RGB")
    bar = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in image.getcolors(10**6)}
    points = {ink for ink in inks(drawn["colored"]) if ink.startswith("#")}
    assert len(points) == 8 and points <= bar
    shades = sorted(points, key=luminance)
    assert luminance(shades[-1]) > 1.5 * luminance(shades[0]), "high values are still lighter than low ones"


@pytest.mark.parametrize("kind", ["pcolormesh", "contourf", "hist2d", "hexbin", "chosen"])
def test_areas_and_chosen_colors_stay_as_they_are(drawn: dict[str, str], kind: str) -> None:
    found = {ink for ink in inks(drawn[kind]) if ink.startswith("#")}
    assert min(map(luminance, found)) < 0.06 and max(map(luminance, found)) > 0.5
