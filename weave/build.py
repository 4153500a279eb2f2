"""What happens before and after any site engine: the course is brought up to date, a finished site put in its place."""

import shutil
from contextlib import ExitStack
from pathlib import Path

from weave.course import Course
from weave.engine.listing import CourseError
from weave.page.check import check
from weave.runner import bring_up_to_date, end_at_once, only_build
from weave.servers import Servers

held = ExitStack()  # the course's lock, until this process ends
prepared: set[Path] = set()


def prepare(course: Course) -> None:
    """Check the course, run what is stale, publish, and check again. Raises CourseError with all problems.

    A second call in one process does nothing: the command line may have called it before the site engine does.
    """
    if course.root in prepared:
        return
    end_at_once()
    held.enter_context(only_build(course))
    servers = Servers(course.store)
    problems = check(course) or bring_up_to_date(course, servers) or check(course)
    servers.stop()
    if problems:
        raise CourseError("\n\n".join(["the course does not hold.", *problems]))
    prepared.add(course.root)


def aside(site: Path) -> Path:
    """Where to build the new site, beside the last good one, which is put back if a build was killed at its end."""
    old = site.with_name(f".{site.name}.old")
    if old.exists() and not site.exists():  # killed between the two renames below
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return site.with_name(f".{site.name}.new")


def put_in_place(site: Path) -> None:
    """Let the new site take the old one's place at once."""
    new, old = aside(site), site.with_name(f".{site.name}.old")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
