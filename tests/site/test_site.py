"""What the built site does when it is used, looked at in a real Chromium.

`browser`, `site` and `specimen` (addresses) are fixtures of conftest.py. What every page keeps to is in test_pages.py.
"""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from browser import REMEDY, NoBrowser, find_chromium
from PIL import Image
from playwright.sync_api import Browser, Page, Request
from visits import (
    ADDRESS,
    ALL_RULES,
    COLOR_RULES,
    DESK,
    PHONE,
    complaints,
    open_page,
    settle,
    switch,
)

SCHEMES = ("light", "dark")
BACKGROUND = {"light": (255, 255, 255), "dark": (30, 33, 41)}


def open_search(page: Page) -> None:
    page.locator("[data-md-component=search-query]").focus()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_open_search_is_accessible_and_stays_at_home(browser: Browser, site: str, width: int) -> None:
    heard: dict[str, list[Request]] = {"request": []}
    with open_page(browser, site, width, heard=heard) as page:
        open_search(page)  # it loads its worker and index when it is first used
        page.keyboard.type("network")
        page.locator(".md-search-result__item").first.wait_for()
        settle(page)  # it slides in
        named = {"rules": {"aria-dialog-name": {"enabled": True}}}
        assert complaints(page, ALL_RULES | named) == ""
        switch(page, "dark")
        assert complaints(page, COLOR_RULES) == ""
    urls = [request.url for request in heard["request"]]
    assert any("search_index" in url for url in urls)
    assert [url for url in urls if not url.startswith((site, "data:", "blob:"))] == []


COLORS = """() => [...document.querySelectorAll("figure.figure svg [style*='var(--fig-']")]
  .filter((shape) => /var\\(--fig-(\\d|ink|grid)/.test(shape.getAttribute("style")))
  .map((shape) => getComputedStyle(shape).fill + getComputedStyle(shape).stroke)"""


def test_the_switch_changes_page_and_figures(browser: Browser, site: str) -> None:
    with open_page(browser, site + ADDRESS["shapes"], DESK) as page:
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
    with open_page(browser, specimen, DESK, scheme) as page:
        assert min(page.evaluate(RATIOS)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_white_of_pixels_is_the_paper(browser: Browser, specimen: str, scheme: str) -> None:
    with open_page(browser, specimen, DESK, scheme) as page:
        shot = page.locator("figure.figure image").screenshot()
        image = Image.open(io.BytesIO(shot)).convert("RGB")
        white, black = (image.getpixel((image.width * n // 4, image.height // 2)) for n in (1, 3))
        assert white == BACKGROUND[scheme]
        assert black == {"light": (0, 0, 0), "dark": (255, 255, 255)}[scheme]


def test_colors_of_the_readers_own_leave_nothing_invisible(browser: Browser, specimen: str) -> None:
    mark = "e => getComputedStyle(e, '::after').backgroundColor"
    with open_page(browser, specimen, DESK, forced_colors="active") as page:
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        marks = [".question > summary", ".md-code__button[data-md-type=copy]", ".md-code__button[data-md-type=upto]"]
        assert paper not in [page.locator(each).first.evaluate(mark) for each in marks]
        edges = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
        assert all(page.locator(each).first.evaluate(edges) > 0 for each in (".highlight code", ".output"))


def test_paper_shows_answers_and_no_buttons(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        page.emulate_media(media="print")
        for answer in (page.locator("details.question > p"), page.locator(".output details pre")):
            assert answer.first.is_visible()
        assert not page.locator(".md-code__nav").first.is_visible()


def test_long_output_is_folded(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        output = page.locator(".output").first
        assert output.locator("pre").first.inner_text().count("\n") <= 15
        rest = output.locator("details pre")
        assert not rest.is_visible()
        output.locator("summary").click()
        assert rest.is_visible() and "line 42" in rest.inner_text()
        label = output.evaluate("e => getComputedStyle(e, '::before').content")
        assert label == '"Output"'


def test_what_a_guess_is_about_stays_closed_until_it_is_made(browser: Browser, specimen: str) -> None:
    with open_page(browser, specimen, DESK) as page:
        guess, drawn = page.locator("details.question").first, page.locator("#guessed_drawn svg")
        printed = page.locator("details.question + .highlight + .output pre").first
        label = "() => getComputedStyle(document.querySelector('.question + .highlight + .output'), '::before').content"
        assert page.locator("details.question + .highlight").first.is_visible(), "its code is not part of the answer"
        assert not printed.is_visible() and not drawn.is_visible()
        assert "your guess above" in page.evaluate(label)
        page.emulate_media(media="print")
        assert printed.is_visible() and drawn.is_visible()
        assert not guess.locator("form").is_visible()
        page.emulate_media(media="screen")
        guess.locator("summary").click()
        assert not printed.is_visible(), "one opens it by guessing"
        page.keyboard.type("50")
        page.keyboard.press("Enter")
        printed.wait_for()
        assert printed.is_visible() and drawn.is_visible()
        assert page.evaluate(label) == '"Output"'


def test_a_wide_formula_scrolls_in_its_box(browser: Browser, specimen: str) -> None:
    """Not by itself: that is done by one browser only."""
    with open_page(browser, specimen, PHONE) as page:
        box = page.locator(".formula")
        assert box.locator("math").evaluate("e => getComputedStyle(e).overflowX") == "visible"
        assert box.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")


def test_output_sits_directly_under_its_code(browser: Browser, specimen: str) -> None:
    gap = """output => output.getBoundingClientRect().top
      - output.previousElementSibling.getBoundingClientRect().bottom"""
    for width in (PHONE, DESK):
        with open_page(browser, specimen, width) as page:
            assert page.locator(".output").first.evaluate(gap) == pytest.approx(0, abs=1)


def test_on_a_phone_buttons_cover_no_code(browser: Browser, specimen: str) -> None:
    room = """nav => {
      const range = document.createRange()
      range.selectNodeContents(nav.parentElement.querySelector("code"))
      return range.getClientRects()[0].top - nav.getBoundingClientRect().bottom
    }"""
    with open_page(browser, specimen, PHONE) as page:
        navs = page.locator(".highlight .md-code__nav:visible").all()
        assert navs and min(nav.evaluate(room) for nav in navs) >= 0


def test_a_line_holds_seventy_letters(browser: Browser, specimen: str) -> None:
    letters = """e => e.textContent.length
      / Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"""
    with open_page(browser, specimen, DESK) as page:
        assert 60 <= page.locator("h1 ~ p:not([class])").first.evaluate(letters) <= 80


@pytest.mark.parametrize("touch", [False, True])
def test_what_scrolls_on_a_phone_is_reached_by_keyboard(browser: Browser, specimen: str, touch: bool) -> None:
    with open_page(browser, specimen, PHONE, has_touch=touch, is_mobile=touch) as page:
        scrolling = page.evaluate("visit.shown()")["scrolling"]
        assert len(scrolling) >= 3
        assert [each["text"] for each in scrolling if each["tabIndex"] != 0] == []


def test_menu_and_search_open_by_keyboard_on_a_phone(browser: Browser, site: str) -> None:
    for name, toggle in (("Menu", "__drawer"), ("Search", "__search")):
        with open_page(browser, site, PHONE) as page:
            assert not page.locator(".md-sidebar--primary").is_visible()
            for _ in range(12):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.ariaLabel") == name:
                    break
            page.keyboard.press("Enter")
            assert page.locator(f"#{toggle}").is_checked(), f"{name} is not reached in 12 steps"


def test_nothing_moves_for_those_who_ask(browser: Browser, specimen: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
      const { transitionDuration, animationName } = getComputedStyle(e)
      return /[1-9]/.test(transitionDuration) || animationName !== "none"
    }).map((e) => e.className)"""
    with open_page(browser, specimen, DESK, reduced_motion="reduce") as page:
        assert page.evaluate(moving) == []


def test_a_browser_without_windows_is_preferred(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own, shell = tmp_path / "chromium-1/linux/chrome", tmp_path / "chromium_headless_shell-1/linux/headless_shell"
    chromium: Any = SimpleNamespace(executable_path=str(own))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    for path in (own, shell):
        path.parent.mkdir(parents=True)
        path.touch()
        assert find_chromium(chromium) == str(path)
    assert find_chromium(chromium, whole=True) == str(own)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert find_chromium(chromium) == "/usr/bin/chromium-headless-shell"
    assert find_chromium(chromium, whole=True) == "/usr/bin/chromium"


def test_a_missing_browser_is_an_error_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    nothing: Any = SimpleNamespace(executable_path="/nowhere/chromium")
    with pytest.raises(NoBrowser, match=re.escape(REMEDY)):
        find_chromium(nothing)
