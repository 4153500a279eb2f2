"""Matplotlib's side of a run: a backend that keeps each shown figure as SVG in the theme's colors."""

import base64
import io
import re
import sys
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import _constrained_layout
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure, FigureBase
from matplotlib.layout_engine import ConstrainedLayoutEngine
from PIL import Image

from weave.engine import inks
from weave.engine.shown import Plot, waiting

# The light palette, as matplotlibrc draws it; the theme's variables take its place.
COLORS = {"#0b62c1": "1", "#b84a00": "2", "#16794a": "3", "#5b6472": "4", "#1f2430": "ink", "#dde1e7": "grid"}
BLOCKS = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|<defs>\s*<style.*?</defs>", re.DOTALL
)
NOISE = [r' (?:width|height)="[\d.]+pt"', ' version="1.1"', r' transform="rotate\(-0 [^"]*"', '(?<=<g) id="[^"]*"']
WORDS = re.compile(r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)")
PNG = re.compile(r"(<image [^>]*?data:image/png;base64,)([\sA-Za-z0-9+/=]+)")
ANIMATED = "a page shows no animation, only its first frame. Draw some of its frames side by side, with plt.subplots()"


def packed(svg: str) -> str:
    """The same pixel images with one palette for all instead of four channels each: a third of the bytes."""
    images = [np.asarray(Image.open(io.BytesIO(base64.b64decode(data)))) for _, data in PNG.findall(svg)]
    pixels = np.concatenate([image.reshape(-1, 4) for image in images]) if images else np.full((1, 4), 255)
    colors, places = np.unique(pixels, axis=0, return_inverse=True)
    if len(colors) > 256 or colors[:, 3].min() < 255:
        return svg
    texts = []
    for part, image in zip(np.split(places, np.cumsum([i[..., 0].size for i in images])), images, strict=False):
        small = Image.fromarray(part.reshape(image.shape[:2]).astype(np.uint8), "P")
        small.putpalette(colors[:, :3].astype(np.uint8).tobytes())
        small.save(file := io.BytesIO(), "png", compress_level=9)
        texts.append(base64.b64encode(file.getvalue()).decode())
    return PNG.sub(lambda image: image[1] + texts.pop(0), svg)


def finished(svg: str, name: str) -> str:
    """A figure ready for a page: theme colors, short coordinates, ids that start with `name`; its words as they are."""
    svg = BLOCKS.sub("", packed(svg))
    words = WORDS.findall(svg)
    svg = re.sub("|".join(NOISE), "", WORDS.sub("\0", svg)).replace("xlink:href", "href")
    svg = re.sub(r'(<image [^>]*?) id="[^"]*"', r"\1", svg)  # equal images would have equal ids
    svg = re.sub(r'( id="| href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = re.sub(r' d="[^"]*"', lambda d: re.sub(r"(\.\d\d)\d+|\s+", lambda m: m[1] or " ", d[0]), svg)
    svg = re.sub(r'(<rect [^>]*?) fill="(#\w+)"', r'\1 style="fill: \2"', svg)  # where colors may be variables
    svg = re.sub(r"'?DejaVu Sans'?[^;\"]*", "var(--fig-font, sans-serif)", svg)
    for color, variable in COLORS.items():
        svg = svg.replace(color, f"var(--fig-{variable}, {color})")
    svg = re.sub(r"\s*\n\s*", "\n", svg).strip() + "\n"
    return re.sub("\0", lambda _: words.pop(0), svg)


class Tidy(ConstrainedLayoutEngine):
    """The layout of figures that ask for none: it gives way to what a listing says later."""


reposition_axes: Callable[..., None] = _constrained_layout.reposition_axes
steps: list[Any] = []  # where the axes stood after each step of layouts; a layout takes two, of which the last is small


def note_step(grids: Any, figure: Any, *arguments: Any, **options: Any) -> None:
    """In place of what moves axes to their new places."""
    reposition_axes(grids, figure, *arguments, **options)
    if figure is figure.get_figure(root=True):
        steps.append([axes.get_position(original=True).get_points() * figure.bbox.size for axes in figure.axes])


_constrained_layout.reposition_axes = note_step  # type: ignore[assignment]


def drawn(figure: Any) -> str:
    """The figure as SVG; drawn once more where its layout still moves by a quarter of a pixel."""
    steps.clear()
    for _ in range(2):
        figure.savefig(buffer := io.StringIO(), format="svg")
        if not steps or np.allclose(steps[-2], steps[-1], rtol=0, atol=0.25):
            break
    return buffer.getvalue()


set_layout_engine = Figure.set_layout_engine


def untidy(figure: Any) -> None:
    """Let a figure that has asked for no layout have none."""
    if isinstance(figure.get_layout_engine(), Tidy):
        with mpl.rc_context({"figure.autolayout": False, "figure.constrained_layout.use": False}):
            set_layout_engine(figure.get_figure(root=True), None)


def tidy(figure: Any, layout: Any = None, **options: Any) -> None:
    """In place of `Figure.set_layout_engine`, which every new figure calls."""
    untidy(figure)
    set_layout_engine(figure, layout, **options)
    if layout is None and not figure.get_layout_engine():
        set_layout_engine(figure, Tidy())


def arranging(arrange: Callable[..., Any]) -> Callable[..., Any]:
    """A method that arranges a figure as if it had asked for no layout, if it has asked for none."""

    @wraps(arrange)
    def arranged(figure: Any, *arguments: Any, **options: Any) -> Any:
        untidy(figure)
        with warnings.catch_warnings():
            # of color bars, which are other axes in a figure that was tidy when they were made
            warnings.filterwarnings("ignore", "This figure includes Axes that are not compatible with tight_layout")
            return arrange(figure, *arguments, **options)

    return arranged


Figure.set_layout_engine = tidy  # type: ignore[method-assign, assignment]
Figure.tight_layout = arranging(Figure.tight_layout)  # type: ignore[method-assign]
FigureBase.subplots_adjust = arranging(FigureBase.subplots_adjust)  # type: ignore[method-assign]


def is_animated(figure: Any) -> bool:
    """Whether an animation waits for the figure to be drawn."""
    module: Any = sys.modules.get("matplotlib.animation")
    waiting = figure.canvas.callbacks.callbacks.get("draw_event", {}).values()
    return bool(module) and any(isinstance(getattr(it(), "__self__", None), module.Animation) for it in waiting)


class FigureManager(FigureManagerBase):
    """Keeps the open figures at `plt.show()`, then closes them, as a person closes windows."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        for manager in Gcf.get_all_fig_managers():
            if is_animated(manager.canvas.figure):
                raise RuntimeError(ANIMATED)
            inks.seen(manager.canvas.figure)
            waiting.append(Plot(drawn(manager.canvas.figure)))
        Gcf.destroy_all()


class FigureCanvas(FigureCanvasSVG):
    manager_class = FigureManager
