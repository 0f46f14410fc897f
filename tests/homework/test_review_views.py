"""The clinician's pages of homework over HTTP: what came back, the board, and that no word of a client leaks."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from tests.application import everything_on_disk
from tests.factories import csrf_token
from tests.homework.pages import address_of, page, send
from tests.homework.practice import LADDER, LISTEN, Desk, in_days
from tests.pdf import read_pdf
from therapytool.cases.queries import CaseView
from therapytool.homework.gates import cleared_days
from therapytool.homework.lifecycle import Outcome, Standing
from therapytool.homework.queries import HomeworkView
from therapytool.rendering.printer import Printer

HOSTILE = "<script>alert(1)</script>"


class TestReview:
    @pytest.fixture
    def given(self, desk: Desk, couple: CaseView) -> HomeworkView:
        given = desk.give(couple, LISTEN)
        heron, finch = given.responses
        desk.answers(
            heron.public_id,
            {"question": HOSTILE, "first_rounds.r1.c1": "kept to the grave"},
            kept=("first_rounds",),
        )
        desk.answers(finch.public_id, {"question": "Shall I listen?"}, agrees=True)
        return desk.homework(given.public_id)

    def test_it_shows_the_sheet_and_what_is_kept_only_as_kept(self, ada: FlaskClient, given: HomeworkView):
        part = given.responses[0].public_id
        shown = page(ada, f"/homework/responses/{part}")
        assert "Kept to themself" in shown
        assert "Practice rounds" in shown
        assert "kept to the grave" not in shown
        assert HOSTILE not in shown
        printed = ada.get(f"/homework/responses/{part}/sheet.pdf")
        said = " ".join(each.text for each in read_pdf(printed.data).pages)
        assert HOSTILE in said
        assert "kept to the grave" not in said
        assert ada.get(f"/homework/responses/{part}/page-1.png").data.startswith(b"\x89PNG")
        assert ada.get(f"/homework/responses/{part}/page-99.png").status_code == 404

    def test_she_records_how_it_went_and_marks_it_looked_at(self, ada: FlaskClient, desk: Desk, given: HomeworkView):
        part = given.responses[0].public_id
        send(ada, f"/homework/responses/{part}/outcome", outcome="partly", reason=HOSTILE)
        now = desk.homework(given.public_id).responses[0]
        assert (now.outcome, now.reason, now.outcome_by) == (Outcome.PARTLY, HOSTILE, "clinician")
        assert "recorded by you" in page(ada, f"/homework/responses/{part}")
        send(ada, f"/homework/responses/{part}/reviewed", reviewed="1")
        assert desk.homework(given.public_id).responses[0].standing is Standing.REVIEWED
        send(ada, f"/homework/responses/{part}/reviewed", reviewed="0")
        assert desk.homework(given.public_id).responses[0].standing is Standing.PARTLY

    @pytest.mark.parametrize("fields", [{}, {"outcome": "perfect"}, {"outcome": "done", "reason": "x" * 1001}])
    def test_an_outcome_that_is_none_is_refused(self, ada: FlaskClient, given: HomeworkView, fields):
        part = given.responses[0].public_id
        assert send(ada, f"/homework/responses/{part}/outcome", **fields).status_code == 422

    def test_what_nobody_spoke_of_is_not_marked_looked_at(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        part = desk.give(couple).responses[0].public_id
        told = send(ada, f"/homework/responses/{part}/reviewed", reviewed="1")
        assert "Say first how it went" in ada.get(told.location).text

    def test_her_notes_save_themselves_and_stay_off_every_print(self, ada: FlaskClient, given: HomeworkView):
        part = given.responses[0].public_id
        token = csrf_token(ada, "/cases/new")
        saved = ada.post(
            f"/homework/responses/{part}/note",
            data={"csrf_token": token, "text": "he looked away\r\nthen smiled"},
            headers={"HX-Request": "true"},
        )
        assert saved.text == "Saved"
        assert "he looked away\nthen smiled" in page(ada, f"/homework/responses/{part}")
        said = " ".join(p.text for p in read_pdf(ada.get(f"/homework/responses/{part}/sheet.pdf").data).pages)
        assert "looked away" not in said

    def test_side_by_side_stays_shut_until_both_agree(self, ada: FlaskClient, given: HomeworkView):
        shown = page(ada, f"/homework/{given.public_id}/together")
        assert "has not agreed" in shown
        assert "Shall I listen?" not in shown
        assert ada.get(f"/homework/{given.public_id}/together.pdf").status_code == 409

    def test_side_by_side_opens_when_both_have(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        given = desk.give(couple, LISTEN)
        for part in given.responses:
            desk.answers(part.public_id, {"question": HOSTILE}, agrees=True)
        shown = page(ada, f"/homework/{given.public_id}/together")
        assert shown.count("&lt;script&gt;alert(1)") == 2
        printed = ada.get(f"/homework/{given.public_id}/together.pdf")
        assert HOSTILE in " ".join(each.text for each in read_pdf(printed.data).pages)

    def test_it_is_taken_away_as_sheets_tables_and_archive(self, ada: FlaskClient, couple: CaseView, given):
        base = f"/homework/case/{couple.public_id}"
        sheets = read_pdf(ada.get(f"{base}/sheets.pdf").data)
        assert len(sheets.pages) >= 2
        table = ada.get(f"{base}/answers.csv")
        assert (table.mimetype, "Heron" in table.headers["Content-Disposition"]) == ("text/csv", False)
        assert ada.get(f"{base}/answers.json").json["format"] == "therapytool-homework-1"
        assert ada.get(f"{base}/answers.fhir.json").json["resourceType"] == "Bundle"
        packed = ada.get(f"/homework/people/{couple.people[0].public_id}/everything.zip")
        with ZipFile(BytesIO(packed.data)) as archive:
            everything = b"".join(archive.read(name) for name in archive.namelist())
            assert "sheets/01-listen-dont-fix.pdf" in archive.namelist()
        assert b"kept to the grave" not in everything
        assert b"Shall I listen?" not in everything

    def test_with_nothing_back_there_is_nothing_to_bind(self, ada: FlaskClient, desk: Desk):
        case = desk.case("Wren", name="Cedar-31")
        assert ada.get(f"/homework/case/{case.public_id}/sheets.pdf").status_code == 409


class TestBoard:
    def test_without_cases_it_offers_to_open_one(self, ada: FlaskClient):
        assert "Open a case" in page(ada, "/homework/")

    def test_it_lists_narrows_and_counts(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        other = desk.case("Wren", name="Cedar-31")
        desk.give(other, "response-to-bids-log")
        given = desk.give(couple)
        desk.answers(given.responses[0].public_id, desk.first_answer(given))
        everything = page(ada, "/homework/")
        assert everything.count('class="card card-themed entry') == 3
        assert 'Done <span class="numbers">1</span>' in everything
        assert page(ada, "/homework/?standing=done").count('class="card card-themed entry') == 1
        assert page(ada, f"/homework/?case={other.public_id}").count('class="card card-themed entry') == 1
        assert "Nothing stands here now" in page(ada, "/homework/?standing=overdue")
        assert page(ada, "/homework/?standing=x&case=%00<b>").count("<b>") == 0

    def test_the_case_has_its_own_and_its_gates_on_a_page_apart(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        desk.give(couple, LISTEN)
        assert "Listen, Don’t Fix" in page(ada, f"/homework/case/{couple.public_id}")
        safety = f"/homework/case/{couple.public_id}/safety"
        assert "Cleared on" in page(ada, safety)
        send(ada, f"{safety}/trauma_checked", cleared="1")
        assert "trauma_checked" in cleared_days(couple.public_id, clinician_id=desk.clinician_id)
        send(ada, f"{safety}/trauma_checked", cleared="0")
        assert "trauma_checked" not in cleared_days(couple.public_id, clinician_id=desk.clinician_id)
        assert send(ada, f"{safety}/anything", cleared="1").status_code == 404

    def test_the_case_says_at_a_glance_what_waits(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        assert "None given yet" in page(ada, f"/cases/{couple.public_id}")
        assert "case-waiting" not in page(ada, "/cases/")
        given = desk.give(couple, LISTEN)
        desk.answers(given.responses[0].public_id, {"question": "Shall I listen?"})
        shown = page(ada, f"/cases/{couple.public_id}")
        assert '<span class="fact">1 to look at</span><span class="fact">1 out</span>' in shown
        assert "glance-waiting" in shown
        assert '<p class="case-waiting">1 to look at</p>' in page(ada, "/cases/")

    def test_hostile_code_names_are_words(self, ada: FlaskClient, desk: Desk):
        case = desk.case(HOSTILE, HOSTILE, name=HOSTILE)
        given = desk.give(case, due_on=in_days(3))
        for address in (
            "/homework/",
            "/cases/",
            f"/cases/{case.public_id}",
            f"/homework/case/{case.public_id}",
            f"/homework/{given.public_id}",
            f"/homework/responses/{given.responses[0].public_id}",
            address_of(case, LADDER),
        ):
            assert HOSTILE not in page(ada, address)


def test_no_word_of_a_client_stands_in_an_address_a_header_or_a_log(
    ada: FlaskClient, desk: Desk, own_printer: Printer, capsys: pytest.CaptureFixture[str]
):
    case = desk.case("Kingfisher", name="Lighthouse-9")
    given = desk.give(case, due_on=in_days(3))
    part = given.responses[0].public_id
    desk.answers(part, desk.first_answer(given, words="under the old bridge"))
    for address in (
        f"/homework/{given.public_id}",
        f"/homework/responses/{part}",
        f"/homework/responses/{part}/sheet.pdf",
        f"/homework/case/{case.public_id}/answers.csv",
        f"/homework/people/{case.people[0].public_id}/everything.zip",
    ):
        headers = str(ada.get(address).headers)
        assert not [word for word in ("Kingfisher", "Lighthouse", "bridge") if word in headers]
    said = "".join(capsys.readouterr())
    disk = everything_on_disk()
    for word in ("Kingfisher", "Lighthouse-9", "under the old bridge"):
        assert word not in said
        assert word.encode() not in disk
