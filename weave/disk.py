"""The course to take along: the built site as one zip file that opens from a disk, without a server.

From a disk browsers know no index.html of a folder, and load no modules, no data and no workers, but scripts.
"""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from weave.page.javascript import functions
from weave.page.policy import POLICY

HOME = Path(__file__).parents[1]
NAME = "deep-learning-course"
SHIM = HOME / "web" / "disk" / "disk.js"
LINK = re.compile(r'(?<=\shref=")(?P<path>[^"#?:]*)(?=[#?"])')
MODULE = re.compile(r'<script type="module" src="(?P<file>[^"]+)"></script>')
START = '<meta charset="utf-8">'
UNUSED = ("sitemap.xml", "sitemap.xml.gz", "robots.txt", "404.html", "search/search_index.json")
FETCHED = re.compile(r".*\.network\.json|studio/.*\.bin|assets/javascripts/workers/search\..*\.js")
TRAINER = "web/studio/worker.js"  # a worker that browsers start from a disk only if it is no module
IMPORTED = re.compile(r"web/page/(?:(?:demos|later|asked)/)?(?!course\.js)\w+\.js")


def page(text: str, file: Path, site: Path) -> str:
    """The HTML of a page whose links name files, and that hands its modules to the shim."""
    up = "../" * len(file.relative_to(site).parents[:-1])

    def named(link: re.Match[str]) -> str:
        target = (file.parent / link["path"]).resolve()
        is_folder = link["path"] and target.is_dir() and (target / "index.html").exists()
        return f"{link['path'].rstrip('/')}/index.html" if is_folder else link["path"]

    text = LINK.sub(named, POLICY.sub("", text))
    begin = "<script>addEventListener('DOMContentLoaded',()=>disk.load('{}'))</script>"
    text = MODULE.sub(lambda it: begin.format(it["file"]), text)
    return text.replace(START, f'{START}<script src="{up}disk.js"></script>', 1)


def index(text: str) -> str:
    """The search index as the script in which the theme looks for it, its addresses those of files."""
    found = json.loads(text)
    for entry in found["docs"]:
        entry["location"] = re.sub(r"(?:(?<=/)|^)(?=#|$)", "index.html", entry["location"], count=1)
    return f"var __index = {json.dumps(found, separators=(',', ':'))}"


def imported(name: str) -> str:
    """A module of web/ with all that it imports, as the script that the shim brings."""
    text = functions(HOME / name).replace("import.meta.url", "its_own_address").replace("import(", "disk.load(")
    return (
        f"disk.take('{name}', {{ module: (its_own_address) => {{\n{text}\nreturn modules['{Path(name).name}']\n}} }})"
    )


def fetched(name: str, content: bytes) -> str:
    """Any file as the script that the shim brings."""
    return f"disk.take('{name}', {{ bytes: '{base64.b64encode(content).decode()}' }})"


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content) of all files of the copy."""
    yield "disk.js", SHIM.read_bytes()
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        name, content = path.relative_to(site).as_posix(), path.read_bytes()
        if name == "search/search_index.json":
            yield "search/search_index.js", index(content.decode()).encode()
        if FETCHED.fullmatch(name):
            yield f"{name}.js", fetched(name, content).encode()
        elif name == TRAINER:
            yield f"{name}.js", fetched(name, functions(HOME / name).encode()).encode()
        elif IMPORTED.fullmatch(name):
            yield f"{name}.js", imported(name).encode()
        elif path.suffix == ".html" and name not in UNUSED:
            yield name, page(content.decode(), path, site).encode()
        elif name == "web/page/course.js":
            yield name, content.replace(b"import(", b"disk.load(")
        elif name not in UNUSED and not name.startswith(("web/page/", "web/studio/")):
            yield name, content


def write(site: Path, target: Path) -> None:
    """Write the copy of a built site: always the same bytes for the same site."""
    aside = target.with_name(f".{target.name}")
    with ZipFile(aside, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files(site):
            archive.writestr(ZipInfo(f"{NAME}/{name}"), content, ZIP_DEFLATED)
    aside.replace(target)


def take_along(root: Path) -> None:
    """Write the copy of the course's site, which has just been built, and say where it is."""
    target = root / f"{NAME}.zip"
    write(root / "site", target)
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB. Unpack it and open index.html.")
