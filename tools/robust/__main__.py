"""Do the claims of a lesson hold with other settings than its own?

    .venv/bin/python tools/robust gradients            all that tools/robust/gradients.py varies
    .venv/bin/python tools/robust gradients rate steps only these settings

A file tools/robust/NAME.py has two dictionaries:

    CLAIMS     claim in words: a function from the listing's recorded values to whether the claim holds
    SETTINGS   name of a setting: its variations, each a pair (text of the listing, what takes its place), or a list of
               such pairs that are applied together

Every variation is a whole run of the changed listing. They take too long for the build, and no page quotes them:
what they show goes into the page's own words ("with this rate"), and one case where a claim breaks into its run.
"""

from __future__ import annotations

import argparse
import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
Pair = tuple[str, str]
Claim = Callable[[dict[str, Any]], bool]


def changed(listing: str, pairs: list[Pair]) -> str:
    """The listing with other settings. Raises SystemExit where it does not have the text that is to be replaced."""
    for old, new in pairs:
        if old not in listing:
            raise SystemExit(f"the listing has no {old!r} any more: bring SETTINGS up to date")
        listing = listing.replace(old, new)
    return listing


def variations(listing: str, settings: dict[str, list[Pair | list[Pair]]]) -> dict[str, str]:
    """What is varied, in words, and the listing that does so; the first is the listing as it stands."""
    found = {"as it stands": listing}
    for name, each in settings.items():
        for variation in each:
            pairs = variation if isinstance(variation, list) else [variation]
            found[f"{name}: {', '.join(' '.join(new.split()) for _, new in pairs)}"] = changed(listing, pairs)
    return found


def run(name: str, listings: list[str]) -> list[dict[str, Any] | str]:
    """Run listings side by side in a course of their own. Returns the values of each, or why there are none."""
    with TemporaryDirectory() as folder:
        course = Path(folder)
        for part in ("snippets", "docs"):
            (course / part).mkdir()
        for shared in ("datasets", "requirements.txt", "pyproject.toml"):
            (course / shared).symlink_to(ROOT / shared)
        for number, listing in enumerate(listings):
            (course / f"snippets/{name}_{number}.py").write_text(listing, "utf-8")
            (course / f"docs/{name}_{number}.md").write_text(f"# {name}\n", "utf-8")
        subprocess.run([sys.executable, "-m", "weave", "--root", course, "run"], cwd=ROOT, check=False)
        return [result(course / "docs/generated" / f"{name}_{number}") for number in range(len(listings))]


def result(published: Path) -> dict[str, Any] | str:
    """The values that a run has published, or what it failed by."""
    if (published / "values.json").exists():
        values: dict[str, Any] = json.loads((published / "values.json").read_text("utf-8"))
        return values
    failure = published / "failure.md"
    return failure.read_text("utf-8").splitlines()[2] if failure.exists() else "did not run"


def verdict(claim: Claim, values: dict[str, Any] | str) -> str:
    """Whether a claim holds for these values, in one word."""
    if isinstance(values, str):
        return "fails"
    try:
        return "holds" if claim(values) else "BREAKS"
    except (KeyError, IndexError, TypeError) as error:
        return f"no value: {error}"


def table(claims: dict[str, Claim], results: dict[str, dict[str, Any] | str]) -> str:
    """A Markdown table: a row for each variation, a column for each claim."""
    rows = [["setting", *claims], ["---"] * (len(claims) + 1)]
    rows += [[said, *(verdict(claim, values) for claim in claims.values())] for said, values in results.items()]
    failed = [f"{said}: {why}" for said, why in results.items() if isinstance(why, str)]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), *failed])


def main() -> None:
    """Run what the command line names, and print its table."""
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    parser = argparse.ArgumentParser(description="Vary the settings of a lesson and see whether its claims hold.")
    parser.add_argument("lesson", choices=known)
    parser.add_argument("settings", nargs="*", help="of SETTINGS; without a word, all of them")
    arguments = parser.parse_args()
    told = runpy.run_path(str(Path(__file__).with_name(f"{arguments.lesson}.py")))
    settings = {name: told["SETTINGS"][name] for name in arguments.settings or told["SETTINGS"]}
    found = variations((ROOT / f"snippets/{arguments.lesson}.py").read_text("utf-8"), settings)
    print(table(told["CLAIMS"], dict(zip(found, run(arguments.lesson, list(found.values())), strict=True))))


if __name__ == "__main__":
    main()
