"""The only tie to MkDocs: its events, answered by what is callable before and after any site engine."""

import html
import logging
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from jinja2 import FileSystemBytecodeCache
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url

from weave import build, findings, preview
from weave.added import add_cards, add_data, add_scripts, with_robots
from weave.course import Course
from weave.engine.inputs import checksum, fingerprint
from weave.engine.listing import CourseError
from weave.page import glossary
from weave.page.exercises import with_files
from weave.page.full_run import full_run
from weave.page.grammar import CELL
from weave.page.look import settled
from weave.page.minutes import minutes
from weave.page.path import placed, stretches
from weave.page.policy import anywhere, guarded
from weave.page.quotes import RUNNING, plain, published
from weave.quick import Quick, Sources
from weave.runner import end_at_once, outdated

HOME = Path(__file__).parents[1]
RUNS = '!!! info "The listing runs"\n    What a cell gives shows once it has run; until then, its last output.\n\n'
CHATTY = ("mkdocs.mkdocs-jupyter", "mkdocs.plugins.mkdocs_jupyter")  # tell of each notebook, in each build
previews: list[preview.Preview | None] = []  # the preview, None until its first build; empty where a site is built
courses: list[Course] = []  # the course as this build reads it
checked: list[str] = []  # what `check` has said last in a preview
found: list[str] = []  # all that a preview has found that does not hold
here: dict[str, list[tuple[int, str]]] = {}  # of it, by page: (line, what)
quickly: list[Quick] = []  # in a preview that builds only what an edit has changed (--dirty)
told: list[str] = []  # such as one page has told while it is made
heard = findings.Heard()
spoken: list[str] = []  # what the terminal was told last
sites: list[Path] = []  # where the finished site goes


def on_startup(command: str, dirty: bool) -> None:
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    if command == "serve":
        previews.append(None)
        findings.quiet(heard)
        quickly.extend([Quick()] * dirty)


def colab(site_url: str) -> str:
    """Where Colab opens the notebooks of a site on GitHub Pages; it knows no other places but GitHub."""
    found = re.fullmatch(r"https://([\w-]+)\.github\.io/([\w.-]*)/?", site_url)
    if not found:
        return ""
    repository = found[2] or f"{found[1]}.github.io"
    return f"https://colab.research.google.com/github/{found[1]}/{repository}/blob/gh-pages/"


def repository(address: str) -> str:
    """Where pages are edited and mistakes reported: what a publisher has named, or nowhere. Raises CourseError."""
    if address and not re.fullmatch(r"https://[\w.-]+(?:/[\w.~-]+)+/?", address):
        raise CourseError(f"REPO_URL: {address!r} is no address such as https://github.com/you/course")
    return address.rstrip("/")


def counters() -> list[CountHandler]:
    """What counts MkDocs's warnings where none is allowed."""
    return [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]


def root(config: Any) -> Path:
    return Path(config.config_file_path).parent


def on_config(config: Any) -> None:
    """Check, run and check again; then let MkDocs build beside the last good site. A preview goes on anyway."""
    heard.texts.clear()
    told.clear()
    try:
        courses[:] = [Course(root(config))]
    except CourseError as error:
        if not (previews and courses):
            raise PluginError(str(error)) from None
        told.append(str(error))
    try:
        prepare(config, courses[0])
    except (CourseError, OSError) as error:
        raise PluginError(str(error)) from None


def prepare(config: Any, course: Course) -> None:
    config.extra["colab"] = colab(config.site_url or "")
    config.extra["repository"] = repository(config.extra.get("repository") or "")
    if "mkdocs-jupyter" in config.plugins:
        made_by = checksum(HOME / "weave" / "page"), fingerprint(course.root / "requirements.txt")
        config.plugins["mkdocs-jupyter"].config["cache_dir"] = str(course.store / "pages" / "-".join(made_by)[:40])
    woven = {
        "generated": str(course.generated),
        "bibliography": str(course.bibliography),
        "glossary": str(course.glossary),
        "failure": PluginError,
    }
    config.mdx_configs["weave.page.markdown"] = woven | {"preview": bool(previews), "told": told}
    if not previews:
        sites[:] = [Path(config.site_dir)]
        config.site_dir = str(build.aside(sites[0]))
        build.prepare(course)
        return
    for counter in counters():
        logging.getLogger("mkdocs").removeHandler(counter)  # which would stop the preview for a warning
    with suppress(CourseError):
        preview.publish_what_is_to_come(course)
    if not previews[0]:
        checked[:] = findings.found(course)
    found[:] = [*told, *checked]
    told.clear()
    if not previews[0]:
        end_at_once()
        previews[0] = preview.begin(course)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Let the preview hear of changes from the system, where it would ask for them twice a second."""
    for path in (config.docs_dir, config.config_file_path):
        server.unwatch(path)
    server.observer = preview.ChangeObserver(previews[0].heard.set if previews[0] else lambda: None)
    for path in (config.docs_dir, config.config_file_path):
        server.watch(path)
    print(f"The preview is at {server.url}", flush=True)
    return server


def on_files(files: Any, config: Any) -> None:
    """Read the path through the lessons off their pages, and add what is not in docs/."""
    try:
        config.extra["path"] = stretches(courses[0], config.nav)
    except (CourseError, OSError) as error:
        if not previews:
            raise PluginError(str(error)) from None
        config.extra["path"] = []
    add_scripts(files, config)
    add_data(files, config, courses[0])
    with_robots(files, config)
    if config.site_url and not previews:
        add_cards(files, config, courses[0])


def on_nav(nav: Any, config: Any, files: Any) -> None:
    """In a preview: find out which pages have to be built again, and where they have to say what does not hold."""
    if previews:
        here.clear()
        here.update(findings.by_page(courses[0], found))
    if previews and quickly:
        sources = Sources(courses[0], Path(config.config_file_path), config.extra["path"], here)
        found.extend(quickly[0].begin(files, sources))


def on_env(env: Any, config: Any, files: Any) -> None:
    """Keep the theme's templates as Python has compiled them: most of a small build went into that. In a preview, say
    on the pages which of their links lead nowhere."""
    kept = courses[0].store / "templates" / fingerprint(root(config) / "requirements.txt")[:16]
    kept.mkdir(parents=True, exist_ok=True)
    env.filters["unescaped"] = html.unescape
    env.bytecode_cache = FileSystemBytecodeCache(str(kept))
    if not previews:
        return
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page and file.is_modified()}
    for page in pages.values():
        page.validate_anchor_links(files=files, log_level=logging.WARNING)
    for name, to, finding in heard.links(courses[0]):
        found.append(finding)
        pages[name].content = findings.with_box(pages[name].content, to, finding)
        for quick in quickly:
            quick.links.setdefault(name, []).append(finding)


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """Count a lesson's minutes, put values into what the page says of itself; in a preview, say on the page that its
    listing fails: the last good outputs stay."""
    generated = root(config) / "docs" / "generated"
    value = partial(published, generated, preview=bool(previews))
    try:
        page.meta = said(page.meta, lambda text: plain(text, lambda part: html.escape(value(part))))
    except CourseError as error:
        raise PluginError(f"{page.file.src_path}: {error}") from None
    if CELL.search(markdown):
        page.meta["minutes"] = minutes(markdown, generated)
    if said_here := here.get(page.file.src_uri):
        before = page.file.content_string.count("\n") - markdown.count("\n")
        markdown = findings.annotated(markdown, before, said_here)
    markdown = placed(markdown, config.extra["path"], page.file.src_uri)
    with suppress(*[CourseError] * bool(previews)):
        markdown = glossary.placed(markdown, courses[0], page.file.src_uri)
    return notes(generated / Path(page.file.src_path).stem) + markdown if previews else markdown


def notes(folder: Path) -> str:
    """What a preview says at the top of a page about its listing, whose results are in `folder`."""
    failure = folder / "failure.md"
    if failure.exists():
        return "\n    ".join(['!!! warning "The listing fails"', *failure.read_text("utf-8").splitlines(), "\n"])
    return RUNS if (folder / RUNNING).exists() else ""


def said(meta: Any, text: Callable[[str], str]) -> Any:
    """The front matter of a page with each `text` in it rewritten."""
    match meta:
        case str():
            return text(meta)
        case dict():
            return {key: said(item, text) for key, item in meta.items()}
        case list():
            return [said(item, text) for item in meta]
    return meta


def on_page_content(content: str, page: Any, config: Any, **_: Any) -> str:
    """Dress the page; make that of a full run from what mkdocs-jupyter has made of its notebook."""
    if page.file.src_uri.endswith(".ipynb"):
        about, content = full_run(Path(page.file.abs_src_path))
        title = html.escape(about["title"])
        page.title, page.toc = f"Full run: {title}", get_toc([])
        page.meta |= {"search": {"exclude": True}, "description": f"All code and all outputs of {title}."}
        versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
        lesson = f'<a href="{get_relative_url(about["page"], page.url)}">{title}</a>'
        content = f"<h1>{page.title}</h1><p>All code of {lesson} and what it gave, run with {versions}.</p>\n{content}"
    problems = [f"docs/{page.file.src_uri}: {text}" for text in told]
    found.extend(problems)
    told.clear()
    return settled(with_files("".join(map(findings.boxed, problems)) + content, page.url, config.extra["colab"]))


@event_priority(-100)
def on_post_page(output: str, **_: Any) -> str:
    """Say what the page may load and run; a preview adds a script of its own to each page later."""
    return output if previews else guarded(output)


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    if template_name != "404.html":
        return output_content
    return on_post_page(output_content if config.site_url else anywhere(output_content))


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Put the new site in the old one's place, unless MkDocs is about to refuse it for its warnings."""
    if previews:
        say([*found, *heard.others()])
        for quick in quickly:
            quick.end()
        Thread(target=look_again, args=(root(config),), daemon=True).start()
    if previews or any(counter.get_counts() for counter in counters()):
        return
    if problems := outdated(Course(root(config))):
        raise PluginError("\n".join(problems))
    build.put_in_place(sites[0])


def look_again(place: Path) -> None:
    """Check the course once the pages stand, which it would keep waiting; they follow if it finds other things."""
    with suppress(CourseError, OSError):
        course = Course(place)
        if (now := findings.found(course)) != checked:
            checked[:] = now
            preview.let_pages_follow(course)


def say(problems: list[str]) -> None:
    """Tell the terminal what does not hold, each once."""
    print(*(f"{text}\n" for text in problems if text not in spoken), sep="\n", end="", file=sys.stderr, flush=True)
    spoken[:] = problems
