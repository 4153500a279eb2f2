"""The way that the first studio had promised: layers, data, train, type an input, read a named answer. By keyboard."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page
from visits import DESK, open_page

LEAVES = "length,width,leaf\n" + "\n".join(
    f"{length},{width},{leaf}"
    for leaf, low in (("birch", 2), ("oak", 6), ("willow", 10))
    for length, width in [(low + i / 5, (12 - low) / 2 + i % 3 / 4) for i in range(12)]
)
NAME = """() => {
  const e = document.activeElement
  return e.ariaLabel || e.labels?.[0]?.innerText || e.innerText || e.localName
}"""


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Go from stop to stop until one has this name, which is to be seen then."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate(NAME).strip().partition("\n")[0] == name:
            box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
            assert box["width"] and -1 <= box["top"] < 900, f"{name} is not to be seen: {box}"
            return
    raise AssertionError(f"no stop is called {name}")


def hears(page: Page, text: str) -> str:
    test = "text => document.querySelector('live-demo > [role=status]').textContent.includes(text)"
    page.wait_for_function(test, arg=text, timeout=120_000)
    return page.locator("live-demo > [role=status]").inner_text()


def test_from_three_layers_to_a_named_answer(browser: Browser, site: str, tmp_path: Path) -> None:
    (tmp_path / "leaves.csv").write_text(LEAVES, "utf-8")
    with open_page(browser, f"{site}studio/?studio", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] [role=tablist]")
        tab_to(page, "Network")
        assert page.locator(".layer").count() == 3
        tab_to(page, "units")
        page.keyboard.press("Control+a")
        page.keyboard.type("12")
        page.keyboard.press("Enter")
        assert hears(page, "Layer 1: units 12")
        tab_to(page, "Network", "Shift+Tab")
        page.keyboard.press("Home")
        tab_to(page, "the course\u2019s sets")
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        tab_to(page, "A file")
        page.locator("input[type=file]:focus").set_input_files(tmp_path / "leaves.csv")
        assert "36 lines of 3 columns, with commas" in hears(page, "leaves.csv is read")
        tab_to(page, "use these and fit the network")
        page.keyboard.press("Enter")
        hears(page, "In use: ")
        page.keyboard.press("Enter")
        tab_to(page, "train")
        page.keyboard.press("Enter")
        hears(page, "Finished")
        tab_to(page, "Training", "Shift+Tab")
        page.keyboard.press("ArrowRight")
        assert page.evaluate(NAME) == "Ask"
        tab_to(page, "type")
        page.keyboard.press("Enter")
        for number in ("10.8", "1.2"):
            page.keyboard.press("Tab")
            page.keyboard.press("Control+a")
            page.keyboard.type(number)
        page.keyboard.press("Enter")
        assert hears(page, "It says").startswith("It says willow")
