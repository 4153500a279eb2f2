"""The only tie to MkDocs: run what is stale before a build, and put a finished site in place at once."""

import base64
import html
import json
import logging
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url

from weave.check import check
from weave.course import Course, CourseError
from weave.markdown import printed
from weave.publish import publish, zipped
from weave.record import fingerprint
from weave.runner import end_at_once, only_build, run

JUPYTER = re.compile(
    r'<div class="highlight-ipynb hl-python"><pre><span></span>(?P<code>.*?)</pre>'
    r'|data-mime-type="image/svg\+xml"[^>]*>\s*<img [^>]*;base64,(?P<svg>[^"]*)"'
    r'|data-mime-type="text/plain"[^>]*>\s*<pre>(?P<text>.*?)</pre>',
    re.DOTALL,
)
held = ExitStack()
previews: list[Thread] = []


def keep_running(root: Path) -> None:
    """While a preview is served, run what edits make stale; the pages follow what is published."""
    seen: dict[Path, float] = {}
    while True:
        files = [path for name in ("snippets", "datasets", "weave") for path in (root / name).rglob("*")]
        with suppress(FileNotFoundError):  # a file that was removed meanwhile
            files = [path for path in [*files, root / "requirements.txt"] if path.is_file() and path.suffix != ".pyc"]
            now = {path: path.stat().st_mtime for path in files}
            if now != seen:
                subprocess.run([sys.executable, "-m", "weave", "--root", root, "run"], check=False)
            seen = now
        time.sleep(0.5)


def on_startup(command: str, dirty: bool) -> None:
    if command == "serve":
        previews.append(Thread())


def colab(site_url: str) -> str:
    """Where Colab opens the notebooks of a site on GitHub Pages; it knows no other places but GitHub."""
    found = re.fullmatch(r"https://([\w-]+)\.github\.io/([\w.-]*)/?", site_url)
    if not found:
        return ""
    repository = found[2] or f"{found[1]}.github.io"
    return f"https://colab.research.google.com/github/{found[1]}/{repository}/blob/gh-pages/"


def on_config(config: Any) -> None:
    """Check, run and check again; then let MkDocs build beside the last good site."""
    course = Course(Path(config.config_file_path).parent)
    end_at_once()
    config.extra["colab"] = colab(config.site_url or "")
    if "mkdocs-jupyter" in config.plugins:
        made_by = Path(__file__).with_name("look.py"), course.root / "requirements.txt"
        folder = course.store / "pages" / "-".join(fingerprint(path)[:8] for path in made_by)
        config.plugins["mkdocs-jupyter"].config["cache_dir"] = str(folder)
    if not previews:
        held.enter_context(only_build(course))
        site = Path(config.site_dir)
        old = site.with_name(f".{site.name}.old")
        if old.exists() and not site.exists():  # killed between the two renames below
            old.rename(site)
        shutil.rmtree(old, ignore_errors=True)
        problems = check(course) or run(course) or check(course)
        if problems:
            raise PluginError("\n\n".join(["the course does not hold.", *problems]))
        config.site_dir = str(site.with_name(f".{site.name}.new"))
        return
    config.mdx_configs["weave.markdown"] = {"preview": True}
    with suppress(CourseError):
        for lesson in course.lessons.values():
            publish(course, lesson, None)
    if not previews[0].ident:
        previews[0] = Thread(target=keep_running, args=[course.root], daemon=True)
        previews[0].start()


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """In a preview, say on the page that its listing fails; the last good outputs stay."""
    failure = Path(config.docs_dir, "generated", Path(page.file.src_path).stem, "failure.md")
    if not previews or not failure.exists():
        return markdown
    return "\n    ".join(['!!! warning "The listing fails"', *failure.read_text("utf-8").splitlines(), ""]) + markdown


def on_files(files: Any, config: Any) -> None:
    """Offer each data set that a listing fetches as one zip file."""
    course = Course(Path(config.config_file_path).parent)
    for folder in (course.root / "datasets").glob("*/"):
        name = f"datasets/{folder.name}.zip"
        if any(name in lesson.text for lesson in course.lessons.values()):
            files.append(File.generated(config, name, content=zipped(folder)))


def plain(part: re.Match[str]) -> str:
    """What a part of the full run says: its code or text, or its drawing."""
    if part["svg"]:
        return base64.b64decode(part["svg"]).decode().rstrip("\n")
    return html.unescape(re.sub("<[^>]*>", "", part["code"] or part["text"])).rstrip("\n")


def dressed(part: re.Match[str]) -> str:
    """A part of the full run as it looks on a lesson's page."""
    if part["svg"]:
        return f'<figure class="figure">{plain(part)}</figure>'
    if part["code"]:
        return f'<div class="language-python highlight"><pre><code>{part["code"]}</code></pre></div>'
    return printed(plain(part))


def on_page_content(content: str, page: Any, **_: Any) -> str | None:
    """Make the page of a lesson's full run, from what mkdocs-jupyter has made of its notebook."""
    if not page.file.src_uri.endswith(".ipynb"):
        return None
    notebook = json.loads(Path(page.file.abs_src_path).read_text("utf-8"))
    expected: list[str] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            outputs = (o["text"] if "text" in o else o["data"]["image/svg+xml"] for o in cell["outputs"])
            expected += ["".join(cell["source"]), *outputs]
    parts = list(JUPYTER.finditer(content))
    if [plain(part) for part in parts] != [text.rstrip("\n") for text in expected]:
        raise PluginError(f"{page.file.src_uri}: its page is not what the notebook says. Mend JUPYTER in hook.py.")
    about = notebook["metadata"]
    page.title, page.toc = f"Full run: {about['title']}", get_toc([])
    page.meta |= {"search": {"exclude": True}, "description": f"All code and all outputs of {about['title']}."}
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    lesson = f'<a href="{get_relative_url(about["page"], page.url)}">{about["title"]}</a>'
    intro = f"<h1>{page.title}</h1><p>All code of {lesson} and what it gave, run with {versions}.</p>"
    return "\n".join([intro, *map(dressed, parts)])


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Put the new site in the old one's place, unless MkDocs is about to refuse it for its warnings."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    if previews or any(counter.get_counts() for counter in counters):
        return
    new = Path(config.site_dir)
    site, old = new.with_name(new.name[1:-4]), new.with_name(f"{new.name[:-4]}.old")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
