"""The benchmark of networks that learn in a page stays alive: our side of it, for which nothing is to be installed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from browser import serve
from learning import lay_out, learned, orders, packed, tasks
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "learning"
    lay_out(folder)
    return folder


def test_ours_learns_each_task(browser: Browser, folder: Path) -> None:
    shapes, digits, letters = (task for task, _ in tasks().values())
    with serve(folder) as site:
        told = learned(browser, site, "ours", shapes)
        assert told and told["right"] == 1 and told["epochs"] == 300 and told["seconds"] > 0
        few = replace(digits, orders=[order[:3000] for order in digits.orders], check=1000, goal=0.7)
        told = learned(browser, site, "ours", few)
        assert told and told["epochs"] < 5 and 0.7 <= told["right"] < 0.9, "it ends at the goal"
        few = replace(letters, orders=[letters.orders[0][:40]])
        told = learned(browser, site, "ours", few)
        assert told and told["epochs"] == 1 and told["right"] < 0.5, "two batches teach little"


def test_a_small_file_is_all_that_a_page_needs(folder: Path) -> None:
    for name in ("dense", "convolution"):
        assert 3 < packed(folder / f"{name}.js") < 15


def test_examples_take_turns() -> None:
    ((*places,),) = orders(1, 1000, 650)
    assert sorted(places[:650]) == list(range(650)) and len(set(places[650:])) == 350
    assert orders(2, 5, 5)[0] != orders(2, 5, 5)[1] or orders(3, 5, 5)[1] != orders(3, 5, 5)[2]
