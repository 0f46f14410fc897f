"""Measures by e-mail: the link to who agreed, a word by day when another round has come, and nothing of what it is."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.homework.practice import Desk, in_days
from tests.homework.test_outbox import CLINICAL, MailServer, at
from tests.portal.browser import ClientBrowser
from therapytool.cases.operations import give_consent, withdraw_consent
from therapytool.cases.vocabulary import Channel
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.homework.mailing.outbox import count_waiting, send_waiting
from therapytool.homework.mailing.reminding import remind_everybody
from therapytool.progress.models import MeasureRound

TO = "heron@example.org"
NEVER = (*CLINICAL, "gad", "anxi", "measure", "score")


@pytest.fixture
def settings(library: Flask) -> Settings:
    settings: Settings = library.extensions["settings"]
    settings.smtp_host, settings.mail_from = "mail.example.org", "practice@example.org"
    return settings


@pytest.fixture
def heron(desk: Desk, settings: Settings) -> str:
    person = desk.case("Heron").people[0].public_id
    with writing():
        give_consent(person, Channel.EMAIL, address=TO, clinician_id=desk.clinician_id)
    return person


def mail(ada: Visitor, person: str) -> None:
    """Send the GAD-7 by e-mail, weekly from today."""
    terms = {"ends_on": in_days(30).isoformat(), "every": "7", "until": in_days(14).isoformat()}
    answer = ada.send(f"/progress/people/{person}/send?measure=gad7", **terms, mail="1")
    assert answer.location == f"/progress/people/{person}"


def remind(*, hour: int = 10) -> int:
    with writing():
        return remind_everybody(datetime.combine(in_days(0), time(hour)).astimezone())


def a_week_later() -> None:
    with writing():
        for each in db.session.query(MeasureRound):
            each.opens_on -= timedelta(days=7)


def words_of(server: MailServer) -> str:
    (message,) = server.messages
    assert message["To"] == TO
    return str(message.get_content())


def test_the_message_brings_a_link_that_opens_and_says_nothing_of_what_it_is(
    library: Flask, ada: Visitor, heron: str, settings: Settings
):
    mail(ada, heron)
    server = MailServer()
    assert send_waiting(settings, at(server)).sent == 1
    body = words_of(server)
    token = body.partition("/w#")[2].split()[0]
    assert not [word for word in NEVER if word in body.lower().replace("therapy.", "")]
    assert ClientBrowser(library).post("/w", token=token).location.startswith("/w/questions/")
    assert count_waiting() == 0


def test_another_round_is_told_of_once_by_day_without_a_link(ada: Visitor, heron: str, settings: Settings):
    mail(ada, heron)
    assert remind() == 0
    send_waiting(settings, at(MailServer()))
    assert remind() == 0
    a_week_later()
    assert (remind(hour=3), remind(), remind()) == (0, 1, 0)
    server = MailServer()
    send_waiting(settings, at(server))
    body = words_of(server)
    assert "open again" in body
    assert "/w" not in body
    assert not [word for word in NEVER if word in body.lower()]


def test_who_agrees_no_longer_and_whose_link_has_ended_is_not_written_to(
    ada: Visitor, desk: Desk, heron: str, settings: Settings
):
    mail(ada, heron)
    with writing():
        withdraw_consent(heron, Channel.EMAIL, clinician_id=desk.clinician_id)
    server = MailServer()
    send_waiting(settings, at(server))
    assert (server.messages, count_waiting()) == ([], 0)
    a_week_later()
    assert remind() == 0


def test_without_consent_the_link_is_shown_instead(ada: Visitor, desk: Desk, settings: Settings):
    person = desk.case("Finch").people[0].public_id
    address = f"/progress/people/{person}/send?measure=gad7"
    assert "E-mail it" not in ada.open(address).text
    shown = ada.send(address, ends_on=in_days(9).isoformat(), every="", mail="1")
    assert "/w#" in shown.text
    assert count_waiting() == 0
