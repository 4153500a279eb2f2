"""What a site has beside its pages: scripts, data, and what robots, telephones and other sites read or show."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from weave.course import Course
from weave.engine.downloads import zipped
from weave.engine.listing import CourseError
from weave.page.javascript import COMMENT, bundle
from weave.quick import newest

HOME = Path(__file__).parents[1]


def add_scripts(files: Any, config: Any) -> None:
    """Add the scripts of web/, each demo, what is fetched later and the studio's worker as one file.

    Comments of what pages load stay at home: they would be a third of it. Those of what is there to be read do not.
    """
    (changed,) = newest(HOME / "web")
    for path in sorted(path for path in (HOME / "web").rglob("*.js*") if path.parent.name != "disk"):
        name = path.relative_to(HOME).as_posix()
        if path.parent.name in ("demos", "later") or path.name == "worker.js":
            files.append(File.generated(config, name, content=bundle(path, changed)))
        elif "page" in path.parts:
            files.append(File.generated(config, name, content=COMMENT.sub("", path.read_text("utf-8"))))
        else:
            files.append(File.generated(config, name, abs_src_path=str(path)))


def add_data(files: Any, config: Any, course: Course) -> None:
    """Add each data set that a listing fetches as one zip file, and those of the studio."""
    for folder in (course.root / "datasets").glob("*/"):
        name = f"datasets/{folder.name}.zip"
        if any(name in lesson.text for lesson in course.listings.values()):
            files.append(File.generated(config, name, content=zipped_once(folder, *newest(folder))))
    if (course.root / "docs" / "studio.md").exists():
        from weave.page.sets import sets  # NumPy takes its time, so only where it is needed

        for path in sets(course.root / "datasets", course.store):
            files.append(File.generated(config, f"studio/{path.name}", abs_src_path=str(path)))


@lru_cache(maxsize=8)
def zipped_once(folder: Path, _changed: int) -> bytes:
    """The folder as it was when it last changed, which a preview need not zip for each of its builds."""
    return zipped(folder)


def with_robots(files: Any, config: Any) -> None:
    """Add what robots read; take the theme's source maps away, which no reader needs."""
    where = f"Sitemap: {config.site_url.rstrip('/')}/sitemap.xml\n" if config.site_url else ""
    files.append(File.generated(config, "robots.txt", content=f"User-agent: *\nAllow: /\n{where}"))
    for file in [file for file in files if file.src_uri.startswith("assets/") and file.src_uri.endswith(".map")]:
        files.remove(file)


def add_cards(files: Any, config: Any, course: Course) -> None:
    """Add what other sites and telephones show of this one; they have to be told its address."""
    from weave.page import card  # what draws them takes its time, so only where it is needed

    favicon = config.theme.get("favicon", "")
    try:
        for name, path in card.cards(course, config.extra["path"], config.site_name, card.mark(favicon)):
            files.append(File.generated(config, f"cards/{name}", abs_src_path=str(path)))
    except CourseError as error:
        raise PluginError(str(error)) from None
    if picture := card.icon(favicon):
        config.extra["touch_icon"] = "cards/touch-icon.png"
        files.append(File.generated(config, config.extra["touch_icon"], content=picture))
