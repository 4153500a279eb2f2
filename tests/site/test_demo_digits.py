"""The pad for digits, used by mouse, finger and keyboard: two networks read what is drawn."""

from __future__ import annotations

import re

import pytest
from demos import PLACES, alive, drag, entered, recorded, said
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, open_page

# A 7 as a person may draw it, as it stands in an address.
SEVEN = "MMaMoMlWgg"


def reads(page: Page) -> tuple[str, str]:
    found = re.match(r"The ten lines read (\d) \([\d.]+% sure\), the convolutions (\d) \([\d.]+% sure\)\.", said(page))
    assert found, said(page)
    return found[1], found[2]


def test_both_networks_read_a_drawing_and_it_is_told_what_was_asked_for(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['digits']}?digits={SEVEN}", DESK) as page:
        page.wait_for_selector("live-demo[aria-busy=false] .sheet")
        assert reads(page)[1] == "7" and said(page).endswith("Asked for: 5.")
        heights = page.locator(".doubles > div i").evaluate_all(
            "all => all.map(i => +i.style.getPropertyValue('--share'))"
        )
        assert len(heights) == 20 and sum(heights) == pytest.approx(2, abs=0.01)
        inked = "map => map.getContext('2d').getImageData(0, 0, 28, 28).data.filter(Boolean).length"
        assert page.locator(".reading > canvas").evaluate(inked) > 20
        page.get_by_role("button", name="clear", exact=True).press("Enter")
        assert said(page) == "Please draw 5 (1 of 10)." and page.locator(".reading > canvas").evaluate(inked) == 0


def test_ten_digits_are_asked_for_and_counted_by_keyboard_alone(browser: Browser, site: str) -> None:
    """The pen draws a bar each time: of the ten digits it is right about the 1 alone."""
    with open_page(browser, f"{site}{PLACES['digits']}", DESK) as page:
        entered(page)
        page.get_by_role("button", name="next digit").press("Enter")
        assert said(page) == "The sheet is empty. Please draw 5 (1 of 10)."
        for turn in range(10):
            page.locator(".sheet").focus()
            for key in ["Space", *["ArrowDown"] * 9, "Space"]:
                page.keyboard.press(key)
            assert reads(page) == ("1", "1")
            for key in [*["ArrowUp"] * 9, "Tab", "Enter"]:
                page.keyboard.press(key)
            if turn < 9:
                assert f"({turn + 2} of 10)" in said(page)
        assert said(page) == "Done: of your 10 digits, the ten lines have read 1, the convolutions 1."
        assert page.get_by_role("button", name="next digit").is_disabled()


def test_the_digits_that_the_lesson_misread_are_there_to_be_asked_again(browser: Browser, site: str) -> None:
    values = recorded("digits").values
    with open_page(browser, f"{site}{PLACES['digits']}", DESK) as page:
        alive(page)
        choices = page.locator(".pictures > button")
        assert choices.count() == 10
        odd = values["surest"].index(8)
        for place in (0, odd):
            choices.nth(place).click()
            own, _ = reads(page)
            label = re.search(r"Its label says (\d)\.", said(page))
            assert label and own != label[1], "misread, as in the lesson"
            page.wait_for_function(f"() => location.search === '?digits=test{place}'")
        assert f"{values['odd_sureness']:.1%} sure" in said(page).partition(",")[0], "as sure as in the lesson"
        address = page.url
        page.goto(address)
        page.wait_for_selector("live-demo[aria-busy=false] .sheet")
        assert "Its label says" in said(page)


def test_a_pen_draws_a_hundred_digits_and_the_better_network_reads_more(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['pen']}", DESK) as page:
        entered(page)
        page.get_by_role("button", name="let a pen draw 100").press("Enter")
        page.wait_for_function(
            "() => document.querySelector('live-demo [role=status]').textContent.startsWith('Of 100')"
        )
        found = re.fullmatch(r"Of 100 digits by a trembling pen, the ten lines have read (\d+), .* (\d+)\.", said(page))
        assert found and 40 < int(found[1]) < int(found[2]) - 5 and int(found[2]) >= 90
        page.get_by_role("button", name="let a pen draw 100").press("Enter")
        page.get_by_role("button", name="clear", exact=True).press("Enter")
        page.wait_for_timeout(500)
        assert said(page).startswith("Please draw"), "whatever the reader does ends the drawing"


def test_a_finger_draws(browser: Browser, site: str) -> None:
    with open_page(browser, f"{site}{PLACES['digits']}", PHONE, has_touch=True) as page:
        alive(page)
        page.locator(".sheet").scroll_into_view_if_needed()
        box = page.locator(".sheet").bounding_box()
        assert box
        drag(page, [(box["x"] + x, box["y"] + y) for x, y in ((30, 30), (110, 30), (60, 130))], finger=True)
        assert reads(page)[1] == "7", said(page)


@pytest.mark.parametrize("hostile", ["test99", "A", "<svg/onload=alert(1)>"])
def test_a_hostile_address_gives_an_empty_sheet_and_a_word(browser: Browser, site: str, hostile: str) -> None:
    with open_page(browser, site, DESK) as page:
        page.goto(f"{site}{PLACES['digits']}?digits={hostile}")
        page.wait_for_selector("live-demo[aria-busy=false] .sheet")
        assert "no drawing" in said(page) and page.locator(".sheet polyline").count() == 0
