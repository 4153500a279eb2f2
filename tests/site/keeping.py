"""For the tests of what leaves the studio, and stays in the browser: data of one's own."""

from __future__ import annotations

from typing import Any

import numpy as np
from playwright.sync_api import Page
from rooms import (
    file_of,
    packed,
    preset,
)

# 12 examples of 3 numbers, of two classes: what one has made oneself.
RANDOM = np.random.default_rng(0)
X = np.concatenate([RANDOM.normal(-1, 0.5, (6, 3)), RANDOM.normal(1, 0.5, (6, 3))]).astype("float32")
Y = np.repeat([0, 1], 6)
OWN: dict[str, Any] = {
    "name": "Mine",
    "shape": [3],
    "classes": ["low", "high"],
    "inputs": ["a", "b", "c"],
    "x": packed(X),
    "y": packed(Y),
}
SOURCE = {"kind": "table", "shape": [3], "classes": ["low", "high"]}


def own(**settings: Any) -> dict[str, Any]:
    """A file with data of one's own, and a small network."""
    project = preset("moons", epochs=20, **settings) | {"title": "My table", "source": SOURCE}
    project["layers"] = [{"type": "Dense", "units": 4, "activation": "relu"}]
    return file_of(project, data=OWN)


def offer(page: Page) -> str:
    page.wait_for_selector("live-demo > .kept p")
    return page.locator("live-demo > .kept").inner_text()


def kept(page: Page) -> None:
    """Wait until the newest state is kept."""
    page.wait_for_selector("live-demo > .kept:not([aria-busy])", state="attached")
    page.wait_for_function(
        """() => new Promise((resolve) => {
            const asked = indexedDB.open('deep-learning-studio')
            asked.onsuccess = () => {
                const store = asked.result.transaction('kept').objectStore('kept')
                const found = store.get('0 about')
                found.onsuccess = () => resolve(Boolean(found.result))
            }
        })"""
    )
