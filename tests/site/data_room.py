"""For the tests of the studio's room for data: how a reader comes there, and what it shows then."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from conftest import ROOT
from demos import alive, said
from PIL import Image
from playwright.sync_api import Browser, Page
from visits import DESK, open_page

WAYS = ["the course\u2019s sets", "points in a plane", "drawings of your own", "image files", "a table"]
LETTERS = ROOT / "datasets" / "letters" / "train"
FLOWERS = "length,width,kind\n" + "\n".join(
    f"{5 + i % 3},{3 + i % 4 / 2},{'rose' if i % 2 else 'lily'}" for i in range(30)
)
ARTICLE = "\n".join(f"{i % 7} {i % 5} {'1 0' if i % 2 else '0 1'}" for i in range(50))


@contextmanager
def room(browser: Browser, site: str, way: int, width: int = DESK, **more: Any) -> Iterator[Page]:
    """The room, opened by keyboard, with one of its ways chosen by arrow keys."""
    with open_page(browser, f"{site}studio/", width, reduced_motion="reduce", **more) as page:
        alive(page)
        page.get_by_role("tab", name="Data").press("Enter")
        page.get_by_role("radio", name=WAYS[0], exact=True).focus()
        for _ in range(way):
            page.keyboard.press("ArrowRight")
        assert page.get_by_role("radio", name=WAYS[way], exact=True).is_checked()
        yield page


def use(page: Page) -> str:
    """Use the examples, by keyboard; returns what is said of that."""
    page.get_by_role("button", name="use these").press("Enter")
    assert page.locator(".fits").inner_text() == "These are in use."
    assert page.evaluate("document.activeElement.textContent") == "go on to training", "the focus is not lost"
    return said(page)


def what(page: Page) -> str:
    return page.locator(".shown .what").inner_text()


def counts(page: Page) -> list[str]:
    return page.locator(".counts > li").all_inner_texts()


def paste(page: Page, text: str) -> str:
    """Give a text as a table; returns what the room says of it."""
    page.get_by_label("or text, pasted or typed").fill(text)
    page.get_by_role("button", name="read this text").press("Enter")
    return page.locator("#studio-data .note").first.inner_text()


def rows(page: Page) -> list[list[str]]:
    """What the first rows of the table show, below its heads."""
    cells = "all => all.map(row => [...row.cells].map(cell => cell.textContent))"
    found: list[list[str]] = page.locator("table.rows tbody tr").evaluate_all(cells)
    return found


def files(*given: tuple[str, str, bytes]) -> list[Any]:
    return [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in given]


def png(gray: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(gray.astype(np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def ink(page: Page, pictures: str = ".examples canvas") -> list[float]:
    """How dark each of some small pictures is, in the mean."""
    found: list[float] = page.locator(pictures).evaluate_all(
        """all => all.map(one => {
            const { data } = one.getContext("2d").getImageData(0, 0, one.width, one.height)
            return data.filter((_, i) => i % 4 === 3).reduce((a, b) => a + b) / 255 / one.width / one.height
        })"""
    )
    return found
