"""The pictures that other sites and telephones show of a page."""

from __future__ import annotations

import html
import re
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT, CourseFolder
from PIL import Image, ImageFont
from visits import COURSE

from weave.page import card

SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8")
LOGO = card.mark(re.findall('favicon: "(.*)"', SETTINGS)[0])
TEXT = re.compile(r'<text x="(\d+)" y="(\d+)" font-size="(\d+)" fill="#\w+"( font-weight="700")?>(.*?)</text>')
BOX = re.compile(r'<svg[^>]* x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)">')
PAGES = {page.path.stem: page for page in COURSE.pages}


@pytest.mark.parametrize("name", PAGES)
def test_a_card_has_room_for_the_whole_title_and_a_figure_that_can_be_seen(name: str) -> None:
    words = card.words_of(COURSE, PAGES[name], [], "Deep Learning You Can Run", LOGO)
    svg = card.drawn(words)
    assert words.title and words.title in " ".join(text for *_, text in TEXT.findall(html.unescape(svg)))
    x, y, width, height = (int(each) for each in BOX.findall(svg)[0])
    assert min(width, height) >= 200 and x + width <= card.WIDTH and y + height <= card.HEIGHT
    for left, line, size, bold, text in TEXT.findall(html.unescape(svg)):
        font = ImageFont.truetype(str(card.BOLD if bold else card.PLAIN), int(size))
        right = int(left) + font.getlength(text)
        assert right <= (card.WIDTH if int(line) < y or int(line) > y + height else x), text


def test_a_card_is_a_picture_of_the_same_bytes_each_time(tmp_path: Path) -> None:
    svg = card.drawn(card.words_of(COURSE, PAGES["shapes"], [], "A course", LOGO))
    picture = card.png(svg, card.WIDTH)
    assert picture == card.png(svg, card.WIDTH) and len(picture) < 200_000
    image = Image.open(BytesIO(picture)).convert("RGB")
    assert image.size == (1200, 630)
    figure = image.crop((620, 60, 1140, 570)).getcolors(100_000)
    assert figure and len(figure) > 20, "the figure is drawn"


def test_a_published_site_names_its_cards_and_its_icon(project: CourseFolder) -> None:
    settings = (project.root / "mkdocs.yml").read_text()
    theme = f"theme:\n  name: material\n  custom_dir: {ROOT}/theme\n{re.findall('  favicon: .*', SETTINGS)[0]}\n"
    project.write("mkdocs.yml", settings.replace("theme:\n  name: mkdocs\n", theme))
    project.replace(
        "docs/lesson.md", "# Lesson", "---\ndescription: Of {{ lesson.word }}\n---\n# A *fine* lesson & more"
    )
    project.variables["SITE_URL"] = "https://a.example/course/"
    assert project.passes("site")
    site = project.root / "site"
    page = (site / "lesson" / "index.html").read_text()
    assert '<meta property="og:image" content="https://a.example/course/cards/lesson.png">' in page
    assert '<link rel="apple-touch-icon" href="../cards/touch-icon.png">' in page
    with Image.open(site / "cards" / "lesson.png") as picture, Image.open(site / "cards" / "touch-icon.png") as icon:
        assert picture.size == (1200, 630) and icon.size == (180, 180)
        [above, *_] = (icon.convert("RGB").getpixel((x, 5)) for x in (5, 175))
        assert above == (255, 255, 255), "no telephone has to fill what is clear"
    words = card.words_of(COURSE.__class__(project.root), COURSE.__class__(project.root).pages[1], [], "A course", "")
    assert (words.title, words.below) == ("A fine lesson & more", "Of hello")
    first = {path.name: path.read_bytes() for path in (site / "cards").iterdir()}
    assert project.passes("clean") and project.passes("site")
    assert {path.name: path.read_bytes() for path in (site / "cards").iterdir()} == first
