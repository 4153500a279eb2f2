"""The networks that lessons keep alive answer in node and in Chromium as Keras has answered in the run."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT
from networks import answer
from playwright.sync_api import Browser

FILES = sorted(ROOT.glob(".weave/records/*/*/*.network.json"))
ASK = """
async ([address, rows]) => {
  const module = (name) => import(new URL(`web/${name}.js`, address))
  const { network: made } = await module("network/layers")
  const { unpackWeights } = await module("network/weights")
  const { Tensor } = await module("network/tensor")
  const { weights, ...description } = await (await fetch(new URL(rows.file, address))).json()
  const network = made(description)
  unpackWeights(network, Uint8Array.from(atob(weights), (sign) => sign.charCodeAt(0)).buffer)
  return [...network.predict(new Tensor([rows.count, ...network.input], rows.x)).data]
}
"""


def recorded(file: Path) -> tuple[dict[str, Any], Any, Any]:
    """A kept network, some inputs, and what Keras has answered."""
    name = file.name.removesuffix(".network.json")
    inputs, answers = (np.load(file.with_name(f"{name}.{what}.npy")) for what in ("inputs", "answers"))
    return json.loads(file.read_text("utf-8")), inputs, answers


def hold(found: list[float], answers: Any) -> None:
    """The engine's answers against Keras's."""
    assert len(answers) >= 100 and np.ptp(answers, axis=0).max() > 0.5, "answers that differ prove something"
    ours = np.reshape(found, answers.shape)
    np.testing.assert_allclose(ours, answers, rtol=0, atol=1e-3)
    assert (ours.argmax(1) == answers.argmax(1)).all()


def test_there_are_networks() -> None:
    assert {file.parents[1].name for file in FILES} >= {"shapes"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parents[1].name)
def test_node_answers_as_keras_did(file: Path) -> None:
    network, inputs, answers = recorded(file)
    halves = np.frombuffer(base64.b64decode(network["weights"]), "<f2").astype(float).tolist()
    description = {key: network[key] for key in ("input_shape", "layers")}
    given = {"shape": list(inputs.shape), "data": inputs.ravel().tolist()}
    hold(answer("outputs", description=description, x=given, flat=halves), answers)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parents[1].name)
def test_the_browser_answers_as_keras_did(file: Path, browser: Browser, site: str) -> None:
    _, inputs, answers = recorded(file)
    page = browser.new_page()
    page.goto(site)
    rows = {"file": f"generated/{file.parents[1].name}/{file.name}", "count": len(inputs), "x": inputs.ravel().tolist()}
    hold(page.evaluate(ASK, [site, rows]), answers)
    page.close()
