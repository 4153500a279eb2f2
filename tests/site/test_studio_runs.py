"""The studio trains: as web/studio does in node, in words and curves; it pauses, steps, stops, and compares."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page
from preset_claims import CLAIMS, CURES
from studio_page import hears, open_studio, press, room, said, take
from visits import settle

NODE = ["node", str(ROOT / "tests" / "web" / "studio_training.js")]
LINES = """(kind) => [...document.querySelectorAll(`.plot polyline.${kind}:not(.before)`)]
  .map(each => each.getAttribute('points'))"""
ROWS = """[...document.querySelectorAll('.runs tbody tr')]
  .map(row => [...row.cells].slice(0, 5).map(cell => cell.innerText))"""


def number(text: str, name: str) -> float:
    found = re.search(rf"{name} (\d+(?:\.\d+)?(?:e-?\d+)?)", text)
    assert found, text
    return float(found[1])


def rows(page: Page) -> list[list[str]]:
    """The table of runs, the newest first, but for its buttons."""
    found: list[list[str]] = page.evaluate(ROWS)
    return found


def heights(page: Page, kind: str) -> list[list[float]]:
    """How far down the points of each newest curve of a kind lie: loss first, then right answers."""
    return [[float(point) for point in points.split()[1::2]] for points in page.evaluate(LINES, kind)]


LEARNING = ["shapes", "five-shapes", "scratch", "digits", "letters", "moons", "spiral", "numbers"]
FAILING = ["zeros", "rate", "sigmoid", "labels", "scale"]


@pytest.mark.parametrize(
    ("preset", "cured"), [*((name, False) for name in LEARNING + FAILING), *((name, True) for name in FAILING)]
)
def test_a_preset_does_what_it_says_and_as_in_node(browser: Browser, site: str, preset: str, cured: bool) -> None:
    question = {"ask": "train", "id": preset, "cured": cured, "seed": 1, "folder": str(ROOT / "site" / "studio")}
    done = subprocess.run(NODE, input=json.dumps([question]), capture_output=True, text=True, check=True)
    (told,) = json.loads(done.stdout)
    holds, _ = (CURES if cured else CLAIMS)[preset]
    assert holds(told)
    last: dict[str, Any] = told["last"]
    with open_studio(browser, site) as page:
        take(page, preset, cured=False)
        if cured:
            take(page, preset, cured=True)
        room(page, "Training")
        press(page, "train")
        text = hears(page, "Finished" if told["state"] == "finished" else "Stopped early")
        assert f"epoch {last['epoch']} of {last['epochs']}" in text
        assert number(text, "training: loss") == pytest.approx(last["loss"], rel=0.01)
        if "accuracy" in last:  # the answer is a class
            assert f"{last['accuracy']:.1%} right" in text
            numbers = 2 * last["epoch"]
            page.wait_for_function(f"numbers => ({LINES})('training')[0]?.split(' ').length === numbers", arg=numbers)
            loss, right = heights(page, "training")
            assert len(loss) == len(right) == last["epoch"]
            if cured or preset in LEARNING:  # down the page: the loss falls, right answers rise
                assert right[-1] <= right[0] and loss[-1] >= loss[0] - 1
        assert ("validation" in text) == ("val_loss" in last)
        if "val_loss" in last:
            assert number(text, "validation: loss") == pytest.approx(last["val_loss"], rel=0.01)


def test_it_pauses_steps_goes_on_and_stops(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        take(page, "scratch")
        training = room(page, "Training")
        epochs = training.get_by_label("epochs")
        epochs.fill("200000")
        epochs.press("Enter")
        press(page, "train")
        training.get_by_role("button", name="pause", exact=True).click()
        paused = hears(page, "Paused")
        page.wait_for_timeout(400)
        assert said(page) == paused, "it stands"
        before = number(paused, "epoch")
        press(page, "one step")
        page.wait_for_function("text => document.querySelector('[role=status]').textContent !== text", arg=paused)
        assert number(said(page), "epoch") - before in (0, 1), "the batch is the whole epoch here"
        press(page, "resume")
        page.wait_for_function(
            f"() => Number(/epoch (\\d+)/.exec(document.querySelector('.now').textContent)[1]) > {before} + 20"
        )
        press(page, "stop")
        hears(page, "Stopped")
        assert training.get_by_role("button", name="train anew").is_visible()
        assert training.get_by_role("button", name="stop", exact=True).get_attribute("aria-disabled") == "true"


def test_a_single_step_begins_a_run(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        room(page, "Training")
        press(page, "one step")
        assert "Paused: epoch 1 of 100" in hears(page, "Paused")
        assert "batch 1 of 5" in page.locator(".now").inner_text()


def test_runs_say_what_changed_and_can_be_hidden_and_removed(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        training = room(page, "Training")
        for count, rate in enumerate(("0.01", "0.03"), start=1):
            training.get_by_label("learning rate").fill(rate)
            training.get_by_label("learning rate").press("Enter")
            training.get_by_role("button", name=re.compile("^train")).click()
            page.wait_for_function(f"() => ({ROWS}).filter(row => row[2] === '100').length === {count}")
        assert [row[:3] for row in rows(page)] == [["2", "learning rate 0.01 → 0.03", "100"], ["1", "the first", "100"]]
        page.wait_for_function("() => document.querySelectorAll('.plot polyline').length === 4")
        page.get_by_label("Show run 1").uncheck()
        page.wait_for_function("() => document.querySelectorAll('.plot polyline').length === 2")
        page.get_by_label("Show run 1").check()
        page.get_by_role("button", name="Remove run 2").press("Enter")
        assert [row[0] for row in rows(page)] == ["1"]
        page.wait_for_function("() => document.querySelectorAll('.plot polyline').length === 2")
        assert page.evaluate("document.activeElement.ariaLabel") == "Remove run 1"


def test_five_seeds_have_a_spread(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        take(page, "moons")
        room(page, "Training")
        press(page, "five seeds")
        text = hears(page, "over 5 seeds", 120)
        page.wait_for_function(f"() => ({ROWS}).filter(row => row[4]).length === 5")
        shares = sorted(float(row[4].rstrip("%")) for row in rows(page))
        assert len(shares) == 5 and [row[1] for row in rows(page)][:4] == [f"seed {n} → {n + 1}" for n in (4, 3, 2, 1)]
        found = re.search(r"in validation over 5 seeds: from ([\d.]+)% to ([\d.]+)%, median ([\d.]+)%", text)
        assert found and [float(each) for each in found.groups()] == [shares[0], shares[4], shares[2]]


def test_the_border_is_drawn_and_told(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        room(page, "Training")
        assert page.locator(".border").is_hidden(), "25 inputs are no plane"
        take(page, "moons")
        room(page, "Training")
        canvas = page.locator(".border > canvas")
        page.locator(".border").wait_for()
        assert "200 points of 2 classes (blue, orange)" in (canvas.get_attribute("aria-label") or "")
        data = "document.querySelector('.border > canvas').toDataURL()"
        before = page.evaluate(data)
        press(page, "train")
        hears(page, "Finished")
        page.wait_for_function(f"before => {data} !== before", arg=before)
        settle(page)
        trained = page.evaluate(data)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"before => {data} !== before", arg=trained)  # its colors are those of the page


def test_a_setting_that_cannot_be_says_why(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        training = room(page, "Training")
        batch = training.get_by_label("batch size")
        for name, text, problem in [
            ("batch size", "0", "The batch size must be a whole number from 1"),
            ("learning rate", "fast", "learning_rate"),
            ("validation", "95", "together at most 0.9"),
        ]:
            field = training.get_by_label(name)
            field.fill(text)
            field.press("Enter")
            assert problem in said(page) and field.get_attribute("aria-invalid") == "true"
        batch.fill("2")
        batch.press("Enter")
        assert said(page) == "batch size 2." and batch.get_attribute("aria-invalid") is None


def test_another_network_ends_the_run(browser: Browser, site: str) -> None:
    with open_studio(browser, site) as page:
        training = room(page, "Training")
        training.get_by_label("epochs").fill("1000000")
        training.get_by_label("epochs").press("Enter")
        press(page, "train")
        page.wait_for_function("() => /epoch/.test(document.querySelector('.now').textContent)")
        room(page, "Network")
        page.get_by_role("button", name="Remove: Layer 1").click()
        hears(page, "Stopped")
        page.wait_for_function("() => document.querySelectorAll('.drawn circle').length === 25 + 15 + 10 + 5")
