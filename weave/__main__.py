"""The command line: python -m weave [--root DIR] new | run | gather | site | status | check | clean | plain …."""

import argparse
import errno
import json
import os
import shutil
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from weave.engine.listing import CourseError

if TYPE_CHECKING:
    from weave.course import Course

LATER = ["mkdocs.commands.build", "mkdocs.__main__", "material.plugins.search.plugin", "pymdownx.superfences"]
LATER += ["pygments.formatters.html", "pygments.lexers.python", "markdown.extensions.tables", "weave.page.markdown"]
COMMANDS = {
    "run": "run the stale listings, or those named, and publish docs/generated/",
    "new": "write a new lesson that builds and passes, to be made one's own",
    "gather": "take the records of parts that ran elsewhere, and publish docs/generated/",
    "site": "run the stale listings, then let MkDocs build the site",
    "status": "say of each lesson whether it is fresh, and if not, why",
    "check": "hold the pages against listings and records; runs nothing",
    "clean": "remove all records and all that was published",
    "plain": "run a published script as readers do, offline",
}


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("weave", description="Run the listings of a course for its pages.")
    parser.add_argument("--root", type=Path, default=Path(), help="the course's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    command = {name: commands.add_parser(name, help=text) for name, text in COMMANDS.items()}
    which = command["run"].add_mutually_exclusive_group()
    which.add_argument("names", nargs="*", default=[], metavar="NAME", help="a lesson; all others stay as they are")
    which.add_argument("--part", metavar="2/4", help="the share of the second of four machines")
    command["new"].add_argument("name", metavar="NAME", help="one word for listing, page and test, such as moons")
    command["new"].add_argument("--part", required=True, help="the folder of docs/ for its page, such as training-well")
    command["gather"].add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a course, or its records")
    command["site"].add_argument("--offline", action="store_true", help="and a copy of it that opens from a disk")
    command["status"].add_argument("--json", action="store_true", help="the same for programs")
    command["plain"].add_argument("script", type=Path)
    arguments = parser.parse_args()
    if not (arguments.root / "snippets").is_dir():
        parser.error(f"no snippets/ in {arguments.root}: name the course's folder with --root")
    if arguments.command == "plain" and not arguments.script.is_file():
        parser.error(f"no script {arguments.script}")
    return arguments


def run(course: "Course", names: list[str], part: str | None) -> list[str]:
    """Bring the course up to date, or only the lessons of these names or of this part. Returns what went wrong."""
    from weave.parts import share
    from weave.runner import bring_up_to_date, end_at_once, only_build
    from weave.servers import Servers

    if part is not None and not (names := share(course, part)):
        return []
    end_at_once()
    servers = Servers(course.store)
    with only_build(course):
        problems = bring_up_to_date(course, servers, names)
    servers.stop()
    return problems


def load() -> None:
    """Import what MkDocs, its theme and its extensions would import later, while listings run."""
    for name in LATER:
        with suppress(ImportError):
            import_module(name)


def site(course: "Course", offline: bool) -> list[str]:
    """Prepare the course while MkDocs loads, then let it build; of the site, if asked, make a copy to take along."""
    from weave.build import prepare

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    loading = Thread(target=load, daemon=True)
    loading.start()
    prepare(course)
    loading.join()
    from click import ClickException
    from mkdocs.__main__ import cli

    try:
        cli(["build", "--strict", "--config-file", str(course.root / "mkdocs.yml")], standalone_mode=False)
    except ClickException as error:  # of MkDocs or of a file that it has read
        return [error.format_message()]
    if offline:
        from weave.disk import take_along

        take_along(course.root)
    return []


def status(course: "Course", as_json: bool) -> None:
    from weave.record import find_all

    reasons = {lesson.name: reason for lesson, (_, reason) in find_all(course).items()}
    lessons = {name: {"fresh": not reason, "reason": reason} for name, reason in reasons.items()}
    text = "\n".join(f"{name}: {reason or 'fresh'}" for name, reason in reasons.items())
    print(json.dumps({"lessons": lessons}, indent=1) if as_json else text)


def perform(arguments: argparse.Namespace) -> list[str]:
    """Do what the command says. Returns what went wrong."""
    if arguments.command == "plain":
        from weave.engine.child import plain  # works where only the packages of its script are

        plain(arguments.root.resolve(), arguments.script.resolve())
        return []
    from weave.course import Course

    course = Course(arguments.root)
    match arguments.command:
        case "run":
            return run(course, arguments.names, arguments.part)
        case "new":
            from weave.new import begin

            print(*begin(course, arguments.name, arguments.part), sep="\n")
        case "gather":
            from weave.parts import gather

            return gather(course, arguments.folders)
        case "site":
            return site(course, arguments.offline)
        case "check":
            from weave.page.check import check

            return check(course)
        case "status":
            status(course, arguments.json)
        case "clean":
            for made in (course.store, course.generated):
                shutil.rmtree(made, ignore_errors=True)
    return []


def said(error: OSError) -> str:
    """What went wrong with a file, or with the disk, and the remedy."""
    if error.errno == errno.ENOSPC:
        return "The disk is full: free some space and call again. What was built before still stands."
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}. Let this user read the course and write into it, and call again."


def main() -> int:
    try:
        problems = perform(parse())
    except CourseError as error:
        problems = [str(error)]
    except BrokenPipeError:  # whoever reads what this prints has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except OSError as error:
        problems = [said(error)]
    print(*problems, sep="\n\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
