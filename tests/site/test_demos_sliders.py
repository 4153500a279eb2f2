"""Figures that answer to numbers that one chooses: by keyboard to the answers of their tasks, by hostile addresses."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from demos import PLACES, entered, said
from playwright.sync_api import Browser
from visits import DESK, open_page

from weave.course import Course
from weave.record import find

COURSE = Course(ROOT)


def test_a_kernel_finds_no_edge_where_there_is_none(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['convolution']}", DESK) as page:
        entered(page)
        assert said(page) == "Strongest: 1.00, at row 2, column 1. Not yet.", "left of the stem: paper, then ink"
        label = page.locator(".sliding .map").get_attribute("aria-label")
        assert label == "Map of 6 by 6, from -0.75 to 1.00"
        page.get_by_role("button", name="horizontal edges").press("Enter")
        assert "Not yet" not in said(page) and said(page).startswith("Strongest")
        page.get_by_role("button", name="vertical edges").press("Enter")
        page.get_by_role("button", name="empty").press("Enter")
        assert said(page) == "The map is all zeros. Not yet: it takes 10 pixels of ink."
        page.locator(".pad > [tabindex='0']").focus()
        for row in range(2):
            for _ in range(8):
                page.keyboard.press("Space")
                page.keyboard.press("ArrowLeft" if row else "ArrowRight")
            page.keyboard.press("Space")
            if not row:
                assert "Not yet: it takes 10 pixels" in said(page), "one line has nine"
                page.keyboard.press("ArrowDown")
        assert said(page).startswith("Solved!") and "18 pixels" in said(page)
        first = page.get_by_label("kernel, row 1, column 1")
        first.press("ArrowUp")
        assert first.input_value() == "-0.5" and not said(page).startswith("Solved!")
        first.fill("")
        assert "Strongest" in said(page), "no number counts as 0"
        page.goto(f"{site}{PLACES['convolution']}?convolution=12")
        page.wait_for_selector("live-demo[aria-busy=false] .kernel")
        assert "no picture" in said(page)


def test_the_gradient_that_arrives_is_measured_and_foretold(browser: Browser, site: str) -> None:
    record, _ = find(COURSE, COURSE.lessons["gradients"])
    assert record
    with open_page(browser, f"{site}{PLACES['gradients']}", DESK) as page:
        entered(page)

        def numbers() -> tuple[float, float, float]:
            """What arrives, one factor, and their product over all layers."""
            number = r"(\d[\d.]*(?:e-?\d+)?)"
            product = rf"{number} to the power of \d+ is {number}\.(?: |$)"
            found = re.match(f"{number} of the gradient .*; {product}", said(page))
            assert found, said(page)
            return float(found[1]), float(found[2]), float(found[3])

        for name in ("sigmoid", "tanh", "relu"):
            page.get_by_role("button", name=name).press("Enter")
            arrives, factor, product = numbers()
            assert factor == pytest.approx(record.values["factors"][name][0], abs=0.02), "as in the lesson"
            assert 1 / 4 < arrives / product < 4, "the product foretells it"
        assert "Not yet: too little" in said(page)
        depth, strength = page.locator(".slider > input").all()
        for _ in range(4):
            strength.press("ArrowRight")
        assert said(page).endswith("Solved!") and strength.input_value() == "1.4"
        page.wait_for_function("location.search === '?gradients=relu-20-1.4'")
        strength.press("End")
        assert said(page).endswith("Not yet: too much.") and numbers()[0] > 1000
        depth.press("Home")
        assert page.locator(".layers > .column").count() == 2
        page.goto(f"{site}{PLACES['gradients']}?gradients=gelu-20-1")
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert "no network" in said(page)
