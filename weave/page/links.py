"""Links between the pages of the site, as links to the published site: for what leaves it, such as notebooks."""

import posixpath
import re
from urllib.parse import quote, urljoin, urlsplit

from weave.course import Course, Page, url_of

ADDRESS = r"(?:<(?P<spaced>[^<>\n]*)>|(?P<plain>[^\s()<>]+))"
MARKDOWN = re.compile(rf"(?P<before>\]\([ \t]*|^ {{0,3}}\[[^]\n]+\]:[ \t]*){ADDRESS}", re.MULTILINE)
HTML = re.compile(r"""(?P<before><\w[^>]*?\b(?:href|src)\s*=\s*)(?P<mark>["'])(?P<address>.*?)(?P=mark)""")


def absolute_links(course: Course, page: Page, prose: str) -> str:
    """The prose of a page with its links, in Markdown and HTML, as links to the published site."""
    here = course.address + page.url

    def markdown(match: re.Match[str]) -> str:
        address = quote(match["spaced"], "/:?&=#%") if match["spaced"] is not None else match["plain"]
        return match["before"] + of_source(course, page, address)

    def html(match: re.Match[str]) -> str:
        address = urljoin(here, match["address"])
        return f"{match['before']}{match['mark']}{re.sub(r'(?<=/)index[.]html(?=#|$)', '', address)}{match['mark']}"

    return HTML.sub(html, MARKDOWN.sub(markdown, prose))


def of_source(course: Course, page: Page, address: str) -> str:
    """Where a link in Markdown leads, which names the files of docs/ from the page's own file."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return address
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), parts.path))
    target = url_of(path + "/" * parts.path.endswith("/")) if parts.path else page.url
    rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return course.address + target + rest
