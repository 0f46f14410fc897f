"""Our own ways to print the packets of the starter plans, from the naive one to the quickest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.measuring import Way
from tests.rendering.starter_packets import PRACTICE, starter_packets
from therapytool.rendering.binding.parts import parts_of
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fragment_encoding import encode_fragment
from therapytool.rendering.html import stylesheet, to_html
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.layout.engine import BASE_ADDRESS, AssetFetcher
from therapytool.rendering.layout.quickening import the_usual_way
from therapytool.rendering.linking.binding import link
from therapytool.rendering.linking.metadata import Facts
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.packet import picture, print_packet
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.workers.jobs import LayoutJob
from therapytool.rendering.workers.limits import Limits
from therapytool.rendering.workers.pool import Pool

PROFILE = PrintProfile()
TITLE = "Packet"
WORKBOOK_PAGES = 320
FACTS = Facts(TITLE, PRACTICE, PROFILE.language)

FRESH_PROCESS = """
import json
import sys
from pathlib import Path
from therapytool.rendering.fragment_encoding import decode_fragment
from therapytool.rendering.linking.binding import link
from therapytool.rendering.linking.metadata import Facts
from therapytool.rendering.linking.numbering import Part
for folder in map(Path, sys.argv[1:]):
    words = json.loads((folder / "inscriptions.json").read_text())
    files = sorted(folder.glob("part*"))
    parts = [
        Part(path.name, decode_fragment(path.read_bytes()), inscriptions=said)
        for path, said in zip(files, words, strict=True)
    ]
    (folder / "packet.pdf").write_bytes(link(parts, Facts("Packet", "Practice", "en-US")))
"""
COLD_PROCESS = """
import sys
from pathlib import Path
from therapytool.rendering.layout.engine import lay_out
styles = Path(sys.argv[1]).read_text()
for path in map(Path, sys.argv[2:]):
    path.with_suffix(".pdf").write_bytes(lay_out(path.read_text(), styles).pdf)
"""


@dataclass
class Bench:
    """The packets, and warm places to make them in."""

    packets: dict[str, tuple[Document, ...]]
    one: Pool
    two: Pool
    folder: Path
    cache: PrintCache = field(default_factory=PrintCache)
    turns: Iterator[int] = field(default_factory=count)

    def request(self, documents: Sequence[Document], pool: Pool, cache: PrintCache) -> Request:
        return Request(documents, PROFILE, TITLE, PRACTICE, Workshop(pool, cache))

    def html(self) -> list[str]:
        """Each packet as one text."""
        return [to_html(documents, PROFILE, title=TITLE, author=PRACTICE) for documents in self.packets.values()]

    def parts(self) -> list[tuple[Part, ...]]:
        """Each packet as parts, compiled once and kept."""
        return [parts_of(self.request(documents, self.two, self.cache)) for documents in self.packets.values()]

    def print_all(self, packets: Sequence[Sequence[Document]], pool: Pool, cache: PrintCache) -> int:
        """Print packets as features do; gives the number of pages."""
        return sum(
            print_packet(documents, PROFILE, title=TITLE, author=PRACTICE, pool=pool, cache=cache).page_count
            for documents in packets
        )


@contextmanager
def bench() -> Iterator[Bench]:
    """Everything ready to be measured: workers warm, parts compiled."""
    with tempfile.TemporaryDirectory() as folder, _pool(1) as one, _pool(2) as two:
        made = Bench(starter_packets(), one, two, Path(folder))
        for number, parts in enumerate(made.parts()):
            (made.folder / str(number)).mkdir()
            for place, part in enumerate(parts):
                path = made.folder / str(number) / f"part{place:03}"
                path.write_bytes(encode_fragment(part.fragment))
            words = json.dumps([dict(part.inscriptions) for part in parts])
            (made.folder / str(number) / "inscriptions.json").write_text(words, encoding="utf-8")
            (made.folder / f"{number}.html").write_text(made.html()[number], encoding="utf-8")
        (made.folder / "styles.css").write_text(stylesheet(), encoding="utf-8")
        yield made


def _pool(size: int) -> Pool:
    """Workers with time to spare, so that a busy machine spoils no measurement."""
    return Pool(size=size, limits=Limits(seconds=120))


def our_ways(bench: Bench) -> dict[str, Way]:
    """What is measured, by a short name; the times are those of all packets together."""
    packets, facts = list(bench.packets.values()), FACTS
    parts, styles = bench.parts(), stylesheet()
    everything = [part for packet in parts for part in packet]
    workbook = _workbook(everything)
    edited: list[Sequence[Document]] = []
    return {
        "naive": Way("whole, everything read anew", lambda: list(map(naive, bench.html()))),
        "warm": Way("whole, warm worker", lambda: [bench.one.run(LayoutJob(text, styles)) for text in bench.html()]),
        "cold": Way(
            "whole, new process", lambda: _run(bench, COLD_PROCESS, [bench.folder / "styles.css", *_pages(bench)])
        ),
        "linked": Way(
            "linked, all parts cached, from the parts",
            lambda: [link(packet, facts, shelf=bench.cache.relocated) for packet in parts],
            times=10,
        ),
        "printed": Way(
            "linked, all parts cached, from the templates",
            lambda: bench.print_all(packets, bench.one, bench.cache),
            times=10,
        ),
        "edited": Way(
            "one worksheet edited, linked",
            lambda: bench.print_all(edited, bench.one, bench.cache),
            prepare=lambda: edited.__setitem__(slice(None), [_with_an_edit(bench, each) for each in packets]),
        ),
        "picture": Way(
            "one worksheet edited, its page as a picture",
            lambda: [_picture(bench, each) for each in edited],
            prepare=lambda: edited.__setitem__(slice(None), [_with_an_edit(bench, each) for each in packets]),
        ),
        "new": Way(
            "new plan of library exercises, linked",
            lambda: bench.print_all(edited, bench.one, bench.cache),
            prepare=lambda: edited.__setitem__(slice(None), [_with_a_new_plan(bench, each) for each in packets]),
        ),
        "nothing 1": Way("nothing cached, 1 worker", lambda: bench.print_all(packets, bench.one, PrintCache())),
        "nothing 2": Way("nothing cached, 2 workers", lambda: bench.print_all(packets, bench.two, PrintCache())),
        "fresh": Way(
            "new process, from stored parts",
            lambda: _run(bench, FRESH_PROCESS, [bench.folder / str(number) for number in range(len(packets))]),
        ),
        "workbook": Way(
            f"workbook of {_page_count(workbook)} pages, linked",
            lambda: link(workbook, facts, shelf=bench.cache.relocated),
        ),
    }


def naive(html: str) -> bytes:
    """As the engine's documentation shows it, with the same tags."""
    fonts = FontConfiguration()
    fetcher = AssetFetcher()
    styles = CSS(string=stylesheet(), font_config=fonts, url_fetcher=fetcher, base_url=BASE_ADDRESS)
    source = HTML(string=html, url_fetcher=fetcher, base_url=BASE_ADDRESS)
    with the_usual_way():
        made: bytes = source.write_pdf(stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)
    return made


def _with_an_edit(bench: Bench, documents: Sequence[Document]) -> list[Document]:
    """The packet after a change to one of its worksheets that no earlier packet had."""
    place = _first(documents, "worksheet.html")
    changed = list(documents)
    exercise = _values(documents[place])["exercise"]
    purpose = f"{exercise.worksheet.purpose} Take your time, {next(bench.turns)} minutes or more."
    edited = exercise.model_copy(update={"worksheet": exercise.worksheet.model_copy(update={"purpose": purpose})})
    changed[place] = replace(documents[place], values={**documents[place].values, "exercise": edited})
    return changed


def _with_a_new_plan(bench: Bench, documents: Sequence[Document]) -> list[Document]:
    """The packet of another plan of the same exercises: its cover and its agenda are new."""
    changed = list(documents)
    for place in (_first(documents, "cover.html"), _first(documents, "agenda.html")):
        plan = _values(documents[place])["plan"].model_copy(update={"title": f"Plan {next(bench.turns)}"})
        changed[place] = replace(documents[place], values={**documents[place].values, "plan": plan})
    return changed


def _picture(bench: Bench, documents: Sequence[Document]) -> bytes:
    before = documents[: _first(documents, "worksheet.html")]
    parts = parts_of(bench.request(before, bench.one, bench.cache))
    page = sum(len(part.fragment.pages) for part in parts) + 1
    return picture(documents, PROFILE, title=TITLE, author=PRACTICE, page=page, pool=bench.one, cache=bench.cache)


def _workbook(parts: Sequence[Part]) -> list[Part]:
    """These parts over and over, as different documents, up to the length of a workbook."""
    bound: list[Part] = []
    while _page_count(bound) < WORKBOOK_PAGES:
        part = parts[len(bound) % len(parts)]
        bound.append(Part(f"{part.key} {len(bound)}", part.fragment))
    return bound


def _page_count(parts: Sequence[Part]) -> int:
    return sum(len(part.fragment.pages) for part in parts)


def page_count(bench: Bench) -> int:
    """Pages of all packets together."""
    return sum(map(_page_count, bench.parts()))


def _first(documents: Sequence[Document], template: str) -> int:
    return next(place for place, document in enumerate(documents) if document.template == template)


def _values(document: Document) -> dict[str, Any]:
    return dict(document.values)


def _pages(bench: Bench) -> list[Path]:
    return [bench.folder / f"{number}.html" for number in range(len(bench.packets))]


def _run(bench: Bench, program: str, arguments: Sequence[Path]) -> None:
    """A new process. It finds modules compiled, as where they are installed, even if Python is told to keep none."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(bench.folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program, *map(str, arguments)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env=environment)
