"""What the built site promises, looked at in a real Chromium.

`browser` and `site` (the address of the built site) are fixtures of conftest.py.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import REMEDY, NoBrowser, build_specimen, find_chromium, serve
from conftest import ROOT
from PIL import Image
from playwright.sync_api import Browser, Page, Request

PHONE, DESK = 390, 1280
SCHEMES = ("light", "dark")
BACKGROUND = {"light": (255, 255, 255), "dark": (30, 33, 41)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIRST_VISIT = 120_000  # bytes on the wire for a reader who has never been here


@contextmanager
def visit(browser: Browser, url: str, width: int, scheme: str, **more: Any) -> Iterator[Page]:
    """Open a page as a reader who has never been here; yields it once nothing moves any more."""
    size: Any = {"width": width, "height": 844 if width < 600 else 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, **more)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto(url)
        page.wait_for_timeout(200)  # the theme and the page settle after "load"
        yield page
    finally:
        context.close()


def open_search(page: Page) -> None:
    page.keyboard.press("s")
    page.wait_for_function("document.activeElement.matches('[data-md-component=search-query]')")


def addresses(site: str) -> list[str]:
    """Return the address of every page of the site, the error page too."""
    built = ROOT / "site"
    pages = sorted(page.parent.relative_to(built).as_posix() for page in built.rglob("index.html"))
    return [site, *(f"{site}{page}/" for page in pages if page != "."), f"{site}404.html"]


def lessons(site: str) -> list[str]:
    """Return the address of every lesson: the pages that say how long they take."""
    pages = []
    for address in addresses(site)[:-1]:
        with urlopen(address) as answer:
            if b'class="lesson-time"' in answer.read():
                pages.append(address)
    assert pages, "the site has no lesson"
    return pages


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page of our own that holds every element of the look at its limit."""
    with serve(build_specimen(tmp_path_factory.mktemp("specimen"))) as address:
        yield address


@pytest.fixture(scope="session")
def everything(site: str, specimen: str) -> list[str]:
    """Every page of the site, and the specimen."""
    return [*addresses(site), specimen]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_accessibility_violation(browser: Browser, everything: list[str], width: int, scheme: str) -> None:
    axe, failures = Axe(), []
    rules = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    for address in everything:
        with visit(browser, address, width, scheme) as page:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            results = axe.run(page, options=rules)
            if results.violations_count:
                failures.append(f"{address}\n{results.generate_report()}")
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_no_page_scrolls_sideways(browser: Browser, everything: list[str], width: int) -> None:
    for address in everything:
        with visit(browser, address, width, "light") as page:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_no_request_leaves_the_site(browser: Browser, site: str) -> None:
    away: list[str] = []
    for address in addresses(site):
        context = browser.new_context(viewport={"width": DESK, "height": 900})
        page = context.new_page()
        page.on("request", lambda request: away.append(request.url))
        page.goto(address, wait_until="networkidle")
        open_search(page)  # it loads its worker and index when it is first used
        page.keyboard.type("network")
        page.locator(".md-search-result__item").first.wait_for()
        context.close()
    assert [url for url in away if not url.startswith((site, "data:", "blob:"))] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_open_search_is_accessible(browser: Browser, site: str, width: int, scheme: str) -> None:
    rules = {"runOnly": {"type": "tag", "values": WCAG}, "rules": {"aria-dialog-name": {"enabled": True}}}
    with visit(browser, site, width, scheme) as page:
        open_search(page)
        page.keyboard.type("network")
        page.locator(".md-search-result__item").first.wait_for()
        page.wait_for_timeout(400)  # it slides in
        results = Axe().run(page, options=rules)
        assert results.violations_count == 0, results.generate_report()


def test_links_in_text_are_underlined(browser: Browser, everything: list[str]) -> None:
    bare = """() => [...document.querySelectorAll("article :is(p, li, td, figcaption) a:not(.md-button)")]
      .filter((link) => getComputedStyle(link).textDecorationLine !== "underline")
      .map((link) => link.outerHTML)"""
    for address in everything:
        with visit(browser, address, DESK, "light") as page:
            assert page.evaluate(bare) == [], address


RAW_BLOCKS = """async () => {
  const raw = await (await fetch(location.href)).text()
  const page = new DOMParser().parseFromString(raw, "text/html")
  return [...page.querySelectorAll(".highlight pre > code")].map((code) => code.textContent)
}"""


def test_each_copy_button_copies_its_block(browser: Browser, site: str, specimen: str) -> None:
    for address in [*lessons(site), specimen]:
        granted = ["clipboard-read", "clipboard-write"]
        with visit(browser, address, DESK, "light", permissions=granted) as page:
            blocks = page.evaluate(RAW_BLOCKS)
            buttons = page.locator("button[data-md-type=copy]:visible").all()
            assert len(buttons) == len(blocks) > 0, "one visible button a code block, none at output"
            for button, block in zip(buttons, blocks, strict=True):
                page.evaluate("navigator.clipboard.writeText('')")
                button.click()
                assert page.evaluate("navigator.clipboard.readText()") == block.removesuffix("\n")


COLORS = """() => [...document.querySelectorAll("figure.figure svg [style*='var(--fig-']")]
  .filter((shape) => /var\\(--fig-(\\d|ink|grid)/.test(shape.getAttribute("style")))
  .map((shape) => getComputedStyle(shape).fill + getComputedStyle(shape).stroke)"""


def test_the_switch_changes_page_and_figures(browser: Browser, site: str) -> None:
    with visit(browser, lessons(site)[0], DESK, "light") as page:
        light = page.evaluate(COLORS)
        for _ in range(2):  # as the system, light, dark
            page.locator("label[for^=__palette]:visible").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        dark = page.evaluate(COLORS)
        assert light and all(before != after for before, after in zip(light, dark, strict=True))
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark", "scroll bars too"
        color = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert tuple(map(int, re.findall(r"\d+", color))) == BACKGROUND["dark"]


def test_a_dark_system_is_dark_before_any_script_file_loads(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()


RATIOS = """() => {
  const light = (color) => {
    const probe = document.body.appendChild(document.createElement("i"))
    probe.style.color = color
    const parts = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3)
    probe.remove()
    const [r, g, b] = parts.map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
  }
  const paper = light("var(--fig-paper)")
  return ["1", "2", "3", "4", "ink"].map((name) => light(`var(--fig-${name})`) / paper)
    .map((ratio) => Math.max(ratio, 1 / ratio))
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_figure_colors_stand_out(browser: Browser, specimen: str, scheme: str) -> None:
    with visit(browser, specimen, DESK, scheme) as page:
        assert min(page.evaluate(RATIOS)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_white_of_pixels_is_the_paper(browser: Browser, specimen: str, scheme: str) -> None:
    with visit(browser, specimen, DESK, scheme) as page:
        shot = page.locator("figure.figure image").screenshot()
        image = Image.open(io.BytesIO(shot)).convert("RGB")
        white, black = (image.getpixel((image.width * n // 4, image.height // 2)) for n in (1, 3))
        assert white == BACKGROUND[scheme]
        assert black == {"light": (0, 0, 0), "dark": (255, 255, 255)}[scheme]


def test_long_output_is_folded(browser: Browser, specimen: str) -> None:
    with visit(browser, specimen, DESK, "light") as page:
        output = page.locator(".output").first
        assert output.locator("pre").first.inner_text().count("\n") <= 15
        rest = output.locator("details pre")
        assert not rest.is_visible()
        output.locator("summary").click()
        assert rest.is_visible() and "line 42" in rest.inner_text()
        label = output.evaluate("e => getComputedStyle(e, '::before').content")
        assert label == '"Output"'


def test_output_sits_directly_under_its_code(browser: Browser, specimen: str) -> None:
    gap = """output => output.getBoundingClientRect().top
      - output.previousElementSibling.getBoundingClientRect().bottom"""
    for width in (PHONE, DESK):
        with visit(browser, specimen, width, "light") as page:
            assert page.locator(".output").first.evaluate(gap) == pytest.approx(0, abs=1)


LABELS = """() => [...document.querySelectorAll("figure.figure svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect()
  return [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim()).map((text) => {
    const { a, b } = text.getScreenCTM(), box = text.getBoundingClientRect()
    const parts = [text, ...text.querySelectorAll("tspan")].map((part) => parseFloat(getComputedStyle(part).fontSize))
    const size = Math.min(...parts) * Math.hypot(a, b)
    const across = Math.max(frame.left - box.left, box.right - frame.right)
    const out = Math.max(across, frame.top - box.top, box.bottom - frame.bottom)
    return { label: text.textContent, size, out, width: frame.width }
  })
})"""


def test_labels_can_be_read_on_a_phone(browser: Browser, site: str, specimen: str) -> None:
    for address in [*lessons(site), specimen]:
        with visit(browser, address, PHONE, "light") as page:
            labels = page.evaluate(LABELS)
            assert labels, f"no labelled figure in {address}"
            assert min(label["width"] for label in labels) >= 350
            assert [label for label in labels if label["size"] < 11] == []
            assert [label for label in labels if label["out"] > 4] == [], "cut off by the figure"


SHIFT = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value }))
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 600)
})"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_jumps_while_a_page_loads(browser: Browser, site: str, width: int) -> None:
    for address in [site, *lessons(site)]:
        with visit(browser, address, width, "light") as page:
            assert page.evaluate(SHIFT) < 0.01, address


def transferred(browser: Browser, address: str) -> dict[str, int]:
    """Return what a reader who has never been here downloads: bytes on the wire by address."""
    with browser.new_context(viewport={"width": PHONE, "height": 844}) as context:
        page, requests = context.new_page(), list[Request]()
        page.on("requestfinished", lambda request: requests.append(request))
        page.goto(address, wait_until="networkidle")
        return {each.url: each.sizes()["responseBodySize"] for each in requests}


def test_a_first_visit_is_light(browser: Browser, site: str) -> None:
    full_runs = [address for address in addresses(site) if "/generated/" in address]
    assert len(full_runs) == len(lessons(site))
    for address in [*lessons(site), *full_runs]:
        sizes = transferred(browser, address)
        assert 10_000 < sum(sizes.values()) <= FIRST_VISIT, sizes
        assert not [url for url in sizes if "search" in url], "the search waits until it is used"


def test_a_line_holds_seventy_letters_and_code_eighty_eight(browser: Browser, site: str, specimen: str) -> None:
    wide = "e => e.scrollWidth - e.clientWidth"
    letters = """e => e.textContent.length
      / Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"""
    with visit(browser, specimen, DESK, "light") as page:
        assert page.locator(".highlight code").first.evaluate(wide) == 0
        assert 60 <= page.locator("h1 ~ p:not([class])").first.evaluate(letters) <= 80
    for address in lessons(site):
        with visit(browser, address, DESK, "light") as page:
            blocks = page.locator("article > .highlight code").all()
            assert [each.inner_text() for each in blocks if each.evaluate(wide) > 0] == []


UNREACHABLE = """() => [...document.querySelectorAll("pre, pre > code")]
  .filter((e) => e.scrollWidth > e.clientWidth && getComputedStyle(e).overflowX !== "visible")
  .map((e) => [e.tabIndex, e.textContent])"""


@pytest.mark.parametrize("touch", [False, True])
def test_what_scrolls_is_reached_by_keyboard(browser: Browser, specimen: str, touch: bool) -> None:
    with visit(browser, specimen, PHONE, "light", has_touch=touch, is_mobile=touch) as page:
        scrolling = page.evaluate(UNREACHABLE)
        assert len(scrolling) >= 3
        assert [text for index, text in scrolling if index != 0] == []


def test_menu_and_search_open_by_keyboard_on_a_phone(browser: Browser, site: str) -> None:
    for name, toggle in (("Menu", "__drawer"), ("Search", "__search")):
        with visit(browser, site, PHONE, "light") as page:
            assert not page.locator(".md-sidebar--primary").is_visible()
            for _ in range(12):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.textContent.trim()") == name:
                    break
            page.keyboard.press("Enter")
            assert page.locator(f"#{toggle}").is_checked(), f"{name} is not reached in 12 steps"


def test_nothing_moves_for_those_who_ask(browser: Browser, specimen: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
      const { transitionDuration, animationName } = getComputedStyle(e)
      return /[1-9]/.test(transitionDuration) || animationName !== "none"
    }).map((e) => e.className)"""
    with visit(browser, specimen, DESK, "light", reduced_motion="reduce") as page:
        assert page.evaluate(moving) == []


CHANGED = """
window.changed = []
document.addEventListener("DOMContentLoaded", () => {
  const note = ({ target }) => { if (target.closest("article")) changed.push(target.className || target.tagName) }
  new MutationObserver((changes) => changes.forEach(note)).observe(document, { childList: true, subtree: true })
})"""


def test_scripts_leave_the_text_as_it_was_built(browser: Browser, site: str) -> None:
    """But for the boxes around tables: in a long page, a change computes the style of every element anew."""
    seen: set[str] = set()
    for address in lessons(site):
        page = browser.new_page()
        page.add_init_script(CHANGED)
        page.goto(address)
        page.wait_for_timeout(200)
        seen |= set(page.evaluate("changed"))
        assert seen <= {"table", "md-typeset__table"}, address
        page.close()
    assert seen, "tables are what is seen to change"


def test_a_missing_browser_is_an_error_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    nothing: Any = SimpleNamespace(chromium=SimpleNamespace(executable_path="/nowhere/chromium"))
    with pytest.raises(NoBrowser, match=re.escape(REMEDY)):
        find_chromium(nothing)
