"""Exercises: listings whose cells ask, check and answer. A build runs each check on the bare task and on every answer.

exercises/NAME.py belongs to the lesson NAME. Of exercise 1 it has the cells `task_1`, which begins with the task as a
comment and goes on with a start that runs; `check_1`, which prints one line, "Exercise 1: right. …" or "Exercise 1: not
yet. …"; `solution_1`; and `wrong_1_1`, `wrong_1_2` and so on, typical wrong answers. Readers get a starter file: all
cells but the last two kinds. All other cells are what tasks build on.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from weave.engine.inputs import fingerprint
from weave.engine.listing import Cell, Lesson, read_text

NUMBERED = re.compile(r"(?P<kind>task|check|solution|wrong)_(?P<number>[1-9])(?:_(?P<which>[1-9]))?")
KINDS = ("task", "check", "solution", "wrong")
ANSWERS = KINDS[2:]
TITLE = re.compile(r"# Exercise (?P<number>[1-9]): (?P<title>\S.*)")
FIGURE = re.compile(r"^# Figure: (?P<alt>.+(?:\n#  .+)*)\n?", re.MULTILINE)  # alt text, above the code that draws it
SECONDS = 20  # of a processor: what the run of one file may take
MADE_BY = {"weave/exercise.py": fingerprint(Path(__file__))}  # how the program is made that a build runs


class Task(NamedTuple):
    """One exercise: its cells, and `before`, the cells of its own that others build on."""

    number: int
    before: list[Cell]
    task: Cell
    check: Cell
    solution: Cell
    wrong: list[Cell]

    @property
    def title(self) -> str:
        found = TITLE.match(self.task.source)
        return found["title"] if found else ""

    @property
    def words(self) -> str:
        """The task in Markdown: the comment at the top of its cell, but for the title."""
        lines = self.task.source.split("\n")[1 : self.comment]
        return "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines).strip()

    @property
    def start(self) -> str:
        """The code that the reader starts from."""
        return "\n".join(self.task.source.split("\n")[self.comment :]).strip("\n")

    @property
    def comment(self) -> int:
        """How many lines the comment at the top has."""
        lines = [*self.task.source.split("\n"), ""]
        return next(number for number, line in enumerate(lines) if not line.startswith("#"))

    @property
    def answer(self) -> str:
        """The code of the solution."""
        return FIGURE.sub("", self.solution.source).strip("\n")

    @property
    def alts(self) -> list[str]:
        """The alt texts of the figures that the solution draws."""
        return [re.sub(r"\n#\s*", " ", found["alt"]) for found in FIGURE.finditer(self.solution.source)]


def numbered(cell: Cell) -> tuple[str, int]:
    """What kind of cell of an exercise it is, and of which; of none, ("", 0)."""
    found = NUMBERED.fullmatch(cell.name)
    return (found["kind"], int(found["number"])) if found else ("", 0)


class Exercise(Lesson):
    """A listing of exercises. Its name is the lesson's with "-exercises" after it; so are the files for readers."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, f"{path.stem}-exercises"
        self.where = f"exercises/{path.name}"
        self.text = read_text(path, self.where)
        self.fingerprint = fingerprint(path)

    @property
    def visible(self) -> list[Cell]:
        """The cells of the starter file."""
        return [cell for cell in self.cells if numbered(cell)[0] not in ANSWERS]

    @property
    def tasks(self) -> list[Task]:
        """The exercises that are whole; what another one lacks, amiss() tells."""
        found: list[Task] = []
        before: list[Cell] = []
        for cell in self.visible:
            kind, number = numbered(cell)
            if kind == "task":
                parts = [[each for each in self.cells if numbered(each) == (name, number)] for name in KINDS]
                if parts[1] and parts[2]:
                    found.append(Task(number, before, cell, parts[1][0], parts[2][0], parts[3]))
                before = []
            elif not kind:
                before.append(cell)
        return found

    @property
    def program(self) -> Lesson:
        """What a build runs: the starter file as it is, then each answer, with its check after it."""
        program = Lesson(self.path)
        program.name, program.where = self.name, self.where
        cells = [cell._replace(hidden=False) for cell in self.visible]
        for task in self.tasks:
            for answer in [*task.wrong, task.solution]:
                cells += [answer._replace(hidden=False), task.check._replace(name=checked(answer))]
        program.cells = cells or self.cells
        return program

    def amiss(self) -> Iterator[str]:
        """What is not as an exercise has to be, with place and remedy. Nothing is run."""
        cells = {cell.name: cell for cell in self.cells}
        numbers = [numbered(cell)[1] for cell in self.cells if numbered(cell)[0] == "task"]
        if not numbers or numbers != [*range(1, len(numbers) + 1)]:
            yield f"{self.where}:1: its tasks are {numbers}. Name them task_1, task_2 and so on, in this order."
        for cell in self.cells:
            kind, number = numbered(cell)
            if cell.hidden:
                yield f"{self.where}:{cell.line}: cell {cell.name!r}: no cell of an exercise has a tag. Remove it."
            if kind and number not in numbers:
                yield f"{self.where}:{cell.line}: cell {cell.name!r} has no task. Write a cell task_{number}."
            elif kind == "task":
                yield from self._lacking(cell, number, cells)

    def _lacking(self, cell: Cell, number: int, cells: dict[str, Cell]) -> Iterator[str]:
        """What the exercise of this task lacks."""
        where = f"{self.where}:{cell.line}: cell {cell.name!r}"
        needed = [f"check_{number}", f"solution_{number}", f"wrong_{number}_1", f"wrong_{number}_2"]
        for name in needed:
            if name not in cells:
                yield f"{where}: its exercise has no cell {name}. Write it."
        title = TITLE.match(cell.source)
        task = Task(number, [], cell, cell, cell, [])
        if not title or int(title["number"]) != number or not task.words:
            yield f"{where} says no task. Begin it with '# Exercise {number}: a title', then '#', then the task."
        elif not task.start:
            yield f"{where} has no code to start from. Write some that runs, with ... for what is to be found."


def checked(answer: Cell) -> str:
    """The name under which a record has what the check says of an answer."""
    return f"{answer.name}_check"


def program_of(lesson: Lesson) -> Lesson:
    """What a build runs of a listing: of one that is no exercise, the listing itself."""
    return lesson.program if isinstance(lesson, Exercise) else lesson
