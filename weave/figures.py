"""Matplotlib's side of a run: a backend that keeps each shown figure as SVG in the theme's colors."""

import io
import re

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_svg import FigureCanvasSVG

# The light palette, as matplotlibrc draws it; the theme's variables take its place.
COLORS = {"#0b62c1": "1", "#b84a00": "2", "#16794a": "3", "#5b6472": "4", "#1f2430": "ink", "#dde1e7": "grid"}
NOISE = [r"<\?xml.*?\?>", "<!DOCTYPE.*?>", "<!--.*?-->", "<metadata>.*?</metadata>", r"<defs>\s*<style.*?</defs>"]
NOISE += [r' (?:width|height)="[\d.]+pt"', ' version="1.1"', r' transform="rotate\(-0 [^"]*"', '(?<=<g) id="[^"]*"']
shown: list[str] = []


def finish(name: str) -> str:
    """The next shown figure, ready for a page: theme colors, short coordinates, ids that start with `name`."""
    svg = re.sub("|".join(NOISE), "", shown.pop(0), flags=re.DOTALL).replace("xlink:href", "href")
    svg = re.sub(r'( id="| href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = re.sub(r' d="[^"]*"', lambda d: re.sub(r"(\.\d\d)\d+|\s+", lambda m: m[1] or " ", d[0]), svg)
    svg = re.sub(r"'?DejaVu Sans'?[^;\"]*", "var(--fig-font, sans-serif)", svg)
    for color, variable in COLORS.items():
        svg = svg.replace(color, f"var(--fig-{variable}, {color})")
    return re.sub(r"\s*\n\s*", "\n", svg).strip() + "\n"


class FigureManager(FigureManagerBase):
    """Keeps the open figures at `plt.show()`, then closes them, as a person closes windows."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        for manager in Gcf.get_all_fig_managers():
            buffer = io.StringIO()
            manager.canvas.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
            shown.append(buffer.getvalue())
        Gcf.destroy_all()


class FigureCanvas(FigureCanvasSVG):
    manager_class = FigureManager
