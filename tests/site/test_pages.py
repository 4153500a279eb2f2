"""What every page keeps to, whatever it says. visits.py opens each page once at each width; here it is judged."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Browser
from visits import (
    ADDRESS,
    COLOR_RULES,
    DESK,
    NARROW,
    PAGES,
    PHONE,
    SPECIMEN,
    WITH_FIGURES,
    Visit,
    complaints,
    open_page,
    switch,
    visit,
)

FIRST_VISIT = 120_000  # bytes on the wire for a reader who has never been here
SMALLEST, FARTHEST = 11, 2  # pixels: the letters of a label, and how far one may leave its figure
EVERYWHERE = [*PAGES, SPECIMEN]
ON_PHONES = [
    f"run-of-{name}" for name in ADDRESS if name != "digits"
]  # code and outputs, all made alike: one is enough
LESSONS = [*ADDRESS, SPECIMEN]


@pytest.fixture(scope="module")
def seen(request: pytest.FixtureRequest, browser: Browser) -> Visit:
    """What a page showed at a width."""
    page, width = request.param
    if page == SPECIMEN:
        return visit(browser, request.getfixturevalue("specimen"), width)
    return visit(browser, request.getfixturevalue("site") + PAGES[page], width)


def at(*widths: int, pages: list[str] = EVERYWHERE) -> pytest.MarkDecorator:
    """Ask this of these pages at these widths. All questions about one visit are asked one after another."""
    visits = [(page, width) for page in pages for width in widths if width == PHONE or page not in ON_PHONES]
    return pytest.mark.parametrize("seen", visits, indirect=True, ids=[f"{page}-{width}" for page, width in visits])


def test_every_page_is_looked_at() -> None:
    site = ROOT / "site"
    built = {path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")}
    assert built == set(PAGES.values())


@at(PHONE, DESK)
def test_no_accessibility_violation(seen: Visit) -> None:
    assert set(seen.violations.values()) == {""}, "\n".join(seen.violations.values())


@at(PHONE, DESK)
def test_no_page_scrolls_sideways(seen: Visit, request: pytest.FixtureRequest) -> None:
    width = request.node.callspec.params["seen"][1]
    assert seen.unfolded["width"] <= width
    assert seen.narrow <= NARROW


@at(PHONE, DESK)
def test_no_table_is_squeezed(seen: Visit) -> None:
    assert seen.unfolded["squeezed"] == []


@at(PHONE, DESK)
def test_no_formula_is_torn_from_its_comma(seen: Visit) -> None:
    assert seen.unfolded["torn"] == []


@at(PHONE, DESK)
def test_no_request_leaves_the_site(seen: Visit) -> None:
    home = "/".join(seen.asked[0].split("/")[:3]) + "/"
    assert [url for url in seen.asked if not url.startswith((home, "data:", "blob:"))] == []


@at(DESK)
def test_links_in_text_are_underlined(seen: Visit) -> None:
    assert [link["html"] for link in seen.unfolded["links"] if link["line"] != "underline"] == []


@at(DESK)
def test_no_answer_stands_open_below_a_closed_guess(seen: Visit) -> None:
    assert seen.opened["answers"] == []


@at(PHONE, DESK)
def test_what_scrolls_is_reached_by_keyboard(seen: Visit) -> None:
    assert [each["text"] for each in seen.unfolded["scrolling"] if each["tabIndex"] != 0] == []


@at(PHONE, pages=WITH_FIGURES)
def test_labels_can_be_read_on_a_phone(seen: Visit) -> None:
    """In the reader's own font, and in a wide one, as another reader may have."""
    assert seen.unfolded["labels"], "no figure has a label"
    assert min(label["width"] for label in seen.unfolded["labels"]) >= 350
    for font, labels in {"own": seen.unfolded["labels"], "wide": seen.wide}.items():
        bad = unreadable(labels)
        assert not bad, f"in the {font} font, " + "\n".join(bad)


def unreadable(labels: list[dict[str, Any]]) -> list[str]:
    """Which labels are too small, or leave their figure, and by how much."""
    small = [f"{x['figure']}: {x['label']!r} has letters of {x['size']:.1f} px" for x in labels if x["size"] < SMALLEST]
    cut = [f"{x['figure']}: {x['label']!r} is {x['out']:.1f} px outside" for x in labels if x["out"] > FARTHEST]
    return small + cut


@at(PHONE, DESK)
def test_nothing_jumps_while_a_page_loads(seen: Visit) -> None:
    assert seen.shift < 0.01


@at(PHONE, DESK)
def test_scripts_leave_the_text_as_it_was_built(seen: Visit) -> None:
    """But for the boxes around tables: in a long page, a change computes the style of every element anew."""
    assert set(seen.changed) <= {"table", "md-typeset__table"}


def test_a_pale_text_is_seen_among_many(browser: Browser, specimen: str) -> None:
    pale = "<p style='color: #888'>pale</p><p>good <b style='background: #333'>bad</b></p>"
    with open_page(browser, specimen, PHONE) as page:
        page.evaluate("html => document.querySelector('article p').insertAdjacentHTML('afterend', html)", pale)
        found = complaints(page, COLOR_RULES)
        assert found.count("#888888") == 1 and "bad</b>" in found
        switch(page, "dark")
        assert "pale</p>" not in complaints(page, COLOR_RULES)


@at(DESK, pages=[SPECIMEN])
def test_what_scripts_change_is_seen(seen: Visit) -> None:
    assert "table" in seen.changed


@at(PHONE, DESK, pages=[*PAGES])
def test_a_first_visit_is_light(seen: Visit) -> None:
    assert 10_000 < sum(seen.received.values()) <= FIRST_VISIT, seen.received
    assert not [url for url in seen.received if "search" in url], "the search waits until it is used"


@at(DESK, pages=LESSONS)
def test_a_line_holds_eighty_eight_letters_of_code(seen: Visit) -> None:
    assert seen.opened["code"]
    assert [code["text"] for code in seen.opened["code"] if code["out"] > 0] == []


@at(PHONE, pages=[*ADDRESS])
def test_a_lesson_says_how_long_it_takes(seen: Visit) -> None:
    reading, running = re.findall(r"(\d+) (?:minutes|seconds) to (?:read|run)", seen.opened["about"][0])
    assert 5 <= int(reading) <= 50 and int(running) > 0
