"""How fast weave builds, against other builders of pages that run code: python tools/bench/bench.py ("make bench").

Six small examples, the same for every builder, each build a whole command; then this repository, built again without
a change, against MkDocs alone; a preview; its author's loop; a course of many lessons; figures that answer; networks
that learn in a page, against TensorFlow.js; the studio; and what pages say that runs take. Median of --runs rounds in
which those compared take turns. Targets stand beside the figures; a machine is too noisy to assert them. Other work
on the machine spoils them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from statistics import median

from builders import BUILDERS, Broken, Builder
from editions import NAMES, Edition, expected
from environment import rivals_python
from learning import learning_table
from live import live_table
from loop import loop_table
from many import many_table
from preview import preview_table
from site_again import site_table
from stated import stated_table
from training_room import studio_table

OURS = "weave"
SCENARIOS = ["cold", "no change", "prose edit", "code edit", "network edit"]
TARGETS = {"cold": 0.7, "no change": 0.6, "code edit": 0.9, "network edit": 0.97}
TABLES = {
    "site": [site_table],
    "preview": [preview_table],
    "loop": [loop_table],
    "many": [many_table],
    "live": [live_table, learning_table],
    "studio": [studio_table],
    "stated": [stated_table],
}
Seconds = dict[tuple[str, str], list[float]]  # (builder, scenario) -> one figure a round


def edition(scenario: str, number: int) -> Edition:
    """The sources for a scenario in a round; each round edits anew, so no cache has seen the edit."""
    place = SCENARIOS.index(scenario)
    return Edition(*(number if place >= SCENARIOS.index(edit) else 0 for edit in SCENARIOS[2:]))


def build(builder: Builder, wanted: Edition, label: str) -> tuple[float, int]:
    """Build an edition, say so, and hold the site against it. Returns seconds and how many examples ran."""
    builder.edit(wanted)
    seconds, ran = builder.build()
    print(f"{label}: {builder.name} took {seconds:.2f} s, {ran} of {len(NAMES)} examples ran", flush=True)
    builder.check(wanted)
    return seconds, ran


def rounds(builders: list[Builder], count: int) -> tuple[Seconds, dict[tuple[str, str], int], dict[str, set[str]]]:
    """Time all scenarios; also how many examples ran in each, and the digests of the cold builds."""
    seconds: Seconds = defaultdict(list)
    ran: dict[tuple[str, str], int] = {}
    digests: dict[str, set[str]] = defaultdict(set)
    for number in range(count + 1):  # round 0 fills the caches of the system and is not counted
        for scenario in SCENARIOS if number else SCENARIOS[:1]:
            for builder in builders:
                if scenario == "cold":
                    builder.reset()
                label = f"round {number} of {count}, {scenario}" if number else "checking, not counted"
                took, times = build(builder, edition(scenario, number), label)
                if scenario == "cold":
                    digests[builder.name].add(builder.digest())
                if number:
                    seconds[builder.name, scenario].append(took)
                    ran[builder.name, scenario] = times
    return seconds, ran, digests


def follows(builder: Builder, last: Edition) -> list[str]:
    """Whether the site shows a change of the imported module, and then one of the data file."""
    words = []
    for label, changed in (("module", replace(last, helper=1)), ("data", replace(last, helper=1, data=1))):
        new = set(expected(changed)) - set(expected(last))
        last = changed
        builder.edit(changed)
        seconds, ran = builder.build()
        words.append("stale" if new & set(builder.missing(changed)) else "fresh")
        result = f"{ran} of {len(NAMES)} examples ran, {words[-1]}"
        print(f"{label} changed: {builder.name} took {seconds:.2f} s, {result}", flush=True)
    return words


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table, aligned for reading as it is."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in lines
    )


def builders_table(builders: list[Builder], count: int) -> str:
    """Run everything with the six examples and say how it went."""
    seconds, ran, digests = rounds(builders, count)
    rows = []
    for builder in builders:
        name = builder.name
        row = [name, *(f"{median(seconds[name, scenario]):.2f}" for scenario in SCENARIOS)]
        row += [f"{ran[name, 'prose edit']} of {len(NAMES)}", *follows(builder, edition(SCENARIOS[-1], count))]
        rows.append([*row, "yes" if len(digests[name]) == 1 else "no"])
    others = [builder.name for builder in builders if builder.name != OURS]
    if others and len(others) < len(builders):
        ratios = {s: ratio(seconds, others, s) for s in SCENARIOS}
        rows.append([f"{OURS} / best other", *(f"{ratios[s]:.2f}" for s in SCENARIOS), "", "", "", ""])
        targets = [f"<= {TARGETS[s]}" if s in TARGETS else "" for s in SCENARIOS]
        rows.append(["target", *targets, f"0 of {len(NAMES)}", "fresh", "fresh", "yes"])
    head = ["seconds", *SCENARIOS, "run by prose edit", "module changed", "data changed", "cold builds equal"]
    return table(head, rows)


def ratio(seconds: Seconds, others: list[str], scenario: str) -> float:
    """Ours over the best of the others."""
    return median(seconds[OURS, scenario]) / min(median(seconds[name, scenario]) for name in others)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare weave's builds with those of other builders.")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="rounds to take the median of (default: 5)")
    names = [*(kind.name for kind in BUILDERS), *TABLES]
    what = f"builders and tables, of {', '.join(names)} (default: all)"
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME", help=what)
    return parser.parse_args()


def main() -> int:
    arguments = parse()
    tables = []
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as home:
            if kinds := [kind for kind in BUILDERS if kind.name in arguments.only]:
                python = Path(sys.executable) if [kind.name for kind in kinds] == [OURS] else rivals_python()
                tables.append(builders_table([kind(Path(home), python) for kind in kinds], arguments.runs))
            for make in [make for name in TABLES if name in arguments.only for make in TABLES[name]]:
                tables.append(table(*make(Path(home), arguments.runs)))
    except Broken as error:
        tables.append(f"The comparison is void. {error}")
        return 1
    finally:
        print("", *tables, sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
