"""The grammar of pages: how they quote cells, place figures, quote values and cite, for all who read them."""

import re
from typing import Any

import yaml

QUOTE = re.compile(r'^\s*--8<-- "(?P<lesson>[^/"]+)/(?P<name>[^/"]+)\.md"\s*$', re.MULTILINE)
FIGURE = re.compile(
    r'!\[(?P<alt>.*?)\]\(\S*generated/(?P<lesson>[^/)\s]+)/(?P<name>[^/)\s]+)\.svg(?: "(?P<caption>[^"]*)")?\)'
)
VALUE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"  # code spans are left alone
    r"|\{\{ *(?P<lesson>\w+)\.(?P<name>\w+)(?P<keys>(?:\[\w+\])*) *(?:\| *(?P<spec>[^ }]+) *)?\}\}"
)
CITATION = re.compile(r"\[\](?=\(\S*\bbibliography\.md#(?P<key>[\w-]+)\))")
WORKS = re.compile(r"^\[bibliography\]$", re.MULTILINE)  # where the list of all works stands
FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?\n)---\n", re.DOTALL)
FENCE = re.compile(r"\s*(```+|~~~+|---$)")


def front_matter(text: str) -> dict[str, Any]:
    """What a page says of itself at its top; nothing if that is no YAML."""
    found = FRONT_MATTER.match(text)
    try:
        said = yaml.safe_load(found["yaml"]) if found else {}
    except yaml.YAMLError:
        return {}
    return said if isinstance(said, dict) else {}


def prose(text: str) -> list[tuple[int, str]]:
    """(number, line) of each line outside front matter and code blocks, whose first lines count."""
    lines, inside = [], ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = FENCE.match(line)
        if not inside:
            lines.append((number, line))
            inside = mark[1] if mark and (mark[1] != "---" or number == 1) else ""
        elif mark and mark[1] == inside:
            inside = ""
    return lines


def title(text: str, name: str) -> str:
    """The title of a page: that of its front matter, else its first heading, else its `name`."""
    heading = re.search(r"^# *(.+)$", text, re.MULTILINE)
    return str(front_matter(text).get("title") or (heading[1] if heading else name))
