"""Matplotlib's side of a run: a backend that keeps each shown figure as SVG in the theme's colors."""

import base64
import io
import re

import numpy as np
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from PIL import Image

from weave.engine.shown import Plot, waiting

# The light palette, as matplotlibrc draws it; the theme's variables take its place.
COLORS = {"#0b62c1": "1", "#b84a00": "2", "#16794a": "3", "#5b6472": "4", "#1f2430": "ink", "#dde1e7": "grid"}
NOISE = [r"<\?xml.*?\?>", "<!DOCTYPE.*?>", "<!--.*?-->", "<metadata>.*?</metadata>", r"<defs>\s*<style.*?</defs>"]
IN_TAGS = [r' (?:width|height)="[\d.]+pt"', ' version="1.1"', r' transform="rotate\(-0 [^"]*"', '(?<=^<g) id="[^"]*"']
PNG = re.compile(r"(<image [^>]*?data:image/png;base64,)([\sA-Za-z0-9+/=]+)")


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
    """A figure ready for a page: theme colors, short coordinates, ids that start with `name`; its words stay."""
    svg = re.sub("|".join(NOISE), "", packed(svg), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", re.sub("<[^>]*>", lambda tag: finished_tag(tag[0], name), svg)).strip() + "\n"


def finished_tag(tag: str, name: str) -> str:
    tag = re.sub("|".join(IN_TAGS), "", tag).replace("xlink:href", "href")
    if tag.startswith("<image "):
        tag = re.sub(' id="[^"]*"', "", tag)  # equal images would have equal ids
    tag = re.sub(r'( id="| href="#|url\(#)', rf"\g<1>{name}-", tag)
    tag = re.sub(r' d="[^"]*"', lambda d: re.sub(r"(\.\d\d)\d+|\s+", lambda m: m[1] or " ", d[0]), tag)
    return re.sub(' (?:style|fill|stroke)="[^"]*"', lambda style: themed(style[0]), tag)


def themed(style: str) -> str:
    """The same with the font and the colors of the theme."""
    style = re.sub(r"'?DejaVu Sans'?[^;\"]*", "var(--fig-font, sans-serif)", style)
    for color, variable in COLORS.items():
        style = style.replace(color, f"var(--fig-{variable}, {color})")
    return style


class FigureManager(FigureManagerBase):
    """Keeps the open figures at `plt.show()`, then closes them, as a person closes windows."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        for manager in Gcf.get_all_fig_managers():
            buffer = io.StringIO()
            manager.canvas.figure.savefig(buffer, format="svg")
            waiting.append(Plot(buffer.getvalue()))
        Gcf.destroy_all()


class FigureCanvas(FigureCanvasSVG):
    manager_class = FigureManager
