"""The HTML of pages, as the browser gets it: light, and with nothing left for scripts to rearrange.

Each change that a script makes in a long page lets the browser compute the style of all its elements anew.
"""

import re
from itertools import count

from pygments.token import STANDARD_TYPES, Keyword, Name, Operator, Punctuation, Whitespace

# Code is mostly ink (course.css). What has no color of its own gets no element either: that halves a page's elements.
INK = (Keyword.Constant, Name, Operator, Punctuation, Whitespace)
PLAIN = {kind for kind in STANDARD_TYPES if any(kind in group for group in INK)}
STANDARD_TYPES |= dict.fromkeys(PLAIN - {Name.Decorator, Name.Tag}, "")
BUTTON = '<button class="md-code__button" title="{}" aria-label="{}" data-md-type="{}"></button>'
LINKED = re.compile(r'(<a class="headerlink" [^>]*)>')
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
FIRST = re.compile(r"(?<=<tr>\n)<td>(.*?)</td>")
# A formula and what touches it, such as a comma: browsers would break the line between the two.
TOUCHING = r"(?:&#?\w+;|[^\s<>&])*"
TOUCHED = re.compile(
    rf'(?<![^\s>])({TOUCHING})(<math [^>]*display="inline">(?:(?!</math>).)*</math>)({TOUCHING})', re.DOTALL
)
LONGEST = 60  # letters; a first column that is longer has sentences, not names


def settled(content: str) -> str:
    """The content of a page: code has its buttons, and a table a box, in which the theme puts boxes of its own."""
    blocks, earlier = count(1), count()  # of code, of Python; the first of these has nothing before it to copy

    def add(block: re.Match[str]) -> str:
        number = next(blocks)
        buttons = BUTTON.format("Copy to clipboard", f"Copy code {number}", "copy")
        if block["language"] == "python" and next(earlier):
            buttons += BUTTON.format("Copy everything up to here", f"Copy all up to code {number}", "upto")
        return f'{block[0]}<span class="md-code__nav">{buttons}</span>'

    boxed = TABLE.sub(lambda table: f'<div class="table">{named(table[0])}</div>', content)
    joined = TOUCHED.sub(lambda found: together(*found.groups()), boxed)
    return re.sub(r'<div class="language-(?P<language>\w+) highlight"><pre>', add, headed(joined))


def together(before: str, formula: str, after: str) -> str:
    """A formula in a line, kept on one line with what touches it."""
    return f'<span class="joined">{before}{formula}{after}</span>' if before or after else formula


def headed(content: str) -> str:
    """The content with headings that are heard as they read: their links are for the mouse, the menu has them too."""
    return LINKED.sub(r'\1 aria-hidden="true" tabindex="-1">', content)


def named(table: str) -> str:
    """The table with headers of its rows, where its first column has names: short, and each its own."""
    names = [re.sub("<[^>]*>", "", cell) for cell in FIRST.findall(table)]
    if not all(0 < len(name) <= LONGEST for name in names) or len(set(names)) < len(names):
        return table
    return FIRST.sub(r'<th scope="row">\1</th>', table)
