"""The command line: python -m weave [--root DIR] run | status | check | clean | plain SCRIPT."""

from __future__ import annotations

import argparse
import errno
import json
import shutil
import sys
from pathlib import Path

from weave.check import check
from weave.course import Course, CourseError
from weave.record import find


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("weave", description="Run the listings of a course for its pages.")
    parser.add_argument("--root", type=Path, default=Path(), help="the course's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="run the stale listings and publish docs/generated/")
    status = commands.add_parser("status", help="say of each lesson whether it is fresh, and if not, why")
    status.add_argument("--json", action="store_true", help="the same for programs")
    commands.add_parser("check", help="hold the pages against listings and records; runs nothing")
    commands.add_parser("clean", help="remove all records and all that was published")
    commands.add_parser("plain", help="run a published script as readers do, offline").add_argument("script", type=Path)
    arguments = parser.parse_args()
    if not (arguments.root / "snippets").is_dir():
        parser.error(f"no snippets/ in {arguments.root}: name the course's folder with --root")
    return arguments


def perform(arguments: argparse.Namespace, course: Course) -> list[str]:
    """Do what the command says. Returns what went wrong."""
    if arguments.command == "status":
        reasons = {name: find(course, lesson)[1] for name, lesson in course.lessons.items()}
        lessons = {name: {"fresh": not reason, "reason": reason} for name, reason in reasons.items()}
        lines = [f"{name}: {reason or 'fresh'}" for name, reason in reasons.items()]
        print(json.dumps({"lessons": lessons}, indent=1) if arguments.json else "\n".join(lines))
    elif arguments.command == "check":
        return check(course)
    elif arguments.command == "clean":
        for made in (course.store, course.generated):
            shutil.rmtree(made, ignore_errors=True)
    elif arguments.command == "plain":
        from weave.child import plain

        plain(course, arguments.script.resolve(strict=True))
    else:
        from weave.runner import only_build, run

        with only_build(course):
            return run(course)
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
