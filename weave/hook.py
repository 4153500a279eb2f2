"""The only tie to MkDocs: run what is stale before a build, and put a finished site in place at once."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

from weave.check import check
from weave.course import Course, CourseError
from weave.publish import publish
from weave.runner import end_at_once, only_build, run

held = ExitStack()
previews: list[threading.Thread] = []


def keep_running(root: Path) -> None:
    """Run what edits make stale, for as long as a preview is served; the pages follow what is published."""
    seen: dict[Path, int] = {}
    while True:
        files = [p for name in ("snippets", "datasets", "weave") for p in (root / name).rglob("*") if p.is_file()]
        now = {path: path.stat().st_mtime_ns for path in [*files, root / "requirements.txt"] if path.exists()}
        if now != seen:
            subprocess.run([sys.executable, "-m", "weave", "--root", root, "run"], check=False)
        seen = now
        time.sleep(0.5)


def on_startup(command: str, dirty: bool) -> None:
    if command == "serve":
        previews.append(threading.Thread(daemon=True))


def on_config(config: Any) -> None:
    """Check, run and check again; then let MkDocs build beside the last good site."""
    root = Path(config.config_file_path).parent
    course = Course(root)
    end_at_once()
    if previews:
        config.mdx_configs["weave.markdown"] = {"preview": True}
        with suppress(CourseError):
            for lesson in course.lessons.values():
                publish(course, lesson, None)
        if not previews[0].ident:
            previews[0] = threading.Thread(target=keep_running, args=(root,), daemon=True)
            previews[0].start()
        return
    held.enter_context(only_build(course))
    problems = check(course) or run(course) or check(course)
    if problems:
        raise PluginError("\n\n".join(["the course does not hold.", *problems]))
    site = Path(config.site_dir)
    config.site_dir = str(site.with_name(f".{site.name}.new"))


def on_serve(server: Any, config: Any, **_: Any) -> None:
    failures = Path(config.config_file_path).parent / ".weave" / "failures"
    failures.mkdir(parents=True, exist_ok=True)
    server.watch(str(failures))


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """In a preview, say on the page that its listing fails; the last good outputs stay."""
    failure = Path(config.config_file_path).parent / ".weave" / "failures" / Path(page.file.src_path).stem
    if not previews or not failure.exists() or not failure.read_text():
        return markdown
    lines = failure.read_text().splitlines()
    return "\n    ".join(['!!! warning "The listing fails"', "```", *lines, "```"]) + f"\n\n{markdown}"


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Put the new site in the old one's place, unless MkDocs is about to refuse it."""
    handlers = [h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler)]
    if previews or any(handler.get_counts() for handler in handlers):
        return
    new = Path(config.site_dir)
    site, old = new.with_name(new.name[1:-4]), new.with_name(f"{new.name[:-4]}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
