"""A new lesson that builds and passes, to be made one's own: listing, exercises, page, test, place in the menu."""

import re
from pathlib import Path

from weave.course import Course
from weave.engine.listing import CourseError
from weave.publish import write

TEMPLATE = Path(__file__).parent / "template"
PLACES = {
    "listing.txt": "snippets/{name}.py",
    "exercises.txt": "exercises/{name}.py",
    "page.md": "docs/{part}/{name}.md",
    "test.txt": "tests/lessons/test_{name}.py",
}
NAME = re.compile(r"[a-z][a-z0-9_]*")


def in_menu(settings: str, name: str, part: str) -> str:
    """mkdocs.yml with the page after all others of its part. Raises CourseError."""
    lines = [*re.finditer(rf"^(?P<indent> *)- {re.escape(part)}/\S+\.md$", settings, re.MULTILINE)]
    if not lines:
        parts = dict.fromkeys(re.findall(r"^ +- ([\w-]+)/\S+\.md$", settings, re.MULTILINE))
        raise CourseError(f"mkdocs.yml:1: `nav` has no page of a part {part!r}. Name one of {', '.join(parts)}.")
    last = lines[-1]
    return f"{settings[: last.end()]}\n{last['indent']}- {part}/{name}.md{settings[last.end() :]}"


def begin(course: Course, name: str, part: str) -> list[str]:
    """Write a new lesson. Returns the files. Raises CourseError, and then nothing was written."""
    if not NAME.fullmatch(name) or name == "index":
        raise CourseError(
            f"{name!r} is no name of a lesson. Use lower-case letters, digits and _, and begin with a letter."
        )
    settings = course.root / "mkdocs.yml"
    menu = in_menu(settings.read_text("utf-8") if settings.exists() else "", name, part)
    places = {source: course.root / place.format(name=name, part=part) for source, place in PLACES.items()}
    taken = [*(path for path in places.values() if path.exists()), *course.root.glob(f"docs/**/{name}.md")]
    if taken:
        where = taken[0].relative_to(course.root).as_posix()
        raise CourseError(f"{where}:1: is there already. Choose another name, or remove it first.")
    title = name.replace("_", " ").capitalize()
    for source, path in places.items():
        text = (TEMPLATE / source).read_text("utf-8")
        write(path, text.replace("NAME", name).replace("TITLE", title).replace("PART", part))
    write(settings, menu)
    return [path.relative_to(course.root).as_posix() for path in places.values()] + ["mkdocs.yml"]
