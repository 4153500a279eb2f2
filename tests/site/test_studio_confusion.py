"""Who is taken for whom: the studio counts a whole part of the examples, held to NumPy."""

from __future__ import annotations

import json

import numpy as np
import pytest
from asking import dense, moons, shares
from playwright.sync_api import Browser, Page
from rooms import (
    press,
    room,
    said,
    saved,
    says,
    studio,
    train,
)


def table(page: Page) -> np.ndarray:
    rows = page.locator("table.confusion tbody tr").evaluate_all(
        """rows => rows.map((row) =>
            [...row.querySelectorAll('td')].slice(0, -1).map((cell) => Number(cell.textContent)))"""
    )
    return np.array(rows)


def test_the_table_counts_as_numpy_does_and_its_cells_open(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        _, weights, data = moons(page, epochs=3)
        x, y = np.reshape(data["x"], (-1, 2)), np.array(data["y"])
        room(page, "Ask")
        for part, title in (("train", "training"), ("validation", "validation")):
            press(page, f"count the {title} part")
            says(page, f"examples of the {title} part")
            places = data["parts"][part]
            choices = dense(weights, x[places]).argmax(axis=1)
            expected = np.zeros((2, 2), int)
            np.add.at(expected, (y[places], choices), 1)
            assert np.array_equal(table(page), expected)
            assert f"right about {np.trace(expected)} of the {len(places)} examples" in said(page)
            each = page.locator("table.confusion tbody td:last-child").all_inner_texts()
            assert each == [f"{share:.1%}" for share in expected.diagonal() / expected.sum(axis=1)]
        cell = page.locator("table.confusion tbody tr").nth(1).locator("button").last
        cell.click()
        count = int(cell.inner_text())
        rows = page.locator(".cell-examples tbody tr")
        assert rows.count() == min(count, 20)
        shown = [float(text) for text in rows.first.locator("td").all_inner_texts()[1:3]]
        chosen = [place for place, choice in zip(places, choices, strict=True) if y[place] == 1 and choice == 1]
        assert shown == pytest.approx(x[chosen[0]].tolist(), rel=1e-3)
        rows.first.get_by_role("button").click()
        assert shares(page) == pytest.approx(dense(weights, x[chosen[0]]).tolist(), abs=6e-4)


def test_the_table_is_walked_by_arrow_keys(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        train(page)
        room(page, "Ask")
        press(page, "count the training part")
        says(page, "It is right about 5 of the 5")
        buttons = page.locator("table.confusion button")
        assert page.locator("table.confusion button[tabindex='0']").count() == 1, "one stop for Tab"
        buttons.first.focus()
        page.keyboard.press("ArrowRight")  # nothing is there: no wrong answers
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement === document.querySelector('table.confusion button')")
        page.keyboard.press("Enter")
        assert "1 example labeled square, and read so" in said(page)
        assert page.locator(".cell-examples canvas").count() == 1


def test_the_test_part_is_opened_once_and_says_what_it_means(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        moons(page)
        room(page, "Ask")
        press(page, "count the test part")
        assert page.locator("table.confusion").count() == 0, "not before it is opened"
        assert "open it once" in page.locator(".counted").inner_text()
        page.locator(".counted").get_by_role("button", name="open the test part").click()
        assert "an honest estimate" in says(page, "examples of the test part")
        assert table(page).sum() == 40
        press(page, "pick an example")
        press(page, "test")
        assert "Example 1 of the 40 examples in the test part" in page.locator(".where").inner_text()
        train(page)
        room(page, "Ask")
        press(page, "count the test part")
        assert "You have opened it once so far" in page.locator(".counted").inner_text(), "closed by another training"
        page.locator(".counted").get_by_role("button", name="open the test part").click()
        assert "for the 2nd time" in says(page, "for the 2nd time")
        assert json.loads(saved(page))["opened"] == 2, "it is remembered"


def test_a_count_of_an_older_network_says_so(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        train(page)
        room(page, "Ask")
        press(page, "count the training part")
        says(page, "It is right about")
        train(page)
        room(page, "Ask")
        assert "The network has changed since" in page.locator(".counted").inner_text()
