"""The modules of web/network/ are pure: a worker of a browser and the build's own engine find what node finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import quickjs
from browser import serve
from conftest import ROOT
from networks import CLASSES, SOFTMAX, answer, conv, network
from playwright.sync_api import Browser

from weave.page.javascript import functions

FOLDER = ROOT / "web" / "network"
X = [((place * 7) % 11) / 5 - 1 for place in range(3 * 4 * 4 * 2)]
Y = [1, 0, 0, 0, 0, 1, 0, 1, 0]
DESCRIPTION = network(
    conv(3, 3, padding="same", activation="gelu"),
    {"type": "BatchNormalization"},
    {"type": "Dropout", "rate": 0.2},
    {"type": "GlobalAveragePooling2D"},
    SOFTMAX,
    shape=[4, 4, 2],
)
WORK = """
function work(description, choices, x, y, { network, Training, Tensor }) {
  const training = new Training(network(description, { seed: 4 }), choices)
  const losses = []
  for (let step = 0; step < 5; step++) losses.push(training.step(new Tensor([3, 4, 4, 2], x), new Tensor([3, 3], y)))
  return JSON.stringify(losses)
}
"""
CHOICES: dict[str, Any] = {"loss": CLASSES, "optimizer": {"type": "Adam", "learning_rate": 0.01}}
GIVEN = ", ".join(json.dumps(value) for value in (DESCRIPTION, CHOICES, X, Y))
FOREIGN = ("document.", "window.", "globalThis", "Math.random", "fetch(", "Date")
NAMES = {"layers": "network", "tensor": "Tensor", "training": "Training"}


def close(losses: list[float]) -> bool:
    """Whether these are the losses that node finds; engines round exp and tanh in their own ways."""
    data = {"x": {"shape": [3, 4, 4, 2], "data": X}, "y": Y, "steps": 5, "seed": 4}
    found = answer("train", description=DESCRIPTION, choices=CHOICES, **data)["losses"]
    assert len(set(found)) == 5
    return len(losses) == 5 and all(abs(one - other) < 1e-5 for one, other in zip(losses, found, strict=True))


def test_the_build_can_train() -> None:
    loaded = functions(FOLDER / "layers.js", FOLDER / "training.js")
    context = quickjs.Context()
    every = "{ ...modules['layers.js'], ...modules['training.js'], ...modules['tensor.js'] }"
    context.module(f"{loaded}\n{WORK}\nglobalThis.result = work({GIVEN}, {every})")
    assert close(json.loads(context.get("result")))


def test_a_worker_of_a_browser_can_train(browser: Browser, tmp_path: Path) -> None:
    imports = "\n".join(f'import {{ {name} }} from "./network/{file}.js"' for file, name in NAMES.items())
    (tmp_path / "network").symlink_to(FOLDER)
    call = f"postMessage(work({GIVEN}, {{ {', '.join(NAMES.values())} }}))"
    (tmp_path / "worker.js").write_text(f"{imports}\n{WORK}\n{call}\n", encoding="utf-8")
    script = 'new Worker("worker.js", { type: "module" }).onmessage = (e) => (document.title = e.data)'
    (tmp_path / "index.html").write_text(f"<!doctype html><script>{script}</script>", encoding="utf-8")
    with serve(tmp_path) as address:
        tab = browser.new_page()
        tab.goto(address)
        tab.wait_for_function("() => document.title")
        losses = json.loads(tab.title())
        tab.close()
    assert close(losses)


def test_nothing_but_each_other_is_imported() -> None:
    """No document, no package: the engine can be copied as it is."""
    for module in FOLDER.glob("*.js"):
        text = module.read_text(encoding="utf-8")
        assert [word for word in FOREIGN if word in text] == [], module.name
        for line in text.splitlines():
            assert not line.startswith("import ") or ' from "./' in line or line.endswith("{"), f"{module.name}: {line}"
