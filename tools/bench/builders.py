"""The builders: each turns the same six examples into a site, with the examples in that builder's own dress."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from textwrap import indent

import editions
from editions import Edition, Example
from environment import ROOT

MKDOCS = """\
site_name: Six examples
theme:
  name: material
  font: false
validation:
  nav:
    omitted_files: info
"""
OURS = f"""\
{MKDOCS}plugins:
  - search
hooks:
  - {ROOT / "weave" / "hook.py"}
exclude_docs: /generated/**/*.md
markdown_extensions:
  - pymdownx.highlight
  - pymdownx.snippets:
      base_path: [docs/generated]
      check_paths: true
  - pymdownx.superfences:
      custom_fences:
        - name: output
          class: output
          format: !!python/name:weave.page.markdown.output
  - weave.page.markdown
"""
LOCK = "requirements.txt"
INDEX = "# Six examples\n\nThe same for every builder.\n"


def plain_environment() -> dict[str, str]:
    """What a builder is started with, whether or not `make` started the benchmark."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    quiet = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    return kept | quiet | {"WEAVE_CACHE": "off"}  # or a cold build would find the records of the one before


class Broken(Exception):
    """A builder did not build what it was given; no comparison makes sense."""


def timed(command: list[str | Path], folder: Path, environment: dict[str, str]) -> float:
    """Seconds until a command ends; raises Broken if it fails. Returns when all that it started has ended too."""
    with tempfile.TemporaryFile("w+", errors="replace") as said:  # no pipe: stragglers could hold it open
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        failed = process.wait()
        seconds = time.perf_counter() - started
        with suppress(ProcessLookupError):
            while time.perf_counter() < started + seconds + 10:  # or it would slow down whoever comes next
                os.killpg(process.pid, 0)
                time.sleep(0.05)
        if failed:
            said.seek(0)
            raise Broken(f"{' '.join(map(str, command))} ends with {failed}:\n{said.read()[-3000:]}")
    return seconds


class Builder:
    """One builder with a folder of its own; subclasses say how its sources look."""

    name = ""
    figure = ""  # a pattern that finds a figure in a built page; its group is the name of the file, or empty

    def __init__(self, home: Path, rivals_python: Path) -> None:
        self.folder = home / self.name
        self.site = self.folder / "site"
        self.runs = home / f"{self.name}.runs"
        self.python = rivals_python
        variables = {editions.LOG: str(self.runs), "HOME": str(home)}
        self.environment = plain_environment() | variables

    @property
    def command(self) -> list[str | Path]:
        return [self.python, "-m", "mkdocs", "build"]

    def sources(self, edition: Edition) -> dict[str, str]:
        """The builder's whole input: path in its folder -> text."""
        raise NotImplementedError

    def edit(self, edition: Edition) -> None:
        """Bring the sources to an edition; a file that stays the same is not touched."""
        for name, text in self.sources(edition).items():
            path = self.folder / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

    def reset(self) -> None:
        """Leave nothing but the sources: no output and no cache."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.edit(Edition())

    def build(self) -> tuple[float, int]:
        """Build as a person would, from the command line. Returns seconds and how many examples ran."""
        self.runs.write_text("", encoding="utf-8")
        seconds = timed(self.command, self.folder, self.environment)
        return seconds, len(self.runs.read_text(encoding="utf-8").split())

    def pages(self) -> list[str]:
        return [path.read_text(encoding="utf-8") for path in self.site.rglob("*.html")]

    def missing(self, edition: Edition) -> list[str]:
        """Which of the expected texts the built pages lack."""
        text = html.unescape(re.sub("<[^>]*>", "", "\n".join(self.pages())))
        return [piece for piece in editions.expected(edition) if piece not in text]

    def check(self, edition: Edition) -> None:
        """Raise Broken unless every output and figure is on the site."""
        missing = self.missing(edition)
        found = [re.search(self.figure, page) for page in self.pages()]
        figures = [figure for figure in found if figure and (not figure[1] or any(self.site.rglob(figure[1])))]
        if missing or len(figures) < len(editions.FIGURES):
            raise Broken(f"{self.name}: {len(figures)} pages with a figure; texts that no page has: {missing}")

    def digest(self) -> str:
        """The SHA-256 of the names and bytes of the whole output."""
        total = sha256()
        for path in sorted(path for path in self.site.rglob("*") if path.is_file()):
            total.update(f"{path.relative_to(self.site)} {sha256(path.read_bytes()).hexdigest()}\n".encode())
        return total.hexdigest()


class SphinxGallery(Builder):
    name = "sphinx-gallery"
    figure = r'src="[^"]*_images/(sphx_glr_\w+_001\.png)"'

    @property
    def command(self) -> list[str | Path]:
        return [self.python, "-m", "sphinx", "-b", "html", "-d", "doctrees", "source", "site"]

    def sources(self, edition: Edition) -> dict[str, str]:
        gallery = {"examples_dirs": ["../examples"], "gallery_dirs": ["gallery"], "ignore_pattern": "palette"}
        files = {
            "source/conf.py": "project = 'Six examples'\nextensions = ['sphinx_gallery.gen_gallery']\n"
            f"sphinx_gallery_conf = {gallery}\n",
            "source/index.rst": "Six examples\n============\n\n.. toctree::\n\n   gallery/index\n",
            "examples/GALLERY_HEADER.rst": "Examples\n--------\n\nThe same for every builder.\n",
        }
        for example in editions.examples(edition):
            docstring = f'"""\n{example.title}\n{"=" * len(example.title)}\n\n{example.prose}\n"""\n'
            files[f"examples/plot_{example.name}.py"] = docstring + in_script(example)
        return files | {f"examples/{name}": editions.file(name, edition) for name in ("palette.py", "rain.csv")}


def in_script(example: Example) -> str:
    """The cells of a gallery's script, a sentence before each."""
    return "".join(f"\n# %%\n# Then {name}.\n\n{code}\n" for name, code in example.cells.items())


class MkdocsGallery(Builder):
    name = "mkdocs-gallery"
    figure = r'src="[^"]*(mkd_glr_\w+_001\.png)"'

    def sources(self, edition: Edition) -> dict[str, str]:
        plugin = {"examples_dirs": "docs/examples", "gallery_dirs": "docs/gallery", "ignore_pattern": "palette"}
        options = "".join(f"      {key}: {value}\n" for key, value in plugin.items())
        extensions = ["attr_list", "admonition", "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences"]
        files = {
            "mkdocs.yml": f"{MKDOCS}plugins:\n  - search\n  - gallery:\n{options}markdown_extensions:\n"
            + "".join(f"  - {name}\n" for name in extensions)
            + "nav:\n  - index.md\n  - Examples: gallery\n",
            "docs/index.md": INDEX,
            "docs/examples/README.md": "# Examples\n\nThe same for every builder.\n",
        }
        for example in editions.examples(edition):
            docstring = f'"""\n# {example.title}\n\n{example.prose}\n"""\n'
            files[f"docs/examples/plot_{example.name}.py"] = docstring + in_script(example)
        return files | {f"docs/examples/{name}": editions.file(name, edition) for name in ("palette.py", "rain.csv")}


class MarkdownExec(Builder):
    name = "markdown-exec"
    figure = '<svg[^>]*pt" viewBox[^>]*>()'

    def sources(self, edition: Edition) -> dict[str, str]:
        files = {
            "mkdocs.yml": f"{MKDOCS}plugins:\n  - search\n  - markdown-exec\n"
            "markdown_extensions:\n  - pymdownx.highlight\n  - pymdownx.superfences\n",
            "docs/index.md": INDEX,
        }
        for example in editions.examples(edition):
            cells = [self.block(example.name, name, code) for name, code in example.cells.items()]
            files[f"docs/{example.name}.md"] = f"# {example.title}\n\n{example.prose}\n" + "".join(cells)
        return files | {name: editions.file(name, edition) for name in ("palette.py", "rain.csv")}

    def block(self, session: str, name: str, code: str) -> str:
        """A block that runs; a figure is printed as SVG, as this builder's manual has it."""
        hidden = "  # markdown-exec: hide\n"
        printing = [
            "from io import StringIO",
            "figure = StringIO()",
            'plt.savefig(figure, format="svg")',
            "plt.close()",
            "print(figure.getvalue())",
        ]
        kind = 'result="text"'
        if "plt.show()" in code:
            kind = 'html="1"'
            code = code.replace("plt.show()", hidden.join([*printing, ""]).rstrip())
        return f'\nThen {name}.\n\n```python exec="1" source="above" session="{session}" {kind}\n{code}\n```\n'


class MkdocsJupyter(Builder):
    name = "mkdocs-jupyter"
    figure = 'src="data:image/png;base64,()'

    def sources(self, edition: Edition) -> dict[str, str]:
        files = {
            "mkdocs.yml": f"{MKDOCS}plugins:\n  - search\n  - mkdocs-jupyter:\n      execute: true\n"
            '      allow_errors: false\n      include: ["*.py"]\n',
            "docs/index.md": INDEX,
        }
        for example in editions.examples(edition):
            text = f"# {example.title}\n\n{example.prose}"
            cells = [f"\n# %% [markdown]\n# Then {name}.\n\n# %%\n{code}\n" for name, code in example.cells.items()]
            head = indent(text, "# ", lambda line: True).replace("# \n", "#\n")
            files[f"docs/{example.name}.py"] = f"# %% [markdown]\n{head}\n" + "".join(cells)
        return files | {name: editions.file(name, edition) for name in ("palette.py", "rain.csv")}


class Weave(Builder):
    name = "weave"
    figure = "<figure [^>]*><svg()"

    def __init__(self, home: Path, rivals_python: Path) -> None:
        super().__init__(home, rivals_python)
        self.environment["PYTHONPATH"] = str(ROOT)

    @property
    def command(self) -> list[str | Path]:
        return [sys.executable, "-m", "weave", "site"]  # what "make site" runs

    def sources(self, edition: Edition) -> dict[str, str]:
        files = {"mkdocs.yml": OURS, "docs/index.md": INDEX, LOCK: (ROOT / LOCK).read_text(encoding="utf-8")}
        for example in editions.examples(edition):
            cells = [f"# %% {name}\n{code}\n" for name, code in example.cells.items()]
            text = "\n".join(cells).replace('"rain.csv"', 'os.path.join(os.path.dirname(__file__), "rain.csv")')
            files[f"snippets/{example.name}.py"] = text
            quotes = [f'\nThen {name}.\n\n--8<-- "{example.name}/{name}.md"\n' for name in example.cells]
            page = f"# {example.title}\n\n{example.prose}\n" + "".join(quotes)
            if example.name in editions.FIGURES:
                page += (
                    f'\n![A drawing of {example.name} and more](generated/{example.name}/draw.svg "{example.title}")\n'
                )
            files[f"docs/{example.name}.md"] = page
        return files | {f"snippets/{name}": editions.file(name, edition) for name in ("palette.py", "rain.csv")}


BUILDERS: list[type[Builder]] = [SphinxGallery, MkdocsGallery, MarkdownExec, MkdocsJupyter, Weave]
