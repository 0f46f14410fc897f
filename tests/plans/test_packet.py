"""The packet of each starter plan on both papers: what is bound, in what order, and how the pages behave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from tests.pdf import Pdf, read_pdf
from tests.shipped_exercises import shipped_exercises
from therapytool import clock
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead
from therapytool.plans.content import ExerciseItem, PartItem, PlanContent
from therapytool.plans.packets.packet import PacketPart, PlanToPrint, agenda_document, packet_documents
from therapytool.plans.review import ReviewHomework, ReviewPart
from therapytool.plans.shelf import Shelf
from therapytool.plans.starter import plan_paths, read_plan
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.packet import Printed
from therapytool.rendering.printer import Printer, PrintJob

PLANS = {path.stem: path for path in plan_paths()}
ALL = frozenset(PacketPart)
FAMILIES = ("AtkinsonHyperlegible", "SourceSerif4", "TherapytoolSymbols")


@cache
def shelf() -> Shelf:
    return Shelf.of(shipped_exercises().values())


def source(plan: PlanContent) -> PlanToPrint:
    head = letterhead("Harbor Practice", "12 Harbor Lane", "US")
    return PlanToPrint(plan, shelf(), head, read_catalog(), clock.today())


def printed(
    printer: Printer, plan: PlanContent, parts: frozenset[PacketPart] = ALL, paper: Paper = Paper.LETTER
) -> Printed:
    documents = packet_documents(source(plan), parts)
    return printer.print(PrintJob(documents, PrintProfile(paper), title=plan.title, author="Harbor Practice"))


@pytest.fixture(
    scope="module",
    params=[(name, paper) for name in PLANS for paper in (Paper.LETTER, Paper.A4)],
    ids=lambda p: f"{p[0]}-{p[1]}",
)
def packet(request: pytest.FixtureRequest, printer: Printer) -> tuple[PlanContent, Paper, Printed, Pdf]:
    name, paper = request.param
    plan = read_plan(PLANS[name])
    result = printed(printer, plan, paper=paper)
    return plan, paper, result, read_pdf(result.pdf)


Packet = tuple[PlanContent, Paper, Printed, Pdf]


def test_the_engine_has_nothing_to_complain_about(packet: Packet) -> None:
    assert packet[2].warnings == ()


def test_every_page_has_the_paper_it_was_asked_for(packet: Packet) -> None:
    _, paper, _, pdf = packet
    width, height = paper.size_in_points
    assert {(round(w), round(h)) for w, h in pdf.sizes} == {(round(width), round(height))}


def test_all_type_is_ours_and_embedded(packet: Packet) -> None:
    pdf = packet[3]
    assert all(font.is_embedded for font in pdf.fonts)
    assert {font.name for font in pdf.fonts if not font.name.replace("-", "").startswith(FAMILIES)} == set()


def test_pages_are_counted_over_the_whole_packet(packet: Packet) -> None:
    pdf = packet[3]
    for number, page in enumerate(pdf.pages, 1):
        assert f"Page {number} of {len(pdf.pages)}" in page.text


def test_the_file_says_what_it_is(packet: Packet) -> None:
    plan, _, _, pdf = packet
    assert pdf.metadata.title == plan.title
    assert pdf.metadata.author == "Harbor Practice"
    assert pdf.metadata.language == "en-US"
    assert pdf.metadata.shows_title
    assert "pdf/ua-1" in pdf.metadata.claims


def test_bookmarks_lead_to_every_part_in_order(packet: Packet) -> None:
    plan, _, _, pdf = packet
    titles = [mark.title for mark in pdf.outline if mark.level == 1]
    pages = [mark.page for mark in pdf.outline if mark.level == 1]
    assert titles[0] == plan.title
    assert pages == sorted(pages)
    for use in plan.uses:
        assert any(shelf().take(use).title in title for title in titles)


def test_tags_hold_headings_tables_and_lists(packet: Packet) -> None:
    counts = packet[3].tag_counts()
    assert counts["H1"] >= 3
    assert counts["Table"]
    assert counts["TH"]
    assert counts["L"]


def test_no_page_is_nearly_empty(packet: Packet) -> None:
    """A page that only holds what spilled over has little but its foot."""
    pdf = packet[3]
    assert [number for number, page in enumerate(pdf.pages, 1) if len(page.text.split()) < 30] == []


def test_guides_end_in_lines_for_notes_where_their_last_page_has_room(packet: Packet) -> None:
    ends = [page.text.partition("has not been tested as written") for page in packet[3].pages]
    assert any("Notes" in after for _, found, after in ends if found)


def test_nothing_for_the_clinician_stands_on_a_client_page(packet: Packet) -> None:
    plan, _, _, pdf = packet
    notes = [item.notes.split(".")[0] for item in plan.items if item.notes]
    client_pages = [page for page in pdf.pages if "You may skip any line" in page.text]
    assert client_pages
    assert [note for note in notes for page in client_pages if note in page.text] == []


def test_gates_print_nowhere_and_cautions_in_the_guide(printer: Printer) -> None:
    plan = read_plan(PLANS["couple-80"])
    text = " ".join(read_pdf(printed(printer, plan).pdf).text.split())
    assert "Take care" in text
    for gate in read_catalog().gates.values():
        assert gate.ask[:40] not in text
        assert gate.title not in text


def test_parts_are_bound_as_chosen() -> None:
    plan = read_plan(PLANS["couple-80"])
    chosen = packet_documents(source(plan), frozenset({PacketPart.AGENDA, PacketPart.HOMEWORK}))
    assert [document.template for document in chosen] == ["agenda.html"] + ["worksheet.html"] * sum(
        sheet.copies for sheet in plan.homework
    )


def test_words_in_slots_print_and_braces_in_them_stay_words(printer: Printer) -> None:
    item = ExerciseItem(exercise="listen-dont-fix", slots={"hard_day": "the {partner} site visit"})
    plan = PlanContent(title="Slots", items=(item,))
    pdf = read_pdf(printed(printer, plan, frozenset({PacketPart.WORKSHEETS})).pdf)
    assert "the {partner} site visit" in " ".join(pdf.text.split())


def test_hostile_words_print_as_typed(printer: Printer) -> None:
    words = "<script>alert(1)</script> & {{ 7*7 }} \u202eevil"
    plan = PlanContent(title=words, items=(PartItem(part="note", minutes=5, title="<b>x</b>", notes=words),))  # type: ignore[arg-type]
    pdf = read_pdf(printed(printer, plan, frozenset({PacketPart.AGENDA})).pdf)
    text = " ".join(pdf.text.split())
    assert "<script>alert(1)</script> & {{ 7*7 }}" in text
    assert "<b>x</b>" in text


@pytest.mark.parametrize("name", ["couple-80", "intimacy-and-sex-80"])
def test_an_agenda_with_homework_to_talk_about_stands_on_one_page(printer: Printer, name: str) -> None:
    parts = tuple(ReviewPart(f"Partner {seat}", "came back on paper", "Sure before: 6 of 10.") for seat in "AB")
    review = tuple(ReviewHomework(f"Sheet {number}", "standard", date(2026, 11, 20), parts) for number in (1, 2))
    agenda = agenda_document(replace(source(read_plan(PLANS[name])), to_review=review))
    result = printer.print(PrintJob([agenda], PrintProfile(), title="Agenda", author="Harbor Practice"))
    assert result.page_count == 1
    assert "Partner B came back on paper" in " ".join(read_pdf(result.pdf).text.split())


def test_a_plan_with_nothing_in_it_still_has_a_cover_and_an_agenda(printer: Printer) -> None:
    assert printed(printer, PlanContent(title="Empty")).page_count == 2
