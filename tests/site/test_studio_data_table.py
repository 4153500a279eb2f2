"""A table of one's own in the studio: read as it was meant, or told what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from data_room import ARTICLE, FLOWERS, counts, files, paste, png, room, rows, use, what
from demos import said
from playwright.sync_api import Browser, Page

KINDS = ["lily 15", "rose 15"]
CLASSES = ["0 25", "1 25"]


@pytest.mark.parametrize(
    "name, content, told, found, first",
    [
        ("a.txt", ARTICLE.encode(), "50 lines of 4 columns, with spaces", CLASSES, ["1", "0", "0", "0", "1"]),
        ("b.csv", FLOWERS.encode(), "30 lines of 3 columns, with commas", KINDS, ["2", "5", "3.0", "lily"]),
        ("c.csv", b"a;b\n1,5;2,5\n2;3\n4;7", "3 lines of 2 columns, with semicolons", [], ["2", "1,5", "2,5"]),
        ("d.tsv", "hö\tArt\n1\tü\n2\tü\n3\tok\n4\tok".encode("cp1252"), "with tabs", ["ok 2", "ü 2"], ["2", "1", "ü"]),
        ("e.csv", "x,y\n1,ä\n2,ä\n3,b\n4,b".encode("utf-16"), "4 lines", ["b 2", "ä 2"], ["2", "1", "ä"]),
    ],
)  # fmt: skip
def test_a_table_is_read_as_it_was_meant(
    browser: Browser, site: str, name: str, content: bytes, told: str, found: list[str], first: list[str]
) -> None:
    with room(browser, site, 4) as page:
        page.get_by_label("A file").set_input_files(files((name, "text/plain", content)))
        page.wait_for_selector("table.rows tbody tr")
        assert said(page).startswith(f"{name} is read: ") and told in said(page)
        assert counts(page) == found and rows(page)[0] == first
        assert use(page).startswith("In use: ")


def test_columns_and_task_are_chosen(browser: Browser, site: str) -> None:
    with room(browser, site, 4) as page:
        paste(page, "size,rooms,price\n50,2,100\n60,,120\n70,3,150\n80,4,170")
        assert (
            page.locator("#studio-data .note")
            .first.inner_text()
            .startswith("Line 3, column 2 (rooms): the value is missing.")
        )
        assert rows(page)[1] == ["3", "60", "missing", "120"]
        page.get_by_label("Missing values").select_option(label="leave out their line")
        assert what(page) == "3 examples, each 2 numbers; the answer a number, “price”."
        page.get_by_label("Missing values").select_option(label="become the mean of their column")
        assert what(page) == "4 examples, each 2 numbers; the answer a number, “price”."
        page.get_by_label("rooms", exact=True).press("Space")
        assert what(page) == "4 examples, each 1 number; the answer a number, “price”."
        assert page.evaluate("document.activeElement.name") == "column-1", "the focus stays"
        page.get_by_label("The answer is in").select_option(label="1: size")
        assert what(page) == "4 examples, each 1 number; the answer a number, “size”."
        page.get_by_label("a class", exact=True).check()
        assert counts(page) == ["50 1", "60 1", "70 1", "80 1"]
        page.get_by_label("the first line has names").uncheck()
        assert said(page).startswith('Line 1, column 3: "price" is not a number.'), "the names are a row now"


@pytest.mark.parametrize(
    "text, told",
    [
        ("1,2,a\n3,4,b\n5,b\n", "Line 3 has 2 values, but line 1 has 3"),
        ("", "There is no text yet"),
        ("a,b,c\n", "only names of columns, in line 1"),
        ('1,2,"a\n3,4,b', "Line 1: the quotation mark at the start of a value is never closed."),
        ("x,y,kind\n1,NaN,a\n2,3,b\n3,4,a", 'Line 2, column 2 (y): the value is missing ("NaN").'),
        ("x,kind\n1,a\n2,a", '"a": there are no two classes'),
        ("x,y,kind\n1,2,a\n3,oops,b\n5,6,a", 'Line 3, column 2 (y): "oops" is not a number.'),
    ],
)
def test_what_is_wrong_with_a_table_is_told_and_nothing_is_lost(
    browser: Browser, site: str, text: str, told: str
) -> None:
    with room(browser, site, 4) as page:
        assert "is read" in paste(page, FLOWERS)
        use(page)
        assert told in paste(page, text)
        assert told in said(page)
        assert page.get_by_label("or text, pasted or typed").input_value() == text
        used = page.locator(".splitting").inner_text()
        assert "In use: your table" in used and "24 to learn from, 6 to watch progress by" in used
        assert "is read" in paste(page, FLOWERS)


def test_files_that_are_no_tables_are_refused(browser: Browser, site: str, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)))
    (tmp_path / "picture.csv").write_bytes(png(np.zeros((5, 5))))
    with room(browser, site, 4) as page:
        paste(page, FLOWERS)
        for name, told in [
            ("huge.csv", "huge.csv: The file has 100 MB"),
            ("empty.csv", "empty.csv: The file is empty."),
            ("binary.csv", "binary.csv: This is no text: line 1 has a character of code 0."),
            ("picture.csv", "picture.csv: This is no table but a picture."),
        ]:
            page.get_by_label("A file").set_input_files(tmp_path / name)
            page.wait_for_function(
                "text => document.querySelector('#studio-data .note').textContent.startsWith(text)", arg=told
            )
            assert said(page).startswith(told)
            assert counts(page) == KINDS, "the table before it stays"


def test_a_dropped_file_never_takes_the_place_of_the_page(browser: Browser, site: str) -> None:
    drop = """(place, [name, text]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text], name, { type: "text/csv" }))
        const about = { dataTransfer, bubbles: true, cancelable: true }
        const stopped = (kind) => !place.dispatchEvent(new DragEvent(kind, about))
        return stopped("dragover") && stopped("drop")
    }"""
    with room(browser, site, 4) as page:
        assert page.locator("h1").first.evaluate(drop, ["x.csv", FLOWERS]), "the browser does not open it"
        assert page.locator(".files").evaluate(drop, ["dropped.csv", FLOWERS])
        page.wait_for_selector(".counts")
        assert said(page).startswith("dropped.csv is read: 30 lines of 3 columns")


LARGE = "a,b,kind\n" + "\n".join(f"{i % 97},{i % 89 / 8},{'rose' if i % 2 else 'lily'}" for i in range(40_000))
# Workers hear nothing until they are let to.
HOLD = """() => {
  window.held = []
  window.Worker = class extends Worker {
    postMessage(...said) { held.push(() => super.postMessage(...said)) }
  }
}"""
NOTES = """() => {
  const note = document.querySelector("#studio-data .note")
  window.notes = []
  new MutationObserver(() => notes.push(note.textContent)).observe(note, { childList: true, subtree: true })
}"""


def large(page: Page, text: str, name: str = "large.csv") -> None:
    page.get_by_label("A file").set_input_files(files((name, "text/plain", text.encode())))


def test_a_large_table_is_read_while_the_page_answers(browser: Browser, site: str) -> None:
    with room(browser, site, 4) as page:
        paste(page, FLOWERS)
        before = rows(page)
        page.evaluate(HOLD)
        large(page, LARGE)
        page.get_by_role("button", name="stop reading").wait_for()
        assert said(page) == "Reading a large table: 0 %"
        assert rows(page) == before and use(page).startswith("In use: 30 examples"), "the page answers"
        page.get_by_role("button", name="stop reading").press("Enter")
        assert said(page) == "Stopped: what was here before is as it was."
        assert rows(page) == before and not page.get_by_role("button", name="stop reading").is_visible()
        page.evaluate(NOTES)
        large(page, "\n".join([LARGE, "1,2"]), "broken.csv")
        large(page, LARGE)  # a newer file ends the reading of the one before
        page.evaluate("() => { held.forEach(go => go()); window.held = { push: go => go() } }")
        page.wait_for_function("() => notes.at(-1)?.startsWith('large.csv is read: 40,000 lines of 3 columns')")
        assert not [note for note in page.evaluate("notes") if "broken" in note or "Line" in note]
        assert counts(page) == ["lily 20,000", "rose 20,000"] and rows(page)[1] == ["3", "1", "0.125", "rose"]


def test_a_large_table_tells_how_far_it_is_and_what_is_wrong_with_it(browser: Browser, site: str) -> None:
    with room(browser, site, 4) as page:
        page.evaluate(NOTES)
        large(page, f"{LARGE}\n1,2")
        page.wait_for_function(
            "() => notes.at(-1)?.startsWith('Line 40,002 has 2 values') || notes.at(-1)?.startsWith('Line 40002 has 2')"
        )
        shares = [int(note.split()[-2]) for note in page.evaluate("notes") if note.startswith("Reading")]
        assert shares == sorted(shares) and shares[0] == 0 and len(set(shares)) > 5
        assert page.locator("table.rows").is_hidden()
        large(page, LARGE)
        page.wait_for_function("() => notes.at(-1)?.startsWith('large.csv is read')")
        page.get_by_label("b", exact=True).press("Space")
        page.wait_for_function("() => document.querySelector('.shown .what').textContent.includes('each 1 number')")
        assert use(page).startswith("In use: 40,000 examples, each 1 number; 2 classes.")
