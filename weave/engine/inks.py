"""The inks that Matplotlib draws with by default, where they would be lost on the light paper or on the dark one.

Lines and markers that the default colormap colors run from nearly black to bright yellow. As ink they keep their hues,
in an order from dark to light still, but in the narrow band of luminances that both papers leave. Areas and pixels keep
their colors: they are told from each other, not from the paper.
"""

from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import ListedColormap, to_rgb
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from matplotlib.quiver import Barbs, Quiver
from matplotlib.table import Cell

DARKEST, LIGHTEST = 0.155, 0.285  # luminances that have 3:1 to white, and to the paper of the dark theme
WEIGHTS = np.array([0.2126, 0.7152, 0.0722])  # of red, green and blue in a luminance
LINES = LineCollection, PathCollection, Quiver, Barbs
DEFAULT = mpl.rcParamsDefault["image.cmap"]


def linear(colors: Any) -> Any:
    """sRGB as light."""
    return np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)


def encoded(light: Any) -> Any:
    """Light as sRGB."""
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def shades(colormap: Any) -> Any:
    return colormap(np.arange(256))[:, :3]


@cache
def inked() -> ListedColormap:
    """The default colormap with each color darkened or mixed with white until its luminance is within the band."""
    light = linear(shades(mpl.colormaps[DEFAULT]))
    before = light @ WEIGHTS
    wanted = DARKEST + (before - before.min()) / np.ptp(before) * (LIGHTEST - DARKEST)
    darker = light * np.minimum(1, wanted / before)[:, None]
    white = np.clip((wanted - before) / (1 - before), 0, 1)[:, None]
    return ListedColormap(encoded(darker + white * (1 - darker)), f"{DEFAULT} as ink")


def of_the_default(artist: Any) -> bool:
    """Whether it is drawn in colors of the default colormap, and is no area."""
    if isinstance(artist, LINES) or (isinstance(artist, ContourSet) and not artist.filled):
        return artist.get_array() is not None and artist.get_cmap().name == DEFAULT
    return False


def is_black(artist: Any) -> bool:
    """Whether it has the black that arrows and barbs are filled with by default."""
    return isinstance(artist, Quiver | Barbs) and bool((np.asarray(artist.get_facecolor())[:, :3] == 0).all())


def seen(figure: Figure) -> None:
    """Let what Matplotlib draws by default be seen: lines of its colormap, and what it draws in black or on white."""
    ink: Any = to_rgb(mpl.rcParams["text.color"])
    for cell in figure.findobj(Cell):
        if cell.get_facecolor() == (1, 1, 1, 1) and cell.get_edgecolor() == (0, 0, 0, 1):
            cell.set(facecolor="none", edgecolor=ink)
    for filled in figure.findobj(is_black):
        filled.set(facecolor=ink)
    colored = figure.findobj(of_the_default)
    for artist in colored:
        artist.set(cmap=inked())
    if colored:
        same = dict(zip(map(tuple, shades(mpl.colormaps[DEFAULT])), shades(inked()), strict=True))
        for arrow in figure.findobj(FancyArrowPatch):  # a streamplot colors its own
            if (color := arrow.get_edgecolor()[:3]) in same:
                arrow.set(color=same[color])
