"""Homework on paper, and what is taken away: what stands there, and what never does."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from tests.application import everything_on_disk
from tests.homework.practice import LADDER, LISTEN, SURE, Desk
from tests.pdf import read_pdf
from therapytool.accounts.current import Clinician
from therapytool.cases.queries import CaseView
from therapytool.database import writing
from therapytool.homework.exports.export import AnswerRow, answers_of_case, as_csv, as_json, as_zip, plain_cell
from therapytool.homework.handing_out.giving import Share
from therapytool.homework.links.issuing import MadeFor
from therapytool.homework.links.way_in import is_this_computer, on_paper, page_in_words, shown
from therapytool.homework.operations import save_note
from therapytool.homework.printing import blank_copies, filled_sheet, rows_side_by_side, side_by_side
from therapytool.homework.queries import HomeworkView
from therapytool.homework.review import came_back, is_shown_together
from therapytool.homework.sheet import committed
from therapytool.rendering.document import Paper
from therapytool.rendering.printer import Printer

BASE = "https://pages.example.org"
SECRET = "that I was afraid of him"
HERON = {"question": "Do you want company?", "first_rounds.r1.c1": SECRET, "first_rounds.r1.c3": SECRET}
FINCH = {"question": "Shall I only listen?", "first_rounds.r1.c1": "The bus"}
HOSTILE = ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|calc", "%x", "\u00a0=1", "\r=1"]


@pytest.fixture
def ada(desk: Desk) -> Clinician:
    return Clinician(desk.clinician_id, "Ada Berg", "ada@example.org", 1, "Harbor Practice", "", Paper.LETTER, "US")


@pytest.fixture
def both_done(desk: Desk, couple: CaseView) -> HomeworkView:
    """Both have handed in and agreed; Heron keeps his rounds to himself."""
    return done_by_both(desk, couple)


def done_by_both(desk: Desk, couple: CaseView, *, agreed: tuple[bool, bool] = (True, True)) -> HomeworkView:
    given = desk.give(couple, LISTEN)
    heron, finch = given.responses
    desk.answers(heron.public_id, HERON, kept=("first_rounds",), agrees=agreed[0])
    desk.answers(finch.public_id, FINCH, agrees=agreed[1])
    return desk.homework(given.public_id)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in read_pdf(pdf).pages).split())


class TestPaper:
    def test_the_sheet_carries_code_name_strip_and_a_way_in_of_its_own(
        self, desk: Desk, couple: CaseView, ada: Clinician, printer: Printer
    ):
        shares = tuple(Share(person.public_id, commitment=SURE) for person in couple.people)
        given = desk.give(couple, LADDER, shares=shares)
        links = {part.public_id: desk.link(part.public_id, MadeFor.PAPER) for part in given.responses}
        ways_in = {name: on_paper(link, base=BASE) for name, link in links.items()}
        printed = printer.print(blank_copies(given, ways_in, ada))
        assert printed.warnings == ()
        said = text_of(printed.pdf)
        for words in ("Heron", "Finch", "Partner A", "Partner B", SURE.what, "After work, In the car, Nobody"):
            assert words in said
        for link in links.values():
            assert link.code in said
            assert link.token not in said
        assert "pages.example.org/w" in said
        tags = [tag for top in read_pdf(printed.pdf).tags for tag in top.walk()]
        figures = [tag.alternative for tag in tags if tag.kind == "Figure" and "QR" in tag.alternative]
        assert len(figures) == 2

    def test_one_persons_sheet_holds_nothing_of_the_other(
        self, desk: Desk, couple: CaseView, ada: Clinician, printer: Printer
    ):
        given = desk.give(couple, LADDER)
        part = given.responses[0]
        way_in = on_paper(desk.link(part.public_id, MadeFor.PAPER), base=BASE)
        said = text_of(printer.print(blank_copies(given, {part.public_id: way_in}, ada)).pdf)
        assert "Heron" in said
        assert "Finch" not in said

    def test_nothing_of_it_is_kept_on_disk(self, both_done: HomeworkView, ada: Clinician, own_printer: Printer):
        job = filled_sheet(both_done, both_done.responses[1], ada)
        assert not job.cacheable
        own_printer.print(job)
        assert b"Shall I only listen" not in everything_on_disk()

    def test_when_where_and_with_whom_share_the_one_line_of_the_sheet(self):
        assert committed(SURE) == {
            "commitment.what": "Two lines a day",
            "commitment.when": "After work, In the car, Nobody",
            "commitment.confidence": "8",
        }


class TestFilledSheet:
    def test_it_shows_what_was_answered_and_nothing_kept_to_oneself(
        self, desk: Desk, both_done: HomeworkView, ada: Clinician, printer: Printer
    ):
        heron = both_done.responses[0]
        said = text_of(printer.print(filled_sheet(both_done, heron, ada)).pdf)
        assert "Do you want company?" in said
        assert SECRET not in said
        back = came_back(heron.public_id, clinician_id=desk.clinician_id)
        assert back.kept == ("Practice rounds",)
        assert (back.progress.answered, back.progress.asked) == (1, 3)

    def test_hostile_words_stand_there_as_words(self, desk: Desk, ada: Clinician, printer: Printer):
        given = desk.give(desk.case("<b>Heron</b>"))
        words = "<script>alert(1)</script> {{ 7*7 }} &amp; <img src=x>"
        desk.answers(given.responses[0].public_id, {"first_words": words})
        given = desk.homework(given.public_id)
        said = text_of(printer.print(filled_sheet(given, given.responses[0], ada)).pdf)
        assert words in said
        assert "<b>Heron</b>" in said


class TestSideBySide:
    def test_both_agreed_it_shows_both_and_nothing_kept(
        self, desk: Desk, both_done: HomeworkView, ada: Clinician, printer: Printer
    ):
        assert is_shown_together(both_done, clinician_id=desk.clinician_id)
        (row,) = [row for row in rows_side_by_side(both_done, ada) if row.label == "My opening question"]
        assert row.said == ("Do you want company?", "Shall I only listen?")
        printed = printer.print(side_by_side(both_done, ada))
        assert printed.warnings == ()
        said = text_of(printed.pdf)
        assert "The bus" in said
        assert SECRET not in said

    @pytest.mark.parametrize("agreed", [(True, False), (False, True), (False, False)])
    def test_until_both_have_agreed_there_is_nothing(
        self, desk: Desk, couple: CaseView, ada: Clinician, printer: Printer, agreed: tuple[bool, bool]
    ):
        given = done_by_both(desk, couple, agreed=agreed)
        assert not is_shown_together(given, clinician_id=desk.clinician_id)
        assert rows_side_by_side(given, ada) == []
        said = text_of(printer.print(side_by_side(given, ada)).pdf)
        assert not [words for words in (*HERON.values(), *FINCH.values()) if words in said]


class TestExport:
    def test_it_holds_what_came_back_and_nothing_kept_nor_the_clinicians_notes(
        self, desk: Desk, couple: CaseView, both_done: HomeworkView
    ):
        with writing():
            save_note(both_done.responses[0].public_id, "he looked away", clinician_id=desk.clinician_id)
        rows = answers_of_case(couple.public_id, clinician_id=desk.clinician_id)
        assert {(row.person, row.answer) for row in rows} == {("Heron", "Do you want company?")} | {
            ("Finch", words) for words in FINCH.values()
        }
        for made in (as_csv(rows), as_json(rows)):
            assert SECRET.encode() not in made
            assert b"he looked away" not in made

    def test_of_one_person_it_holds_nothing_of_the_other(self, desk: Desk, couple: CaseView, both_done: HomeworkView):
        finch = couple.people[1].public_id
        rows = answers_of_case(couple.public_id, clinician_id=desk.clinician_id, person_id=finch)
        assert {row.person for row in rows} == {"Finch"}

    @pytest.mark.parametrize("words", HOSTILE)
    def test_no_cell_is_a_formula(self, words: str):
        (_, row) = csv.reader(io.StringIO(as_csv([row_with(words)]).decode("utf-8-sig"), newline=""))
        assert row[-1] == f"'{words}"

    @pytest.mark.parametrize("words", ["2 = 1 + 1", "a, “b”\nc", "ümläut 🌊", 'say "hi"'])
    def test_other_words_come_back_as_they_are(self, words: str):
        (_, row) = csv.reader(io.StringIO(as_csv([row_with(words)]).decode("utf-8-sig"), newline=""))
        assert row[-1] == words
        assert json.loads(as_json([row_with(words)]))["answers"][0]["answer"] == words

    def test_words_that_are_no_formula_stay(self):
        assert plain_cell("Not = a formula") == "Not = a formula"

    def test_the_archive_holds_each_file_under_its_name(self):
        with zipfile.ZipFile(io.BytesIO(as_zip({"answers.csv": b"a", "sheets/01-ladder.pdf": b"%PDF-"}))) as archive:
            assert archive.namelist() == ["answers.csv", "sheets/01-ladder.pdf"]


class TestWayIn:
    def test_the_token_travels_in_the_fragment(self, desk: Desk):
        link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id)
        seen = shown(link, base=f"{BASE}/")
        assert seen.address == f"{BASE}/w#{link.token}"
        assert seen.page == "pages.example.org/w"
        assert seen.picture.startswith("<svg")
        assert " style=" not in seen.picture

    def test_an_installation_in_a_folder_says_so(self):
        assert page_in_words("https://example.org/care/") == "example.org/care/w"

    @pytest.mark.parametrize(
        ("base", "expected"),
        [("http://127.0.0.1:8000/", True), ("http://localhost/", True), ("http://[::1]:80", True), (BASE, False)],
    )
    def test_it_is_known_when_no_phone_can_follow(self, base: str, expected: bool):
        assert is_this_computer(base) is expected


def row_with(answer: str) -> AnswerRow:
    facts = dict.fromkeys(AnswerRow.__dataclass_fields__, "x")
    return AnswerRow(**{**facts, "answer": answer})
