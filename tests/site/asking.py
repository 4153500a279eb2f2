"""For the tests of the studio's room to ask: a network that has learned two moons, and what it should answer."""

from __future__ import annotations

from typing import Any

import numpy as np
from playwright.sync_api import Page
from rooms import (
    file_of,
    node,
    open_file,
    preset,
    train,
    weights_of,
)

Json = dict[str, Any]


def shares(page: Page) -> list[float]:
    """What the bars say, as fractions."""
    texts = page.locator("#studio-ask .answers .share").all_inner_texts()
    return [float(text.rstrip("%")) / 100 for text in texts]


def dense(weights: list[np.ndarray], x: Any) -> np.ndarray:
    """The answers of layers of Dense with relu, the last with softmax, by NumPy alone."""
    h = np.asarray(x, "float64")
    for kernel, bias in zip(weights[::2], weights[1::2], strict=True):
        h = np.maximum(h, 0) if kernel is not weights[0] else h
        h = h @ kernel.reshape(h.shape[-1], -1) + bias
    e = np.exp(h - h.max(axis=-1, keepdims=True))
    answers: np.ndarray = e / e.sum(axis=-1, keepdims=True)
    return answers


def moons(page: Page, **settings: Any) -> tuple[Json, list[np.ndarray], Json]:
    """Train two moons; returns the project, the weights, and examples and their parts as node has them."""
    project = preset("moons", **{"epochs": 8, "validation": 0.3, "test": 0.2, **settings})
    open_file(page, file_of(project))
    train(page)
    script = """const dataset = samples.samples(given.project.source)
        return { ...dataset, parts: split.split(dataset, given.project.settings) }"""
    return project, weights_of(page), node(script, project=project)
