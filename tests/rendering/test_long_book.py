"""A book of more than 320 pages: one font file for each typeface, right numbers, links that lead where they say.

The same few documents stand in it many times, so that almost all of it comes from parts compiled once.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from tests.pdf import Pdf, goal_of, read_pdf
from tests.rendering.starter_packets import starter_packets
from therapytool.plans.packets.binding import Bound, PacketOptions, Section, bind
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.linked import print_linked
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.workers.pool import Pool

FEWEST_PAGES = 320
SECTIONS = 75


@pytest.fixture(scope="module")
def book(pool: Pool) -> tuple[Pdf, bytes]:
    sheets = [each for each in starter_packets()["individual-50"] if each.template == "worksheet.html"]
    entries = tuple(Bound(sheet) for sheet in sheets)
    sections = [Section(f"Part {number}", "", entries) for number in range(1, SECTIONS + 1)]
    documents = bind((), sections, PacketOptions(contents=True, dividers=True))
    printed = print_linked(
        Request(documents, PrintProfile(), "Book", "The Practice", Workshop(pool, PrintCache(most_memory=2**27)))
    )
    assert printed.warnings == ()
    return read_pdf(printed.pdf), printed.pdf


def test_counts_every_page(book):
    pdf = book[0]
    assert len(pdf.pages) >= FEWEST_PAGES
    for number, page in enumerate(pdf.pages, 1):
        assert f"Page {number} of {len(pdf.pages)}" in page.text


def test_has_one_font_file_for_each_typeface(book):
    pdf, content = book
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        files = [each for each in file.objects if isinstance(each, pikepdf.Stream) and "/Length1" in each]
        assert file.check_pdf_syntax() == []
    assert len(files) == len(pdf.fonts) <= 6
    assert all(font.is_embedded and font.is_subset for font in pdf.fonts)


def test_every_link_of_the_contents_leads_to_the_page_it_says(book):
    pdf, content = book
    said = [
        int(line.rsplit(" ", 1)[1])
        for page in pdf.pages
        if page.text.startswith(("Contents", "Part\n", "Part Page"))
        for line in page.text.splitlines()
        if line[-1:].isdigit() and " of " not in line
    ]
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        links = [each for page in file.pages for each in page.obj.get("/Annots", []) if "/Dest" in each]
        goals = [numbers[goal_of(file, link)[0].objgen] for link in links]
    assert goals == said
    titles = {mark.title for mark in pdf.outline if mark.level == 2}
    assert len(goals) == SECTIONS * (1 + len(titles)), "copies that nothing tells apart share a line"


def test_hangs_all_sheets_below_their_parts(book):
    outline = book[0].outline
    parts = [mark for mark in outline if mark.level == 1]
    assert [mark.title for mark in parts] == ["Contents", *(f"Part {number}" for number in range(1, SECTIONS + 1))]
    assert (len(outline) - len(parts)) % SECTIONS == 0
