"""The six tasks of the studio's tour, walked to their checks, and the ways that lead there."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page
from rooms import begun, file_of, open_file, packed, preset, press, room, said, says, studio, train
from visits import COURSE, DESK, PHONE, RULES, complaints, open_page, switch

FLAT = {"type": "Flatten"}
DROP = {"type": "Dropout", "rate": 0.5}


def dense(units: int) -> dict[str, Any]:
    return {"type": "Dense", "units": units, "activation": "relu"}


def check(page: Page, task: str) -> str:
    """Open a task, and let it be checked; returns what is said."""
    room(page, "Tour")
    details = page.locator(f"#tour-{task}")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_role("button", name="check", exact=True).click()
    text = details.locator(".verdict").inner_text()
    assert said(page) == text, "told to all"
    return text


def trained(page: Page, project: dict[str, Any], **more: Any) -> None:
    open_file(page, file_of(project, **more))
    train(page)


def test_the_shapes_are_trained(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        assert check(page, "shapes") == ("Not yet. The network has not been trained yet: press train under Training.")
        page.locator("#tour-shapes").get_by_role("button", name="open Training").click()
        assert page.locator("#studio-training").is_visible()
        train(page)
        assert check(page, "shapes").startswith("Done! All 5 shapes are right, after")
        assert page.locator("#tour-shapes .state").inner_text() == "solved"
        page.reload()
        begun(page)
        room(page, "Tour")
        assert page.locator("#tour-shapes .state").inner_text() == "solved", "kept"
        assert "1 of them solved" in page.locator("#studio-tour").inner_text()
        assert page.locator("#tour-signs").get_attribute("open") is not None, "the next one is open"
        press(page, "begin the tour anew")
        assert page.locator("#tour-shapes .state").inner_text() == ""


def test_three_signs_of_ones_own_are_taught(browser: Browser, site: str) -> None:
    random = np.random.default_rng(2)
    x = np.zeros((30, 28, 28), "float32")
    for place in range(30):
        at = random.integers(8, 18)
        if place < 10:
            x[place, at : at + 3, 4:24] = 1
        elif place < 20:
            x[place, 4:24, at : at + 3] = 1
        else:
            x[place, at : at + 6, at : at + 6] = 1
    source = {"kind": "drawings", "shape": [28, 28, 1], "classes": ["bar", "pole", "dot"]}
    data = {"name": "Mine", "picture": [28, 28], "x": packed(x), "y": packed(np.repeat([0, 1, 2], 10))}
    data |= {key: source[key] for key in ("shape", "classes")}
    project = preset("letters", epochs=12, validation=0.3) | {"source": source, "layers": [FLAT, dense(32)]}
    with studio(browser, site) as page:
        assert "name three signs" in check(page, "signs")
        open_file(page, file_of(project, data=data))
        assert "has not been trained yet" in check(page, "signs")
        train(page)
        assert re.match(r"Done! It reads [\d.]+% of the drawings of the validation part", check(page, "signs"))


def test_a_network_overfits_and_is_cured(browser: Browser, site: str) -> None:
    digits = preset("labels") | {"layers": [FLAT, dense(48)]}
    digits["source"] = {key: value for key, value in digits["source"].items() if key != "shuffled"}
    digits["settings"] |= {"epochs": 15, "optimizer": {"type": "Adam", "learning_rate": 0.003}, "validation": 0.5}
    with studio(browser, site) as page:
        assert "First make a network overfit" in check(page, "cure")
        trained(page, digits | {"settings": digits["settings"] | {"epochs": 1}})
        assert "by heart" in check(page, "overfit")
        trained(page, digits)
        assert re.match(r"Done! Training [\d.]+%, validation [\d.]+%: a gap of", check(page, "overfit"))
        assert "halve it" in check(page, "cure")
        trained(page, digits | {"layers": [FLAT, dense(64), DROP]})
        assert re.match(r"Done! The gap was [\d.]+ points, now it is", check(page, "cure"))


def test_the_largest_rate_that_works_is_found(browser: Browser, site: str) -> None:
    def at(rate: float) -> dict[str, Any]:
        return preset("moons", epochs=15, optimizer={"type": "SGD", "learning_rate": rate})

    with studio(browser, site) as page:
        assert "Train a network first" in check(page, "rate")
        trained(page, at(0.4))
        assert "0.4 works. Does 0.8?" in check(page, "rate")
        trained(page, at(50))
        text = check(page, "rate")
        low, high = 0.4, 50.0
        for _ in range(8):
            if text.startswith("Done!"):
                break
            asked = re.search(r"try ([\d.]+)\.", text)
            assert asked, text
            trained(page, at(float(asked[1])))
            text = check(page, "rate")
            found = re.search(r"([\d.]+) works and ([\d.]+) ", text)
            assert found and low <= float(found[1]) < float(found[2]) <= high, "it closes in"
            low, high = float(found[1]), float(found[2])
        assert text.startswith("Done!") and high <= 2 * low


def test_unseen_fonts_take_more_than_ninety(browser: Browser, site: str) -> None:
    """More filters and enough epochs do, as the task advises; each wrong way is told by its own words."""
    adam = {"type": "Adam", "learning_rate": 0.004}
    with studio(browser, site) as page:
        assert "Choose the letters" in check(page, "fonts")
        for validation, told in [(0, "no validation part"), (0.05, "are too few to judge by"), (0.15, "it takes more")]:
            trained(page, preset("letters", epochs=1, validation=validation))
            assert told in check(page, "fonts")
        letters = preset("letters", epochs=16, validation=0.15, seed=1, optimizer=adam)
        letters["layers"][0]["filters"], letters["layers"][2]["filters"] = 16, 48
        trained(page, letters)
        text = check(page, "fonts")
        assert re.match(r"Done! It reads 9[\d.]+% of 130 letters in fonts it has not learned from\.", text), text


LINKS = {"shapes": "shapes", "overfitting": "overfit", "descent": "rate", "augmentation": "fonts", "pen": "signs"}


@pytest.mark.parametrize("lesson", LINKS)
def test_lessons_lead_to_their_task(browser: Browser, site: str, lesson: str) -> None:
    with open_page(browser, f"{site}{COURSE.page(COURSE.lessons[lesson]).url}", DESK) as page:
        page.locator(f"article a[href*='studio/'][href*='tour={LINKS[lesson]}']").click()
        begun(page)
        page.wait_for_selector(f"#tour-{LINKS[lesson]}[open]")
        page.wait_for_function(
            "id => document.activeElement === document.querySelector(`#tour-${id} > summary`)", arg=LINKS[lesson]
        )


def test_an_unknown_task_opens_the_tour_all_the_same(browser: Browser, site: str) -> None:
    with studio(browser, site, address="?studio&tour=nonsense") as page:
        page.wait_for_selector("#tour-shapes[open]")


def test_where_nothing_can_be_kept_the_tour_works(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        page.add_init_script("Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('no') }")
        page.reload()
        begun(page)
        train(page)
        assert check(page, "shapes").startswith("Done!")
        assert page.locator("#tour-shapes .state").inner_text() == "solved"


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "dark"), (PHONE, "light")])
def test_the_tour_is_for_all(browser: Browser, site: str, width: int, scheme: str) -> None:
    with studio(browser, site, width, scheme=scheme, address="?studio&tour=rate") as page:
        page.wait_for_selector("#tour-rate[open]")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "Train a network first" in says(page, "Not yet.")
        assert complaints(page, RULES["light"], "live-demo") == ""
        switch(page, "light" if scheme == "dark" else "dark")
        assert complaints(page, RULES["dark"], "live-demo") == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
