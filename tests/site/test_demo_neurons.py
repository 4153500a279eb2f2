"""The figure of one neuron's line: by keyboard, mouse and finger to the answers of its task, checked by other means."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from demos import PLACES, alive, drag, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, open_page

FIGURE = "live-demo[aria-busy=false] .plane"
Points = tuple[np.ndarray, np.ndarray]


def points(name: str) -> Points:
    about = json.loads((recorded("neurons").folder / "line.network.json").read_text("utf-8"))["about"]
    places, kinds = map(np.array, about[name])
    return places, kinds > 0


def right(line: list[float], cloud: Points) -> int:
    return int(((cloud[0] @ line[:2] + line[2] > 0) == cloud[1]).sum())


def best_of_all(cloud: Points) -> int:
    """The most that a line gets right: turned by small steps, and at each moved past all points."""
    best = 0
    for angle in np.linspace(0, 2 * np.pi, 3600):
        order = np.argsort(cloud[0] @ [np.cos(angle), np.sin(angle)])
        circles = np.concatenate([[0], np.cumsum(cloud[1][order])])
        below = np.arange(len(order) + 1)
        best = max(best, int((below - circles + circles[-1] - circles).max()))
    return best


def line(page: Page) -> list[float]:
    return [float(slider.input_value()) for slider in page.locator(".slider > input").all()]


def move(page: Page, wanted: list[float]) -> None:
    """Move the sliders by keyboard, in the order in which Tab reaches them."""
    page.locator(".slider > input").first.focus()
    for place, value in enumerate(wanted):
        steps = round((value - line(page)[place]) / 0.05)
        for _ in range(abs(steps)):
            page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
        page.keyboard.press("Tab")
    assert line(page) == pytest.approx(wanted)


def learned(page: Page) -> str:
    page.wait_for_function(
        "() => document.querySelector('live-demo [role=status]').textContent.includes('17 neurons get')"
    )
    return said(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).press("Enter")


def test_the_clouds_are_separated_by_keyboard_alone(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['neurons']}", DESK) as page:
        entered(page)
        assert page.evaluate("document.activeElement.labels[0].textContent") == "w₁"
        first = [float(value) for value in recorded("neurons").values["start"]]
        assert line(page) == first, "the bad weights of the lesson"
        few = right(first, points("clouds"))
        assert few < 40 and said(page) == f"{few} of 80 right. Turn it round, all three signs, and it is {80 - few}."
        press(page, "no line can do it")
        assert said(page) == "Not so. Of all 3,160 lines past two points one gets all 80 right."
        move(page, [1.5, 0, 0])
        most = right([1.5, 0, 0], points("clouds"))
        assert 60 < most < 80 and said(page).startswith(f"{most} of 80 right. Not yet: those with a cross")
        crossed = page.locator(".plane > .wrong").get_attribute("d")
        assert crossed and crossed.count("M") == 80 - most
        wanted = [1.5, 1.5, 0]
        assert right(wanted, points("clouds")) == 80
        move(page, wanted)
        assert said(page).startswith("All 80 right") and page.locator(".plane > .wrong").get_attribute("d") == ""
        press(page, "no line can do it")
        assert said(page) == "Not so: your own line does it, 80 of 80."
        press(page, "start again")
        press(page, "Keras's line")
        values = recorded("neurons").values
        assert line(page) == pytest.approx([values["w1"], values["w2"], values["bias"]], abs=0.03)
        assert said(page).startswith("All 80 right"), "as in the lesson"


def test_no_line_does_the_ring_and_a_network_does(browser: Browser, site: str) -> None:
    ring = points("ring")
    best = best_of_all(ring)
    grid = np.round(np.arange(-2, 2.01, 0.05), 2)
    found = {(-0.5, w2, b): right([-0.5, w2, b], ring) for w2 in grid for b in grid}
    poor, good = (next(list(line) for line, count in found.items() if count == best - off) for off in (4, 3))
    with open_page(browser, f"{site}{PLACES['neurons']}", DESK, reduced_motion="reduce") as page:
        entered(page)
        press(page, "the ring")
        assert page.get_by_role("button", name="the ring").get_attribute("aria-pressed") == "true"
        assert said(page).startswith(f"{right(line(page), ring)} of 120 right.")
        move(page, poor)
        press(page, "no line can do it")
        assert said(page) == "True, but go on: a line can get 4 more right than yours."
        move(page, good)
        assert said(page).startswith(f"{best - 3} of 120 right. Not yet")
        press(page, "no line can do it")
        tried = f"Of all 7,140 lines past two points the best gets {best}."
        assert said(page) == f"Solved! {best - 3} of 120 right. {tried} Let 17 neurons try."
        state = "_".join(["ring", *(f"{value:.2f}" for value in good)])
        page.wait_for_function(f"() => location.search === '?neurons={state}'")
        kept = page.url
        press(page, "train 17 neurons")
        assert learned(page) == "500 steps later 17 neurons get 120 of 120 right. Their border is closed."
        assert set(recorded("neurons").values["ring_right"]["relu"]) == {1}, "as in the lesson"
        border = page.locator(".plane > .border").get_attribute("d") or ""
        ends = np.array(re.findall(r"[ML](\S+) (\S+?)(?=[ML]|$)", border), float)
        assert len(ends) > 50 and np.hypot(*ends.T).min() > 0.7 and np.hypot(*ends.T).max() < 1.9
        press(page, "the clouds")
        assert page.locator(".plane > .border").get_attribute("d") == "", "the line is back"
        press(page, "train 17 neurons")
        assert learned(page) == "500 steps later 17 neurons get 80 of 80 right. Their border is open."
        page.goto(kept)
        page.wait_for_selector(FIGURE)
        assert line(page) == good and said(page).startswith(f"{best - 3} of 120 right.")


def test_training_ends_where_the_reader_goes_on(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['neurons']}?neurons=ring_1.00_1.00_0.00", DESK) as page:
        page.wait_for_selector(FIGURE)
        press(page, "train 17 neurons")
        page.wait_for_function("() => document.querySelector('.plane > .border').getAttribute('d')")
        page.locator(".slider > input").first.press("ArrowRight")
        heard = said(page)
        page.wait_for_timeout(300)
        assert said(page) == heard and "17 neurons" not in heard
        assert page.locator(".plane > .border").get_attribute("d") == ""


def pull(page: Page, start: np.ndarray, end: np.ndarray, finger: bool) -> None:
    """From a place of the plane to another one, by mouse or finger."""
    box = page.locator(".plane").bounding_box()
    assert box
    ways = [start + (end - start) * step / 8 for step in range(9)]
    left, top, wide, high = box["x"], box["y"], box["width"], box["height"]
    drag(page, [(left + (x + 2.9) / 5.8 * wide, top + (2.1 - y) / 4.2 * high) for x, y in ways], finger)


@pytest.mark.parametrize("finger", [False, True])
def test_mouse_and_finger_turn_and_move_the_line(browser: Browser, site: str, finger: bool) -> None:
    with open_page(browser, f"{site}{PLACES['neurons']}", PHONE, has_touch=finger) as page:
        alive(page)
        page.locator(".plane").scroll_into_view_if_needed()
        scrolled = page.evaluate("scrollY")
        w1, w2, b = line(page)
        size = np.hypot(w1, w2)
        middle = np.array([w1, w2]) * -b / size**2
        knob = middle + 1.1 * np.array([-w2, w1]) / size
        pull(page, knob, middle + np.array([-1, 1]), finger)
        w1, w2, b = line(page)
        assert w1 == pytest.approx(w2, abs=0.1) and w1 > 0, "turned, from upper left to lower right, and not over"
        assert right([w1, w2, b], points("clouds")) > 70
        pull(page, middle + np.array([0.2, -0.2]), middle + np.array([0.8, 0.4]), finger)
        moved = line(page)
        assert moved[:2] == [w1, w2] and moved[2] == pytest.approx(b - 0.6 * (w1 + w2), abs=0.1)
        assert said(page).startswith(f"{right(moved, points('clouds'))} of 80 right.")
        assert page.evaluate("scrollY") == scrolled
        pull(page, np.array([2.5, -1.9]), np.array([2.5, -1.5]), finger)
        assert line(page) == moved, "nothing is held there"


@pytest.mark.parametrize(
    "hostile", ["x", "ring", "disc_1.00_1.00_0.00", "ring_9.00_1.00_0.00", "ring_1_1_0", "<svg/onload=alert(1)>"]
)
def test_a_hostile_address_gives_the_first_line(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{PLACES['neurons']}?neurons={hostile}", DESK) as page:
        page.wait_for_selector(FIGURE)
        assert "no line" in said(page) and line(page) == [0.5, -1, 0.2]


def test_without_weights_there_is_no_line(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['neurons']}?neurons=clouds_0.00_0.00_1.00", DESK) as page:
        page.wait_for_selector(FIGURE)
        assert page.locator(".plane > .line").get_attribute("d") == "" and said(page).startswith("40 of 80 right.")
