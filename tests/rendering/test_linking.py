"""A linked packet against the same packet laid out whole: the same pages, the same words, the same structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from tests.pdf import Pdf, goal_of, read_pdf
from tests.rendering import odd_documents
from tests.rendering.marked_content import artifact_words, lost_references, structure_with_words
from tests.rendering.starter_packets import bound_packet, starter_packets
from therapytool.rendering import html
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.linked import print_linked
from therapytool.rendering.printer import Printer
from therapytool.rendering.request import Printed, Request, Workshop
from therapytool.rendering.whole import print_whole

LARGEST_SHARE = 1.15
MOST_TYPEFACES = 6
SEEN_SCALE = 100 / 72
FAINT = 64
"""A difference of so many levels of 255 is no more than another rounding at the edge of a letter."""

ODD = ("short", "long", "wide", "linked", "painted", "lists", "short")
PLANS = {**starter_packets(), "bound on both sides": bound_packet()}
BLANK = "This side stays blank on purpose."


@dataclass(frozen=True)
class Both:
    """One packet made in both ways, and both as they read."""

    linked: Printed
    whole: Printed
    read_linked: Pdf
    read_whole: Pdf

    @classmethod
    def of(cls, request: Request) -> Both:
        linked, whole = print_linked(request), print_whole(request)
        return cls(linked, whole, read_pdf(linked.pdf), read_pdf(whole.pdf))


def request_for(documents, printer: Printer, paper: Paper = Paper.LETTER) -> Request:
    workshop = Workshop(printer.pool, printer.cache, on_disk=True)
    return Request(documents, PrintProfile(paper), "Packet", "The Practice", workshop)


@pytest.fixture(scope="module", params=[*PLANS, "odd documents"])
def both(request: pytest.FixtureRequest, printer: Printer) -> Iterator[Both]:
    if request.param in PLANS:
        paper = Paper.A4 if request.param == "individual-50" else Paper.LETTER
        yield Both.of(request_for(PLANS[request.param], printer, paper))
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "to_html", odd_documents.to_html)
        patch.setattr(html, "stylesheet", lambda: odd_documents.STYLES)
        yield Both.of(request_for([odd_documents.document(name) for name in ODD], printer))


class TestAPacket:
    def test_has_the_same_pages_with_the_same_words(self, both):
        assert both.linked.page_count == both.whole.page_count == len(both.read_linked.pages)
        assert both.read_linked.pages == both.read_whole.pages

    def test_reads_the_same_through_its_tags(self, both):
        assert structure_with_words(both.linked.pdf) == structure_with_words(both.whole.pdf)

    def test_leads_from_content_to_structure_and_back(self, both):
        assert lost_references(both.linked.pdf) == []

    def test_has_the_same_outline(self, both):
        assert both.read_linked.outline == both.read_whole.outline
        assert outline_places(both.linked.pdf) == outline_places(both.whole.pdf)

    def test_leads_its_links_to_the_same_places(self, both):
        assert both.read_linked.links == both.read_whole.links
        assert link_places(both.linked.pdf) == link_places(both.whole.pdf)

    def test_says_the_same_of_itself(self, both):
        linked, whole = both.read_linked.metadata, both.read_whole.metadata
        assert (linked.title, linked.author, linked.language) == ("Packet", "The Practice", "en-US")
        assert (linked.creator, linked.created, linked.shows_title) == (whole.creator, "", True)
        assert linked.claims == whole.claims == {"pdf/ua-1"}

    def test_embeds_each_typeface_once(self, both):
        fonts = both.read_linked.fonts
        assert [font.name for font in fonts] == [font.name for font in both.read_whole.fonts]
        assert all(font.is_embedded and font.is_subset for font in fonts)
        assert font_file_count(both.linked.pdf) == len(fonts) <= MOST_TYPEFACES

    def test_takes_hardly_more_room(self, both):
        assert len(both.linked.pdf) <= LARGEST_SHARE * len(both.whole.pdf)

    def test_is_sound_in_the_eyes_of_another_reader(self, both):
        with pikepdf.Pdf.open(BytesIO(both.linked.pdf)) as file:
            assert file.check_pdf_syntax() == []

    def test_looks_the_same(self, both):
        assert differences(both.linked.pdf, both.whole.pdf) == {}

    def test_has_the_same_complaints(self, both):
        assert both.linked.warnings == both.whole.warnings == ()


class TestAPageNumber:
    def test_counts_over_all_documents(self, both):
        total = both.linked.page_count
        for number, page in enumerate(both.read_linked.pages, start=1):
            assert (f"{number} of {total}" in page.text) is (BLANK not in page.text)

    def test_is_not_read_out(self, both):
        feet = artifact_words(both.linked.pdf, 0)
        assert any(f"1 of {both.linked.page_count}" in foot for foot in feet)
        assert sorted(feet) == sorted(artifact_words(both.whole.pdf, 0))


def outline_places(content: bytes) -> list[tuple[str, bool, list[float]]]:
    """Title, whether it is folded, and where each entry leads, to a tenth of a point."""
    with pikepdf.Pdf.open(BytesIO(content)) as file, file.open_outline() as outline:
        found, waiting = [], list(outline.root)
        while waiting:
            item = waiting.pop(0)
            point = list(goal_of(file, item.obj))[2:]
            found.append((item.title, bool(item.is_closed), [round(float(at), 1) for at in point]))
            waiting[:0] = item.children
        return found


def link_places(content: bytes) -> list[tuple[int, float]]:
    """Page and height of the goal of every link that stays in the file, in the order of the links."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        links = [each for page in file.pages for each in page.obj.get("/Annots", []) if each.Subtype == "/Link"]
        places = [place for link in links if (place := goal_of(file, link)) is not None]
        return [(numbers[place[0].objgen], round(float(place[3]), 1)) for place in places]


def font_file_count(content: bytes) -> int:
    """How many font files are in it."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        return sum(isinstance(each, pikepdf.Stream) and "/Length1" in each for each in file.objects)


def differences(one: bytes, other: bytes) -> dict[int, int]:
    """Pages that differ to the eye at 100 dots an inch: the page's number and how many dots differ clearly."""
    found = {}
    first, second = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)
    for number in range(len(first)):
        pictures = [file[number].render(scale=SEEN_SCALE).to_pil().convert("L") for file in (first, second)]
        clear = sum(ImageChops.difference(*pictures).histogram()[FAINT:])
        if clear:
            found[number + 1] = clear
    first.close()
    second.close()
    return found
