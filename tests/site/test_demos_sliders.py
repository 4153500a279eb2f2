"""Figures that answer to numbers that one chooses: by keyboard to the answers of their tasks, by hostile addresses."""

from __future__ import annotations

import re

import pytest
from demos import PLACES, entered, recorded, said
from playwright.sync_api import Browser
from visits import DESK, open_page


def test_the_gradient_that_arrives_is_measured_and_foretold(browser: Browser, site: str) -> None:
    values = recorded("gradients").values
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
            assert factor == pytest.approx(values["factors"][name][0], abs=0.02), "as in the lesson"
            assert 1 / 4 < arrives / product < 4, "the product foretells it"
        assert "Not yet: too little" in said(page)
        depth, strength = page.locator(".slider > input").all()
        for _ in range(4):
            strength.press("ArrowRight")
        assert said(page).endswith("Solved!") and strength.input_value() == "1.4"
        page.wait_for_function("() => location.search === '?gradients=relu-20-1.4'")
        strength.press("End")
        assert said(page).endswith("Not yet: too much.") and numbers()[0] > 1000
        depth.press("Home")
        assert page.locator(".layers > .column").count() == 2
        page.goto(f"{site}{PLACES['gradients']}?gradients=gelu-20-1")
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert "no network" in said(page)
