"""The only tie to MkDocs: run what is stale before a build, and put a finished site in place at once."""

import logging
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
from mkdocs.utils import CountHandler

from weave.check import check
from weave.course import Course, CourseError
from weave.publish import publish
from weave.runner import end_at_once, only_build, run

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


def on_config(config: Any) -> None:
    """Check, run and check again; then let MkDocs build beside the last good site."""
    course = Course(Path(config.config_file_path).parent)
    end_at_once()
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
