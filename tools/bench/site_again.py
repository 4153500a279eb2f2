"""This repository's own site, built again without a change, against MkDocs alone on the same pages."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from builders import Broken, plain_environment, timed
from environment import HERE, ROOT

PLAIN = ROOT / ".weave" / "bench" / "plain.yml"


def plain_configuration(site: Path) -> None:
    """The same configuration without hooks: the pages take what is published already."""
    PLAIN.parent.mkdir(parents=True, exist_ok=True)
    overrides = ROOT / "theme"
    theme = f"theme:\n  custom_dir: {overrides}\n" if overrides.exists() else ""
    notebooks = f"plugins:\n  mkdocs-jupyter:\n    cache_dir: {PLAIN.with_name('pages')}\n"
    text = f"INHERIT: ../../mkdocs.yml\nhooks: []\nstrict: false\ndocs_dir: {ROOT / 'docs'}\nsite_dir: {site}\n"
    text += notebooks + theme
    PLAIN.write_text(text, encoding="utf-8")


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def site_table(home: Path, count: int) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the second table."""
    site, part = home / "plain", home / "part"
    plain_configuration(site)
    commands: dict[str, list[str | Path]] = {
        "make site": ["make", "site"],
        "mkdocs alone": [sys.executable, "-m", "mkdocs", "build", "--config-file", PLAIN],
        "weave's part": [sys.executable, HERE / "own_part.py", part],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    print("make site: running the listings that need it", flush=True)
    for number in range(count + 1):  # round 0 brings everything up to date and is not counted
        for name, command in commands.items():
            took = timed(command, ROOT, plain_environment())
            took = float(part.read_text(encoding="utf-8")) if name == "weave's part" else took
            label = f"round {number} of {count}" if number else "checking, not counted"
            print(f"{label}: {name} took {took:.2f} s", flush=True)
            if number:
                seconds[name].append(took)
    if pages(site) != pages(ROOT / "site"):
        raise Broken("mkdocs alone has built other pages than make site.")
    medians = {name: median(figures) for name, figures in seconds.items()}
    share = medians["make site"] / medians["mkdocs alone"]
    row = [f"{len(pages(site))} pages", *(f"{medians[name]:.2f}" for name in commands), f"{share:.2f}"]
    return ["seconds", *commands, "ratio"], [row, ["target", "", "", "< 0.3", "<= 1.25"]]
