"""Exercises on pages and as files to take along: what is published of one, how it looks, and what must hold of it.

The fragment of an exercise is its task in Markdown, then blocks: `before` (cells that it builds on), `start`, `check`,
`solution`, `output` (what the solution printed), `verdict` (what the check says of it), and its figures as images.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from weave.course import Course, Page
from weave.exercise import SECONDS, Exercise, Task, checked, numbered
from weave.page.plots import code_of
from weave.page.quotes import accessible, printed
from weave.record import Record

VERDICT = re.compile(r"^Exercise (?P<number>[1-9]): (?P<said>(?P<word>right|not yet)\. +(?P<hint>\S.*))", re.MULTILINE)
WORDS = 4  # a hint has at least so many
BLOCK = re.compile(r"^(`{3,})(?P<kind>[a-z]+)\n(?P<text>.*?)\n\1$", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"^!\[(?P<alt>.*)\]\((?P<file>[\w-]+\.svg)\)$", re.MULTILINE)
TAKE = re.compile(r'<p class="take" data-exercises="(?P<name>[\w-]+)"></p>')
HOW = "Replace each `...` and run it: every check says what is right, or which slip it looks like."


def fragment(task: Task, record: Record | None, fenced: Callable[[str, str], str]) -> str:
    """What quoting an exercise puts into a page; without a record, what is known of it before its run."""
    cells = record.cells if record else {}
    solved = cells.get(task.solution.name, {"output": "", "figures": []})
    said = VERDICT.search(cells.get(checked(task.solution), {"output": ""})["output"])
    blocks = [("before", cell.source) for cell in task.before if cell.name != "setup"]
    blocks += [("setup", cell.source) for cell in task.before if cell.name == "setup"]
    blocks += [("start", task.start), ("check", task.check.source), ("solution", task.answer)]
    blocks += [("output", solved["output"]), ("verdict", said["said"] if said else "")]
    pictures = [f"![{alt}]({name}.svg)\n" for alt, name in zip(task.alts, solved["figures"], strict=False)]
    head = f"### Exercise {task.number}: {task.title}\n\n{task.words}\n"
    return "\n".join([head, *(fenced(text, kind) for kind, text in blocks if text), *pictures])


def parted(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The task of a published exercise in Markdown, and its blocks by kind."""
    blocks = [*BLOCK.finditer(text)]
    end = blocks[0].start() if blocks else len(text)
    return text[:end].strip(), [(block["kind"], block["text"]) for block in blocks]


def heading(text: str) -> str:
    """The task with a place that links and scripts find: #exercise-1."""
    return re.sub(r"^### Exercise (\d).*$", r"\g<0> { #exercise-\1 .exercise-name }", text, count=1, flags=re.MULTILINE)


def shown(name: str, number: str, folder: Path, code: Callable[[str], str]) -> tuple[str, str]:
    """The task of an exercise in Markdown, and all that comes after it as HTML; its fragment must exist."""
    text = (folder / f"task_{number}.md").read_text("utf-8")
    task, blocks = parted(text)
    said = dict(blocks)
    own: Callable[[str], str] = lambda text: code(text).replace("language-python", "language-exercise")  # noqa: E731
    figures = [
        f'<figure class="figure">{accessible((folder / it["file"]).read_text("utf-8"), it["alt"])}</figure>'
        for it in FIGURE.finditer(text)
        if (folder / it["file"]).exists()
    ]
    output = printed(said["output"]) if "output" in said else ""
    verdict = f"<p>The check says: {inline(said['verdict'])}</p>" if "verdict" in said else ""
    pieces = [own(text) for kind, text in blocks if kind == "before"]
    pieces += [own(said.get("start", ""))]
    setup = fold("setup", "What the starter file begins with", own(said["setup"])) if "setup" in said else ""
    pieces += [setup, fold("check", "The check", own(said.get("check", ""))), report(f"{name}-{number}")]
    answer = [own(said.get("solution", "")), output, *figures, verdict]
    pieces += [fold("solution", "A solution", "\n".join(answer))]
    take = f'<p class="take" data-exercises="{name}"></p>\n\n' if number == "1" else ""
    body = "\n".join(pieces)
    return take + heading(task), f'<div class="exercise" data-exercise="{name}-{number}">\n{body}\n</div>'


def fold(kind: str, title: str, body: str) -> str:
    return f'<details class="{kind}"><summary>{title}</summary>\n{body}\n</details>'


def report(name: str) -> str:
    """The form in which readers say what their check has printed, wherever they have run it."""
    field = f'<input autocomplete="off" aria-describedby="{name}">'
    asking = f'<p class="asking"><label>What your check printed {field}</label> <button>Is it solved?</button></p>'
    return f'<form class="solved" data-search-exclude>{asking}<p class="said" role="status" id="{name}"></p></form>'


def inline(text: str) -> str:
    """Words of a check as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def with_files(content: str, url: str, colab: str) -> str:
    """The HTML of the page at an address below that of the site, with links to the starter files of its exercises."""

    def links(found: re.Match[str]) -> str:
        name = found["name"]
        path = f"generated/{name}/{name}"
        base = posixpath.relpath(path, url.rstrip("/") or ".") if url else path
        files = f'<a href="{base}.py" download>script</a> or <a href="{base}.ipynb" download>notebook</a>'
        opened = f', or open it <a href="{colab}{path}.ipynb">in Colab</a>' if colab else ""
        how = HOW.replace("`...`", "<code>...</code>")
        return f'<p class="take">Take the starter file along as <span>{files}</span>{opened}. {how}</p>'

    return TAKE.sub(links, content)


def in_notebook(text: str, course: Course, name: str) -> str:
    """A published exercise in the notebook of its lesson: the task, and where its own notebook is."""
    task, _ = parted(text)
    where = f"[the notebook of the exercises]({course.address}generated/{name}/{name}.ipynb)"
    return f"{task}\n\nIts start and its check are in {where}."


def starter_script(course: Course, exercise: Exercise) -> str:
    """The starter file as a script."""
    how = "Replace each ... and run this file: every check says what is right, or which\n# slip it looks like."
    return course.for_readers(
        f"# Exercises to {course.address}{course.page(exercise).url}\n# {how}\n\n{exercise.script}"
    )


def exist(course: Course, page: Page) -> Iterator[str]:
    """The exercises that a page quotes are those of its own lesson."""
    name = page.path.stem
    for where, part in page.find("task"):
        if part["lesson"] != name or f"{name}-exercises" not in course.exercises:
            yield f"{where}: {part.text.strip()} quotes no exercise of this page. Name one of exercises/{name}.py."


def stands(exercise: Exercise, page: Page) -> Iterator[str]:
    """Each exercise stands once on the page of its lesson, in order."""
    quotes = [
        (where, int(part["number"]))
        for where, part in page.find("task")
        if f"{part['lesson']}-exercises" == exercise.name
    ]
    numbers = [task.number for task in exercise.tasks]
    end = quotes[-1][0] if quotes else f"{page.name}:1"
    for (where, number), expected in zip([*quotes, (end, 0)], [*numbers, 0], strict=False):
        if number != expected:
            quoted = f"quotes exercise {number}" if number else "does not quote all exercises"
            line = f'Write --8<-- "{exercise.name}/task_{expected}.md" on a line of its own.'
            then = f"exercise {expected} comes next. {line}" if expected else "all stand above. Remove it."
            yield f"{where}: {quoted}: of {exercise.where}, {then}"
            break


def misjudged(exercise: Exercise, record: Record) -> Iterator[str]:
    """What the checks say that they should not: each must know its solution, and tell wrong answers by a hint."""
    for task in exercise.tasks:
        heard: dict[str, str] = {}
        answers = [(task.task, task.check.name)] + [(each, checked(each)) for each in (*task.wrong, task.solution)]
        for cell, check in answers:
            where = f"{exercise.where}:{cell.line}: cell {cell.name!r}"
            found = [*VERDICT.finditer(record.cells[check]["output"])]
            yield from unheard(task, where, [each for each in found if int(each["number"]) == task.number])
            if len(found) != 1:
                continue
            word, hint = found[0]["word"], found[0]["hint"]
            if cell is task.solution:
                if word != "right":
                    yield f"{where} is not right: its check says {hint!r} Mend one of them."
                continue
            if word == "right":
                what = "the bare task" if cell is task.task else "this wrong answer"
                yield f"{where}: its check finds {what} right. Let the check ask for more."
            elif hint in heard.values():
                other = next(name for name, said in heard.items() if said == hint)
                yield f"{where}: its hint is that of {other!r}: {hint!r} Let the check tell the two apart."
            heard[cell.name] = hint
        solved = record.cells[task.solution.name]["figures"]
        if len(solved) != len(task.alts):
            where = f"{exercise.where}:{task.solution.line}: cell {task.solution.name!r}"
            yield f"{where} draws {len(solved)} figures. Write '# Figure: what it shows' above the code of each."
    if record.processor_seconds > SECONDS:
        took = f"takes {record.processor_seconds:.1f} s of a processor, more than {SECONDS}"
        yield f"{exercise.where}:1: {took}. Let it train on less, or for fewer steps."


def unheard(task: Task, where: str, found: list[re.Match[str]]) -> Iterator[str]:
    """What is not as the one line of a check has to be."""
    forms = f"'Exercise {task.number}: right. …' or 'Exercise {task.number}: not yet. …'"
    if len(found) != 1:
        yield f"{where}: {task.check.name} says {len(found)} times whether this is right. Let it print once {forms}."
    elif len(found[0]["hint"].split()) < WORDS:
        yield f"{where}: {task.check.name} gives no hint with its word. Let it print {forms}, with a sentence more."


def leaning(exercise: Exercise) -> Iterator[str]:
    """Starts and solutions that use a name which only a check makes: readers may not have run that check."""
    checks = {
        name: cell.name
        for cell in reversed(exercise.visible)
        if numbered(cell)[0] == "check"
        for name in code_of(cell.source).makes
    }
    solutions = {task.task.name: task.solution for task in exercise.tasks}
    made: set[str] = set()
    for cell in exercise.visible:
        if numbered(cell)[0] == "check":
            continue
        made |= code_of(cell.source).makes
        for each in [cell, *filter(None, [solutions.get(cell.name)])]:
            lacking = (code_of(each.source).needs - made) & checks.keys()
            where = f"{exercise.where}:{each.line}: cell {each.name!r}"
            for name in sorted(lacking):
                yield f"{where} uses {name!r}, which only {checks[name]} makes. Make it in a cell above."


def problems(exercise: Exercise, page: Page, record: Record | None) -> list[str]:
    """All that does not hold of the exercises of one file."""
    amiss = [*exercise.amiss()] or [*leaning(exercise), *stands(exercise, page)]
    return amiss or [*(misjudged(exercise, record) if record else ())]
