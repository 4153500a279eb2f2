"""The command line: python -m weave [--root DIR] run | status | check | clean | plain SCRIPT."""

import argparse
import errno
import json
import shutil
import sys
from pathlib import Path

from weave.child import plain
from weave.course import Course, CourseError
from weave.record import find

COMMANDS = {
    "run": "run the stale listings and publish docs/generated/",
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
    command["status"].add_argument("--json", action="store_true", help="the same for programs")
    command["plain"].add_argument("script", type=Path)
    arguments = parser.parse_args()
    if not (arguments.root / "snippets").is_dir():
        parser.error(f"no snippets/ in {arguments.root}: name the course's folder with --root")
    if arguments.command == "plain" and not arguments.script.is_file():
        parser.error(f"no script {arguments.script}")
    return arguments


def perform(arguments: argparse.Namespace, course: Course) -> list[str]:
    """Do what the command says. Returns what went wrong."""
    match arguments.command:
        case "run":
            from weave.runner import only_build, run  # "plain" works where only its script's packages are

            with only_build(course):
                return run(course)
        case "check":
            from weave.check import check

            return check(course)
        case "status":
            reasons = {name: find(course, lesson)[1] for name, lesson in course.lessons.items()}
            lessons = {name: {"fresh": not reason, "reason": reason} for name, reason in reasons.items()}
            text = "\n".join(f"{name}: {reason or 'fresh'}" for name, reason in reasons.items())
            print(json.dumps({"lessons": lessons}, indent=1) if arguments.json else text)
        case "clean":
            for made in (course.store, course.generated):
                shutil.rmtree(made, ignore_errors=True)
        case "plain":
            plain(course, arguments.script.resolve())
    return []


def main() -> int:
    arguments = parse()
    try:
        problems = perform(arguments, Course(arguments.root))
    except CourseError as error:
        problems = [str(error)]
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        problems = ["The disk is full: free some space and call again. What was built before still stands."]
    print(*problems, sep="\n\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
