"""The studio, in Chromium on the built site: how long presets train, and whether the page answers meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from environment import ROOT
from playwright.sync_api import Page

sys.path.insert(0, str(ROOT / "tests"))
from browser import open_browser, serve

HEAD = ["studio", "seconds to the end", "target", "longest task, ms", "target ", "stop, ms", "target  "]
# Of each preset: the seconds that it may take, if that is promised.
PRESETS = {
    "Seven shapes, 25-20-16-11-7": 2,
    "Digits, 784-64-10": 20,
    "Letters, a small CNN": None,
    "Two moons": None,
    "2, 4, 6, 8 …": None,
}
# Resolves when nothing is being trained any more: to the milliseconds since `began`, and the longest task.
ENDED = """async (began) => {
  const buttons = [...document.querySelectorAll("#studio-training button")]
  const stop = buttons.find(({ textContent }) => textContent === "stop")
  const frame = () => new Promise(requestAnimationFrame)
  await frame() // the buttons follow a frame later
  await frame()
  while (stop.ariaDisabled !== "true") await frame()
  return [performance.now() - began, Math.max(0, ...window.tasks)]
}"""
WATCH = """() => {
  window.tasks = []
  const watch = (list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))
  new PerformanceObserver(watch).observe({ type: "longtask" })
}"""


def press(page: Page, name: str) -> float:
    """Press a button of the training room; returns when, in the page's own time."""
    button = page.locator("#studio-training").get_by_role("button", name=name, exact=True)
    began: float = button.evaluate("button => { const now = performance.now(); button.click(); return now }")
    return began


def opened(page: Page, site: str, preset: str) -> None:
    """The studio with a preset and its examples, ready to train."""
    page.goto(f"{site}studio/?studio")
    page.wait_for_selector("live-demo[aria-busy=false] [role=tab]")
    page.get_by_label("Begin with").select_option(label=preset)
    page.get_by_role("button", name="take it").click()
    page.get_by_role("tab", name="Training").click()
    page.wait_for_selector("#studio-training .plot")
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)


def row(page: Page, site: str, preset: str, count: int) -> list[str]:
    """Train a preset to its end so many times; then begin once more, and stop halfway if it takes a while."""
    seconds, tasks, stops = [], [], []
    for _ in range(count):
        opened(page, site, preset)
        spent, longest = page.evaluate(ENDED, press(page, "train"))
        seconds.append(spent / 1000)
        tasks.append(longest)
        if min(seconds) > 1:
            press(page, "train anew")
            page.wait_for_timeout(500 * min(seconds))
            stops.append(page.evaluate(ENDED, press(page, "stop"))[0])
    limit = PRESETS[preset]
    target = f"< {limit}" if limit else ""
    stop = [f"{max(stops):.0f}", "<= 200"] if stops else ["", ""]
    return [preset, f"{median(seconds):.2f}", target, f"{max(tasks):.0f}", "<= 50", *stop]


def studio_table(_home: Path, count: int) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table; the site must have been built."""
    with open_browser() as browser, serve(ROOT / "site") as site:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        return HEAD, [row(page, site, preset, count) for preset in PRESETS]
