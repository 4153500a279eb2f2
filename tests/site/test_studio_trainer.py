"""The studio's training in a worker: the page stays free, it pauses, steps, stops, goes on, and survives its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from visits import DESK, open_page

# In the page: a trainer whose events are kept, and how to wait for one of them.
BEGIN = """async () => {
  const [{ Trainer }, { PRESETS }, { samples }, { Experiment }] = await Promise.all(
    ["page/studio/trainer", "studio/presets", "studio/samples", "studio/experiment"].map(
      (name) => import(`/web/${name}.js`)))
  window.events = []
  window.trainer = new Trainer((event) => events.push({ ...event, at: performance.now() }))
  window.preset = (id, settings) => {
    const { project } = PRESETS.find((one) => one.id === id)
    const chosen = { ...project, settings: { ...project.settings, ...settings } }
    return [chosen, samples(chosen.source)]
  }
  window.large = () => { // a batch takes seconds
    const [project] = preset("spiral", { batch_size: 200000, epochs: 5, validation: 0 })
    const x = new Float32Array(200000).map((_, i) => Math.sin(i))
    const y = new Float32Array(100000).map((_, i) => i % 2)
    return [project, { name: "", shape: [2], x, y, classes: ["a", "b"] }]
  }
  window.alone = (id, settings) => {
    const experiment = new Experiment(...preset(id, settings))
    while (experiment.advance(100).state === "running");
    return experiment.network.getWeights().map((one) => [...one])
  }
  window.until = async (holds) => {
    const end = performance.now() + 20000
    for (;;) {
      const found = events.find(holds)
      if (found) return found
      if (performance.now() > end) throw Error(`not heard: ${JSON.stringify(events.slice(-3))}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  window.state = (name) => until(({ report }) => report?.state === name)
  window.plain = (weights) => weights.map((one) => [...one])
}"""


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with open_page(browser, f"{site}404.html", DESK) as opened:
        opened.evaluate(BEGIN)
        yield opened


def test_training_ends_with_the_weights_that_node_would_find(page: Page) -> None:
    found: Any = page.evaluate("""async () => {
      trainer.start(...preset("moons", { epochs: 30 }))
      const { weights, report } = await state("finished")
      const reports = events.flatMap(({ finished = [] }) => finished)
      const [{ kind, parts, scaling }] = events
      const same = JSON.stringify(plain(weights)) === JSON.stringify(alone("moons", { epochs: 30 }))
      return { same, epochs: reports.map(({ epoch }) => epoch), kind, scaling: scaling ?? null, report,
        counts: [parts.train.length, parts.validation.length, parts.test.length], busy: trainer.worker !== undefined }
    }""")
    assert found["same"] and found["epochs"] == list(range(1, 31)) and found["counts"] == [160, 40, 0]
    assert found["kind"] == "started" and found["scaling"] is None and not found["busy"]
    assert found["report"]["val_accuracy"] > 0.9 and found["report"]["speed"] > 1e6


def test_pause_step_snapshot_and_going_on(page: Page) -> None:
    """A training that is paused, stepped, kept, and begun anew from there ends like one in one go."""
    found: Any = page.evaluate("""async () => {
      trainer.start(...preset("spiral", { epochs: 60 }))
      await state("running")
      trainer.pause()
      const paused = await state("paused")
      await new Promise((resolve) => setTimeout(resolve, 300))
      const quiet = events[events.length - 1] === paused
      events.length = 0
      trainer.step()
      const { report } = await state("paused")
      const snapshot = await trainer.snapshot()
      events.length = 0
      trainer.start(...preset("spiral", { epochs: 60 }), snapshot)
      const { weights } = await state("finished")
      const before = paused.report.epoch * paused.report.batches + paused.report.batch
      const steps = report.epoch * report.batches + report.batch - before
      const same = JSON.stringify(plain(weights)) === JSON.stringify(alone("spiral", { epochs: 60 }))
      return { quiet, steps, same, weights: paused.weights.length }
    }""")
    assert found["quiet"] and found["same"] and found["weights"] == 6 and found["steps"] in (0, 1)


@pytest.mark.parametrize("data", ['preset("spiral", { epochs: 100000 })', "large()"])
def test_it_stops_in_the_midst(page: Page, data: str) -> None:
    """Even of a batch that takes seconds. How long it takes is in the benchmark."""
    found: Any = page.evaluate(f"""async () => {{
      trainer.start(...{data})
      await until(({{ kind }}) => kind === "started")
      await new Promise((resolve) => setTimeout(resolve, 300))
      trainer.stop()
      await until(({{ kind, report }}) => kind === "failed" || report?.state === "stopped")
      const ended = events.some(({{ report }}) => report?.state === "finished")
      return {{ ended, busy: trainer.worker !== undefined }}
    }}""")
    assert found == {"ended": False, "busy": False}


def test_the_page_stays_free_while_it_trains(page: Page) -> None:
    """Others have their turn meanwhile, and weights do not flood the page. How long turns take is in the benchmark."""
    found: Any = page.evaluate("""async () => {
      let turns = 0
      const clock = setInterval(() => turns++, 1)
      trainer.start(...preset("spiral", { epochs: 400 }))
      await until(({ kind }) => kind === "started")
      turns = 0
      await state("finished")
      clearInterval(clock)
      return { turns, weights: events.filter(({ weights }) => weights).length, took: events.at(-1).at - events[0].at }
    }""")
    assert found["turns"] > 10
    assert found["weights"] <= 2 + found["took"] / 200


def test_a_worker_that_dies_is_told_and_another_can_be_started(page: Page) -> None:
    page.route("**/worker.js", lambda route: route.abort())
    lost: Any = page.evaluate("""async () => {
      trainer.start(...preset("moons", {}))
      const { message } = await until(({ kind }) => kind === "failed")
      return [message, trainer.worker !== undefined, await trainer.snapshot() ?? null]
    }""")
    assert lost == ["Training has ended by itself: its program did not load.", False, None]
    page.unroute("**/worker.js")
    found: Any = page.evaluate("""async () => {
      const failed = () => until(({ kind }) => kind === "failed")
      const said = []
      events.length = 0
      trainer.start(...preset("spiral", { epochs: 100000 }))
      await state("running")
      trainer.worker.postMessage({ ask: "what it does not know" })
      said.push((await failed()).message)
      events.length = 0
      const [project, dataset] = preset("moons", {})
      trainer.start(project, { ...dataset, shape: [3] })
      said.push((await failed()).message)
      events.length = 0
      const unable = { type: "Dense", units: 100000, activation: "relu" }
      trainer.start({ ...project, layers: [unable, unable] }, dataset)
      said.push((await failed()).message)
      events.length = 0
      trainer.start(project, dataset)
      await state("finished")
      return said
    }""")
    assert found[0].startswith("Training failed: ")
    assert found[1] == "The network is for examples of the shape [2], the data has [3]."
    assert found[2].startswith("Layer 2: This Dense layer is too large for memory")


def test_twenty_trainings_leave_one_worker_at_most(page: Page) -> None:
    workers = []
    page.on("worker", lambda worker: workers.append(worker))
    page.evaluate("""async () => {
      for (let i = 0; i < 20; i++) {
        events.length = 0
        trainer.start(...preset("five-shapes", { epochs: 3 }))
        await state("finished")
      }
    }""")
    assert len(workers) == 20
    page.wait_for_timeout(200)
    assert len(page.workers) == 0


def test_the_sets_are_fetched_and_decoded(page: Page) -> None:
    """What the build has put beside the studio's page, as the page reads it; their sizes were known before."""
    found: Any = page.evaluate("""async () => {
      const { SETS, examplesOf } = await import("/web/studio/sets.js")
      const load = async (file) => (await fetch(`/studio/${file}`)).arrayBuffer()
      const sizes = []
      for (const { file, bytes } of Object.values(SETS)) sizes.push((await load(file)).byteLength === bytes)
      const counts = []
      for (const source of [{ kind: "digits", count: 2000 }, { kind: "letters" }]) {
        const { y, x } = await examplesOf(source, load)
        counts.push([y.length, x.length / y.length, Math.max(...y)])
      }
      return { sizes, counts }
    }""")
    assert found == {"sizes": [True] * 3, "counts": [[2000, 784, 9], [858, 2500, 25]]}
