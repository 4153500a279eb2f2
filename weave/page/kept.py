"""What the networks that pages keep alive must hold to: that web/network/ knows them, and that they are small."""

from collections.abc import Iterator
from pathlib import Path

from weave.engine.kept import FILE
from weave.engine.listing import Lesson
from weave.page.javascript import first_line, loaded
from weave.record import Record

MODULE = Path(__file__).parents[2] / "web" / "network" / "layers.js"
MOST = 500_000  # bytes that a page may ask a reader's line for


def misfits(lesson: Lesson, record: Record) -> Iterator[str]:
    """What is wrong with the networks that a lesson keeps."""
    for name in record.kept:
        line = next(cell.line for cell in lesson.cells if cell.name == name)
        text = (record.folder / FILE.format(name)).read_text("utf-8")
        where = f"{lesson.where}:{line}: cell {name!r}"
        if len(text) > MOST:
            yield f"{where} keeps a network of {len(text):,} bytes. Keep a smaller one, of at most {MOST:,}."
        call, failure = loaded(MODULE, "(json) => String(its.network(JSON.parse(json)).countParams().total)")
        try:
            call(text)
        except failure as error:
            yield f"{where} keeps a network that pages do not know: {first_line(error)}. Keep another."
