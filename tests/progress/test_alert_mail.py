"""An answer about safety that came by a link: every page of hers says so at once, an e-mail only if she wants."""

from __future__ import annotations

import re
import smtplib

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.application import everything_on_disk
from tests.factories import ADA, BEN
from tests.homework.practice import Desk
from tests.homework.test_outbox import CLINICAL, MailServer, at
from tests.portal.test_channels import statements
from tests.progress.test_sending import CALM, GRAVE, answer_all, come_in, sent
from therapytool.accounts.queries import find_clinician
from therapytool.cases.handing_over import hand_over_case
from therapytool.cases.queries import CaseView
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.homework.mailing.outbox import WAITS, count_waiting, send_waiting
from therapytool.progress.models import AlertMail
from therapytool.progress.queries import count_safety_alerts, list_alerts

ALERTS = "/progress/alerts"
BAR = "for you alone</span></a>"
NEVER = (*CLINICAL, "finch", "phq", "suicid", "death", "danger", "alert", "client", "patient", "measure")


@pytest.fixture
def settings(library: Flask) -> Settings:
    settings: Settings = library.extensions["settings"]
    settings.smtp_host, settings.mail_from = "mail.example.org", "practice@example.org"
    settings.public_address = "https://pages.example.org"
    return settings


@pytest.fixture
def told(ada: Visitor, settings: Settings) -> Visitor:
    """Ada, who wants to be told by e-mail."""
    assert ada.send(f"{ALERTS}/by-mail", page=ALERTS, is_wanted="y").location == ALERTS
    return ada


def fill_in(app: Flask, ada: Visitor, couple: CaseView, answers: dict[str, str], seat: int = 0) -> None:
    browser, page = come_in(app, token=sent(ada, couple.people[seat].public_id)["token"])
    answer_all(browser, page, answers)
    db.session.expire_all()


def alerts_on(page: str) -> set[str]:
    return set(re.findall(rf'action="{ALERTS}/(\w+)"', page))


def test_every_page_says_so_at_once_to_her_alone_until_she_has_looked(
    library: Flask, ada: Visitor, ben: Visitor, couple: CaseView
):
    places = ("/library/", "/plans/", "/cases/", "/homework/", "/account")
    fill_in(library, ada, couple, CALM)
    assert not [place for place in places if BAR in ada.open(place).text]
    fill_in(library, ada, couple, GRAVE, seat=1)
    pages = [ada.open(place).text for place in places]
    assert [f'<span class="numbers">1</span> <span>{BAR}' in page for page in pages] == [True] * len(places)
    assert not [word for word in ("Finch", "PHQ", "item 9") if word in pages[0]]
    assert BAR not in ben.open("/library/").text
    page = ada.open(ALERTS).text
    (alert,) = alerts_on(page)
    ada.send(f"{ALERTS}/{alert}", page=ALERTS, note="")
    assert BAR not in ada.open("/library/").text


def test_the_bar_counts_what_is_about_safety_alone_and_asks_once(library: Flask, ada: Visitor, couple: CaseView):
    unsaid = {item: value for item, value in CALM.items() if item != "item9"}
    fill_in(library, ada, couple, unsaid | {"x-anyway": "1"})
    fill_in(library, ada, couple, GRAVE, seat=1)
    mine = find_clinician(ADA)
    assert mine is not None
    assert [alert.is_safety for alert in list_alerts(mine.id)] == [True, False]
    db.session.expunge_all()
    with statements() as heard:
        assert count_safety_alerts(mine.id) == 1
    assert len(heard) == 1


def test_the_message_says_nothing_and_names_the_address_that_was_set(
    library: Flask, told: Visitor, couple: CaseView, settings: Settings
):
    fill_in(library, told, couple, GRAVE)
    assert count_waiting() == 1
    assert b"omething waits" not in everything_on_disk()
    server = MailServer()
    assert send_waiting(settings, at(server)).sent == 1
    (message,) = server.messages
    assert (message["To"], message["Subject"]) == (ADA, "Something waits for you")
    said = str(message.get_content())
    assert "https://pages.example.org" in said
    assert not [word for word in NEVER if word in said.lower()]
    assert count_waiting() == 0


@pytest.mark.parametrize("why", ["never asked for", "switched off meanwhile", "calm", "no mail server", "looked at"])
def test_no_message_goes_out_that_is_not_wanted(
    library: Flask, ada: Visitor, couple: CaseView, settings: Settings, why: str
):
    if why != "never asked for":
        ada.send(f"{ALERTS}/by-mail", page=ALERTS, is_wanted="y")
    if why == "no mail server":
        settings.smtp_host = ""
    fill_in(library, ada, couple, CALM if why == "calm" else GRAVE)
    settings.smtp_host = "mail.example.org"
    if why == "switched off meanwhile":
        ada.send(f"{ALERTS}/by-mail", page=ALERTS)
    if why == "looked at":
        for alert in alerts_on(ada.open(ALERTS).text):
            ada.send(f"{ALERTS}/{alert}", page=ALERTS, note="")
    server = MailServer()
    assert send_waiting(settings, at(server)).sent == 0
    assert server.messages == []
    assert count_waiting() == 0


def test_several_make_one_message_and_after_one_that_got_lost_the_next_still_comes(
    library: Flask, told: Visitor, couple: CaseView, settings: Settings
):
    fill_in(library, told, couple, GRAVE)
    fill_in(library, told, couple, GRAVE, seat=1)
    assert count_waiting() == 1
    with writing():
        db.session.query(AlertMail).one().tries = len(WAITS)
    send_waiting(settings, at(MailServer(refusing=smtplib.SMTPServerDisconnected("gone"))))
    assert "could not be sent" in told.open(ALERTS).text
    fill_in(library, told, couple, GRAVE)
    assert send_waiting(settings, at(MailServer())).sent == 1
    assert "could not be sent" not in told.open(ALERTS).text


def test_without_a_mail_server_it_cannot_be_switched_on(ada: Visitor, desk: Desk):
    assert "No mail server is set here" in ada.open(ALERTS).text
    ada.send(f"{ALERTS}/by-mail", page="/account", is_wanted="y")
    assert "is_wanted" not in ada.open(ALERTS).text


def test_whoever_has_the_case_when_it_comes_is_told(
    library: Flask, told: Visitor, ben: Visitor, couple: CaseView, settings: Settings
):
    token = sent(told, couple.people[0].public_id)["token"]
    ben.send(f"{ALERTS}/by-mail", page=ALERTS, is_wanted="y")
    with writing():
        giver, taker = find_clinician(ADA), find_clinician(BEN)
        hand_over_case(couple.public_id, to=taker, clinician_id=giver.id)
    browser, page = come_in(library, token=token)
    answer_all(browser, page, GRAVE)
    server = MailServer()
    send_waiting(settings, at(server))
    assert [message["To"] for message in server.messages] == [BEN]
