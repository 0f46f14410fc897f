"""Mail: sealed while it waits, sent over one connection, tried again, dropped with its link; and the calendar file."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from tests.application import everything_on_disk
from tests.homework.practice import Desk, in_days
from therapytool import clock
from therapytool.app import create_app
from therapytool.cases.operations import give_consent, withdraw_consent
from therapytool.cases.vocabulary import Channel
from therapytool.cli.mail import mail as mail_command
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.errors import TherapytoolError
from therapytool.homework.handing_out.calendar_file import calendar_file
from therapytool.homework.links.issuing import MadeFor
from therapytool.homework.links.opening import LinkEvent
from therapytool.homework.mailing.carrier import Carrier, make_round
from therapytool.homework.mailing.outbox import (
    WAITS,
    Connect,
    Delivery,
    body_of_mail,
    count_waiting,
    list_given_up,
    send_waiting,
    write_mail,
)
from therapytool.homework.models import OutgoingMail
from therapytool.homework.operations import end_link
from therapytool.homework.queries import HomeworkView, list_entries

TO = "heron@example.org"
CLINICAL = ("therap", "worksheet", "homework", "exercise", "session", "couple", "vulnerab", "ladder", "heron", "harbor")


class MailServer:
    """Takes messages, or refuses them."""

    def __init__(self, refusing: Exception | None = None) -> None:
        self.messages: list[EmailMessage] = []
        self.refusing = refusing

    def send_message(self, message: EmailMessage) -> None:
        if self.refusing:
            raise self.refusing
        self.messages.append(message)


def at(server: MailServer) -> Connect:
    @contextmanager
    def connecting(settings: Settings) -> Iterator[Any]:
        yield server

    return connecting


@pytest.fixture
def settings(library: Flask) -> Settings:
    settings: Settings = library.extensions["settings"]
    settings.smtp_host, settings.mail_from = "mail.example.org", "practice@example.org"
    return settings


@pytest.fixture
def written(desk: Desk) -> HomeworkView:
    """One message in the outbox."""
    case = desk.case("Heron")
    with writing():
        give_consent(case.people[0].public_id, Channel.EMAIL, address=TO, clinician_id=desk.clinician_id)
    given = desk.give(case, due_on=in_days(7))
    link = desk.link(given.responses[0].public_id, MadeFor.MAIL)
    body = body_of_mail(
        address=f"https://pages.example.org/w#{link.token}",
        due_on=given.due_on,
        ends_on=in_days(14),
        has_passcode=True,
    )
    with writing():
        write_mail(link.public_id, to=TO, body=body)
    return desk.homework(given.public_id)


def test_a_message_says_nothing_clinical(desk: Desk, written: HomeworkView, settings: Settings):
    server = MailServer()
    assert send_waiting(settings, at(server)) == Delivery(sent=1)
    (message,) = server.messages
    assert (message["To"], message["From"]) == (TO, "practice@example.org")
    said = (message["Subject"] + message.get_content()).lower().replace("heron@example.org", "")
    assert [word for word in CLINICAL if word in said] == []
    assert "https://pages.example.org/w#" in message.get_content()
    assert "passcode" in said


def test_once_sent_it_is_gone_and_its_link_says_so(desk: Desk, written: HomeworkView, settings: Settings):
    send_waiting(settings, at(MailServer()))
    assert db.session.scalars(select(OutgoingMail)).all() == []
    (link,) = desk.homework(written.public_id).responses[0].links
    assert [one.event for one in link.events] == [LinkEvent.SENT]
    server = MailServer()
    assert send_waiting(settings, at(server)) == Delivery()
    assert server.messages == []


def test_of_two_processes_that_carry_at_the_same_moment_one_sends(
    written: HomeworkView, settings: Settings, library: Flask
):
    first, second = MailServer(), MailServer()

    @contextmanager
    def while_the_other_looks(settings: Settings) -> Iterator[Any]:
        with library.app_context():
            assert send_waiting(settings, at(second)) == Delivery()
        yield first

    assert send_waiting(settings, while_the_other_looks) == Delivery(sent=1)
    assert (len(first.messages), second.messages) == (1, [])


def test_while_it_waits_neither_address_nor_link_stands_in_the_files(written: HomeworkView):
    disk = everything_on_disk()
    assert b"heron@" not in disk
    assert b"pages.example.org/w#" not in disk


@pytest.mark.parametrize("failure", [smtplib.SMTPRecipientsRefused({}), smtplib.SMTPServerDisconnected(), OSError()])
def test_what_failed_is_tried_again_later_and_given_up_at_last(
    desk: Desk, written: HomeworkView, settings: Settings, failure: Exception
):
    down, up = MailServer(failure), MailServer()
    assert send_waiting(settings, at(down)) == Delivery(failed=1)
    assert send_waiting(settings, at(up)) == Delivery()
    assert desk.homework(written.public_id).responses[0].links[0].mail == "waits to be sent again"
    now = clock.now()
    for wait in WAITS:
        now += wait + timedelta(seconds=1)
        with time_machine.travel(now, tick=False):
            assert send_waiting(settings, at(down)) == Delivery(failed=1)
    assert count_waiting() == 0
    assert desk.homework(written.public_id).responses[0].links[0].mail == "could not be sent"
    told = [(written.case.public_id, written.public_id, "Heron")]
    assert list_given_up(desk.clinician_id) == list_given_up(desk.clinician_id, written.case.public_id) == told
    assert list_given_up(desk.clinician_id + 1) == []


def test_a_server_that_cannot_be_reached_loses_nothing(written: HomeworkView, settings: Settings):
    @contextmanager
    def nobody(settings: Settings) -> Iterator[Any]:
        raise ConnectionRefusedError
        yield

    assert send_waiting(settings, nobody) == Delivery(failed=1)
    assert count_waiting() == 1


def test_a_message_whose_link_was_ended_is_never_sent(desk: Desk, written: HomeworkView, settings: Settings):
    part = written.responses[0]
    with writing():
        end_link(part.public_id, part.links[0].public_id, clinician_id=desk.clinician_id)
    server = MailServer()
    assert send_waiting(settings, at(server)) == Delivery()
    assert server.messages == []
    assert db.session.scalars(select(OutgoingMail)).all() == []


def test_a_message_is_never_sent_once_the_person_no_longer_agrees(
    desk: Desk, written: HomeworkView, settings: Settings
):
    with writing():
        withdraw_consent(written.responses[0].person.public_id, Channel.EMAIL, clinician_id=desk.clinician_id)
    server = MailServer()
    assert send_waiting(settings, at(server)) == Delivery()
    assert server.messages == []
    assert db.session.scalars(select(OutgoingMail)).all() == []


def test_without_a_mail_server_everything_waits(written: HomeworkView, library: Flask):
    assert send_waiting(library.extensions["settings"], at(MailServer())) == Delivery()
    assert count_waiting() == 1


def test_nothing_personal_is_logged_when_it_fails(
    written: HomeworkView, settings: Settings, capsys: pytest.CaptureFixture[str]
):
    send_waiting(settings, at(MailServer(smtplib.SMTPRecipientsRefused({TO: (550, b"no heron here")}))))
    said = "".join(capsys.readouterr())
    assert "SMTPRecipientsRefused" in said
    assert "heron" not in said


def test_the_quiet_work_goes_on_after_a_round_that_failed(library: Flask, monkeypatch: pytest.MonkeyPatch):
    rounds: list[bool] = []

    def fails_first(settings: Settings) -> None:
        rounds.append(True)
        if len(rounds) == 1:
            raise TherapytoolError("not now")

    monkeypatch.setattr("therapytool.homework.mailing.carrier.send_waiting", fails_first)
    carrier = Carrier(library, seconds=0.01)
    carrier.start()
    while len(rounds) < 3:
        carrier.join(0.01)
    carrier.stop()
    assert not carrier.is_alive()


def test_a_sweep_deletes_what_is_over(desk: Desk, library: Flask):
    given = desk.give(desk.case("Heron"), due_on=in_days(1))
    with time_machine.travel(clock.now() + timedelta(days=400)):
        make_round(library, is_sweeping=True)
    assert given.public_id not in {one.homework_id for one in list_entries(desk.clinician_id)}


def test_the_terminal_says_what_waits_and_what_to_set(written: HomeworkView, library: Flask):
    db.session.remove()
    environment = {"THERAPYTOOL_INSTANCE": library.instance_path}
    told = CliRunner().invoke(mail_command, ["status"], obj=create_app, env=environment)
    assert told.output.strip().endswith("1 waiting. No mail server is set."), told.output
    refused = CliRunner().invoke(mail_command, ["send"], obj=create_app, env=environment)
    assert refused.exit_code == 1
    assert "THERAPYTOOL_SMTP_HOST" in str(refused.exception)


class TestCalendarFile:
    def test_each_due_day_is_an_event_without_a_clinical_word(self):
        days = [("abc", date(2026, 11, 29)), ("def", date(2026, 12, 6))]
        made = calendar_file(days, now=clock.now())
        events = Calendar.from_ical(made).walk("VEVENT")
        assert [event["DTSTART"].dt for event in events] == [day for _, day in days]
        assert [str(event["UID"]).partition("@")[0] for event in events] == ["abc", "def"]
        said = b" ".join(line for line in made.splitlines() if not line.startswith((b"PRODID", b"UID"))).lower()
        assert [word for word in CLINICAL if word.encode() in said] == []

    def test_the_evening_before_it_reminds(self):
        (alarm,) = Calendar.from_ical(calendar_file([("abc", date(2026, 11, 29))], now=clock.now())).walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(hours=-6)
