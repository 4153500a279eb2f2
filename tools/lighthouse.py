"""Measure the built site with Lighthouse: `make lighthouse`. Prints a table; fails below the limits.

Each page is measured three times for a phone and for a desktop, behind a server that compresses; the
median counts. Needs npm and Chromium, and a machine that has nothing else to do. Called with names of
pages, it measures the home page and these.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from browser import FLAGS, find_chromium, serve  # noqa: E402

RUNS = 3
LIMITS = {"mobile": 0.97, "desktop": 0.99}
OTHERS = ("accessibility", "best-practices", "seo")
SLOWEST_PAINT = 1800  # ms until the largest piece of a page is there, on a phone


def measure(address: str, device: str) -> dict[str, float]:
    """One run of Lighthouse: its scores (0 to 1), the largest contentful paint (ms) and the weight (KiB)."""
    command = ["npx", "--no-install", "lighthouse", address, "--quiet", "--output=json"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    command += ["--preset=desktop"] if device == "desktop" else []
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    figures = {name: category["score"] for name, category in report["categories"].items()}
    figures["paint"] = report["audits"]["largest-contentful-paint"]["numericValue"]
    figures["KiB"] = report["audits"]["total-byte-weight"]["numericValue"] / 1024
    return figures


def problems(device: str, median: dict[str, float]) -> list[str]:
    """What is below its limit."""
    limits = {"performance": LIMITS[device], **dict.fromkeys(OTHERS, 1)}
    found = [name for name, limit in limits.items() if median[name] < limit]
    return [*found, "paint"] if device == "mobile" and median["paint"] > SLOWEST_PAINT else found


def main() -> int:
    if not (ROOT / "node_modules" / "lighthouse").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=True)
    with sync_playwright() as playwright:
        os.environ["CHROME_PATH"] = find_chromium(playwright.chromium, whole=True)
    site = ROOT / "site"
    pages = {page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")}
    pages = {page for page in pages if not page.startswith("generated/")}
    if wanted := sys.argv[1:]:
        pages = {page for page in pages if page == "." or page.rpartition("/")[2] in wanted}
    addresses = ["" if page == "." else f"{page}/" for page in sorted(pages)]
    failed = False
    print(f"{'page':40} {'device':8} perf  others       LCP ms  KiB")
    with serve(site) as home:
        for page in addresses:
            for device in LIMITS:
                runs = [measure(f"{home}{page}", device) for _ in range(RUNS)]
                median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
                scores = " ".join(f"{100 * median[name]:3.0f}" for name in OTHERS)
                bad = problems(device, median)
                print(
                    f"{page or '/':40} {device:8} {100 * median['performance']:4.0f}  {scores}  "
                    f"{median['paint']:6.0f}  {median['KiB']:3.0f}  {' '.join(bad)}",
                    flush=True,
                )
                failed = failed or bool(bad)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
