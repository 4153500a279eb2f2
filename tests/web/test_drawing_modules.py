"""The modules of the drawing: the build loads them as a browser does, and a page of one's own can copy them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import quickjs
from browser import serve
from conftest import ROOT
from drawings import GOOD
from playwright.sync_api import Browser

from weave.page.drawing import MODULE
from weave.page.javascript import bundle, functions


def run(folder: Path, **modules: str) -> Any:
    """What the build's engine finds in `result` of main.js, one of the modules that it is given."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    context = quickjs.Context()
    loaded = functions(folder / "main.js")
    context.module(f"{loaded}\nglobalThis.result = modules['main.js'].result")
    return context.get("result")


def test_the_build_loads_modules_as_a_browser_does(tmp_path: Path) -> None:
    """Each once, after those it imports, with names of its own; lists of names may go over lines."""
    once = "globalThis.count = (globalThis.count ?? 0) + 1\nconst own = 20\nexport const far = own + globalThis.count\n"
    near = 'import { far } from "./far.js"\nconst own = 300\nexport function near() {\n  return own + far\n}\n'
    main = 'import {\n  near,\n  own,\n} from "./near.js"\nimport { far } from "./far.js"\n'
    main += "export { far }\nexport const result = near() + far + own\n"
    assert run(tmp_path, far=once, near=f"{near}export {{\n  own,\n}}\n", main=main) == 321 + 21 + 300


def test_a_bundle_is_made_again_once_its_modules_change(tmp_path: Path) -> None:
    """Not at each save of a preview."""
    (tmp_path / "main.js").write_text('import { far } from "./far.js"\nexport function start() {}\n')
    (tmp_path / "far.js").write_text("export const far = 1\n")
    before = bundle(tmp_path / "main.js", 1)
    (tmp_path / "far.js").write_text("export const far = 2\n")
    assert bundle(tmp_path / "main.js", 1) is before
    assert "far = 2" in bundle(tmp_path / "main.js", 2)


def test_a_comment_takes_no_code_with_it(tmp_path: Path) -> None:
    main = "/** A number. */ const one = 1\n/**\n * Another: a / b * c.\n */\nconst two = 2 /* two */\n"
    assert run(tmp_path, main=f"{main}export const result = one + two // three\n") == 3


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./far.js"',
        'import { far as near } from "./far.js"',
        'import far from "./far.js"',
        'import "./far.js"',
        'import { far } from "somewhere"',
        'const far = import("./far.js")',
        'export * from "./far.js"',
        'export { far } from "./far.js"',
        "export { result as other }",
        "export default 3",
        "export const [far, near] = [1, 2]",
        "export let far = 1",
    ],
)
def test_the_build_refuses_modules_that_it_cannot_load(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"^main.js: the build cannot load "):
        run(tmp_path, far="export const far = 1\n", main=f"{line}\nexport const result = 1\n")


def test_what_is_fetched_later_stays_as_it_stands(tmp_path: Path) -> None:
    later = 'const later = () =>\n  import(new URL("../later/far.js", "http://localhost/").href)\n'
    assert run(tmp_path, main=f"{later}export const result = later.length\n") == 0


def test_what_the_page_says_to_copy_draws(browser: Browser, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "reference" / "drawing.md").read_text(encoding="utf-8")
    section = page.partition("## In a page of your own")[2].partition("\n## ")[0]
    names = re.findall(r"\(\.\./web/drawing/(\w+\.js)\)", section)
    assert "Copy all fourteen" in section and len(names) == len(set(names)) == 14
    script = re.search(r"```js\n(.*?)```", section, re.DOTALL)
    assert script
    (tmp_path / "drawing").mkdir()
    for name in names:
        shutil.copy(MODULE.parent / name, tmp_path / "drawing")
    description = f"const description = {json.dumps(GOOD['two'])}"
    html = f"<p id=here></p><script type=module>{script[1]}</script>"
    (tmp_path / "index.html").write_text(f"<!doctype html><script>{description}</script>{html}", encoding="utf-8")
    with serve(tmp_path) as address:
        tab = browser.new_page()
        tab.goto(address)
        tab.locator("#here svg circle").nth(2).wait_for()
        tab.close()
