"""The clinician's pages of homework over HTTP: from giving to the line for the note."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.factories import csrf_token, sign_in
from tests.homework.practice import LADDER, LISTEN, Desk, in_days
from tests.pdf import read_pdf
from therapytool.accounts.queries import get_clinician
from therapytool.cases.operations import describe_person, give_consent
from therapytool.cases.queries import CaseView, cleared_gates
from therapytool.cases.vocabulary import Channel
from therapytool.database import db, writing
from therapytool.homework.lifecycle import Outcome, Standing
from therapytool.homework.links import exchange
from therapytool.homework.outbox import count_waiting
from therapytool.homework.queries import HomeworkView, list_entries

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def ada(library: Flask, desk: Desk) -> FlaskClient:
    """Ada, signed in."""
    client = library.test_client()
    sign_in(client, get_clinician(desk.clinician_id))
    return client


@pytest.fixture
def couple(desk: Desk) -> CaseView:
    return desk.case("Heron", "Finch")


def page(client: FlaskClient, address: str, *, status: int = 200) -> str:
    """The HTML of a page that a strict reader accepts."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return answer.text


def send(client: FlaskClient, address: str, *, token_from: str = "/cases/new", **fields: object):
    """Send a form as a browser does."""
    answer = client.post(address, data={"csrf_token": csrf_token(client, token_from), **fields})
    db.session.expire_all()
    return answer


def part_fields(case: CaseView, number: int = 0, **fields: str) -> dict[str, str]:
    """The fields of one person's part, under her prefix."""
    return {f"{case.people[number].public_id}-{name}": text for name, text in fields.items()}


def give(client: FlaskClient, case: CaseView, slug: str = LADDER, **fields: object):
    """Fill in the form for everybody and send it."""
    usual: dict[str, object] = {
        "people": [person.public_id for person in case.people],
        "dose": "standard",
        "every": "",
        "keeping": "year",
        "cleared": re.findall(r'name="cleared" [^>]*value="(\w+)"', client.get(address_of(case, slug)).text),
    }
    return send(client, address_of(case, slug), **{**usual, **fields})


def address_of(case: CaseView, slug: str) -> str:
    return f"/homework/give?case={case.public_id}&exercise={slug}"


class TestGiving:
    def test_from_the_library_one_chooses_the_case(self, ada: FlaskClient, couple: CaseView):
        shown = page(ada, f"/library/{LISTEN}")
        assert f"/homework/give?exercise={LISTEN}&amp;dose=standard" in shown
        choosing = page(ada, f"/homework/give?exercise={LISTEN}&dose=short")
        assert f"exercise={LISTEN}" in choosing
        assert couple.public_id in choosing

    def test_from_a_case_one_chooses_the_exercise(self, ada: FlaskClient, couple: CaseView):
        listed = page(ada, f"/homework/give?case={couple.public_id}&q=listening")
        assert f"exercise={LISTEN}" in listed

    def test_what_is_known_of_each_person_is_filled_in(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        with writing():
            describe_person(
                couple.people[0].public_id,
                name="Heron",
                pronouns="he/him",
                partner_words="my wife",
                clinician_id=desk.clinician_id,
            )
        shown = page(ada, address_of(couple, "response-to-bids-log"))
        assert 'value="your wife"' in shown

    def test_given_it_stands_on_the_page_where_it_is_handed_over(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        fields = part_fields(couple, 0, what="Two lines", when="Evenings", confidence="8", slot_partner="your wife")
        answer = give(ada, couple, LISTEN, due_on=in_days(7).isoformat(), **fields)
        assert answer.status_code == 303, answer.text
        given = desk.homework(answer.location.rpartition("/")[2])
        assert given.responses[0].commitment.what == "Two lines"
        assert given.responses[0].commitment.confidence == 8
        assert given.responses[0].slots == {"partner": "your wife"}
        assert given.due_on == in_days(7)
        assert "Show link and QR" in page(ada, answer.location)

    def test_one_person_of_a_couple_can_be_given_alone(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        answer = give(ada, couple, people=[couple.people[1].public_id])
        assert [part.person.name for part in desk.homework(answer.location.rpartition("/")[2]).responses] == ["Finch"]

    def test_not_sure_enough_the_shorter_dose_is_one_press_away(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        fields = part_fields(couple, 0, confidence="4")
        answer = give(ada, couple, dose="long", smaller="1", **fields)
        given = desk.homework(answer.location.rpartition("/")[2])
        assert given.dose == "standard"
        assert "Give the short dose" in page(ada, answer.location)
        assert send(ada, f"/homework/{given.public_id}/dose", dose="short").status_code == 303
        assert desk.homework(given.public_id).dose == "short"

    def test_gates_are_asked_for_and_cleared_by_it(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        refused = give(ada, couple, cleared=["ipv_cleared"])
        assert refused.status_code == 422
        assert "Clear this before you give it" in refused.text
        assert list_entries(desk.clinician_id) == []
        assert give(ada, couple).status_code == 303
        assert set(cleared_gates(couple.public_id, desk.clinician_id)) == {"ipv_cleared", "trauma_checked"}
        assert 'name="cleared"' not in page(ada, address_of(couple, LADDER))

    def test_a_weekly_log_is_given_once(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        answer = give(
            ada,
            couple,
            "response-to-bids-log",
            due_on=in_days(7).isoformat(),
            every="7",
            until=in_days(21).isoformat(),
        )
        shown = page(ada, answer.location)
        assert "Every 7 days until" in shown
        assert len(Calendar.from_ical(ada.get(f"{answer.location}/reminder.ics").data).walk("VEVENT")) == 3
        assert send(ada, f"{answer.location}/stop").status_code == 303
        assert "Stop repeating" not in page(ada, answer.location)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"people": []}, "Choose at least one person"),
            ({"people": ["somebody"]}, "not a valid choice"),
            ({"dose": "enormous"}, "Not a valid choice"),
            ({"due_on": "2020-01-01"}, "That day is over"),
            ({"due_on": "9999-12-31"}, "more than two years"),
            ({"due_on": "soon"}, "Not a valid date"),
            ({"every": "7"}, "needs a due day"),
            ({"every": "3"}, "Not a valid choice"),
            ({"keeping": "forever and a day"}, "Not a valid choice"),
        ],
    )
    def test_what_makes_no_sense_is_told_and_nothing_is_given(
        self, ada: FlaskClient, desk: Desk, couple: CaseView, fields: dict[str, object], said: str
    ):
        refused = give(ada, couple, **fields)
        assert refused.status_code == 422
        assert said in refused.text
        assert list_entries(desk.clinician_id) == []

    @pytest.mark.parametrize(
        "fields", [{"what": "x" * 301}, {"confidence": "11"}, {"confidence": "-1"}, {"slot_safe_person": "x" * 81}]
    )
    def test_a_part_that_makes_no_sense_is_told_too(self, ada: FlaskClient, desk: Desk, couple: CaseView, fields):
        assert give(ada, couple, **part_fields(couple, 0, **fields)).status_code == 422
        assert list_entries(desk.clinician_id) == []

    def test_fields_nobody_asked_for_change_nothing(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        answer = give(ada, couple, plan_public_id="x", clinician_id="99", series="x", slot_nope="x")
        assert answer.status_code == 303
        assert desk.homework(answer.location.rpartition("/")[2]).series is None

    @pytest.mark.parametrize("query", ["exercise=nope", "exercise=nope&case=x", f"exercise={LADDER}&case=x"])
    def test_what_is_not_there_is_not_there(self, ada: FlaskClient, query: str):
        assert ada.get(f"/homework/give?{query}").status_code == 404

    def test_a_version_of_another_exercise_is_not_given(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        version = desk.gift(couple, LISTEN).version
        assert ada.get(f"{address_of(couple, LADDER)}&version={version}").status_code == 404
        assert ada.get(f"{address_of(couple, LISTEN)}&version={version}").status_code == 200


class TestHandingOver:
    @pytest.fixture
    def given(self, desk: Desk, couple: CaseView) -> HomeworkView:
        return desk.give(couple, due_on=in_days(7))

    @pytest.fixture
    def fields(self) -> dict[str, str]:
        return {"ends_on": in_days(20).isoformat(), "passcode": ""}

    def test_a_link_is_shown_once_with_square_and_code_and_opens(self, ada: FlaskClient, given: HomeworkView, fields):
        part = given.responses[0]
        shown = send(ada, f"/homework/responses/{part.public_id}/link", **fields)
        token = re.search(r'value="http://localhost/w#([\w-]{43})"', shown.text)
        code = re.search(r'fresh-code numbers">([0-9A-Z]{4}-[0-9A-Z]{4})<', shown.text)
        assert token
        assert code
        html5lib.HTMLParser(strict=True).parse(shown.text)
        with writing():
            by_token = exchange(token=token[1], address="192.0.2.1")
            assert exchange(code=code[1], address="192.0.2.1").link_id == by_token.link_id
        again = page(ada, f"/homework/{given.public_id}")
        assert token[1] not in again
        assert code[1] not in again
        assert "Opened" in again

    def test_the_address_set_for_clients_is_used(self, ada: FlaskClient, library: Flask, given: HomeworkView, fields):
        library.extensions["settings"].public_address = "https://pages.example.org"
        shown = send(ada, f"/homework/responses/{given.responses[0].public_id}/link", **fields)
        assert "https://pages.example.org/w#" in shown.text
        assert "on this computer only" not in shown.text

    def test_the_printed_sheet_opens_the_same_homework(self, ada: FlaskClient, given: HomeworkView, fields):
        printed = send(ada, f"/homework/{given.public_id}/paper", **fields)
        assert printed.mimetype == "application/pdf"
        said = " ".join(each.text for each in read_pdf(printed.data).pages)
        codes = re.findall(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", said)
        assert len(codes) == 2
        with writing():
            passes = {exchange(code=code, address="192.0.2.1").response_id for code in codes}
        assert len(passes) == 2
        one = send(ada, f"/homework/responses/{given.responses[0].public_id}/paper", **fields)
        assert "Finch" not in " ".join(each.text for each in read_pdf(one.data).pages)

    def test_mail_needs_consent_and_a_server(self, ada: FlaskClient, library: Flask, desk: Desk, given, fields):
        part = given.responses[0]
        address = f"/homework/responses/{part.public_id}/mail"
        send(ada, address, **fields)
        assert count_waiting() == 0
        with writing():
            give_consent(
                part.person.public_id, Channel.EMAIL, address="heron@example.org", clinician_id=desk.clinician_id
            )
        send(ada, address, **fields)
        assert count_waiting() == 0
        settings = library.extensions["settings"]
        settings.smtp_host, settings.mail_from = "mail.example.org", "me@example.org"
        assert send(ada, address, **fields).status_code == 303
        assert count_waiting() == 1
        assert "waits to be sent" in page(ada, f"/homework/{given.public_id}")

    @pytest.mark.parametrize("ends_on", ["", "2020-01-01", "nonsense", "9999-12-31"])
    @pytest.mark.parametrize("way", ["link", "paper"])
    def test_a_link_without_a_sensible_end_is_not_made(self, ada: FlaskClient, desk: Desk, given, way, ends_on):
        part = given.responses[0].public_id
        assert send(ada, f"/homework/responses/{part}/{way}", ends_on=ends_on).status_code == 422
        assert desk.homework(given.public_id).responses[0].links == ()

    def test_a_link_is_ended(self, ada: FlaskClient, desk: Desk, given: HomeworkView, fields):
        part = given.responses[0].public_id
        send(ada, f"/homework/responses/{part}/link", **fields)
        (made,) = desk.homework(given.public_id).responses[0].links
        assert send(ada, f"/homework/responses/{part}/links/{made.public_id}/end").status_code == 303
        assert desk.homework(given.public_id).responses[0].links[0].is_revoked
        other = given.responses[1].public_id
        assert send(ada, f"/homework/responses/{other}/links/{made.public_id}/end").status_code == 404

    def test_taken_back_it_is_gone_and_not_once_something_came(self, ada: FlaskClient, desk: Desk, couple, given):
        second = desk.give(couple)
        assert send(ada, f"/homework/{second.public_id}/take-back").status_code == 303
        assert ada.get(f"/homework/{second.public_id}").status_code == 404
        desk.answers(given.responses[0].public_id, desk.first_answer(given))
        told = send(ada, f"/homework/{given.public_id}/take-back")
        assert "stays as it was given" in ada.get(told.location).text

    def test_without_a_due_day_there_is_no_calendar_file(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        assert ada.get(f"/homework/{desk.give(couple).public_id}/reminder.ics").status_code == 404


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
        assert "cleared" in page(ada, safety)
        send(ada, f"{safety}/trauma_checked", cleared="1")
        assert "trauma_checked" in cleared_gates(couple.public_id, desk.clinician_id)
        send(ada, f"{safety}/trauma_checked", cleared="0")
        assert "trauma_checked" not in cleared_gates(couple.public_id, desk.clinician_id)
        assert send(ada, f"{safety}/anything", cleared="1").status_code == 404

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
    ada: FlaskClient, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
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
    disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for word in ("Kingfisher", "Lighthouse-9", "under the old bridge"):
        assert word not in said
        assert word.encode() not in disk
