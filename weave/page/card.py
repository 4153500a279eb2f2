"""The picture of a page that other sites show beside a link to it: title and first figure, 1200 by 630 pixels."""

import hashlib
import os
import re
from collections.abc import Iterator
from functools import partial
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import resvg_py
from PIL import ImageFont

from weave.course import Course, Page
from weave.engine.inputs import fingerprint
from weave.page.grammar import front_matter, title
from weave.page.path import Stretch, time
from weave.page.quotes import plain, published

WIDTH, HEIGHT, MARGIN = 1200, 630, 64
INK, FAINT, PAPER, EDGE = "#1f2430", "#5b6472", "#ffffff", "#0b62c1"  # those of course.css, on light paper
MATPLOTLIB = Path(str(getattr(find_spec("matplotlib"), "origin", "")))  # which need not be imported for its fonts
FONTS = MATPLOTLIB.parent / "mpl-data" / "fonts" / "ttf"  # the same on every machine, so the bytes are too
PLAIN, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"
LINE = 1.2  # from line to line, in sizes of letters
BROAD = 2.2  # a figure this many times as wide as high stands under the title, not beside it
ICON = 180  # pixels, what telephones ask for
VIEW = re.compile(r"""viewBox=["'][-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)["']""")
OPENING = re.compile(r"\s*<svg(?P<about>[^>]*)>")
DRAWN_ICON = "data:image/svg+xml,"


class Words(NamedTuple):
    """What stands on a card: `above` the title, and `below` it; a figure is SVG, "" if the page has none."""

    site: str
    above: str
    title: str
    below: str
    figure: str


def png(svg: str, width: int, background: str | None = None) -> bytes:
    """SVG of the course as PNG, so many pixels wide; its colors and fonts are those that its variables fall back on."""
    fixed = re.sub(r"var\(--[\w-]+, *([^()]*)\)", r"\1", svg)
    fonts = [str(PLAIN), str(BOLD), str(FONTS / "DejaVuSansMono.ttf")]
    family = "DejaVu Sans"
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=fixed,
            width=width,
            background=background,
            skip_system_fonts=True,
            font_files=fonts,
            font_family=family,
            sans_serif_family=family,
            serif_family=family,
            monospace_family="DejaVu Sans Mono",
        )
    )


def mark(favicon: str) -> str:
    """The course's mark with some paper around it: the theme's favicon, if that is a drawing in a data address."""
    drawing = unquote(favicon.removeprefix(DRAWN_ICON)) if favicon.startswith(DRAWN_ICON) else ""
    return drawing.replace("viewBox='0 0 16 16'", "viewBox='-3 -3 22 22'")


def icon(favicon: str) -> bytes:
    """The course's mark as the picture on a telephone's screen; nothing where it is no drawing."""
    return png(mark(favicon), ICON, background=PAPER) if mark(favicon) else b""


def lines(text: str, font: Path, size: int, width: float) -> list[str]:
    """The text broken into lines of this width in pixels; a longer word has a line of its own."""
    measure, found = ImageFont.truetype(str(font), size), [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if measure.getlength(longer) <= width or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    return found


def fitted(text: str, width: float, most: int) -> tuple[list[str], int]:
    """The lines of a title in the largest letters in which it has at most so many, and their size."""
    for size in range(68, 30, -4):
        found = lines(text, BOLD, size, width)
        measure = ImageFont.truetype(str(BOLD), size)
        if len(found) <= most and all(measure.getlength(line) <= width for line in found):
            break
    return found, size


def cut(found: list[str], most: int) -> list[str]:
    """The first lines of a text, which says that it goes on."""
    return found if len(found) <= most else [*found[: most - 1], re.sub(r"\W+\w*$", " …", found[most - 1])]


def written(found: list[str], top: float, size: int, style: str) -> Iterator[str]:
    """Lines of text from `top` downward."""
    for number, line in enumerate(found):
        at = top + size * (LINE * number + 1)
        yield f'<text x="{MARGIN}" y="{at:.0f}" font-size="{size}" {style}>{escape(line)}</text>'


def placed(figure: str, x: float, y: float, width: float, height: float) -> str:
    """A figure as large as it can be in this box, in its middle."""
    tag = OPENING.match(figure)
    kept = re.sub(r'\s(?:width|height|x|y)="[^"]*"', "", tag["about"]) if tag else ""
    box = f'<svg{kept} x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}">'
    return OPENING.sub(lambda _: box, figure, count=1)


def drawn(words: Words) -> str:
    """A card as SVG: the words on the left, the figure beside them, or under them where it is broad."""
    view = VIEW.search(words.figure)
    broad = view is not None and float(view[1]) > BROAD * float(view[2])
    room = WIDTH - 2 * MARGIN if broad or not view else 500
    title, size = fitted(words.title, room, 2 if broad else 4)
    top = [float(MARGIN), MARGIN + 58 * bool(words.site)]
    top.append(top[-1] + LINE * size * len(title) + 22)
    below = cut(lines(words.below, PLAIN, 28, room), 1 if broad else 4)
    pieces = [
        *written([words.site], top[0], 26, f'fill="{EDGE}" font-weight="700"'),
        *written(title, top[1], size, f'fill="{INK}" font-weight="700"'),
        *written(below, top[2], 28, f'fill="{FAINT}"'),
        *written([words.above], HEIGHT - MARGIN - 30, 24, f'fill="{FAINT}"'),
    ]
    if broad:
        start = top[2] + 28 * LINE * len(below) + 24
        pieces.append(placed(words.figure, MARGIN, start, room, HEIGHT - 60 - MARGIN - start))
    elif view:
        pieces.append(
            placed(words.figure, MARGIN + room + 40, MARGIN, WIDTH - 2 * MARGIN - room - 40, HEIGHT - 2 * MARGIN)
        )
    size_of = f'width="{WIDTH}" height="{HEIGHT}"'
    paper = f'<rect {size_of} fill="{PAPER}"/><rect width="12" height="{HEIGHT}" fill="{EDGE}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size_of} font-family="sans-serif">{paper}{"".join(pieces)}</svg>'


def bare(text: str) -> str:
    """Markdown of a line without its marks."""
    return re.sub(r"[*`]|\\(?=\W)", "", text)


def words_of(course: Course, page: Page, path: list[Stretch], site: str, logo: str) -> Words:
    """What stands on the card of a page."""
    value = partial(published, course.generated)
    front, steps = front_matter(page.text), [step for each in path for step in each.steps if step.url == page.url]
    figures = [part for _, part in page.find("figure")]
    drawing = course.generated / figures[0]["lesson"] / f"{figures[0]['name']}.svg" if figures else None
    figure = drawing.read_text("utf-8") if drawing else logo
    if steps:
        [step] = steps
        above = f"Lesson {step.number} of {sum(len(each.steps) for each in path)} · {time(step.minutes)} to read"
        return Words(site, above, bare(plain(step.title, value)), bare(plain(step.question, value)), figure)
    name, about = title(page.text, page.path.stem), plain(str(front.get("description", "")), value)
    return Words(site if page.url else "", "", bare(name) if page.url else site, about, figure)


def cards(course: Course, path: list[Stretch], site: str, logo: str = "") -> Iterator[tuple[str, Path]]:
    """(name, file) of the card of each page, what has been drawn once is kept; the `logo` is the figure where there is
    none. Raises CourseError."""
    folder = course.store / "cards" / fingerprint(Path(__file__))[:16]
    folder.mkdir(parents=True, exist_ok=True)
    for page in course.pages:
        svg = drawn(words_of(course, page, path, site, logo))
        kept = folder / f"{hashlib.sha256(svg.encode()).hexdigest()[:32]}.png"
        if not kept.exists():
            aside = kept.with_name(f".{kept.name}.{os.getpid()}")
            aside.write_bytes(png(svg, WIDTH))
            aside.replace(kept)
        yield f"{page.path.stem}.png", kept
