"""The forms in which a page asks: those of guesses, and those of a quiz with its folded answers."""

import html
import re
from collections.abc import Callable
from typing import NamedTuple

from weave.page.asked import OF, Choice, Question
from weave.page.grammar import Part

TO_COME = "… The answer is still being computed."


class Pieces(NamedTuple):
    """What turns text into pieces of a page: Markdown with its values in place, and HTML that is held out of it."""

    words: Callable[[str], str]
    held: Callable[[str], str]


def asked(part: Part, found: Question | str, pieces: Pieces) -> str:
    """A guess or a question as Markdown, with its form, or with words in its place."""
    mark = "???" if part.kind == "guess" else "!!!"
    head = f'{mark} {"question" if part.kind == "guess" else "quiz"} "{pieces.words(part["title"])}"'
    if isinstance(found, str):
        body = [found]
    else:
        body = choosing(part.kind, found, pieces) if found.choices else [number(found, pieces)]
    return "\n".join([head, *(f"    {line}" if line else "" for line in "\n\n".join(body).split("\n"))])


def number(found: Question, pieces: Pieces) -> str:
    """The form in which one guesses a number."""
    said = re.sub(r"e([+-])0*(?=\d)", lambda power: f"e{power[1].strip('+')}", found.said)
    percent = found.said.endswith("%")
    unit = "%" if percent else html.escape(found.unit)
    most = OF.fullmatch(found.unit)
    limit = f' data-unit="{unit}"' if unit and not percent else ""
    limit += f' data-most="{most[1].replace(",", "")}"' if most else ""
    about = f'data-value="{float(found.value):.12g}" data-said="{html.escape(said)}"{limit}'
    field = f'<input inputmode="decimal" autocomplete="off" aria-describedby="{found.name}">'
    return pieces.held(
        f'<form class="guess" {about} data-search-exclude><p class="asking"><label>Your guess {field}'
        f"{f' <span>{unit}</span>' if unit else ''}</label> <button>Commit</button></p>{status(found)}</form>"
    )


def status(found: Question) -> str:
    """Where it is said what came of an answer."""
    return f'<p class="said" role="status" id="{found.name}"></p>'


def choosing(kind: str, found: Question, pieces: Pieces) -> list[str]:
    """The form in which one chooses; for a quiz also the answers, folded, for who has no scripts."""
    button, legend = ("Commit", "Your guess") if kind == "guess" else ("Check", "Choose one")
    start = f'<form class="{kind}" data-right="{found.right}" data-search-exclude><fieldset class="asking">'
    lines = []
    for place, each in enumerate(found.choices):
        field = pieces.held(f'<label><input type="radio" name="{found.name}" value="{place}"> <span>')
        shown = f' <span class="shown" hidden>{html.escape(each.shown)}</span>' if each.shown else ""
        lines.append(f"- {field}{pieces.words(each.label)}{pieces.held(f'</span></label>{shown}')}")
    end = f"<button>{button}</button></fieldset>{status(found)}</form>"
    form = [pieces.held(f'{start}<legend class="unseen">{legend}</legend>'), "\n".join(lines)]
    if kind == "guess":
        return [*form, pieces.held(end)]
    fold = '<details class="answers" data-search-exclude><summary>The answer</summary>'
    places = sorted(range(len(found.choices)), key=lambda place: place != found.right)
    told = "\n".join(feedback(found.choices[place], place, pieces) for place in places)
    return [*form, pieces.held(end + fold), told, pieces.held("</details>")]


def feedback(each: Choice, place: int, pieces: Pieces) -> str:
    """What is said of a choice; the choice itself stands before it, for who reads the answers one below the other."""
    start, end = pieces.held(f'<span class="chosen" data-choice="{place}">'), pieces.held("</span>")
    verdict = "**Right:** " if each.right else ""
    return f"- {start}{verdict}{pieces.words(each.label)}.{end} {pieces.words(each.feedback.replace(chr(10), ' '))}"
