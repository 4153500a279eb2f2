"""Pages on paper, in colors of the reader's own, and without scripts."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from browser import ROOT
from PIL import Image
from playwright.sync_api import Browser, Page
from visits import ADDRESS, DESK, NARROW, OTHERS, PHONE, open_page

BACKGROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(30, 33, 41)"}
# Colors as numbers, whatever their notation: canvas knows them all.
CONTRASTS = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d")
  const light = (color) => {
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
  }
  const paper = light(getComputedStyle(document.body).backgroundColor)
  const inks = [...document.querySelectorAll("figure.figure > svg text")].map((text) => getComputedStyle(text).fill)
  return [...new Set(inks)].map((ink) => [ink, light(ink) / paper]).map(([ink, by]) => [ink, Math.max(by, 1 / by)])
}"""
PRINTED = """() => {
  const style = (selector, name, pseudo) =>
    [...new Set([...document.querySelectorAll(selector)].map((each) => getComputedStyle(each, pseudo)[name]))]
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  return {
    inside: style("figure.figure, tr, .solution", "breakInside"),
    long: style(".exercise > details:not(.solution)", "breakInside"),
    after: style("article :is(h2, h3, summary)", "breakAfter"),
    room: style("article h2", "height", "::after").concat(style("article h2", "marginBottom", "::after")),
    notes: style('article a[href^="http"]', "content", "::after"),
    numbers: rules.filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join(" "),
    paper: getComputedStyle(document.body).backgroundColor,
    wide: [...document.querySelectorAll("pre > code")].filter((code) => code.scrollWidth > code.clientWidth).length,
  }
}"""
HIDDEN = ("header", ".md-sidebar", ".md-footer", ".md-code__nav", ".headerlink", "live-demo", "form button")
SHOWN = ("figure.figure > svg", ".solution code", ".quiz .answers li", ".question > :not(summary, form)")


@pytest.fixture(scope="module")
def paper(browser: Browser, site: str) -> Iterator[Page]:
    """A lesson as it is printed by a reader in the dark, on paper of A4 with the margins of course.css."""
    with open_page(browser, site + ADDRESS["shapes"], 658, "dark") as page:
        page.emulate_media(media="print")
        yield page


def test_a_lesson_on_paper_is_all_there_and_nothing_else(paper: Page) -> None:
    assert {each: paper.locator(each).locator("visible=true").count() for each in HIDDEN} == dict.fromkeys(HIDDEN, 0)
    for each in SHOWN:
        found = paper.locator(each)
        assert found.count() and found.count() == found.locator("visible=true").count(), each
    choices = paper.locator(".quiz .asking li > label")
    assert all((choice.bounding_box() or {"height": 999})["height"] < 60 for choice in choices.all()), (
        "no narrow column"
    )


def test_paper_has_page_numbers_and_cuts_nothing(paper: Page) -> None:
    printed = paper.evaluate(PRINTED)
    assert printed["inside"] == ["avoid"] and printed["after"] == ["avoid"] and printed["long"] == ["auto"]
    room, back = (float(each.removesuffix("px")) for each in printed["room"])
    assert room > 50 and back == -room, "a heading keeps room for what follows, also where nothing else does"
    assert printed["notes"] and all("http" in note for note in printed["notes"]), "addresses of links"
    assert "@bottom-right" in printed["numbers"] and "counter(page)" in printed["numbers"]
    assert printed["paper"] == BACKGROUND["light"] and printed["wide"] == 0


@pytest.mark.parametrize(("system", "clicks"), [("dark", 1), ("light", 2)])
def test_labels_are_read_in_any_colors_whatever_the_switch_says(
    browser: Browser, site: str, system: str, clicks: int
) -> None:
    with open_page(browser, site + ADDRESS["shapes"], DESK, system, forced_colors="active") as page:
        for _ in range(clicks):
            page.locator("label[for^=__palette]:visible").click()
        assert (
            page.locator("body").get_attribute("data-md-color-scheme") == {"dark": "default", "light": "slate"}[system]
        )
        contrasts = page.evaluate(CONTRASTS)
        assert len(contrasts) >= 2 and [each for each in contrasts if each[1] < 4.5] == []
        page.locator("live-demo").scroll_into_view_if_needed()
        page.keyboard.press("Shift")  # who moves about the page wakes what is near
        bar = page.locator("live-demo .bars .winner > .bar")
        bar.wait_for()
        page.mouse.move(0, 0)
        image = Image.open(io.BytesIO(bar.screenshot())).convert("RGB")
        paper = tuple(map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))))
        assert image.getpixel((20, image.height // 2)) != paper, "a bar is nothing but its ground"


BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(self, name, { configurable: true, get() { throw new DOMException("no") } })"""


def test_a_browser_that_keeps_nothing_follows_a_dark_system(browser: Browser, site: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.add_init_script(BLOCKED)
        page.goto(site)
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        page.locator("label[for^=__palette]:visible").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") == "default", "the switch works"
        assert problems == []


@pytest.fixture(scope="module")
def unscripted(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a reader in the dark without scripts."""
    with browser.new_context(java_script_enabled=False, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(site + OTHERS["drawing"])
        yield page


def test_without_scripts_colors_follow_the_system(unscripted: Page) -> None:
    color = "getComputedStyle(document.body).backgroundColor"
    assert unscripted.evaluate(color) == BACKGROUND["dark"]
    unscripted.emulate_media(color_scheme="light")
    assert unscripted.evaluate(color) == BACKGROUND["light"]


def test_without_scripts_nothing_is_dead(unscripted: Page) -> None:
    assert unscripted.locator("article :is(button, select, textarea, input)").locator("visible=true").count() == 0
    assert "needs JavaScript" in unscripted.locator("article").inner_text()


def test_dark_without_scripts_is_the_dark_of_the_switch() -> None:
    inks = []
    for name, rule in (("course", r'\[data-md-color-scheme="slate"\] \{'), ("unscripted", r"body\S* \{")):
        css = (ROOT / "theme" / "stylesheets" / f"{name}.css").read_text("utf-8")
        found: Any = re.search(rule + r"(.*?)\}", css, re.DOTALL)
        inks.append(found[1].split())
    assert inks[0] == inks[1] and len(inks[0]) > 20


def test_the_search_finds_no_words_for_those_without_scripts(site: str) -> None:
    index = json.loads((ROOT / "site" / "search" / "search_index.json").read_text("utf-8"))
    assert len(index["docs"]) > 100
    assert [each["location"] for each in index["docs"] if re.search(r"needs JavaScript", each["text"])] == []


def test_the_name_of_the_site_is_whole_on_phones(browser: Browser, site: str) -> None:
    cut = "e => e.scrollWidth > e.clientWidth || e.scrollHeight > e.parentElement.clientHeight"
    for width in (NARROW, PHONE):
        with open_page(browser, site, width) as page:
            name = page.locator(".md-header__topic > .md-ellipsis").first
            assert name.is_visible() and not name.evaluate(cut)
