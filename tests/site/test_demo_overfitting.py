"""Five pairs of curves to be named, and the patience of early stopping: by keyboard, and held to the run."""

from __future__ import annotations

import re
from typing import Any

import pytest
from demos import PLACES, alive, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import COURSE, DESK, PHONE, open_page

BAD, OVERFITTING, HURT, WORKS = 1, 2, 3, 4
RIGHT = {"A": BAD, "B": OVERFITTING, "C": WORKS, "D": HURT, "E": BAD}
WRONG_LABELS = 2  # the seed of the run in D and F, counted from 0


def name(page: Page, letter: str, kind: int) -> str:
    page.locator(f"#pair-{letter}").select_option(index=kind)
    return said(page)


def ends(page: Page, letter: str) -> list[float]:
    """How training and validation end, as it is said once a pair has its right name."""
    text = name(page, letter, RIGHT[letter])
    return [int(share) / 100 for share in re.findall(r"(?:training ends|validation) at (\d+)%", text)]


@pytest.fixture
def values() -> dict[str, Any]:
    return recorded("overfitting").values


def test_it_is_solved_by_keyboard_alone(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['overfitting']}", DESK) as page:
        entered(page)
        assert page.evaluate("document.activeElement.id") == "pair-A"
        assert said(page).startswith("Patience 0 stops after epoch") and said(page).endswith("0 of 5 named.")
        for count, (letter, kind) in enumerate(RIGHT.items()):
            for _ in range(kind):
                assert f"{count} of 5 named" in said(page)
                page.keyboard.press("ArrowDown")
            assert said(page).startswith(f"{letter}: training ends at")
            assert page.locator(f"label[for=pair-{letter}]").inner_text() == f"{letter} ✓"
            page.keyboard.press("Tab")
        assert said(page).endswith("All five named.") and "Solved" not in said(page), "the patience is missing"
        heard = []
        while not said(page).startswith("Solved! Patience") and len(heard) < 20:
            page.keyboard.press("ArrowRight")
            heard.append(said(page))
        assert len(heard) > 1 and all("later the loss falls lower" in text for text in heard[:-1])
        page.keyboard.press("ArrowRight")
        assert "a smaller patience finds it too" in said(page) and "Solved" not in said(page)
        page.keyboard.press("ArrowLeft")
        page.locator("#pair-C").select_option(index=OVERFITTING)
        assert "Solved" not in said(page) and said(page).endswith("4 of 5 named."), "a name that is wrong again"
        page.get_by_role("button", name="start again").press("Enter")
        assert said(page).startswith("Patience 0") and said(page).endswith("0 of 5 named.")


def test_wrong_names_are_told_apart(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['overfitting']}", PHONE) as page:
        alive(page)
        assert "A: no. Look at training first" in name(page, "A", OVERFITTING)
        assert "B: no: training ends at 100%, which is not bad" in name(page, "B", BAD)
        assert re.search(r"B: no: training ends at 100%, but validation at 8\d%", name(page, "B", WORKS))
        assert "about as high as it ever was" in name(page, "B", HURT)
        assert "That is not much worse" in name(page, "C", OVERFITTING)
        assert "D: true, but there is more" in name(page, "D", OVERFITTING)
        assert "E: no. Look at training first" in name(page, "E", WORKS)
        assert name(page, "E", 0).startswith("E has no name yet.")
        assert said(page).endswith("0 of 5 named.") and page.locator(".choosing label").all_inner_texts() == [*"ABCDE"]
        assert "20 layers" in name(page, "A", BAD) and "underfitting" in name(page, "E", BAD)


def test_the_pairs_are_the_runs_of_the_lesson(browser: Browser, site: str, values: dict[str, Any]) -> None:
    """What is read off the figure is what the record has; the runs anew, and other seeds, have some room."""
    with open_page(browser, f"{site}{PLACES['overfitting']}", DESK) as page:
        alive(page)
        train, validation = ends(page, "A")
        assert min(values["stuck"]) - 0.2 < train < max(values["stuck"]) + 0.2 and validation < train + 0.03
        assert ends(page, "B") == pytest.approx([values["learned"], values["unseen"]], abs=0.02)
        assert ends(page, "C") == pytest.approx(values["more_middle"][3][:2], abs=0.03)
        train, validation = ends(page, "D")
        assert train > 0.97 and validation == pytest.approx(values["mixed_right"][WRONG_LABELS], abs=0.05)
        assert ends(page, "E") == pytest.approx(values["wide_middle"][0], abs=0.1)


def test_it_stops_where_keras_has_stopped(browser: Browser, site: str, values: dict[str, Any]) -> None:
    assert "EarlyStopping(patience=5, restore_best_weights=True)" in COURSE.lessons["overfitting"].text
    with open_page(browser, f"{site}{PLACES['overfitting']}?overfitting=00000-5", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        stops = values["early_epochs"][WRONG_LABELS]
        assert f"Patience 5 stops after epoch {stops} and goes back to epoch {stops - 5}," in said(page)
        last, loss = page.locator("live-demo ~ svg .stop"), page.locator("live-demo ~ svg .back").first
        start = last.get_attribute("d")
        page.locator(".slider > input").press("ArrowRight")
        assert f"stops after epoch {stops + 1} and goes back to epoch {stops - 5}," in said(page)
        assert last.get_attribute("d") != start and loss.get_attribute("cx"), "the marks in the figure go along"
        page.locator(".slider > input").fill("0")
        first = said(page)
        page.locator(".slider > input").fill("1")
        assert first.replace("ence 0", "ence 1") == said(page), "to Keras, none is the same as one"


def test_the_address_keeps_names_and_patience(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['overfitting']}", DESK) as page:
        alive(page)
        name(page, "D", HURT)
        page.locator(".slider > input").press("ArrowRight")
        page.wait_for_function("() => location.search === '?overfitting=00030-1'")
        heard = said(page)
        page.get_by_role("button", name="start again").click()
        page.wait_for_function("() => location.search === ''")
        page.goto(f"{site}{PLACES['overfitting']}?overfitting=00030-1")
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert said(page) == heard and page.locator("#pair-D").input_value() == "more epochs hurt"


@pytest.mark.parametrize("hostile", ["", "00000", "00050-1", "00000-21", "%3Cscript%3E", "0" * 9000])
def test_a_hostile_address_gives_the_start_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, f"{site}{PLACES['overfitting']}?overfitting={hostile}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .slider")
        assert "no names and patience" in said(page) and page.locator(".slider > input").input_value() == "0"
        assert page.locator("#pair-A").input_value() == "?"
