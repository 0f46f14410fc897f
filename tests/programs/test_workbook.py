"""A program as one bound workbook: what is in each edition, and that its numbers and links are right."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
import pypdf
import pytest

from tests.pdf import Pdf, goal_of, read_pdf
from tests.rendering.form_fillers import by_pikepdf, by_pypdf
from tests.shipped_exercises import shipped_exercises
from therapytool import clock
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead
from therapytool.plans.shelf import Shelf
from therapytool.programs.files import get_program, read_programs
from therapytool.programs.workbook import Edition, ProgramToPrint, WorkbookOptions, workbook_documents
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fillable.conventions import TOKEN_FIELD
from therapytool.rendering.fillable.reading import filled_copies
from therapytool.rendering.printer import Printer, PrintJob

SHORTEST = "provider-stress-4"
BLANK = "This side stays blank on purpose."


@cache
def source(slug: str) -> ProgramToPrint:
    shelf = Shelf.of(shipped_exercises().values())
    head = letterhead("Harbor Practice", "12 Harbor Lane", "US")
    return ProgramToPrint(get_program(slug), shelf, head, read_catalog(), clock.today())


def documents(slug: str, **options) -> tuple[Document, ...]:
    return workbook_documents(source(slug), WorkbookOptions(**options))


@pytest.fixture(scope="module")
def bound(printer: Printer) -> tuple[Pdf, bytes]:
    """The shortest program for its client, bound for both sides, its sheets to fill in."""
    made = documents(SHORTEST, both_sides=True, name="Heron", fillable=True)
    job = PrintJob(made, PrintProfile(), title="Workbook", author="Harbor Practice")
    printed = printer.print(job)
    assert printed.warnings == ()
    return read_pdf(printed.pdf), printed.pdf


class TestWhatIsInIt:
    @pytest.mark.parametrize("program", read_programs(), ids=lambda program: program.slug)
    def test_a_client_gets_every_session_every_sheet_and_help_at_the_end(self, program):
        made = documents(program.slug)
        titles = [document.title for document in made]
        assert [title for title in titles if title.startswith("Session")] == [
            f"Session {number}: {session.title}" for number, session in enumerate(program.sessions, 1)
        ]
        sheets = [document for document in made if document.template == "worksheet.html"]
        assert len(sheets) == sum(use.copies > 0 for plan in program.plans for use in plan.uses)
        assert titles[:2] == [program.title, "Contents"]
        assert titles[-1] == "If it gets too much"

    @pytest.mark.parametrize("program", read_programs(), ids=lambda program: program.slug)
    def test_nothing_for_the_clinician_is_in_a_clients_edition(self, program):
        templates = {document.template for document in documents(program.slug)}
        assert templates == {"workbook_cover.html", "contents.html", "divider.html", "worksheet.html", "grounding.html"}

    def test_the_clinicians_edition_has_agendas_guides_and_what_to_settle_first(self):
        made = documents("couples-closeness-8", edition=Edition.CLINICIAN)
        templates = [document.template for document in made]
        program = get_program("couples-closeness-8")
        assert templates.count("agenda.html") == len(program.sessions)
        assert templates.count("guide.html") == len(program.extras) + sum(len(p.exercise_items) for p in program.plans)
        assert "program_about.html" in templates

    def test_a_partners_workbook_names_the_partner_on_every_sheet(self):
        made = documents("couples-closeness-8", person="Partner B", name="Finch")
        options = [document.values["options"] for document in made if document.template == "worksheet.html"]
        assert {(each.copy_label, each.code_name) for each in options} == {("Partner B", "Finch")}


class TestTheFile:
    def test_contents_say_the_page_of_everything_and_lead_there(self, bound):
        pdf, content = bound
        listed = contents_lines(content)
        assert len(listed) > 10
        for words, page, goal in listed:
            assert page == goal, words
            (mark,) = [mark for mark in pdf.outline if mark.page == page]
            assert mark.title in words

    def test_sheets_hang_below_their_session_in_the_outline(self, bound):
        outline = [(mark.level, mark.title) for mark in bound[0].outline]
        at = next(place for place, (_, title) in enumerate(outline) if title == get_program(SHORTEST).sessions[0].title)
        assert outline[at][0] == 1
        assert outline[at + 1][0] == 2

    def test_every_document_begins_on_the_front_of_a_leaf(self, bound):
        pdf = bound[0]
        assert {mark.page % 2 for mark in pdf.outline} == {1}
        assert any(BLANK in page.text for page in pdf.pages)

    def test_says_on_each_page_of_a_session_which_it_is(self, bound):
        program = get_program(SHORTEST)
        head = f"{program.title} · Session 2: {program.sessions[1].title}"
        pages = [" ".join(page.text.split()) for page in bound[0].pages]
        assert sum(head in page for page in pages) >= 2

    def test_has_few_font_files_and_is_sound(self, bound):
        with pikepdf.Pdf.open(BytesIO(bound[1])) as file:
            assert file.check_pdf_syntax() == []
        assert len(bound[0].fonts) <= 6
        assert all(font.is_embedded for font in bound[0].fonts)

    def test_has_one_form_in_which_every_sheet_keeps_its_fields_apart(self, bound):
        copies = filled_copies(bound[1])
        assert len(copies) == len([document for document in documents(SHORTEST, fillable=True) if document.form])
        fields = pypdf.PdfReader(BytesIO(bound[1])).get_fields() or {}
        asked = {name for name, field in fields.items() if "/FT" in field and not name.endswith(TOKEN_FIELD)}
        assert len(asked) == sum(len(copy.fields) for copy in copies)

    @pytest.mark.parametrize("filler", [by_pypdf, by_pikepdf])
    def test_what_is_typed_into_one_sheet_stands_in_no_other(self, bound, filler):
        with pikepdf.Pdf.open(BytesIO(bound[1])) as file:
            last = str(file.Root.AcroForm.Fields[-1].T)
        copies = filled_copies(filler(bound[1], {f"{last}.sheet/date": "Nov 22"}))
        dates = [field.value for copy in copies for field in copy.fields if field.name == "sheet/date"]
        assert dates == [*[""] * (len(copies) - 1), "Nov 22"]

    def test_prints_neither_gates_nor_the_clinicians_notes(self, bound):
        text = " ".join(bound[0].text.split())
        for gate in read_catalog().gates.values():
            assert gate.ask[:40] not in text
        for session in get_program(SHORTEST).sessions:
            assert all(item.notes is None or item.notes[:40] not in text for item in session.items)


def contents_lines(content: bytes) -> list[tuple[str, int, int]]:
    """Each line of the contents pages: its words, the page it says, the page its link leads to."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        goals = {
            str(annotation.Dest): numbers[goal_of(file, annotation)[0].objgen]
            for page in file.pages
            for annotation in page.obj.get("/Annots", [])
            if "/Dest" in annotation
        }
    by_number = sorted(goals.items(), key=lambda each: int(each[0].partition("-")[0]))
    text = [page.text for page in read_pdf(content).pages if page.text.startswith(("Contents", "Part"))]
    lines = [line.rsplit(" ", 1) for page in text for line in page.splitlines() if line[-1:].isdigit()]
    lines = [line for line in lines if "of" not in line[0].split()[-1:]]
    said = [(words, int(page)) for words, page in lines]
    return [(words, page, goal) for (words, page), (_, goal) in zip(said, by_number, strict=True)]
