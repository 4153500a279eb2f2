"""What pages say to those who hear them, and that they ask no browser for what it does not know: read off the files."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import ROOT
from visits import PAGES

NAMES = [name for name in PAGES if name != "404"]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, str]:
    """The HTML of every page of the built site."""
    return {name: (ROOT / "site" / PAGES[name] / "index.html").read_text("utf-8") for name in NAMES}


def test_headings_are_heard_as_they_read(pages: dict[str, str]) -> None:
    links = {name: re.findall(r'<a class="headerlink"[^>]*>', text) for name, text in pages.items()}
    assert sum(map(len, links.values())) >= 300
    assert [link for found in links.values() for link in found if 'aria-hidden="true" tabindex="-1"' not in link] == []


def test_each_button_on_code_has_a_name_of_its_own(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        names = Counter(re.findall(r'<button class="md-code__button"[^>]* aria-label="([^"]+)"', text))
        assert names.total() == text.count('class="md-code__button"'), name
        assert [each for each, count in names.items() if count > 1] == [], name


def test_the_menu_says_which_page_this_is_and_has_no_empty_stops(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        assert 'tabindex=""' not in text, name
        assert text.count('aria-current="page"') == (0 if name.startswith("run-of-") else 1), name


def test_a_column_of_names_heads_its_rows(pages: dict[str, str]) -> None:
    heads = {name: re.findall(r'<th scope="row">(.*?)</th>', text) for name, text in pages.items()}
    assert heads["drawing"][:3] == ["<code>input</code>", "<code>dense</code>", "<code>conv</code>"]
    assert {name for name, found in heads.items() if found} >= {"what_is_deep_learning", "backprop", "overfitting"}
    assert not any("deep learning is MLP" in head for head in heads["notes"]), "sentences are no names"


def test_no_browser_is_asked_for_what_it_does_not_know() -> None:
    """WebKit filters no part of a drawing by a word of CSS; only Chromium lets a formula itself scroll."""
    styles = [path.read_text("utf-8") for path in (ROOT / "theme" / "stylesheets").glob("*.css")]
    rules = RULE.findall(re.sub(r"/\*.*?\*/", "", "".join(styles), flags=re.DOTALL))
    filtered = [where.strip() for where, what in rules if re.search(r"filter:(?!\s*(url\(|none))", what)]
    assert filtered and [where for where in filtered if not re.search(r"canvas\)?$", where)] == []
    assert [where for where, what in rules if re.search(r"math\s*$", where) and "overflow" in what] == []


def test_no_drawing_filters_itself(pages: dict[str, str]) -> None:
    drawings = "".join("".join(re.findall(r"<figure.*?</figure>", text, re.DOTALL)) for text in pages.values())
    assert drawings.count("<svg") >= 100
    assert not re.search(r"\bfilter\s*[:=]", drawings)
