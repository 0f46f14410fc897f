"""Reminders: once, by day, the day before, only to who agreed, was sent a link and has not answered."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.homework.practice import Desk, in_days
from tests.homework.test_outbox import CLINICAL, MailServer, at
from therapytool import clock
from therapytool.cases.operations import give_consent, withdraw_consent
from therapytool.cases.vocabulary import Channel
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.homework.links.issuing import MadeFor
from therapytool.homework.mailing.outbox import send_waiting, write_mail
from therapytool.homework.mailing.reminding import write_reminders
from therapytool.homework.models import OutgoingMail
from therapytool.homework.operations import end_link
from therapytool.homework.queries import HomeworkView

TO = "heron@example.org"


@pytest.fixture
def settings(library: Flask) -> Settings:
    settings: Settings = library.extensions["settings"]
    settings.smtp_host, settings.mail_from = "mail.example.org", "practice@example.org"
    return settings


@pytest.fixture
def given(desk: Desk, settings: Settings) -> HomeworkView:
    """Due tomorrow, with a reminder asked for; the link was sent by e-mail."""
    return give(desk, settings)


def give(desk: Desk, settings: Settings, **terms: object) -> HomeworkView:
    case = desk.case("Heron")
    with writing():
        give_consent(case.people[0].public_id, Channel.EMAIL, address=TO, clinician_id=desk.clinician_id)
    given = desk.give(case, **({"due_on": in_days(1), "reminds": True} | terms))
    link = desk.link(given.responses[0].public_id, MadeFor.MAIL)
    with writing():
        write_mail(link.public_id, to=TO, body="the link")
    send_waiting(settings, at(MailServer()))
    return desk.homework(given.public_id)


def at_hour(hour: int) -> datetime:
    return datetime.combine(clock.today(), time(hour)).astimezone()


def remind(hour: int = 10) -> int:
    with writing():
        return write_reminders(at_hour(hour))


def test_it_says_nothing_clinical_and_holds_no_link(given: HomeworkView, settings: Settings) -> None:
    assert remind() == 1
    server = MailServer()
    send_waiting(settings, at(server))
    (message,) = server.messages
    said = message.get_content()
    assert message["To"] == TO
    assert "/w" not in said.replace("/worksheet", "")
    assert [word for word in CLINICAL if word in said.lower()] == []


def test_it_goes_out_once(given: HomeworkView, settings: Settings) -> None:
    assert [remind(), remind()] == [1, 0]
    send_waiting(settings, at(MailServer()))
    assert remind() == 0


def test_nobody_is_woken(given: HomeworkView) -> None:
    assert [remind(hour) for hour in (0, 8, 20, 23)] == [0, 0, 0, 0]


@pytest.mark.parametrize("terms", [{"reminds": False}, {"due_in": 2}, {"due_on": None}])
def test_only_where_it_was_asked_for_and_only_the_day_before(
    desk: Desk, settings: Settings, terms: dict[str, object]
) -> None:
    due = {"due_on": in_days(terms["due_in"])} if "due_in" in terms else terms
    give(desk, settings, **due)
    assert remind() == 0


def test_who_has_answered_is_left_alone(desk: Desk, given: HomeworkView) -> None:
    desk.answers(given.responses[0].public_id, desk.first_answer(given))
    assert remind() == 0


def test_who_no_longer_agrees_is_left_alone(desk: Desk, given: HomeworkView) -> None:
    with writing():
        withdraw_consent(given.responses[0].person.public_id, Channel.EMAIL, clinician_id=desk.clinician_id)
    assert remind() == 0


def test_whose_link_was_ended_is_left_alone(desk: Desk, given: HomeworkView) -> None:
    part = given.responses[0]
    with writing():
        end_link(part.public_id, part.links[0].public_id, clinician_id=desk.clinician_id)
    assert remind() == 0


def test_a_later_round_reminds_by_the_link_of_the_first(desk: Desk, settings: Settings) -> None:
    give(desk, settings, every_days=7, until=in_days(15))
    with writing():
        assert write_reminders(at_hour(10) + timedelta(days=7)) == 1
    assert len(db.session.scalars(select(OutgoingMail)).all()) == 1
