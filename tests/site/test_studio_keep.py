"""The reader's work in the studio is kept in the browser, and found again."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from keeping import kept, offer, own
from playwright.sync_api import Browser
from rooms import (
    begun,
    file_of,
    open_file,
    over,
    preset,
    press,
    room,
    said,
    saved,
    says,
    studio,
    train,
    weights_of,
)
from visits import DESK, PHONE, RULES, complaints, switch


def test_after_a_reload_one_goes_on_with_what_was_learned(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        assert page.locator("live-demo > .kept").inner_text() == "", "nothing is offered at first"
        open_file(page, own())
        train(page)
        before = saved(page)
        kept(page)
        page.reload()
        begun(page)
        assert re.search(r"“My table” after 20 epochs of training, kept just now", offer(page))
        press(page, "go on")
        assert "My table" in says(page, "Here you were")
        assert json.loads(saved(page)) == json.loads(before), "project, data and weights"
        assert page.locator("live-demo > .kept").inner_text() == "", "the offer is gone"


def test_training_goes_on_in_its_midst_as_if_it_had_never_stopped(browser: Browser, site: str) -> None:
    long = file_of(preset("moons", epochs=1500, seed=3))
    with studio(browser, site) as page:
        open_file(page, long)
        train(page)
        never = weights_of(page)
    with studio(browser, site) as page:
        open_file(page, long)
        room(page, "Training")
        page.locator("#studio-training button.main").click()
        page.wait_for_function("() => +document.querySelector('.runs tbody td:nth-child(3)')?.textContent > 20")
        press(page, "pause")
        says(page, "aused")
        kept(page)
        page.reload()
        begun(page)
        epochs = re.search(r"after (\d+) epochs of training, in the midst of it", offer(page))
        assert epochs and 20 < int(epochs[1]) < 1500
        press(page, "go on")
        room(page, "Training")
        over(page)
        assert all(np.array_equal(*pair) for pair in zip(never, weights_of(page), strict=True))


def test_who_begins_anew_finds_the_work_before_under_keep(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, own())
        kept(page)
        page.reload()
        begun(page)
        offer(page)
        press(page, "begin anew")
        assert "still there, under Keep" in said(page)
        train(page)  # the course's own first network
        kept(page)
        room(page, "Keep")
        page.wait_for_selector(".older li")
        assert "My table" in page.locator(".older").inner_text()
        page.locator(".older button").first.click()
        says(page, "Here you were: “My table”")
        assert json.loads(saved(page))["project"]["title"] == "My table"


def test_where_storage_is_forbidden_it_is_told_and_the_rest_works(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }")
        page.reload()
        begun(page)
        train(page)
        assert "This browser keeps nothing for this page" in says(page, "keeps nothing")
        room(page, "Keep")
        assert "Save a file" in page.locator(".memory").inner_text()
        assert json.loads(saved(page))["learned"]


def test_where_storage_is_full_it_is_told_and_what_was_kept_stays(browser: Browser, site: str) -> None:
    with studio(browser, site) as page:
        open_file(page, own())
        kept(page)
        page.evaluate(
            "void (IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') })"
        )
        train(page)
        says(page, "There is no room left")
        page.reload()
        begun(page)
        assert "My table" in offer(page), "the last that could be kept"


@pytest.mark.parametrize("damage", ["0 about", "0 data", "0 run"])
def test_what_is_damaged_in_storage_is_told_and_changes_nothing(browser: Browser, site: str, damage: str) -> None:
    with studio(browser, site) as page:
        open_file(page, own())
        train(page)
        kept(page)
        page.evaluate(
            """key => new Promise((resolve) => {
                const asked = indexedDB.open('deep-learning-studio')
                asked.onsuccess = () => {
                    const store = asked.result.transaction('kept', 'readwrite').objectStore('kept')
                    const found = store.get(key)
                    found.onsuccess = () => {
                        const it = found.result
                        if (it.dataset) it.dataset.x = it.dataset.x.slice(1)
                        if (it.weights) it.weights[0] = it.weights[0].slice(1)
                        if (key === '0 about') it.project.layers = 'none'
                        store.put(it, key).onsuccess = resolve
                    }
                }
            })""",
            damage,
        )
        page.reload()
        begun(page)
        offer(page)
        press(page, "go on")
        assert "is damaged" in says(page, "Nothing has changed here")
        assert json.loads(saved(page))["project"]["title"] != "My table"


def test_once_loaded_the_studio_needs_no_network(browser: Browser, site: str) -> None:
    heard: list[str] = []
    with studio(browser, site) as page:
        page.on("requestfinished", lambda request: heard.append(request.url))
        page.wait_for_function(
            "() => performance.getEntriesByType('resource').filter(({ name }) => "
            "/studio_(data|training|ask|keep|tour)|worker/.test(name)).length >= 6"
        )
        page.wait_for_timeout(500)
        page.context.set_offline(True)
        for title in ("Data", "Training", "Ask", "Keep", "Tour", "Network"):
            room(page, title)
            assert "could not be fetched" not in page.locator("[role=tabpanel]:not([hidden])").inner_text()
        train(page)
        room(page, "Ask")
        press(page, "count the training part")
        assert "It is right about" in says(page, "It is right about")
        page.context.set_offline(False)


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_the_room_is_for_all(browser: Browser, site: str, width: int, scheme: str) -> None:
    with studio(browser, site, width, scheme=scheme) as page:
        open_file(page, own())
        train(page)
        kept(page)
        page.reload()
        begun(page)
        offer(page)
        room(page, "Keep")
        assert complaints(page, RULES["light"], "live-demo") == ""
        switch(page, "light" if scheme == "dark" else "dark")
        assert complaints(page, RULES["dark"], "live-demo") == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
