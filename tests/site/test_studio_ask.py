"""The studio's network is asked: what the page shows is what the network answers, held to NumPy and the node engine."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest
from asking import dense, moons, shares
from demos import drag
from playwright.sync_api import Browser
from rooms import (
    answers_of,
    file_of,
    open_file,
    packed,
    preset,
    press,
    room,
    said,
    saved,
    says,
    studio,
    train,
    unpacked,
    weights_of,
)
from visits import DESK, PHONE, RULES, complaints, switch

Json = dict[str, Any]
SIDE = 28


def pictures() -> Json:
    """A file with drawings of one's own and a network of convolutions that has learned something or other."""
    random = np.random.default_rng(1)
    x = (random.random((12, SIDE, SIDE)) < 0.1).astype("float32")
    x[:6, 10:14] = 1  # a bar across for the one, a bar down for the other
    x[6:, :, 10:14] = 1
    source = {"kind": "drawings", "shape": [SIDE, SIDE, 1], "classes": ["across", "down"]}
    layers = [
        {"type": "Conv2D", "filters": 3, "kernel_size": 3, "activation": "relu"},
        {"type": "MaxPooling2D", "pool_size": 2},
        {"type": "Flatten"},
    ]
    weights = [random.normal(0, 0.3, count) for count in (27, 3, 13 * 13 * 3 * 2, 2)]
    data = {"name": "Mine", "x": packed(x), "y": packed(np.repeat([0, 1], 6)), "picture": [SIDE, SIDE]}
    data |= {"shape": source["shape"], "classes": source["classes"]}
    project = preset("letters", validation=0.3, test=0.3) | {"title": "Bars", "source": source, "layers": layers}
    return file_of(project, data=data, learned={"weights": [packed(each) for each in weights]}) | {"x": x.tolist()}


def test_a_drawing_on_the_pad_is_answered_in_bars_words_and_light(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        train(page)
        weights = weights_of(page)
        room(page, "Ask")
        press(page, "clear")
        for place in (2, 7, 10, 11, 12, 13, 14, 17, 22):
            page.locator("#studio-ask .pad > button").nth(place).click()
        picture = [0.0] * 25
        for place in (2, 7, 10, 11, 12, 13, 14, 17, 22):
            picture[place] = 1
        expected = dense(weights, picture)
        assert shares(page) == pytest.approx(expected.tolist(), abs=6e-4)
        names = page.locator("#studio-ask .answers .name").all_inner_texts()
        winner = int(expected.argmax())
        assert names[winner] == "upright cross", "it was taught this very picture"
        assert said(page).startswith(f"It says {names[winner]} ({expected.max():.1%}, ")
        page.wait_for_timeout(100)
        texts = page.locator(".drawn text").all_text_contents()
        assert f"{expected.max():.2f}" in texts, "the drawing tells it too"
        lit = page.locator(".drawn circle").evaluate_all("all => all.map((each) => each.getAttribute('fill-opacity'))")
        assert len({*lit}) > 5, "its neurons are lit by what they answer"


def test_the_pad_is_drawn_on_by_keyboard_alone(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        train(page)
        room(page, "Ask")
        page.locator("#studio-ask").get_by_role("button", name="clear").focus()
        page.keyboard.press("Enter")
        before = shares(page)
        page.locator("#studio-ask .pad > button[tabindex='0']").focus()
        for key in ("ArrowRight", "Space", "ArrowDown", "Space"):
            page.keyboard.press(key)
        pressed = page.locator("#studio-ask .pad > [aria-pressed=true]").count()
        assert pressed == 2 and shares(page) != before and "It says" in said(page)


def test_numbers_are_typed_field_by_field_or_pasted_as_a_line(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        _, weights, _ = moons(page)
        room(page, "Ask")
        press(page, "type")
        across, up = page.locator("#studio-ask .fields input").all()
        across.fill("0,5")
        up.fill("-0.25")
        assert shares(page) == pytest.approx(dense(weights, [0.5, -0.25]).tolist(), abs=6e-4)
        page.locator("#studio-ask textarea").fill("-0.5; 0,75")
        assert shares(page) == pytest.approx(dense(weights, [-0.5, 0.75]).tolist(), abs=6e-4)
        assert (across.input_value(), up.input_value()) == ("-0.5", "0.75")
        before = shares(page)
        up.fill("much")
        assert "“much” for up is no number" in said(page) and shares(page) == before
        assert up.get_attribute("aria-invalid") == "true"
        page.locator("#studio-ask textarea").fill("1 2 3 4 5")
        assert "This line has 5 numbers, but the network takes 2." in said(page)


def test_a_network_that_tells_a_number_tells_it_by_its_name(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, file_of(preset("numbers", epochs=150)))
        train(page)
        content = json.loads(saved(page))
        room(page, "Ask")
        press(page, "type")
        page.locator("#studio-ask textarea").fill("2 4 6 8")
        scaling = content["learned"]["scaling"]
        scaled = (np.array([2.0, 4, 6, 8]) - scaling["mean"][0]) / scaling["deviation"][0]
        expected = answers_of(content["project"], weights_of(page), [scaled.reshape(4, 1)])[0, 0]
        room(page, "Ask")
        number = float(page.locator("#studio-ask .number").inner_text())
        assert number == pytest.approx(expected, abs=0.01) and abs(number - 10) < 1.5
        press(page, "count the training part")
        off = re.search(r"off by ([\d.]+) on average", says(page, "on average"))
        assert off and float(off[1]) < 1


def test_examples_are_picked_in_turn_and_told_with_their_labels(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        _, weights, data = moons(page)
        room(page, "Ask")
        press(page, "pick an example")
        press(page, "validation")
        places = data["parts"]["validation"]
        x = np.reshape(data["x"], (-1, 2))
        for turn in (0, 1, 2):
            expected = dense(weights, x[places[turn]])
            assert shares(page) == pytest.approx(expected.tolist(), abs=6e-4)
            assert f"Example {turn + 1} of the {len(places)} examples" in page.locator(".where").inner_text()
            label, answer = (data["classes"][place] for place in (data["y"][places[turn]], expected.argmax()))
            verdict = "as its label has it" if label == answer else f"but its label is {label}"
            assert said(page).startswith(f"It says {answer}") and verdict in said(page)
            press(page, "next")
        press(page, "previous")
        press(page, "previous")
        assert "Example 2 of" in page.locator(".where").inner_text()
        press(page, "random")
        assert "Example " in page.locator(".where").inner_text()


def test_a_place_in_the_plane_is_asked_for_by_pressing_it(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        _, weights, _ = moons(page)
        room(page, "Ask")
        plane = page.locator("#studio-ask .border canvas")
        plane.click(position={"x": 60, "y": 60})
        texts = [each.input_value() for each in page.locator("#studio-ask .fields input").all()]
        assert shares(page) == pytest.approx(dense(weights, [float(each) for each in texts]).tolist(), abs=2e-3)
        assert "It says" in said(page)


@pytest.mark.parametrize("finger", [False, True])
def test_a_pen_draws_and_the_maps_show_what_the_layers_see(browser: Browser, site: str, finger: bool) -> None:
    with studio(browser, site, PHONE if finger else DESK, has_touch=finger) as page:
        given = pictures()
        x = given.pop("x")
        open_file(page, given)
        weights = [unpacked(t) for t in given["learned"]["weights"]]
        room(page, "Ask")
        expected = answers_of(given["project"], weights, np.reshape(x, (-1, SIDE, SIDE, 1)))
        assert shares(page) in [pytest.approx(each, abs=6e-4) for each in expected.tolist()], "the first is shown"
        inked = """all => all.map((map) =>
            map.getContext('2d').getImageData(0, 0, map.width, map.height).data.reduce((a, b) => a + b))"""
        maps = page.locator("#studio-ask .maps canvas")
        assert maps.count() == 6, "three of the convolution, three of the pooling"
        before = maps.evaluate_all(inked)
        page.locator("#studio-ask .sheet").scroll_into_view_if_needed()
        box = page.locator("#studio-ask .sheet").bounding_box()
        assert box
        line = [(box["x"] + box["width"] * share, box["y"] + box["height"] / 2) for share in (0.2, 0.4, 0.6, 0.8)]
        drag(page, line, finger)
        assert "It says" in says(page, "It says") and "label" not in said(page)
        assert maps.evaluate_all(inked) != before
        seen = page.locator("#studio-ask .seen").evaluate(
            "map => [...map.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 3)"
        )
        ink = np.reshape(seen, (SIDE, SIDE)) / 255
        drawn = answers_of(given["project"], weights, [ink[..., None]])[0]
        assert shares(page) == pytest.approx(drawn.tolist(), abs=0.02), "what is seen is what was asked"


def test_without_a_network_the_room_says_what_to_do(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        room(page, "Ask")
        assert "train it" in page.locator("#studio-ask").inner_text()
        press(page, "open Training")
        assert page.locator("#studio-training").is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "dark"), (PHONE, "light")])
def test_the_room_is_for_all(browser: Browser, site: str, width: int, scheme: str) -> None:
    with studio(browser, site, width, scheme=scheme) as page:
        train(page)
        room(page, "Ask")
        press(page, "count the training part")
        says(page, "It is right about")
        page.locator("table.confusion button").first.click()
        for way in ("draw", "pick an example", "type"):
            press(page, way)
            assert complaints(page, RULES["light"], "live-demo") == ""
        switch(page, "light" if scheme == "dark" else "dark")
        assert complaints(page, RULES["dark"], "live-demo") == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
