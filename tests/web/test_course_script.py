"""The script of all pages: the search waits until it is used, and everything else of the browser is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import LONG
from playwright.sync_api import Browser, Page, Route

LESSON = "first-networks/digits/"


@contextmanager
def opened(browser: Browser, address: str, *, theme: bool = True) -> Iterator[tuple[Page, list[str]]]:
    """A page and what it has asked for; without the theme's script, what course.js waits for never comes."""
    with browser.new_context() as context:
        context.set_default_timeout(LONG * 1000)
        page, asked = context.new_page(), list[str]()
        if not theme:
            page.route("**/assets/javascripts/bundle.*", lambda route: route.abort())
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address, wait_until="networkidle")
        yield page, asked


# Everything that one expects of a worker, of a script that uses what only modules have.
WORKER = """async (module) => {
  const code = `import { draw } from "${module}"
    postMessage([typeof draw, self.name, typeof import.meta.url])
    onmessage = ({ data }) => {
      if (data === "fail") throw new Error("as asked")
      if (data === "count") setInterval(() => postMessage("again"), 5)
      else postMessage(data * 2)
    }`
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }))
  const worker = new Worker(url, { type: "module", name: "counter" })
  const next = (type) => new Promise((resolve) => worker.addEventListener(type, resolve, { once: true }))
  const ready = await new Promise((resolve) => { worker.onmessage = resolve })
  const answer = next("message")
  worker.postMessage(21)
  const answered = await answer
  const failure = next("error")
  worker.postMessage("fail")
  const failed = await failure
  failed.preventDefault()
  const counting = next("message")
  worker.postMessage("count")
  await counting
  worker.terminate()
  let late = 0
  await new Promise((resolve) => setTimeout(resolve, 20)) // what was on its way
  worker.onmessage = () => late++
  await new Promise((resolve) => setTimeout(resolve, 100))
  const isWorker = worker instanceof Worker && worker.constructor.name
  return [ready.data, answered.data, failed.message, late, isWorker, Object.prototype.toString.call(worker)]
}"""


@pytest.mark.parametrize("theme", [True, False])
def test_a_module_worker_is_a_worker(browser: Browser, site: str, theme: bool) -> None:
    with opened(browser, f"{site}{LESSON}", theme=theme) as (page, _):
        silence = f"new Promise((_, reject) => setTimeout(reject, {LONG * 500}, new Error('silence')))"
        test = f"(module) => Promise.race([({WORKER})(module), {silence}])"
        ready, answer, message, late, name, tag = page.evaluate(test, f"{site}web/drawing/drawing.js")
        assert ready == ["function", "counter", "string"] and answer == 42
        assert "as asked" in message and late == 0, "a terminated worker is silent"
        assert (name, tag) == ("Worker", "[object Worker]")


REQUEST = """(address) => new Promise((resolve) => {
  const request = new XMLHttpRequest()
  request.open("POST", address, true, "reader", "secret")
  request.onloadend = () => resolve([request.status, request instanceof XMLHttpRequest, Object.keys(request)])
  request.send("words")
})"""
ADDED = """() => {
  const added = document.head.appendChild(document.createElement("style"))
  return added.isConnected && added.parentNode === document.head
}"""


@pytest.mark.parametrize("theme", [True, False])
def test_requests_and_the_head_are_as_they_were(browser: Browser, site: str, theme: bool) -> None:
    with opened(browser, f"{site}{LESSON}", theme=theme) as (page, _):
        bodies: list[str | None] = []

        def answer(route: Route) -> None:
            bodies.append(route.request.post_data)
            route.fulfill(status=201)

        page.route("**/elsewhere", answer)
        assert page.evaluate(REQUEST, f"{site}elsewhere") == [201, True, []]
        assert bodies == ["words"]
        assert page.evaluate(ADDED)


def test_what_the_browser_has_is_put_back(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}{LESSON}") as (page, _):
        native = "[Worker, XMLHttpRequest, XMLHttpRequest.prototype.open, document.head.appendChild].map(String)"
        assert all("[native code]" in text for text in page.evaluate(native))
        assert page.evaluate("Object.keys(document.head)") == []
        assert page.locator("meta[name=color-scheme]").count() == 0, "course.css says it"
        assert page.locator("meta[name=theme-color]").count() == 3, "ours, and what else the theme adds stays"


def search_requests(asked: list[str]) -> list[str]:
    return [url.rpartition("/")[2] for url in asked if "search" in url.rpartition("/")[2]]


def test_the_search_loads_when_it_is_used_and_finds(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}{LESSON}") as (page, asked):
        assert search_requests(asked) == []
        page.locator("[data-md-component=search-query]").focus()
        page.keyboard.type("gradient", delay=20)
        page.locator(".md-search-result__item").first.wait_for()
        assert sorted(name.partition(".")[0] for name in search_requests(asked)) == ["search", "search_index"]


def test_a_link_that_searches_finds_at_once(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}{LESSON}?q=gradient") as (page, _):
        page.locator(".md-search-result__item").first.wait_for()


def test_a_lesson_reads_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}{LESSON}")
        assert len(page.locator("article").inner_text()) > 5000
        for guess in page.locator("details.question > summary").all():  # what it is about is closed until then
            guess.click()
        figures = page.locator("article figure svg")
        assert figures.count() >= 3
        assert all((figure.bounding_box() or {"width": 0})["width"] > 300 for figure in figures.all())
