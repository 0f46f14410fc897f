"""`python -m bench.rendering`: what printing costs, as a table in Markdown. Takes two to three minutes.

The packets of all starter plans are printed in each way, the ways in turns. Ratios are medians over the rounds of one
run: they hold on any machine, the times only on this one. On a busy machine look at the processor's time.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.goals import goal_rows, shape_of
from bench.measuring import Times, Way, measure, ratio
from bench.peers import peer_ways
from bench.ways import WORKBOOK_PAGES, bench, our_ways, page_count

REFERENCE = "naive"
BROWSER = "browser warm"


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
        shape = shape_of(prepared)
    _tell("")
    table = _report(chosen, times, pages=pages, packets=packets, rounds=options.rounds, absent=absent)
    goals = "\n".join(goal_rows(times, pages=pages, packets=packets, shape=shape))
    sys.stdout.write(f"{table}\n\n{goals}\n")


def _report(
    ways: Mapping[str, Way],
    times: Mapping[str, Times],
    *,
    pages: int,
    packets: int,
    rounds: int,
    absent: Sequence[str],
) -> str:
    """The table under a line that says when, where and of what."""
    lines = [
        f"{packets} packets, {pages} pages; {datetime.now(UTC):%Y-%m-%d}, {machine()}.",
        "",
        "| way | ms a packet | to naive | of processor time | to Chromium running |",
        "|---|---|---|---|---|",
    ]
    for key, way in ways.items():
        share = WORKBOOK_PAGES / pages if key == "workbook" else 1.0
        cells = [
            way.name,
            f"{median(times[key].clock) * 1000 / (packets if key != 'workbook' else 1):.3g}",
            _ratio(times, key, REFERENCE, share=share),
            _ratio(times, key, REFERENCE, share=share, of_processor=True),
            _ratio(times, key, BROWSER, share=share),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    if absent:
        lines += ["", f"Not installed here, so not measured: {', '.join(absent)}."]
    return "\n".join(lines)


def _ratio(times: Mapping[str, Times], key: str, other: str, *, share: float = 1.0, of_processor: bool = False) -> str:
    """One way as a share of another; `share` makes up for a different number of pages."""
    if other not in times:
        return "–"
    ours, theirs = times[key], times[other]
    found = ratio(ours.processor, theirs.processor) if of_processor else ratio(ours.clock, theirs.clock)
    return f"{found / share:.2g}"


def machine() -> str:
    """The processor, its cores, how busy they are, and the Python."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = next(iter(models), platform.processor() or platform.machine())
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"{processor}, {load}, Python {platform.python_version()}"


def _tell(message: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{message}")


if __name__ == "__main__":
    main()
