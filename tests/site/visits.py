"""Each page of the site is visited once at each width; what it shows then is what the tests ask about."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from conftest import ROOT
from playwright.sync_api import Browser, Page, Request

from weave.course import Course

COURSE = Course(ROOT)
LESSONS = sorted(COURSE.lessons)
ADDRESS = {name: COURSE.page(lesson).url for name, lesson in COURSE.lessons.items()}
FULL_RUN = {name: f"generated/{name}/{name}/" for name in LESSONS}
WITH_FIGURES = [name for name in LESSONS if COURSE.page(COURSE.lessons[name]).find("figure")]
OTHERS = {page.path.stem: page.url for page in COURSE.pages if page.path.stem not in LESSONS}
# Every page, by the name that it has in the names of tests.
PAGES = {**ADDRESS, **OTHERS, **{f"run-of-{name}": url for name, url in FULL_RUN.items()}, "404": "404.html"}
SPECIMEN = "specimen"  # a page of our own that holds every element of the look at its limit

THEMES_NAME = {"light": "default", "dark": "slate"}
NARROW, PHONE, DESK = 320, 390, 1280
POLICY = "Content Security Policy"  # stands in what Chromium says when a page does what its policy forbids
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL_RULES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
# The scheme changes colors and nothing else; these are the rules that look at colors.
OF_COLOR = ["color-contrast", "link-in-text-block"]
COLOR_RULES = {"runOnly": {"type": "rule", "values": OF_COLOR}, "resultTypes": ["violations"]}
RULES = {"light": ALL_RULES, "dark": COLOR_RULES}
READABLE: set[str] = set()  # the kinds of text that have been seen to have contrast
VISIT = Path(__file__).with_name("visit.js").read_text("utf-8")
# DejaVu Sans, which Matplotlib brings along: as wide as any font of text that a reader may have.
WIDE = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")


Heard = dict[str, list[Request]]


class Visit(NamedTuple):
    """What a page showed at one width.

    `opened` is what visit.js tells of the page as it opens, `unfolded` with all that is folded open; `wide` are the
    labels of figures in another font, `narrow` is the width of the page in a window of 320 pixels (both: on a phone
    only); `shift` and `changed` say how far the text jumped and what scripts changed in it; `violations` are axe's
    reports by scheme; `asked` are the addresses of all requests, `received` the bytes on the wire by address.
    """

    opened: dict[str, Any]
    unfolded: dict[str, Any]
    wide: list[dict[str, Any]]
    narrow: int
    shift: float
    changed: list[str]
    violations: dict[str, str]
    asked: list[str]
    received: dict[str, int]


@contextmanager
def open_page(
    browser: Browser, address: str, width: int, scheme: str = "light", heard: Heard | None = None, **more: Any
) -> Iterator[Page]:
    """Open a page as a reader who has never been here; yields it once nothing moves any more.

    Its requests are added to `heard`, by the name of the event, for as long as the page is open. Nothing that it does,
    nor its workers, may violate its policy.
    """
    size: Any = {"width": width, "height": 844 if width < 600 else 900}
    with browser.new_context(viewport=size, color_scheme=scheme, **more) as context:  # type: ignore[arg-type]
        page, forbidden = context.new_page(), list[str]()
        page.on("console", lambda said: forbidden.append(said.text) if POLICY in said.text else None)
        page.add_init_script(VISIT)
        for event, requests in (heard or {}).items():
            page.on(event, lambda request, requests=requests: requests.append(request))  # type: ignore[call-overload]
        page.goto(address)
        settle(page)
        yield page
        assert forbidden == [], "\n".join(forbidden)


def settle(page: Page) -> None:
    """Wait until nothing moves any more."""
    page.evaluate("visit.settled()")


def switch(page: Page, scheme: str) -> None:
    """Let the reader's system change its colors."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=THEMES_NAME[scheme])
    settle(page)


def complaints(page: Page, rules: dict[str, Any], within: str | None = None) -> str:
    """What axe says of the page, or of what a selector finds on it; "" if all is well.

    Of texts of one kind, which have all their colors in common, one is asked for its contrast, on one page of all.
    """
    found = []
    if rules != COLOR_RULES:
        off = {rule: {"enabled": False} for rule in OF_COLOR}
        found.append(judged(page, within, {**rules, "rules": {**rules.get("rules", {}), **off}}))
    if kinds := page.evaluate("([within, known]) => visit.markKinds(within, known)", [within, sorted(READABLE)]):
        found.append(judged(page, "[data-kind]", COLOR_RULES))
        READABLE.update(kinds if not found[-1].violations_count else [])
    return "\n".join(each.generate_report() for each in found if each.violations_count)


def judged(page: Page, within: str | None, rules: dict[str, Any]) -> AxeResults:
    """Axe's judgement. A page reads its script, half a megabyte, once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    run = "([within, rules]) => axe.run(within ?? document, rules).then(({ violations }) => ({ violations }))"
    return AxeResults(page.evaluate(run, [within, rules]))


def visit(browser: Browser, address: str, width: int) -> Visit:
    """Open the page, in light colors, and look at everything."""
    heard: Heard = {"request": [], "requestfinished": []}
    with open_page(browser, address, width, heard=heard) as page:
        opened = page.evaluate("visit.shown()")
        page.evaluate("visit.unfold()")
        unfolded = page.evaluate("visit.shown()")
        violations = {"light": complaints(page, RULES["light"])}
        happened = page.evaluate("visit.happened()")
        received = {each.url: each.sizes()["responseBodySize"] for each in heard["requestfinished"]}
        switch(page, "dark")
        violations["dark"] = complaints(page, RULES["dark"])
        wide, narrow = [], 0
        if width == PHONE:
            wide = page.evaluate("font => visit.labelsIn(font)", base64.b64encode(WIDE.read_bytes()).decode())
            page.set_viewport_size({"width": NARROW, "height": 844})
            settle(page)
            narrow = page.evaluate("document.documentElement.scrollWidth")
    asked = [each.url for each in heard["request"]]
    return Visit(opened, unfolded, wide, narrow, **happened, violations=violations, asked=asked, received=received)
