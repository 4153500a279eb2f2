"""The drawing of networks: one text in the build and the browser, of real models, that can be read on a phone."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from browser import serve
from drawings import GOOD, LETTERS, SHAPES, models, network
from playwright.sync_api import Browser, Page
from test_drawing_mistakes import VALIDATOR

from weave.engine.networks import DrawingError, describe
from weave.page.drawing import MODULE, draw


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page beside the module, with the widest font that browsers fall back to, from Matplotlib."""
    fonts = Path(matplotlib.get_data_path(), "fonts", "ttf")
    style = ""
    for name, weight in (("DejaVuSans", 400), ("DejaVuSans-Bold", 600)):
        data = base64.b64encode((fonts / f"{name}.ttf").read_bytes()).decode()
        style += f"@font-face {{ font-family: Widest; font-weight: {weight}; src: url(data:font/ttf;base64,{data}) }}\n"
    with serve(MODULE.parent) as address:
        page = browser.new_page()
        page.goto(f"{address}drawing.schema.json")
        page.set_content(f"<style>{style}</style>")
        page.evaluate("Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 14px Widest`)))")
        assert page.evaluate("[...document.fonts].map((font) => font.status)") == ["loaded", "loaded"]
        yield page
        page.close()


def test_build_and_browser_draw_the_same_text(page: Page) -> None:
    drawn = """async (all) => {
      const { draw } = await import("/drawing.js")
      return all.map((description) => draw(description))
    }"""
    assert len(GOOD) >= 20
    assert page.evaluate(drawn, list(GOOD.values())) == [draw(description) for description in GOOD.values()]


@pytest.mark.parametrize("name", GOOD)
def test_it_is_accessible_svg_of_the_theme(name: str) -> None:
    svg = draw(GOOD[name], "figure")
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img" and root.get("aria-labelledby") == "figure-title figure-desc"
    assert all((root.find(f"{{http://www.w3.org/2000/svg}}{each}").text or "").strip() for each in ("title", "desc"))
    own = re.findall(r'\bid="([^"]*)"', svg)
    assert len(set(own)) == len(own) and all(each.startswith("figure-") for each in own)
    assert re.findall(r"#\w+", re.sub(r"var\(--fig-\w+, #\w+\)", "", svg)) == [], "colors are the theme's"
    assert not re.search(r"NaN|undefined|Infinity", svg)


BOXES = """(html) => {
  document.body.innerHTML = html
  const svg = document.querySelector("svg")
  const frame = svg.getBoundingClientRect()
  const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect(), text])
  const beside = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 2
  const found = texts.length < 4 ? ["too few labels"] : []
  texts.forEach(([text, box, element], index) => {
    const size = parseFloat(getComputedStyle(element).fontSize) * frame.width / svg.viewBox.baseVal.width
    if (size < 10.99) found.push(`${text} is ${size} high`)
    const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom)
    if (out > 1) found.push(`${text} is cut off by ${out}`)
    for (const [other, rest] of texts.slice(index + 1)) {
      if (!beside(box, rest) && !beside(rest, box)) found.push(`${text} | ${other}`)
    }
  })
  return found
}"""


@pytest.mark.parametrize("font", ["the machine's", "the widest"])
@pytest.mark.parametrize(("width", "shown"), [(390, 350), (1280, 570)])
def test_labels_can_be_read_and_never_overlap(page: Page, width: int, shown: int, font: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    variable = "--fig-font: Widest" if font == "the widest" else ""
    for name, description in {**GOOD, **{f"model {name}": each for name, each in models().items()}}.items():
        html = f'<div style="width: {shown}px; {variable}">{draw(description)}</div>'
        assert page.evaluate(BOXES, html) == [], name


MEASURE = """async ([texts, weight]) => {
  const { wide, FONT } = await import("/text.js")
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${weight} ${FONT}px Widest`
  return texts.map((text) => [text, pen.measureText(text).width, wide(text, weight === 600)])
}"""
WORDS = [*SHAPES, "leaky relu", "softmax", "max pool", "hidden 12", "dropout 12.5\u202f%", "input", "output", "flatten"]
WORDS += ["step 1\u202f000", "… 2\u202f492 …", "50 \xd7 50", "\xd7 \u22120.50", "Iris versicolor", "T-shirt/top", "(ω)"]
WORDS += [letter * 9 for letter in LETTERS + [letter.lower() for letter in LETTERS] + list("0123456789.,:;!?-_+=()")]


@pytest.mark.parametrize("weight", [400, 600])
def test_words_take_no_more_room_than_is_kept_for_them(page: Page, weight: int) -> None:
    found = page.evaluate(MEASURE, [WORDS, weight])
    assert [(text, real, kept) for text, real, kept in found if real > kept] == []
    words = [each for each in found if len(set(each[0])) > 1]
    assert [(text, real, kept) for text, real, kept in words if kept > 1.2 * real] == [], "nor is any wasted"


def test_models_are_drawn_as_they_are() -> None:
    letters = models()["letters"]["layers"]
    sides = [layer["width"] for layer in letters if "width" in layer]
    assert sides == [50, 50, 25, 25, 13, 13, 7]
    assert [layer["size"] for layer in letters if "size" in layer] == [6272, 128, 26]
    assert {layer["type"] for model in models().values() for layer in model.get("layers", [])} == {
        *("input", "dense", "conv", "pool", "flatten", "dropout", "activation", "norm", "rnn", "lstm", "gru")
    }
    svg = draw(models()["letters"])
    assert all(text in svg for text in ("50 \xd7 50", "\xd7 128", "12 \xd7 12", "stride 2", "leaky relu", "6\u202f272"))
    winner = letters[-1]["values"].index(max(letters[-1]["values"]))
    assert letters[-1]["winner"] == winner and "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[winner] in svg
    plain = models()["plain"]["layers"]
    assert len(plain[1]["weights"]) == 3 and len(plain[1]["values"]) == 4
    assert len(models()["rnn"]["layers"][1]["values"]) == 6, "what a recurrent layer says at every step"
    for description in models().values():
        VALIDATOR.validate(description)


def test_one_neuron_of_a_model_adds_up() -> None:
    neuron = models()["neuron"]
    products = [x * w for x, w in zip(neuron["values"], neuron["weights"], strict=True)]
    assert sum(products) + neuron["bias"] == pytest.approx(neuron["sum"], abs=1e-4)


@pytest.mark.parametrize("inputs", [1, 2, 5])
def test_the_weights_of_one_neuron_stand_beside_their_links(inputs: int) -> None:
    svg = draw({"kind": "neuron", "inputs": inputs, "weights": [0.5] * inputs})
    circles = [(float(x), float(y)) for x, y in re.findall(r'<circle[^>]* cx="([\d.]+)" cy="([\d.]+)"', svg)]
    *dots, (right, middle), _ = circles
    labels = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>\u00d7 0.50<', svg)
    assert len(labels) == len(dots) == inputs
    for (x, y), (left, top) in zip(labels, dots, strict=True):
        link = top + (middle - top) * (float(x) - left) / (right - left)
        assert 12 <= abs(float(y) - 5 - link) <= 21, "its middle is five above its line"


def test_unknown_layers_are_named() -> None:
    import keras

    odd = keras.Sequential([keras.Input((4,)), keras.layers.Reshape((2, 2), name="fold")])
    with pytest.raises(DrawingError, match=r"'fold' \(Reshape\)"):
        describe(odd)
    spread = keras.Sequential([keras.Input((9, 9, 1)), keras.layers.Conv2D(2, 3, dilation_rate=2)])
    with pytest.raises(DrawingError, match="dilation_rate"):
        describe(spread)
    with pytest.raises(DrawingError, match="Sequential"):
        describe(keras.Sequential([keras.layers.Dense(2)]))


def test_the_widest_network_is_light() -> None:
    svg = draw(GOOD["widest"])
    assert len(svg.encode()) < 60_000
    assert "… 2\u202f492 …" in svg or ">2\u202f492<" in svg


def test_weights_show_their_sign_and_size() -> None:
    svg = draw(network(2, {"type": "dense", "size": 1, "weights": [[2], [-0.2]]}))
    links = re.findall(r"stroke:var\(--fig-(\d), [^)]*\);stroke-width:([\d.]+);stroke-opacity", svg)
    assert links == [("1", "4"), ("2", "0.85")]


def test_a_forward_pass_stops_where_it_is_told() -> None:
    layers = [{"type": "dense", "size": 1, "values": [value]} for value in (8, 9)]
    for until, seen in enumerate(["7", "78", "789"]):
        svg = draw(network({"type": "input", "size": 1, "values": [7]}, *layers, until=until))
        assert "".join(re.findall(r">([789])</text>", svg)) == seen
