"""Which pages a preview builds again: those whose sources are not as they were. All others stay as they were built."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from weave.course import Course
from weave.page.grammar import title

MADE = ("markdown", "meta", "content", "toc", "_title_from_render", "present_anchor_ids")  # of MkDocs's pages
HOME = Path(__file__).parents[1]
# How a page may quote a listing: loss/cell.md, generated/loss/figure.svg, loss.value. Not quotes: the word, loss.md.
QUOTED = r"(?<!\w){0}/|(?<![/\w]){0}\.(?!md\b)\w"


class Built(NamedTuple):
    """A page as MkDocs has built it, from sources in this state; `findings` are those that its building gave."""

    state: str
    page: Any
    findings: list[str]


def newest(*places: Path) -> list[int]:
    """When each of these files, or the last of what is in each of these folders, was changed, in ns; 0 if never."""
    found = []
    for place in places:
        paths = [path for path in (place.rglob("*") if place.is_dir() else [place]) if path.is_file()]
        found.append(max((path.stat().st_mtime_ns for path in paths), default=0))
    return found


class Sources:
    """What the pages of a course are made of, as it is now."""

    def __init__(self, course: Course, settings: Path, path: Any, findings: dict[str, Any]) -> None:
        """`settings` is mkdocs.yml, `path` that through the lessons; `findings` are those of each page."""
        self.course, self.path, self.findings = course, path, findings
        self.texts = {page.name.removeprefix("docs/"): page.text for page in course.pages}
        titles = [title(text, name) for name, text in self.texts.items()]  # which all menus show
        common = newest(settings, course.bibliography, course.glossary, HOME / "theme", HOME / "web")
        self.common = repr([titles, common])
        self.published = {name: newest_each(course.generated / name) for name in course.listings}

    def state(self, file: Any) -> str:
        """All that a page is made of; MkDocs calls its file `file`."""
        text = self.texts.get(file.src_uri)
        if text is None:  # of a full run
            return repr([self.common, newest(Path(file.abs_src_path))])
        own = Path(file.src_uri).stem
        quoted = [(name, made) for name, made in self.published.items() if name == own or quotes(text, name)]
        more = [self.path] if "[path]" in text else []
        more += [self.texts] if "[glossary]" in text else []
        return repr([self.common, text, quoted, self.findings.get(file.src_uri), more])


def quotes(text: str, name: str) -> bool:
    """Whether a page may quote the listing of this name."""
    return name in text and re.search(QUOTED.format(re.escape(name)), text) is not None


def newest_each(folder: Path) -> list[tuple[str, int]]:
    return sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*"))


class Quick:
    """The pages of the last build, for the next one."""

    def __init__(self) -> None:
        self.built: dict[str, Built] = {}
        self.states: dict[str, str] = {}  # of those that this build makes again
        self.files: Any = None
        self.links: dict[str, list[str]] = {}  # what was found of the links of these

    def begin(self, files: Any, sources: Sources) -> Iterator[str]:
        """Leave the pages as they are whose sources are as they were. Yields what was found when they were built."""
        self.states, self.files, self.links = {}, files, {}
        for file in files.documentation_pages():
            state, old = sources.state(file), self.built.get(file.src_uri)
            if not old or old.state != state:
                self.states[file.src_uri] = state
                file.is_modified = lambda: True
                continue
            file.is_modified = lambda: False
            for name in MADE if file.page else ():
                setattr(file.page, name, getattr(old.page, name, None))
            yield from old.findings

    def end(self) -> None:
        """Keep what was built."""
        for file in self.files.documentation_pages() if self.states else ():
            if state := self.states.get(file.src_uri):
                self.built[file.src_uri] = Built(state, file.page, self.links.get(file.src_uri, []))
