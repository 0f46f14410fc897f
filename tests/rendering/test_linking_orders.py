"""Fragments in any order, as often as one likes, make a sound packet, whatever they were linked into before."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf import goal_of, read_pdf
from tests.rendering import odd_documents
from tests.rendering.marked_content import lost_references, structure_with_words
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.fragment_encoding import decode_fragment
from therapytool.rendering.keeping.cache import Memory
from therapytool.rendering.linking.binding import CannotLink, link
from therapytool.rendering.linking.metadata import Facts
from therapytool.rendering.linking.numbering import SLOT, Part, places
from therapytool.rendering.linking.relocation import Relocated
from therapytool.rendering.page_numbers import without_numbers
from therapytool.rendering.workers.jobs import CompileJob
from therapytool.rendering.workers.pool import Pool

NAMES = ["short", "wide", "painted", "lists", "foreign"]
FACTS = Facts("Packet", "The Practice", "en-US")


@pytest.fixture(scope="module")
def compiled(pool: Pool) -> dict[str, Part]:
    unnumbered = without_numbers(odd_documents.STYLES)
    stand_in = unnumbered.stand_in
    parts = {}
    for name in [*NAMES, "linked", "long"]:
        page = odd_documents.to_html([odd_documents.document(name)], PrintProfile(), title=name, author="")
        job = CompileJob(page, unnumbered.styles, stand_in.text, stand_in.share)
        parts[name] = Part(name, decode_fragment(pool.run(job).fragment))
    return parts


@given(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_any_order_and_any_number_of_copies_make_a_sound_packet(compiled, names):
    content = link([compiled[name] for name in names], FACTS)
    read = read_pdf(content)
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        assert file.check_pdf_syntax() == []
    assert lost_references(content) == []
    assert [bookmark.title for bookmark in read.outline] == [headings(name) for name in names]
    assert [f"{number} of {len(names)}" in page.text for number, page in enumerate(read.pages, 1)] == [True] * len(
        names
    )
    assert structure_with_words(content) == tuple(
        element for name in names for element in structure_with_words(link([compiled[name]], FACTS))
    )


def headings(name: str) -> str:
    """The first heading of an odd document."""
    return odd_documents.BODIES[name].partition("<h1>")[2].partition("</h1>")[0]


@given(
    first=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
    second=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
)
@settings(max_examples=30, deadline=None)
def test_what_was_kept_from_other_packets_changes_nothing(compiled, first, second):
    shelf: Memory[Relocated] = Memory(most_bytes=10_000_000, seconds=60)
    for names in (first, second, first):
        parts = [compiled[name] for name in names]
        assert link(parts, FACTS, shelf=shelf) == link(parts, FACTS)


class TestCopies:
    def test_share_what_is_drawn(self, compiled):
        one, many = (len(link([compiled["painted"]] * count, FACTS)) for count in (1, 21))
        assert many < 4 * one
        assert len(read_pdf(link([compiled["painted"]] * 21, FACTS)).pages) == 21

    def test_lead_their_inner_links_to_themselves(self, compiled):
        content = link([compiled["long"], compiled["linked"], compiled["linked"]], FACTS)
        with pikepdf.Pdf.open(BytesIO(content)) as file:
            pages = [page.obj.objgen for page in file.pages]
            inner = [
                (number, pages.index(goal_of(file, annotation)[0].objgen))
                for number, page in enumerate(file.pages)
                for annotation in page.obj.get("/Annots", [])
                if "/Dest" not in annotation and goal_of(file, annotation) is not None
            ]
        assert [goal - start for start, goal in inner] == [1, 1]


class TestALinkToAnotherDocument:
    def test_that_is_not_there_is_refused(self, compiled):
        with pytest.raises(CannotLink, match="long"):
            link([compiled["linked"]], FACTS)

    def test_does_not_keep_a_page_from_being_drawn_alone(self, compiled):
        content = link([compiled["linked"]], FACTS, pages_before=40, page_total=60)
        assert "41 of 60" in read_pdf(content).pages[0].text


class TestTheFile:
    def test_is_the_same_for_the_same_parts_and_facts(self, compiled):
        parts = [compiled["short"], compiled["wide"]]
        assert link(parts, FACTS) == link(parts, FACTS)

    def test_is_known_by_another_name_when_anything_in_it_is_another(self, compiled):
        parts = [compiled["short"], compiled["wide"]]
        packets = [
            link(parts, FACTS),
            link(parts[::-1], FACTS),
            link(parts, Facts("Other", "The Practice", "en-US")),
            link(parts, Facts("Packet", "The Practice", "de-DE")),
            link(parts, FACTS, pages_before=1, page_total=9),
        ]
        assert len({identity(packet) for packet in packets}) == len(packets)

    def test_holds_titles_in_any_script_and_with_any_sign(self, compiled):
        for title in ("Zwölf (12) \\ <Übungen> & „mehr“", "Ольга", "𝔄 \x00\x0b", ""):
            content = link([compiled["short"]], Facts(title, title, "en-US"))
            assert read_pdf(content).metadata.title == title
            with pikepdf.Pdf.open(BytesIO(content)) as file, file.open_metadata() as metadata:
                assert (metadata.get("dc:title") or "") == "".join(letter for letter in title if letter.isprintable())


def identity(content: bytes) -> str:
    """What a reader knows the file by."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        return bytes(file.trailer.ID[0]).hex()


def test_a_document_that_grows_a_little_moves_none_behind_it(compiled):
    small = places([compiled["short"], compiled["wide"]])
    assert small[1].first % SLOT == 0
    assert small[0].end - small[0].first >= compiled["short"].fragment.symbols_start + 2
    assert [place.first for place in places([compiled["lists"], compiled["wide"]])] == [place.first for place in small]
