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
COPY = '<button class="md-code__button" title="Copy to clipboard" data-md-type="copy"></button>'
UPTO = '<button class="md-code__button" title="Copy everything up to here" data-md-type="upto"></button>'


def settled(content: str) -> str:
    """The content of a page: code has its buttons, and a table a box, in which the theme puts boxes of its own."""
    earlier = count()  # blocks of Python; the first has nothing before it to copy

    def add(block: re.Match[str]) -> str:
        upto = block["language"] == "python" and next(earlier)
        return f'{block[0]}<span class="md-code__nav">{COPY}{UPTO if upto else ""}</span>'

    boxed = content.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")
    return re.sub(r'<div class="language-(?P<language>\w+) highlight"><pre>', add, boxed)
