"""Figures that answer: what they fetch and when, that they shift nothing, and that all can use them."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from conftest import ROOT
from demos import CHOICES, KEPT, PLACES, alive
from live import FIGURES, HEAD, rows
from playwright.sync_api import Browser
from visits import DESK, PHONE, RULES, complaints, open_page, settle, switch

CODE = 15 * 1024  # bytes, compressed


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_fetched_before_it_is_wanted_and_little_then(browser: Browser, site: str, place: str) -> None:
    heard: dict[str, list[Any]] = {"request": []}
    with open_page(browser, f"{site}{PLACES[place]}", DESK, heard=heard) as page:
        asked = [request.url for request in heard["request"]]
        assert not [url for url in asked if re.search(r"web/(network|page/(demos|parts))|network\.json", url)]
        alive(page)
        new = [request.url for request in heard["request"][len(asked) :]]
        assert all(url.startswith(site) for url in new)
        files = [ROOT / "site" / url.removeprefix(site) for url in new]
        code = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.suffix == ".js")
        assert 2000 < code <= CODE, "as the web host compresses them"
        assert [file.name for file in files if file.suffix == ".json"] == KEPT.get(place, [])


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", PLACES)
def test_it_shifts_nothing(browser: Browser, site: str, place: str, width: int) -> None:
    with open_page(browser, f"{site}{PLACES[place]}", width) as page:
        where = "() => [...document.querySelectorAll('figure, h2, h2 + p')].map(each => each.offsetTop)"
        before = page.evaluate(where)
        alive(page)
        assert page.evaluate(where) == before
        for name in CHOICES[place]:
            page.get_by_role("button", name=name, exact=True).click()
        assert page.evaluate(where) == before, "nor when it says more, or less"


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


LIVE = "figure:has(live-demo)"  # all around it is looked at with the page


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", [place for place in PLACES if place != "home"])
def test_all_can_use_it(browser: Browser, site: str, place: str, width: int) -> None:
    with open_page(browser, f"{site}{PLACES[place]}", width, reduced_motion="reduce") as page:
        alive(page)
        page.get_by_role("button", name=CHOICES[place][0], exact=True).click()
        settle(page)
        assert not complaints(page, RULES["light"], LIVE)
        each = "[...document.querySelectorAll('live-demo ~ svg *')]"
        motion = f"{each}.map(one => getComputedStyle(one).transitionDuration)"
        assert set(page.evaluate(motion)) == {"0s"}
        assert page.evaluate("document.documentElement.scrollWidth") == width
        switch(page, "dark")
        assert not complaints(page, RULES["dark"], LIVE)


def test_the_benchmark_of_figures_that_answer(browser: Browser, site: str) -> None:
    found = rows(browser, site)
    assert [row[0] for row in found] == list(FIGURES) and all(len(row) == len(HEAD) for row in found)
    assert all(0 < float(row[1]) < 10_000 for row in found), "something was drawn, and bars came"
