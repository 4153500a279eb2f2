"""What pages ask: guesses, which come before a run's answer, and the questions of a quiz.

What is right is never typed: it is a value of a run, or follows from values. A question that has no right answer, or
two, or two choices that read alike, stops the build; so a run that has changed changes its questions, or is noticed.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple
from zlib import crc32

from weave.engine.listing import CourseError
from weave.page.grammar import ASKED, Part, scan, with_parts
from weave.page.sums import Values, said, worked_out

FORMULA = re.compile(r"(?<!\\)\$[^$\n]+\$")
CHOICE = re.compile(r"^    - (?P<text>\S.*)(?P<feedback>(?:\n {6,}\S.*)*)", re.MULTILINE)
ONE_IF = re.compile(r"(?P<label>.*\S), if (?P<value>\{\{[^{}]+\}\})\s*")
COMPARED = re.compile(r"(?P<label>.*\S): (?P<value>\{\{[^{}]+\}\})\s*")
UNIT = re.compile(r"%|[^\W\d][\w ]{0,23}")
OF = re.compile(r"of (\d[\d,]*)")
BEST = {"the largest": max, "the smallest": min}
WORDS = {"guess": "guess", "quiz": "answer"}  # how the first line begins


class Choice(NamedTuple):
    """One of the answers to choose from, in Markdown; `shown` is its value, told afterwards; `start` its place."""

    label: str
    feedback: str
    right: bool
    shown: str
    start: int


class Question(NamedTuple):
    """A guess or a question of a quiz; without choices, `value` is the number to be guessed, `said` how one says it."""

    name: str
    value: Any
    said: str
    unit: str
    choices: list[Choice]

    @property
    def right(self) -> int:
        return next(number for number, choice in enumerate(self.choices) if choice.right)


class Amiss(CourseError):
    """A question that cannot be asked, and where in its part that is."""

    def __init__(self, problem: str, start: int = 0) -> None:
        super().__init__(problem)
        self.start = start


def question(part: Part, values: Values) -> Question:
    """What a part asks, from these values. Raises Amiss, and NotYet where a lesson has not run."""
    rule, at = part["rule"].strip(), part.match.start("rule") - part.match.start()
    name = f"{part.kind}-{crc32(part['title'].encode()):08x}"
    found = scan(rule, ASKED)
    if rule in BEST or rule == "one of these":
        value, said_, unit = None, "", ""
    elif found and found[0].start == 0 and found[0].kind in ("value", "sum"):
        value, said_ = there(at, worked_out, found[0], values), there(at, said, found[0], values)
        unit = rule[found[0].end :].strip()
    else:
        first = f"{WORDS[part.kind]}: {rule}"
        raise Amiss(f"{first!r} names no answer. Write a value, 'the largest', 'the smallest' or 'one of these'.", at)
    if unit and not OF.fullmatch(unit) and not UNIT.fullmatch(unit):
        raise Amiss(f"{unit!r} is no unit. Write a word or two after the value, or 'of 16' for the most it can be.", at)
    offset = part.match.start("choices") - part.match.start()
    choices = [choice(found, rule, value, values, offset) for found in CHOICE.finditer(part["choices"])]
    if rule in BEST:
        choices = compared(choices, BEST[rule], values, part)
    judge(part, rule, value, choices, values, at)
    return Question(name, value, said_, unit, choices)


def there(start: int, work: Callable[[Part, Values], Any], part: Part, values: Values) -> Any:
    """What `work` makes of a value; what is wrong with it is wrong at this place."""
    try:
        return work(part, values)
    except CourseError as error:
        raise Amiss(str(error), start) from None


def choice(found: re.Match[str], rule: str, answer: Any, values: Values, offset: int) -> Choice:
    """One choice, and whether it is right, as far as it tells by itself."""
    text, start = found["text"].strip(), offset + found.start()
    feedback = re.sub(r"\n +", "\n", found["feedback"]).strip()
    form = ONE_IF if rule == "one of these" else COMPARED if rule in BEST else None
    if form:
        match = form.fullmatch(text)
        parts = scan(match["value"], ASKED) if match else []
        if not match or len(parts) != 1 or parts[0].kind not in ("value", "sum"):
            how = "label, if {{ condition }}" if form is ONE_IF else "label: {{ value }}"
            raise Amiss(f"'- {text}' is no choice here. Write '- {how}'.", start)
        if form is COMPARED:
            return Choice(match["label"], feedback, False, match["value"], start)
        holds = there(start, worked_out, parts[0], values)
        if not isinstance(holds, bool):
            raise Amiss(f"{match['value']} is {holds}, no condition. Compare it with something.", start)
        return Choice(match["label"], feedback, holds, "", start)
    parts = [part for part in scan(text, ASKED) if part.kind in ("value", "sum")]
    if parts:
        own = there(start, said, parts[0], values)
        right = own == there(start, lambda part, _: shape(answer, part), parts[0], values)
    else:
        right = text == str(answer)
    return Choice(text, feedback, right, "", start)


def shape(answer: Any, part: Part) -> str:
    """The answer in the format of a choice."""
    text = part["spec"] or ""
    try:
        return format(answer, ".0%" if text == "percent" else text)
    except (TypeError, ValueError, OverflowError) as error:
        raise CourseError(f"the answer, {answer}, has no format {text!r} ({error}). Give both the same.") from None


def compared(choices: list[Choice], best: Callable[[Any], Any], values: Values, part: Part) -> list[Choice]:
    """The choices with the largest, or the smallest, marked as right."""
    numbers = [there(each.start, worked_out, scan(each.shown, ASKED)[0], values) for each in choices]
    for number, each in zip(numbers, choices, strict=True):
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise Amiss(f"{each.shown} is {number!r}, no number to compare. Name one.", each.start)
    found = [each._replace(right=number == best(numbers)) for number, each in zip(numbers, choices, strict=True)]
    return [each._replace(shown=there(each.start, said, scan(each.shown, ASKED)[0], values)) for each in found]


def judge(part: Part, rule: str, value: Any, choices: list[Choice], values: Values, at: int) -> None:
    """Raises Amiss unless a number is asked for, or just one of several different choices is right."""
    if part.kind == "guess" and not choices:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise Amiss(f"{rule!r} gives {value!r}, no number to guess. Name one, or write choices below it.", at)
        return
    if len(choices) < 2:
        raise Amiss(f"there are {len(choices)} choices. Write at least two, each '- …' on a line of its own.", at)
    labels = [read(each.label, values) for each in choices]
    for number, each in enumerate(choices):
        if labels[number] in labels[:number]:
            raise Amiss(f"two choices read {labels[number]!r}. Let each mistake give an answer of its own.", each.start)
        if not FORMULA.sub("", each.label).strip(" .,;"):
            raise Amiss(f"'- {each.label}' is only a formula: nobody can hear it. Add a word.", each.start)
        if part.kind == "quiz" and not each.feedback:
            raise Amiss(
                f"'- {each.label}' has no feedback. Say on the line below it why it is right or wrong.", each.start
            )
    right = [each for each in choices if each.right]
    if not right:
        known = "" if value is None else f", which is {value}"
        raise Amiss(f"no choice is right{known}. Let one be what the run says.", at)
    if len(right) > 1:
        both = " and ".join(repr(each.label) for each in right)
        raise Amiss(f"{both} are both right. Change one so that only one is.", right[1].start)


def read(text: str, values: Values) -> str:
    """A label as it reads: two that differ in spaces or case alone are one."""
    say = lambda part: said(part, values) if part.kind in ("value", "sum") else None  # noqa: E731
    return " ".join(with_parts(text, scan(text, ASKED), say).split()).casefold()
