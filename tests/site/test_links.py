"""Every link of the site leads somewhere: its pages are parsed, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from conftest import ROOT

HOME = "http://site/"
LINKS = {"href", "src", "srcset", "poster", "data", "action", "xlink:href"}
OUTWARD = ("a", "href")  # all else a browser fetches by itself
STYLE = re.compile(r"""url\(\s*["']?(?!data:)([^"')\s]+)|@import\s+["']([^"']+)""")
SOURCES = ["docs/**/*.md", "docs/*.bib"]  # what people have written


def styled(text: str) -> list[str]:
    """The addresses in a style."""
    return [url for urls in STYLE.findall(text) for url in urls if url]


class Parsed(HTMLParser):
    """The ids and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[str, str, str]] = []  # tag, attribute, address
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag, name) == ("a", "name"):
                self.ids.add(value or "")
            elif name in LINKS and value is not None:
                urls = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
                self.links += [(tag, name, url) for url in urls]
            elif name == "style" or (value or "").startswith("url("):
                self.links += [(tag, "url", url) for url in styled(value or "")]


class Site:
    """A folder of pages, as a web server shows it."""

    def __init__(self, folder: Path, declared: str) -> None:
        self.folder, self.declared = folder, declared

    @cached_property
    def pages(self) -> dict[str, Parsed]:
        """The pages, by their address."""
        return {self.address(path).removesuffix("index.html"): Parsed(path.read_text()) for path in self.all("html")}

    def all(self, kind: str) -> list[Path]:
        return sorted(self.folder.rglob(f"*.{kind}"))

    def address(self, path: Path) -> str:
        return urljoin(HOME, path.relative_to(self.folder).as_posix())

    def problem(self, page: str, tag: str, name: str, link: str) -> str:
        """What is wrong with a link of a page; "" if nothing is."""
        url, fragment = urldefrag(urljoin(page, link))
        if link.startswith(("data:", "mailto:")):
            return ""
        if not url.startswith(HOME):
            return self.outside(tag, name, link)
        url = url.partition("?")[0]  # what a page is asked is for its scripts
        if url in self.pages:
            found = not fragment or unquote(fragment) in self.pages[url].ids
            return "" if found else "no element there has this id"
        return "" if (self.folder / unquote(urlsplit(url).path[1:])).is_file() else "no such file"

    def outside(self, tag: str, name: str, link: str) -> str:
        if (tag, name) != OUTWARD or not link.startswith("https://"):
            return "leads out of the site"
        written = link.removeprefix("https://doi.org/").removeprefix("https://arxiv.org/abs/")
        return "" if written in self.declared else "nobody wrote this link"

    def problems(self) -> Iterator[str]:
        for page, parsed in self.pages.items():
            for tag, name, link in parsed.links:
                if why := self.problem(page, tag, name, link):
                    yield f"{page.removeprefix(HOME) or 'home'}: <{tag} {name}={link!r}>: {why}"
        for path in self.all("css"):
            for link in styled(path.read_text()):
                if why := self.problem(self.address(path), "style", "url", link):
                    yield f"{path.name}: url({link}): {why}"


def test_no_link_and_no_anchor_is_broken() -> None:
    declared = "\n".join(path.read_text("utf-8") for pattern in SOURCES for path in sorted(ROOT.glob(pattern)))
    site = Site(ROOT / "site", declared)
    assert sum(len(page.links) for page in site.pages.values()) > 1000
    assert list(site.problems()) == []


def test_what_is_broken_is_reported(tmp_path: Path) -> None:
    bad = {
        '<a href="#b">': "no element",
        '<a href="gone.html">': "no such file",
        '<a href="deep/#b">': "no element",
        '<a href="gone/?a=b">': "no such file",
        '<a href="/style.cs">': "no such file",
        '<img src="gone.png">': "no such file",
        '<img srcset="style.css 1x, gone.png 2x">': "no such file",
        '<svg><use href="#gone"/></svg>': "no element",
        '<svg><g clip-path="url(#gone)"/></svg>': "no element",
        '<p style="background: url(gone.png)">': "no such file",
        '<a href="https://example.org/other">': "nobody wrote",
        '<a href="http://example.org/">': "out of the site",
        '<script src="https://example.org/">': "out of the site",
        '<img src="//example.org/x.png">': "out of the site",
        "<iframe src='https://example.org/'>": "out of the site",
    }
    good = '<h1 id="a">x</h1><a href="#a"></a><a href="../deep/?a=b#%C3%A9"></a><a href="https://example.org/"></a>'
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "index.html").write_text('<link href="../style.css"><p id="é"><a href="/#a">')
    (tmp_path / "style.css").write_text("p { background: url('data:image/png;base64,') } @import 'gone.css';")
    (tmp_path / "index.html").write_text(good)
    site = Site(tmp_path, "https://example.org/")
    assert list(site.problems()) == ["style.css: url(gone.css): no such file"]
    for tag, why in bad.items():
        (tmp_path / "index.html").write_text(good + tag)
        found = [text for text in Site(tmp_path, "https://example.org/").problems() if text.startswith("home")]
        assert len(found) == 1 and why in found[0], (tag, found)
