"""The grammar of pages: how they quote cells, place figures, quote values and cite, for all who read them.

A text is scanned once, from left to right, code first. What looks like a quote or a figure and is none is a part too,
a near-miss, so that it is named and never published as it stands.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import yaml

CELL = re.compile(r'^(?P<indent>[ \t>]*)--8<-- "(?P<lesson>[^/"\n]+)/(?P<name>[^/"\n]+)\.md"[ \t]*$', re.MULTILINE)
TASK = re.compile(r'^--8<-- "(?P<lesson>[^/"\n]+)-exercises/task_(?P<number>[1-9])\.md"[ \t]*$', re.MULTILINE)
SOURCE = re.compile(r'^(?P<indent>[ \t>]*)--8<-- "(?P<path>web/[\w/]+\.js)"[ \t]*$', re.MULTILINE)  # a whole file
FIGURE = re.compile(
    r"!\[(?P<alt>(?:\\.|\[[^][\n]*\]\([^()\n]*\)|(?!\]\(|!\[|\n[ \t>]*\n)[^\\])*)\]"
    r"\((?P<path>\S*generated/(?P<lesson>[^/)\s]+)/(?P<name>[^/)\s]+)\.svg)"
    r"(?:[ \t]+(?P<mark>[\"'])(?P<caption>(?:\\.|(?!(?P=mark)|\n[ \t>]*\n)[^\\])*)(?P=mark))?[ \t]*\)"
    r"(?:\{ *demo=\"(?P<demo>[\w-]+)\" *\})?(?![ \t]*\{)"  # web/page/demos/NAME.js brings it to life
)
KEY = r"""\[ *(?:-?\w[\w.]*|"[^"\n]*"|'[^'\n]*') *\]"""
VALUE = re.compile(
    rf"\{{\{{ *(?P<lesson>[\w-]+)\.(?P<name>[^\W\d]\w*)(?P<keys>(?:{KEY})*) *"
    r"(?:\| *(?P<spec>[^ {}|\n](?:[^{}|\n]*[^ {}|\n])?) *)?\}\}"
)
SUM = re.compile(  # what a guess or a quiz works out: values, numbers and texts, with the signs and functions of Python
    r"\{\{(?P<sum>(?:"
    rf"[^\W\d]\w*\.[^\W\d]\w*(?:{KEY})*"
    r"|(?<![\w.])\d++(?:\.\d++)?+(?:e-?\d++)?+(?![\w.])"
    r'|"[^"\n]*"|(?:min|max|sum|len|abs|round)(?=\()|(?:and|or|not)(?= )|\*\*|//|[<>=!]=|[-+*/%()<>,]| )++)'
    r"(?:\| *(?P<spec>[^ {}|\n](?:[^{}|\n]*[^ {}|\n])?) *)?\}\}"
)
CHOICES = r"(?P<choices>(?:(?:\n[ \t]*)?\n    - \S.*(?:\n {6,}\S.*)*)*)(?=\n[ \t]*(?:\n|\Z)|\Z)"
GUESS = re.compile(
    rf'^\?\?\? question "(?P<title>Guess first: .+)"[ \t]*\n    guess: (?P<rule>.+){CHOICES}', re.MULTILINE
)
QUIZ = re.compile(rf'^!!! quiz "(?P<title>.+)"[ \t]*\n    answer: (?P<rule>.+){CHOICES}', re.MULTILINE)
CITATION = re.compile(r"\[\](?=\(\S*\bbibliography\.md#(?P<key>[\w-]+)\))")
WORKS = re.compile(r"^\[bibliography\][ \t]*$", re.MULTILINE)  # where the list of all works stands
TERMS = re.compile(r"^\[glossary\][ \t]*$", re.MULTILINE)  # where the list of all terms stands
PATH = re.compile(r"^\[path\][ \t]*$", re.MULTILINE)  # where the map of all lessons stands
FORMULA = re.compile(
    r"\$\$(?P<block>(?:\\.|[^\\$])+)\$\$|(?<!\$)\$(?![\s$])(?P<inline>(?:\\.|[^\\$\n]|\n(?!\s*\n))+?)(?<!\s)\$(?!\d)",
    re.DOTALL,
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
BLOCK = re.compile(  # a fenced code block; what stands in front of its fence does so at its end too
    r"^(?P<indent>[ \t>]*)(?P<fence>~{3,}|`{3,}(?!.*`))(?P<info>.*)\n(?:.*\n)*?(?P=indent)(?P=fence)[ \t]*$",
    re.MULTILINE,
)
SPAN = re.compile(r"(?P<ticks>`+)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
RAW = re.compile(r"<!--.*?-->|<(?P<tag>pre|code|script|style|textarea)\b.*?</(?P=tag)>", re.DOTALL)
FRAGMENT = re.compile(r"^(`{3,})(?P<kind>python(?: folded)?|output)\n(?P<text>.*?)\n\1$", re.MULTILINE | re.DOTALL)
RESERVED = re.compile("[\U00100000-\U0010ffff]")  # for what stands in a page's text while Markdown reads it
TYPED = re.compile(r"<!-- typed -->")  # a number stands in this sentence that no run gave, and is meant to
ESCAPE = re.compile(r"\\[^\w\s]")

# What looks like one of them.
NEAR_CELL = re.compile(r"(?:[-\u2013\u2014]{2,}\s?8\s?(?:<|&lt;)|[-\u2013\u2014]\s?8\s?<\s?[-\u2013\u2014]).*")
NEAR_FIGURE = re.compile(
    r"!\[(?:(?!!\[|\]\((?!\S*generated/)|\n[ \t>]*\n).)*?generated/[^\n]*|! \[[^]\n]*\] ?\(\S*generated/\S*\.svg[^\n]*"
    r"|^[ \t]*\[[^]\n]*\]:?[ \t]?\(?\S*generated/\S*\.svg\b[^\n]*\)?[ \t]*$|\{:? *demo\b[^}\n]*\}?",
    re.MULTILINE | re.DOTALL,
)
NEAR_VALUE = re.compile(r"\{\{[^{}\n]*\}{0,2}|\}\}|\{ *[A-Za-z_][\w-]+\.[A-Za-z_]\w*[^{}\n]*\}{1,2}")
NEAR_IN_FORMULA = re.compile(r"\{\{ *[\w-]*[A-Za-z_][\w-]+ *[.|}\[][^{}\n]*\}{0,2}")  # TeX has {{ too
NEAR_GUESS = re.compile(r"^[ \t>]*(?:!!!|\?\?\?)\+?[ \t]*\w*[ \t]*[\"'\u201c]Guess\b.*(?:\n[ \t]+\S.*)?", re.MULTILINE)
NEAR_QUIZ = re.compile(r"^[ \t>]*(?:!!!|\?\?\?)\+?[ \t]*[Qq]uiz\b.*(?:\n[ \t]+\S.*)?", re.MULTILINE)
NEAR_CITATION = re.compile(r"\[\](?=\([^)\n])")

INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?:(?: {4}| {0,3}\t)[ \t]*\S.*(?:\n|\Z)(?:[ \t]*\n)*)+")
CONTAINER = re.compile(r"(?:[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|:[ \t]|\[\^|///)")  # its text is indented


FLAGS = {"m": re.MULTILINE, "s": re.DOTALL}
MARK = re.compile(r"[`~{}!?\[<\\$\u2013\u2014-]")


class Kinds:
    """Kinds of parts, each with its pattern; of two that match at one place, the first counts."""

    def __init__(self, **patterns: re.Pattern[str]) -> None:
        self.patterns = patterns

    @cached_property
    def any(self) -> re.Pattern[str]:
        """All patterns in one, each in a group of its name."""
        each = []
        for kind, pattern in self.patterns.items():
            own = re.sub(r"\(\?P(<|=)", rf"(?P\g<1>{kind}_", pattern.pattern)
            flags = "".join(name for name, flag in FLAGS.items() if pattern.flags & flag)
            each.append(f"(?P<{kind}>(?{flags}:{own}))")
        return re.compile("|".join(each))

    def first(self, text: str, at: int) -> re.Match[str] | None:
        """The first part from a place on; a search for the marks that parts begin with is much faster than for all."""
        while mark := MARK.search(text, at):
            start = mark.start()
            line = max(text.rfind("\n", 0, start) + 1, at)
            begins = not text[line:start].strip(" \t>")
            if found := (begins and self.any.match(text, line)) or self.any.match(text, start):
                return found
            at = start + 1
        return None


TITLE = {"value": VALUE, "near_value": NEAR_VALUE}
LINE = {"escape": ESCAPE, "typed": TYPED, "raw": RAW, "span": SPAN, "formula": FORMULA, "citation": CITATION}
LINE |= {"near_citation": NEAR_CITATION, **TITLE}
PAGE = Kinds(
    front=FRONT_MATTER, block=BLOCK, source=SOURCE, task=TASK, cell=CELL, works=WORKS, terms=TERMS, path=PATH,
    figure=FIGURE,
    guess=GUESS, quiz=QUIZ, near_guess=NEAR_GUESS, near_quiz=NEAR_QUIZ, near_cell=NEAR_CELL, near_figure=NEAR_FIGURE,
    **LINE,
)  # fmt: skip
IN_FORMULA = Kinds(value=VALUE, near_value=NEAR_IN_FORMULA)
ALT, CAPTION = Kinds(**TITLE), Kinds(**LINE)
ASKED = Kinds(**{"value": VALUE, "sum": SUM, **LINE})  # within a guess or a quiz
PLAIN = Kinds(span=SPAN, **TITLE)  # front matter and what it says
WITHIN = {
    "front": {"yaml": PLAIN},
    "formula": {"block": IN_FORMULA, "inline": IN_FORMULA},
    "figure": {"alt": ALT, "caption": CAPTION},
    **{kind: dict.fromkeys(("title", "rule", "choices"), ASKED) for kind in ("guess", "quiz")},
}
CODE = ("block", "indented", "raw", "span")


@dataclass(frozen=True)
class Part:
    """A piece of a text that has a meaning; `start` is its place there, `match` how its own pattern matches it."""

    kind: str
    start: int
    match: re.Match[str]

    def __getitem__(self, group: str) -> Any:
        return self.match[group]

    @property
    def text(self) -> str:
        return self.match[0]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def within(self) -> Iterator["Part"]:
        """The parts of a figure's alt text and caption, of a formula or of front matter, placed as in its text."""
        for group, kinds in WITHIN.get(self.kind, {}).items():
            start = self.match.start(group) - self.match.start()
            for part in scan(self.match[group] or "", kinds):
                yield part.moved(start)

    def moved(self, by: int) -> "Part":
        return replace(self, start=self.start + by)


@lru_cache(maxsize=4096)  # a page is asked for its parts by many, and a preview asks of all pages after each save
def scan(text: str, kinds: Kinds = PAGE) -> tuple[Part, ...]:
    """The parts of a text in their order; what lies between them is text."""
    blocks = indented_code(text) if kinds is PAGE else []
    found: list[Part] = []
    at = 0
    while outer := kinds.first(text, at):
        kind, start = str(outer.lastgroup), outer.start()
        blocks = [block for block in blocks if block.start >= at]
        while blocks and blocks[0].end <= start:
            found.append(blocks.pop(0))
        if blocks and blocks[0].start <= start:
            found.append(blocks.pop(0))
            at = found[-1].end
            continue
        at = max(outer.end(), start + 1)
        if kind != "escape" and (match := kinds.patterns[kind].match(text, start)):
            found.append(Part(kind, start, match))
    return *found, *(block for block in blocks if block.start >= at)


def indented_code(text: str) -> list[Part]:
    """The code blocks that are marked by nothing but their indentation: after a blank line, in no list and no note."""
    found = []
    for match in INDENTED.finditer(text):
        at = match.start()
        while at > 0 and text[at] in " \t\n":
            at = text.rfind("\n", 0, at - 1) + 1 if at > 1 else 0
        if not CONTAINER.match(text, at):
            found.append(Part("indented", match.start(), match))
    return found


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where there is one
REMEDIES = {
    "near_value": "is no quoted value. Write {{ lesson.name }} or {{ lesson.name[0] | .2f }}, or make it a code span.",
    "near_cell": 'is no quoted cell. Write --8<-- "lesson/cell.md" on a line of its own, or make it a code span.',
    "near_figure": 'is no figure. Write ![alt text](…/generated/lesson/name.svg "caption"), with \\" for a '
    'quotation mark in it; after the figure of a demo stands { demo="name" }.',
    "near_guess": "is a guess without an answer. Write '??? question \"Guess first: …?\"', and on the first line in it "
    "'guess: {{ lesson.value }} unit', or 'guess: the largest' or 'guess: one of these', then '- …' for each choice.",
    "near_quiz": "is no quiz. Write '!!! quiz \"Question?\"', on the first line in it 'answer: {{ lesson.value }}', "
    "'answer: the largest' or 'answer: one of these', then '- …' for each choice, its feedback below it.",
    "near_citation": "is a link without text that cites nothing. Write [](…bibliography.md#key), or give it a text.",
}


RESERVED_REMEDY = "A character of the last private use area (U+100000 or higher) stands here. Remove it."
LEFT = re.compile(r"\{\{|\}\}|-{2,}8(?:<|&lt;)")  # what must not be left on a page


def explained(part: Part) -> str:
    """What is wrong with a near-miss, and the remedy."""
    text = part.text.strip().replace("\n", " ")
    return f"{text if len(text) <= 60 else f'{text[:59]}…'} {REMEDIES[part.kind]}"


def blocks(fragment: str) -> list[tuple[str, str]]:
    """The kind, "python", "python folded" or "output", and the text of the blocks in a published fragment."""
    return [(block["kind"], block["text"]) for block in FRAGMENT.finditer(fragment)]


def said_of_itself(text: str) -> Any:
    """The front matter of a page as YAML has it; None if it has none. Raises YAMLError or ValueError."""
    found = FRONT_MATTER.match(text)
    return yaml.load(found["yaml"], LOADER) if found else None


def front_matter(text: str) -> dict[str, Any]:
    """What a page says of itself at its top; nothing if that is no YAML."""
    try:
        said = said_of_itself(text)
    except (yaml.YAMLError, ValueError):  # a date that no calendar has
        return {}
    return said if isinstance(said, dict) else {}


def with_parts(
    text: str, parts: Iterable[Part], say: Callable[[Part], str | None], between: Callable[[str], str] = str
) -> str:
    """The text with other words for its parts, where there are any, and for what is `between` them."""
    pieces, at = [], 0
    for part in parts:
        said = say(part)
        pieces += [between(text[at : part.start]), part.text if said is None else said]
        at = part.end
    return "".join([*pieces, between(text[at:])])


def blank(part: Part) -> str:
    """Nothing but the line ends of a part, so that lines stay where they are."""
    return re.sub(r"[^\n]", "", part.text) or " "


def title(text: str, name: str) -> str:
    """The title of a page: that of its front matter, else its first heading, else its `name`."""
    heading = re.search(r"^# *(.+)$", text, re.MULTILINE)
    return str(front_matter(text).get("title") or (heading[1] if heading else name))
