"""What the course cites: [](../bibliography.md#glorot2010) becomes the work's name, [bibliography] the list of all."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from weave.engine.listing import CourseError, read_text
from weave.page.grammar import Part

FOUND = {"doi": "[{0}](<https://doi.org/{0}>)", "eprint": "[arXiv {0}](https://arxiv.org/abs/{0})", "url": "<{0}>"}


class Work(NamedTuple):
    """A work: its line in the BibTeX file, its name in running text, its Markdown in the list, what it lacks."""

    line: int
    label: str
    text: str
    lacks: str


def phrase(names: list[str]) -> str:
    return " & ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def unlatexed(text: str) -> str:
    """The text of a BibTeX field or name: without braces, with the letters and quotation marks that LaTeX spells."""
    from pybtex.richtext import Text

    text = str(Text.from_latex(text)) if "\\" in text else re.sub("[{}]", "", text)
    return text.replace("``", "\u201c").replace("''", "\u201d").replace("`", "\u2018")


def described(authors: list[Any], fields: dict[str, str]) -> str:
    """Authors, the first one's surname in front, year, title, where it appeared, and links to it."""
    names = [" ".join(each.first_names + each.middle_names + each.last_names) for each in authors]
    names[0] = ", ".join([" ".join(authors[0].last_names), " ".join(authors[0].first_names + authors[0].middle_names)])
    names = [unlatexed(name) for name in names]
    venue = ", ".join(fields[name] for name in ("journal", "booktitle", "publisher", "series") if name in fields)
    parts = [f"*{fields['title']}*", f"{venue} {fields.get('volume', '')}".strip(), fields.get("pages", "")]
    parts += [link.format(fields[name]) for name, link in FOUND.items() if name in fields]
    return f"{phrase(names)} ({fields['year']}): {', '.join(filter(None, parts))}"


@cache
def works(text: str, path: str) -> dict[str, Work]:
    """The works of a BibTeX file by key, sorted by authors; `path` is for messages. Raises CourseError."""
    from pybtex.database import parse_string  # here, because only courses that cite need it
    from pybtex.exceptions import PybtexError

    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        line = getattr(error, "lineno", None) or 1
        raise CourseError(f"{path}:{line}: {error}. Mend this entry; each key stands once.") from None
    found = {}
    for key, entry in entries.items():
        fields = {name.lower(): unlatexed(text).replace("--", "\u2013") for name, text in entry.fields.items()}
        authors = entry.persons.get("author", [])
        lacks = [] if authors else ["author"]
        lacks += [name for name in ("year", "title") if not fields.get(name)]
        lacks += [] if fields.keys() & {*FOUND, "publisher"} else [" or ".join([*FOUND, "publisher"])]
        names = [unlatexed(" ".join(each.last_names)) for each in authors]
        label = f"{f'{names[0]} et al.' if len(names) > 3 else phrase(names)} ({fields.get('year')})"
        line = len(re.split(rf"{{\s*{re.escape(key)}\s*,", text)[0].splitlines())
        found[key] = Work(line, label, "" if lacks else described(authors, fields), ", ".join(lacks))
    return lettered(dict(sorted(found.items(), key=lambda item: item[1].text.casefold())))


def lettered(found: dict[str, Work]) -> dict[str, Work]:
    """The same, with a letter after the year where works would share a name: He et al. (2016a), (2016b)."""
    count, seen = Counter(work.label for work in found.values()), Counter[str]()
    for key, work in found.items():
        if count[work.label] > 1:
            letter = f"{chr(ord('a') + seen[work.label])})"
            seen[work.label] += 1
            found[key] = work._replace(label=work.label[:-1] + letter, text=work.text.replace(")", letter, 1))
    return found


def known_works(path: Path) -> dict[str, Work]:
    """The works of a file; none if there is no file. Raises CourseError."""
    name = "/".join(path.parts[-2:])
    return works(read_text(path, name) if path.exists() else "", name)


def said(part: Part, path: Path) -> str | None:
    """What a citation, or the place of the list of all works, becomes in Markdown; None if the work is not known."""
    known = known_works(path)
    if part.kind == "works":
        return "\n".join(f"- {work.text}\n{{: #{key} }}" for key, work in known.items())
    return f"[{written(known, part.match)}]" if part["key"] in known else None


def written(known: dict[str, Work], match: re.Match[str]) -> str:
    """What a citation reads: Amari (1967), and in parentheses Amari, 1967."""
    label, line = known[match["key"]].label, match.string[: match.start()].rpartition("\n")[2]
    return re.sub(r" \((.*)\)", r", \1", label) if line.count("(") > line.count(")") else label
