"""`python -m bench.rendering`: what printing costs, as a table in Markdown. Takes two to three minutes.

The packets of all starter plans are printed in each way, the ways in turns. Ratios are medians over the rounds of one
run: they hold on any machine, the times only on this one.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring import Times, Way, measure
from bench.peers import peer_ways
from bench.ways import WORKBOOK_PAGES, bench, our_ways, page_count

REFERENCE = "naive"
BROWSER = "browser warm"
GOALS = {
    "linked": "at most 0.002 of naive, 1/200 of Chromium running",
    "edited": "at most 0.07",
    "new": "at most 0.08",
    "nothing 1": "at most 0.40",
    "nothing 2": "at most 0.25",
    "fresh": "at most 0.02 of Chromium in a new process",
    "workbook": "at most 0.003 of naive by the page",
    "picture": "150 ms a packet",
}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each way is measured (5)")
    parser.add_argument("--only", nargs="*", default=[], help="ways to measure, by their short names")
    options = parser.parse_args()
    with bench() as prepared, peer_ways(prepared.html(), prepared.folder) as (peers, absent):
        ways = our_ways(prepared) | peers
        chosen = {key: way for key, way in ways.items() if not options.only or key in {*options.only, REFERENCE}}
        times = measure(chosen, options.rounds, _tell)
        pages, packets = page_count(prepared), len(prepared.packets)
    _tell("")
    sys.stdout.write(_report(chosen, times, pages=pages, packets=packets, absent=absent) + "\n")


def _report(
    ways: Mapping[str, Way], times: Mapping[str, Times], *, pages: int, packets: int, absent: Sequence[str]
) -> str:
    """The table under a line that says when, where and of what."""
    head = (
        f"{packets} packets, {pages} pages; {datetime.now(UTC):%Y-%m-%d}, {_machine()}, Python "
        f"{platform.python_version()}, load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores."
    )
    lines = [head, "", "| way | ms a packet | to naive | to Chromium running | goal |", "|---|---|---|---|---|"]
    for key, way in ways.items():
        share = WORKBOOK_PAGES / pages if key == "workbook" else 1.0
        per_packet = times[key].middle * 1000 / (1 if key == "workbook" else packets)
        cells = [
            way.name,
            f"{per_packet:.3g}",
            _ratio(times, key, REFERENCE, share),
            _ratio(times, key, BROWSER, share),
        ]
        lines.append(f"| {' | '.join(cells)} | {GOALS.get(key, '')} |")
    if "fresh" in times and "browser cold" in times:
        lines.append(
            f"\nFrom stored parts to Chromium, both in a new process: {_ratio(times, 'fresh', 'browser cold', 1)}."
        )
    if absent:
        lines.append(f"\nNot installed here, so not measured: {', '.join(absent)}.")
    return "\n".join(lines)


def _ratio(times: Mapping[str, Times], key: str, other: str, share: float) -> str:
    """One way as a share of another; `share` makes up for a different number of pages."""
    return f"{times[key].ratio_to(times[other]) / share:.2g}" if other in times else "–"


def _machine() -> str:
    names = Path("/proc/cpuinfo")
    if names.exists():
        models = [line.partition(":")[2].strip() for line in names.read_text().splitlines() if "model name" in line]
        if models:
            return models[0]
    return platform.processor() or platform.machine()


def _tell(message: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{message}")


if __name__ == "__main__":
    main()
