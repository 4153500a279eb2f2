"""The studio: opened, composed by keyboard, trained in view; nothing leaves the reader's browser."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Browser
from studio_page import STUDIO, hears, open_studio, press, room, said, take, types, where
from visits import DESK, PHONE, RULES, complaints, open_page, settle, switch

MODIFIED = ["Alt+ArrowRight", "Control+ArrowRight"]
ROOMS = ["Data", "Network", "Training", "Ask", "Keep", "Tour"]
OPENED = 40 * 1024  # bytes of code, compressed, until a network can be composed

BEGUN = {"page/demos/studio.js", "page/later/studio_memory.js"}
NEAR = {f"page/later/studio_{name.lower()}.js" for name in ROOMS if name != "Network"} | {"studio/worker.js"}


def code(urls: list[str], site: str) -> int:
    files = [ROOT / "site" / url.removeprefix(site).partition("?")[0] for url in urls if ".js" in url]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_it_opens_with_little_code_and_asks_nobody_else(browser: Browser, site: str) -> None:
    heard: dict[str, list[Any]] = {"request": []}

    def files() -> set[str]:
        return {request.url.removeprefix(f"{site}web/") for request in heard["request"][before:]}

    with open_page(browser, f"{site}{STUDIO}", DESK, heard=heard) as page:
        before = len(heard["request"])
        page.evaluate("window.requestIdleCallback = (go) => { window.idle = go }")
        page.evaluate("document.querySelector('live-demo button').click()")
        page.wait_for_selector("live-demo[aria-busy=false] [role=tablist]")
        main = [request.url for request in heard["request"][before:] if "/demos/" in request.url]
        assert 20_000 < code(main, site) <= OPENED
        page.wait_for_function("() => window.idle")
        assert files() == BEGUN, "until the browser is idle, or a room is opened"
        page.evaluate("window.idle()")
        page.wait_for_function("() => performance.getEntriesByName(new URL('/web/studio/worker.js', location)).length")
        assert files() == BEGUN | NEAR, "and no data"
        room(page, "Training")
        press(page, "train")
        hears(page, "Finished")
        asked = [request.url for request in heard["request"]]
        assert any(url.endswith("web/studio/worker.js") for url in asked), "it trains in a worker"
        assert all(url.removeprefix("blob:").startswith(site) for url in asked)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_shifts_nothing(browser: Browser, site: str, width: int) -> None:
    where = "[...document.querySelectorAll('live-demo, h2')].map(each => each.offsetTop)"
    with open_page(browser, f"{site}{STUDIO}", width) as page:
        before = page.evaluate(where)
        page.evaluate("document.querySelector('live-demo button').click()")
        page.wait_for_selector("live-demo[aria-busy=false] [role=tablist]")
        settle(page)
        assert page.evaluate(where) == before, "when it comes to life"
        page.get_by_role("group", name="Layer 1, Dense").get_by_label("units").fill("3")
        page.keyboard.press("Tab")
        settle(page)
        assert page.evaluate(where) == before, "nor by what is drawn and said"


def test_without_scripts_there_is_a_figure_and_a_word(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}{STUDIO}")
        assert page.locator("live-demo").bounding_box() is None
        assert page.locator("figure circle").count() > 50
        assert page.locator("noscript > p").is_visible()


def test_the_rooms_are_gone_through_by_keyboard(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        assert page.get_by_role("tab").all_inner_texts() == ROOMS
        page.get_by_role("tab", name="Network").focus()
        for key, name in [
            ("ArrowRight", "Training"),
            ("ArrowLeft", "Network"),
            ("Home", "Data"),
            ("ArrowLeft", "Tour"),
        ]:
            page.keyboard.press(key)
            assert where(page) == name
            assert page.get_by_role("tab", selected=True).all_inner_texts() == [name]
            assert page.locator("[role=tabpanel]:visible").count() == 1
        page.keyboard.press("End")
        assert where(page) == "Tour"
        for key in MODIFIED:
            page.keyboard.press(key)
            assert where(page) == "Tour", "such keys are the browser's"


def test_a_room_that_cannot_be_fetched_says_so_and_is_asked_for_again(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        page.route("**/studio_training.js*", lambda route: route.abort())
        page.reload()  # or it has been fetched while the page had nothing to do
        page.evaluate("document.querySelector('live-demo button')?.click()")
        page.wait_for_selector("live-demo[aria-busy=false] [role=tablist]")
        page.get_by_role("tab", name="Training").click()
        assert "could not be fetched" in page.locator("#studio-training [role=alert]").inner_text()
        page.unroute("**/studio_training.js*")
        room(page, "Training").get_by_role("button", name="train", exact=True).wait_for()


def test_a_network_is_composed_by_keyboard_alone(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        network = page.get_by_role("tabpanel", name="Network")
        assert types(page) == ["Dense"] * 3
        network.get_by_label("new layer").press("ArrowDown")
        add = network.get_by_role("button", name="add", exact=True)
        add.press("Enter")
        assert types(page) == ["Dense"] * 3 + ["Activation"] and said(page) == "Activation added before the output."
        assert where(page) == "add"
        page.get_by_role("button", name="Move up: Layer 4").press("Enter")
        assert types(page) == ["Dense", "Dense", "Activation", "Dense"]
        assert where(page).startswith("Move up: Layer 3"), "the focus goes with the layer"
        page.get_by_role("button", name="Remove: Layer 3").press("Space")
        assert types(page) == ["Dense"] * 3 and where(page) == "Remove: Layer 3, Dense"
        for undone in ("Undone.", "Done again."):
            page.keyboard.press("Control+z" if undone == "Undone." else "Control+y")
            assert said(page) == undone
        page.keyboard.press("Control+z")
        assert types(page) == ["Dense", "Dense", "Activation", "Dense"]
        for _ in range(4):
            page.get_by_role("button", name="Remove: Layer 1").press("Enter")
        assert types(page) == [] and where(page) == "add", "the focus is never lost"


def test_an_option_changes_the_drawing_the_counts_and_what_is_said(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        units = page.get_by_role("group", name="Layer 1, Dense").get_by_label("units")
        total = page.locator(".total")
        assert total.inner_text().startswith(f"{25 * 20 + 20 + 20 * 15 + 15 + 15 * 10 + 10 + 10 * 5 + 5:,} parameters")
        units.fill("8")
        units.press("Control+z")
        assert "nothing" not in said(page), "while typing, the keys belong to the text"
        units.fill("8")
        units.press("Tab")
        assert said(page) == "Layer 1: units 8."
        assert page.evaluate("document.activeElement.closest('.layer')?.ariaLabel") == "Layer 1, Dense"
        assert total.inner_text().startswith(f"{25 * 8 + 8 + 8 * 15 + 15 + 15 * 10 + 10 + 10 * 5 + 5:,} parameters")
        page.wait_for_function("() => document.querySelectorAll('.drawn circle[id^=studio-1-]').length === 8")
        press(page, "undo")
        page.wait_for_function("() => document.querySelectorAll('.drawn circle[id^=studio-1-]').length === 20")
        assert units.input_value() == "20"


def test_what_cannot_be_joined_says_why(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        kind = page.get_by_role("group", name="Layer 2, Dense").get_by_label("type")
        kind.select_option("Conv2D")
        group = page.get_by_role("group", name="Layer 2, Conv2D")
        problem = group.locator(".problem").inner_text()
        assert problem.startswith("A Conv2D layer needs pictures") and "here it gets 20 numbers" in problem
        assert problem in said(page)
        assert page.locator(".total").inner_text() == "It cannot be trained as it stands."
        room(page, "Training")
        press(page, "train")
        assert said(page) == f"Layer 2: {problem}" and page.locator(".runs tbody tr").count() == 0
        assert page.locator(".drawn circle").count() == 25 + 20, "what fits is drawn"


def test_what_is_no_number_is_said(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        units = page.get_by_role("group", name="Layer 1, Dense").get_by_label("units")
        for text, word in [("many", "many"), ("", "units"), ("0", "not 0")]:
            units.fill(text)
            units.press("Enter")
            problem = page.get_by_role("group", name="Layer 1, Dense").locator(".problem")
            assert "units" in problem.inner_text() and word in problem.inner_text()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", ["Network", "Training"])
def test_all_can_use_it(browser: Browser, site: str, width: int, name: str) -> None:
    with open_studio(browser, site, width, reduced_motion="reduce") as page:
        take(page, "moons")
        panel = room(page, name)
        if name == "Training":
            press(page, "train")
            hears(page, "Finished")
        else:
            panel.locator("summary").first.click()
        settle(page)
        assert not complaints(page, RULES["light"], "live-demo")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        switch(page, "dark")
        assert not complaints(page, RULES["dark"], "live-demo")
        heights = "[...document.querySelectorAll('live-demo button')].map(each => each.offsetHeight || 24)"
        assert min(page.evaluate(heights)) >= 24, "large enough for a finger"


def test_it_says_what_a_preset_does_and_cures_it(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        network = page.get_by_role("tabpanel", name="Network")
        cure = network.get_by_role("button", name="the cure")
        assert cure.is_hidden()
        take(page, "zeros")
        says = network.locator(".says")
        fails = says.inner_text()
        assert cure.is_visible() and "begin at 0" in fails
        cure.click()
        assert says.inner_text() != fails and said(page).endswith(says.inner_text())
        press(page, "undo")
        assert says.inner_text() == fails
