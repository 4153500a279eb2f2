"""What twenty trainings leave behind in the studio: their curves, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession
from rooms import file_of, open_file, over, preset, room, studio

CURVES, ROW, BUTTONS = 100_000, 40, 4  # bytes, elements and listeners that a run in the table may take


class Held(NamedTuple):
    """What the page holds once all that is free has been given back: bytes, bytes of arrays, elements, listeners."""

    heap: int
    arrays: int
    elements: int
    listeners: int


def held(session: CDPSession) -> Held:
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")
    counts = session.send("Memory.getDOMCounters")
    return Held(heap["usedSize"], heap["backingStorageSize"], counts["nodes"], counts["jsEventListeners"])


def test_twenty_trainings_leave_their_curves_and_nothing_else(browser: Browser, site: str) -> None:
    """The digits are 6 MB: who keeps them, or a worker, with each run is noticed."""
    project = preset("digits", epochs=1, batch_size=500)
    project["source"]["count"] = 2000
    found = []
    with studio(browser, site) as page:
        session = page.context.new_cdp_session(page)
        open_file(page, file_of(project))
        room(page, "Training")
        for count in range(1, 21):
            page.locator("#studio-training button.main").click()
            page.wait_for_function("count => document.querySelectorAll('.runs tbody tr').length === count", arg=count)
            over(page)
            page.wait_for_selector("live-demo > .kept:not([aria-busy])", state="attached")
            found.append(held(session))
        assert len(page.workers) == 0
    first, last = found[4], found[-1]
    assert last.heap - first.heap < 15 * CURVES
    assert last.arrays - first.arrays < 15 * CURVES
    assert last.elements - first.elements < 15 * ROW
    assert last.listeners - first.listeners <= 15 * BUTTONS
