"""For the tests of the studio: how a reader comes to it, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page
from visits import DESK, open_page, settle

STUDIO = "studio/"


@contextmanager
def open_studio(browser: Browser, site: str, width: int = DESK, **more: Any) -> Iterator[Page]:
    """The studio, alive."""
    with open_page(browser, f"{site}{STUDIO}", width, **more) as page:
        page.evaluate("document.querySelector('live-demo button').click()")  # a pointer near would have begun it
        page.wait_for_selector("live-demo[aria-busy=false] [role=tablist]")
        settle(page)
        yield page


def said(page: Page) -> str:
    """What the studio has last told the reader."""
    return page.locator("live-demo > [role=status]").inner_text()


def hears(page: Page, text: str, seconds: float = 60) -> str:
    """Wait until the studio says this."""
    test = "text => document.querySelector('live-demo > [role=status]').textContent.includes(text)"
    page.wait_for_function(test, arg=text, timeout=1000 * seconds)
    return said(page)


def room(page: Page, name: str) -> Locator:
    """Open a room, and wait until it is there."""
    page.get_by_role("tab", name=name, exact=True).click()
    panel = page.get_by_role("tabpanel", name=name, exact=True)
    panel.locator("button:visible, p:visible").first.wait_for()
    return panel


def take(page: Page, preset: str, cured: bool = False) -> None:
    """Begin with a preset, or with its cure."""
    network = room(page, "Network")
    network.get_by_label("Begin with").select_option(preset)
    network.get_by_role("button", name="the cure" if cured else "take it").click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def types(page: Page) -> list[str]:
    """The types of the hidden layers, as they are listed."""
    selects = "[...document.querySelectorAll('.layer > .field > select')].map(each => each.value)"
    found: list[str] = page.evaluate(selects)
    return found


def where(page: Page) -> str:
    """The name of what has the focus."""
    name: str = page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
    return name
