"""Figures that answer, in Chromium on the built site: milliseconds from the last stroke to the new bars."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from environment import ROOT
from playwright.sync_api import Browser

sys.path.insert(0, str(ROOT / "tests"))
from browser import open_browser, serve

HEAD = ["milliseconds", "last stroke to bars", "target", "longest task", "target "]
TIMES = 20
# Draws so many times, each time something else; what is timed ends when the bars stand in the document.
PIXELS = "(turn) => document.querySelectorAll('.pad > button')[turn % 25].click()"
STROKE = """(turn) => {
  const sheet = document.querySelector(".sheet")
  const { left, top, width } = sheet.getBoundingClientRect()
  const at = (x, y) => ({ clientX: left + x * width, clientY: top + y * width, pointerId: 1, bubbles: true })
  sheet.setPointerCapture = () => {}
  sheet.dispatchEvent(new PointerEvent("pointerdown", at(0.2, 0.2 + turn / 50)))
  for (let x = 0.2; x < 0.8; x += 0.02) sheet.dispatchEvent(new PointerEvent("pointermove", at(x, 0.3 + x / 2)))
  return () => sheet.dispatchEvent(new PointerEvent("pointerup", at(0.8, 0.8)))
}"""
TIMED = """async ([source, times]) => {
  const draw = eval(source), spent = []
  let longest = 0
  const watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  watch.observe({ type: "longtask" })
  for (let turn = 0; turn < times; turn++) {
    const started = performance.now()
    const last = draw(turn)
    const lifted = last ? performance.now() : started
    if (last) last()
    spent.push(performance.now() - lifted)
    await new Promise((go) => requestAnimationFrame(() => setTimeout(go, 30)))
  }
  return [spent, longest]
}"""
FIGURES = {
    "shapes (MLP)": ("first-networks/shapes/", PIXELS, 16),
    "digits (MLP and CNN)": ("first-networks/digits/", STROKE, 50),
    "augmentation (CNN)": ("reading-letters/augmentation/", STROKE, 50),
}


def rows(browser: Browser, site: str) -> list[list[str]]:
    """A row a figure."""
    found = []
    for name, (address, draw, target) in FIGURES.items():
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{site}{address}")
        page.locator("live-demo").scroll_into_view_if_needed()
        page.locator("live-demo button").first.hover()
        page.wait_for_selector("live-demo[aria-busy=false] [role=status]")
        spent, longest = page.evaluate(TIMED, [draw, TIMES])
        found.append([name, f"{median(spent):.1f}", f"< {target}", f"{longest:.0f}", "<= 100"])
        page.close()
    return found


def live_table(_home: Path, _count: int) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table; the site must have been built."""
    with open_browser() as browser, serve(ROOT / "site") as site:
        return HEAD, rows(browser, site)
