"""Figures that answer: what they fetch and when, that they shift nothing, and that all can use them."""

from __future__ import annotations

import gzip
import re
from typing import Any, NamedTuple

import pytest
from conftest import ROOT
from demos import CHOICES, KEPT, PLACES, alive
from live import FIGURES, HEAD, rows
from playwright.sync_api import Browser
from visits import DESK, PHONE, RULES, complaints, open_page, settle, switch

CODE = 15 * 1024  # bytes, compressed


LIVE = "figure:has(live-demo)"  # all around it is looked at with the page
WHERE = "() => [...document.querySelectorAll('figure, h2, h2 + p')].map(each => each.offsetTop)"


class Used(NamedTuple):
    """A figure that a reader has used, at one width.

    What its page asked for `before` it was wanted, and then; where figures and headings stood, before and after each
    choice; how `wide` the page was, how long what moves took (with less motion), and axe's reports by scheme.
    """

    before: list[str]
    then: list[str]
    places: list[list[int]]
    wide: int
    motion: set[str]
    violations: dict[str, str]


@pytest.fixture(scope="module")
def used(request: pytest.FixtureRequest, browser: Browser, site: str) -> Used:
    place, width = request.param
    heard: dict[str, list[Any]] = {"request": []}
    with open_page(browser, f"{site}{PLACES[place]}", width, heard=heard, reduced_motion="reduce") as page:
        before, places = [each.url for each in heard["request"]], [page.evaluate(WHERE)]
        alive(page)
        places.append(page.evaluate(WHERE))
        then = [each.url for each in heard["request"][len(before) :]]
        for name in [*CHOICES[place], CHOICES[place][0]]:
            page.get_by_role("button", name=name, exact=True).click()
            places.append(page.evaluate(WHERE))
        settle(page)
        violations = {"light": complaints(page, RULES["light"], LIVE)}
        each = "[...document.querySelectorAll('live-demo ~ svg *')]"
        motion = set(page.evaluate(f"{each}.map(one => getComputedStyle(one).transitionDuration)"))
        wide = page.evaluate("document.documentElement.scrollWidth")
        switch(page, "dark")
        violations["dark"] = complaints(page, RULES["dark"], LIVE)
    return Used(before, then, places, wide, motion, violations)


def at(*widths: int) -> pytest.MarkDecorator:
    """Ask this of each figure at these widths. All questions about one use are asked one after another."""
    uses = [(place, width) for place in PLACES for width in widths]
    return pytest.mark.parametrize("used", uses, indirect=True, ids=[f"{place}-{width}" for place, width in uses])


@at(DESK, PHONE)
def test_nothing_is_fetched_before_it_is_wanted_and_little_then(
    used: Used, site: str, request: pytest.FixtureRequest
) -> None:
    assert not [url for url in used.before if re.search(r"web/(network|page/(demos|parts))|network\.json", url)]
    assert all(url.startswith(site) for url in used.then)
    files = [ROOT / "site" / url.removeprefix(site) for url in used.then]
    code = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.suffix == ".js")
    assert 2000 < code <= CODE, "as the web host compresses them"
    place = request.node.callspec.params["used"][0]
    assert [file.name for file in files if file.suffix == ".json"] == KEPT.get(place, [])


@at(DESK, PHONE)
def test_it_shifts_nothing(used: Used) -> None:
    """Neither when it comes to life nor when it says more, or less."""
    assert used.places == used.places[:1] * len(used.places)


@at(DESK, PHONE)
def test_all_can_use_it(used: Used, request: pytest.FixtureRequest) -> None:
    assert used.violations == {"light": "", "dark": ""}, "\n".join(used.violations.values())
    assert used.motion == {"0s"}
    assert used.wide == request.node.callspec.params["used"][1]


def test_what_cannot_be_fetched_is_said(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['shapes']}", DESK) as page:
        page.route("**/*.network.json", lambda route: route.abort())
        page.locator("live-demo button").click()
        page.wait_for_selector("live-demo[aria-busy=false]")
        assert "Reload the page" in page.locator("live-demo").inner_text()
        assert page.locator("live-demo ~ svg circle").count() > 90, "the figure stands"


def test_without_scripts_the_figure_stands(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{PLACES['shapes']}")
    assert page.locator("live-demo").bounding_box() is None, "no empty room"
    assert page.locator("live-demo ~ svg circle").count() > 90
    context.close()


def test_the_benchmark_of_figures_that_answer(browser: Browser, site: str) -> None:
    found = rows(browser, site)
    assert [row[0] for row in found] == list(FIGURES) and all(len(row) == len(HEAD) for row in found)
    assert all(0 < float(row[1]) < 10_000 for row in found), "something was drawn, and bars came"
