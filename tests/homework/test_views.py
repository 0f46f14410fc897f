"""The clinician's pages of homework over HTTP: giving it and handing it over."""

from __future__ import annotations

import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.homework.pages import address_of, give, page, part_fields, send
from tests.homework.practice import LADDER, LISTEN, Desk, in_days
from tests.pdf import read_pdf
from tests.portal.browser import ClientBrowser
from therapytool.cases.operations import describe_person, give_consent
from therapytool.cases.queries import CaseView
from therapytool.cases.vocabulary import Channel
from therapytool.database import writing
from therapytool.formatting import day_in_words
from therapytool.homework.gates import cleared_days
from therapytool.homework.links.opening import exchange
from therapytool.homework.mailing.outbox import count_waiting
from therapytool.homework.queries import HomeworkView, list_entries


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
        assert set(cleared_days(couple.public_id, clinician_id=desk.clinician_id)) == {"ipv_cleared", "trauma_checked"}
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


class TestStrip:
    def test_it_is_filled_in_later_and_stands_on_the_sheet_of_the_client(
        self, ada: FlaskClient, desk: Desk, couple: CaseView
    ):
        given = desk.give(couple)
        part = given.responses[0].public_id
        address = f"/homework/responses/{part}/commitment"
        assert "Between now and next time" in page(ada, address)
        fields = part_fields(couple, 0, what="Two lines", where="In the car", confidence="8")
        assert send(ada, address, **fields).status_code == 303
        shown = page(ada, f"/homework/{given.public_id}")
        assert "Two lines · In the car · sure 8 of 10" in shown
        assert 'value="Two lines"' in page(ada, address)

    def test_once_told_how_it_went_it_stays(self, ada: FlaskClient, desk: Desk, couple: CaseView):
        given = desk.give(couple)
        part = given.responses[0].public_id
        desk.answers(part, desk.first_answer(given))
        send(ada, f"/homework/responses/{part}/commitment", **part_fields(couple, 0, what="Too late"))
        assert desk.homework(given.public_id).responses[0].commitment.what == ""


class TestReminder:
    def test_it_is_offered_only_where_somebody_may_be_written_to(
        self, ada: FlaskClient, desk: Desk, couple: CaseView, library: Flask
    ):
        assert 'name="reminds"' not in page(ada, address_of(couple, LADDER))
        settings = library.extensions["settings"]
        settings.smtp_host, settings.mail_from = "mail.example.org", "practice@example.org"
        with writing():
            give_consent(
                couple.people[0].public_id,
                Channel.EMAIL,
                address="heron@example.org",
                clinician_id=desk.clinician_id,
            )
        assert 'name="reminds"' in page(ada, address_of(couple, LADDER))


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

    def test_she_and_the_client_read_the_same_last_day(self, ada: FlaskClient, library: Flask, given, fields):
        shown = send(ada, f"/homework/responses/{given.responses[0].public_id}/link", **fields).text
        browser = ClientBrowser(library)
        first_page = browser.post("/w", token=re.search(r"/w#([\w-]{43})", shown)[1]).location
        said = f"until {day_in_words(in_days(20))}"
        assert [said in text for text in (shown, browser.open(first_page).text)] == [True, True]

    def test_from_one_partners_link_it_goes_on_to_the_others_and_says_for_whom_each_is(
        self, ada: FlaskClient, given: HomeworkView, fields
    ):
        first, second = (f"/homework/responses/{part.public_id}/link" for part in given.responses)
        shown = send(ada, first, **fields).text
        assert "For Heron alone" in shown
        assert f'action="{second}"' in shown
        assert f'action="{first}"' not in send(ada, second, **fields).text

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
