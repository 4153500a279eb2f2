"""Drawings as readers meet them: the reference page, where one can try them, and those of the lessons."""

from __future__ import annotations

import json

from playwright.sync_api import Browser


def test_every_example_of_the_reference_page_draws(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site}reference/drawing/")
    names = page.locator("#drawing-example option").all_inner_texts()
    assert len(names) >= 5
    for name in names:
        page.select_option("#drawing-example", name)
        assert page.locator("#drawing-error").inner_text() == ""
        assert page.locator("#drawing-live svg[role=img] circle").count() > 0
        assert page.locator("#drawing-live svg").evaluate("e => e.getBoundingClientRect().width") >= 350
    page.close()


def test_the_reference_page_says_what_is_wrong_and_steps_and_saves(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}reference/drawing/")
    text = page.locator("#drawing-text")
    whole = json.loads(text.input_value())
    assert page.locator("#drawing-live text", has_text="yes").count() == 1
    with page.expect_download() as saved:
        page.click("#drawing-save")
    assert saved.value.path().read_text(encoding="utf-8").startswith("<svg ")
    pale = page.locator("#drawing-live g[style='opacity:.3']")
    counts = []
    for _ in range(3):
        page.click("#drawing-next")
        counts.append(pale.count())
    assert counts == sorted(counts, reverse=True) and counts[0] == 2 and counts[-1] == 0
    whole["layers"][1]["size"] = -3
    text.fill(json.dumps(whole))
    assert page.locator("#drawing-error").inner_text().startswith("layers[1].size must be")
    assert page.locator("#drawing-live svg").count() == 0, "nothing is half-drawn"
    page.close()


def test_other_pages_do_not_load_the_module(browser: Browser, site: str) -> None:
    for address, loads in (
        (site, False),
        (f"{site}first-networks/shapes/", False),
        (f"{site}reference/drawing/", True),
    ):
        page, asked = browser.new_page(), list[str]()
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address, wait_until="networkidle")
        assert any("drawing" in url and url.endswith(".js") for url in asked) == loads
        page.close()


def test_a_drawing_has_its_alt_text_as_its_only_name(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}first-networks/digits/")
    figure = page.locator("figure#lit svg")
    assert figure.get_attribute("aria-label").startswith("The network as three columns")
    assert figure.get_attribute("aria-labelledby") is None and figure.locator("title").count() == 0
    page.close()
