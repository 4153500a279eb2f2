"""Examples of one's own on their way through the studio: trained with, undone, kept and found again."""

from __future__ import annotations

import json
import re

from data_room import WAYS, counts, paste, room, use, what
from demos import alive, said
from playwright.sync_api import Browser, Page, expect
from rooms import open_file, saved
from visits import settle

# Two clouds, far apart: any network that learns at all tells them from each other.
CLOUDS = "across;up;cloud\n" + "\n".join(
    f"{5 * (i % 2) + i % 7 / 7:.2f};{3 * (i % 2) - i % 5 / 5:.2f};{'high' if i % 2 else 'low'}".replace(".", ",")
    for i in range(60)
)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).press("Enter")


def test_a_pasted_table_is_learned(browser: Browser, site: str) -> None:
    with room(browser, site, 4) as page:
        paste(page, CLOUDS)
        assert counts(page) == ["high 30", "low 30"]
        fits = page.locator(".fits").inner_text()
        assert "In training, a fifth is kept apart to watch by, 16 make a batch, inputs are scaled." in fits
        use(page)
        page.get_by_role("button", name="go on to training").press("Enter")
        assert page.get_by_role("textbox", name="validation").input_value() == "20"
        assert page.get_by_role("textbox", name="batch size").input_value() == "16"
        assert page.get_by_label("scale inputs").is_checked()
        page.get_by_role("textbox", name="epochs").fill("40")
        page.get_by_role("textbox", name="epochs").press("Enter")
        tab(page, "Data")
        parts = page.locator(".splitting").inner_text()
        assert "48 to learn from, 12 to watch progress by; dealt by chance, each class by itself" in parts
        assert re.search(r"across 2\.9\d? \u00b1 2\.5\d?, up 1\.1\d? \u00b1 1\.5\d?", parts), parts
        tab(page, "Training")
        page.get_by_role("button", name="train").press("Enter")
        told = expect(page.locator(".now"))
        told.to_contain_text("epoch 40 of 40", timeout=30_000)
        told.to_contain_text("right 100.0% (validation 100.0%)")


def test_a_network_is_fitted_and_all_of_it_is_undone_at_once(browser: Browser, site: str) -> None:
    with room(browser, site, 2) as page:
        for name, key in [("circle", "ArrowDown"), ("cross", "ArrowRight")]:
            page.get_by_label(f"draw {name}").press("Space")
            for _ in range(3):
                page.locator(".sheet").focus()
                for press in ["Space", *[key] * 6, "Space"]:
                    page.keyboard.press(press)
                page.get_by_role("button", name=f"keep as {name}").press("Enter")
        assert "A Flatten layer goes first; the others stay." in page.locator(".fits").inner_text()
        use(page)
        tab(page, "Network")
        layers = page.locator("ol.layers select").evaluate_all("all => all.map(each => each.value)")
        assert "Flatten" in layers[0] or layers[0] == "Flatten"
        page.keyboard.press("Control+z")
        layers = page.locator("ol.layers select").evaluate_all("all => all.map(each => each.value)")
        assert "Flatten" not in layers
        tab(page, "Data")
        assert page.get_by_role("radio", name=WAYS[0], exact=True).is_checked(), "the room shows what is in use"
        assert "each a picture of 5 \u00d7 5" in what(page)
        page.get_by_role("radio", name=WAYS[2], exact=True).check()
        assert counts(page) == ["circle 3", "cross 3"], "and what was drawn is not lost"
        use(page)
        kept = saved(page).decode()
        tab(page, "Data")
        page.get_by_label("remove drawing 1 of circle").press("Enter")
        open_file(page, kept.replace("[26,8]", "[26,99]"))
        assert "leaves the sheet" in said(page)
        tab(page, "Data")
        assert page.locator(".samples, .signs .sample").count() == 5, "a damaged file changes nothing"
        open_file(page, kept)
        tab(page, "Data")
        sample = page.get_by_label(re.compile("remove drawing . of circle"))
        assert sample.count() == 3, "strokes are drawn on"
        assert json.loads(saved(page))["drawings"] == json.loads(kept)["drawings"]
        tab(page, "Data")
        page.get_by_role("button", name="undo", exact=True).press("Enter")
        assert sample.count() == 2, "what was here comes back"


def test_points_that_are_not_used_yet_are_there_after_a_reload(browser: Browser, site: str) -> None:
    with room(browser, site, 1) as page:
        page.locator(".setting > .plane").focus()
        for key in ["ArrowUp", "Space", "ArrowUp", "Space"]:
            page.keyboard.press(key)
        page.wait_for_timeout(1500)  # the browser keeps it half a second after the last change
        page.reload()
        settle(page)
        alive(page)
        page.locator(".kept button.main").press("Enter")
        expect(page.locator("live-demo > [role=status]")).to_contain_text("Here you were")
        tab(page, "Data")
        page.get_by_role("radio", name=WAYS[1], exact=True).check()
        assert page.locator(".setting > .quiet").inner_text() == "Set so far: circle 2."


def test_the_room_shows_what_another_room_chooses(browser: Browser, site: str) -> None:
    with room(browser, site, 4) as page:
        tab(page, "Network")
        page.locator(".presets select").select_option(label="Two moons")
        page.get_by_role("button", name="take it").press("Enter")
        tab(page, "Data")
        assert page.get_by_label("two moons").is_checked() and counts(page) == ["blue 100", "orange 100"]
        assert page.locator(".fits").inner_text() == "These are in use."
        assert said(page)
