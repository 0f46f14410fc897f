"""Mail on its way: written down with the homework link in one transaction, sent later by whoever carries the mail.

A message says that there is a page, until when, and how to make it stop: nothing of therapy, no exercise, no name.
While it waits it is sealed with the person's key; once sent, or once its link or her consent has ended, it is deleted.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any

import structlog
from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case
from therapytool.cases.queries import find_consent
from therapytool.cases.vocabulary import Channel
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.formatting import day_in_words
from therapytool.homework.links.opening import note_sent
from therapytool.homework.models import Homework, HomeworkLink, Letter, OutgoingMail, Response

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failure it is tried again; after the last one it is given up."""
UNDER_WAY = timedelta(minutes=15)
"""A message that one process has taken to send is left alone by others for this long; after a crash it goes then."""
SECONDS_TO_CONNECT = 20

Connect = Callable[[Settings], AbstractContextManager[smtplib.SMTP]]

Name = tuple[type[Letter], int]
"""A message that waits: its kind and its row."""

MayGo = Callable[[Any, datetime], bool]


@dataclass(frozen=True, slots=True)
class Carried:
    """A kind of message that is carried: what to note of each once it is gone, and whether one may still go."""

    note_gone: Callable[[Any], None]
    may_go: MayGo


CARRIED: dict[type[Letter], Carried] = {}
"""The kinds of messages there are; features add theirs."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one round of carrying did."""

    sent: int = 0
    failed: int = 0


def body_of_mail(*, address: str, due_on: date | None, ends_on: date, has_passcode: bool) -> str:
    """The words of a message."""
    due = f" It is best done by {day_in_words(due_on)}." if due_on and due_on >= clock.today() else ""
    passcode = " It asks for the passcode we agreed on." if has_passcode else ""
    return (
        "Hello,\n\nhere is the page we spoke about:\n\n"
        f"{address}\n\n"
        f"It is for you alone and stays open until {day_in_words(ends_on)}.{due}{passcode}\n\n"
        "You get this message because you said that I may write to you here. If that has changed, tell me when we"
        " next speak, and I will stop. Please do not reply with anything private: mail is not a safe place for it.\n"
    )


def write_mail(link_id: str, *, to: str, body: str) -> None:
    """Put a message about a link to homework into the outbox."""
    link = db.session.scalars(select(HomeworkLink).where(HomeworkLink.public_id == link_id)).one()
    put_into_outbox(OutgoingMail(link=link), to=to, body=body)


def put_into_outbox(letter: Letter, *, to: str, body: str) -> None:
    """Let a message wait to be sent, sealed."""
    letter.written_at = letter.next_try_at = clock.now()
    db.session.add(letter)
    letter.address, letter.body = to, body
    db.session.flush()


def is_agreed_to(letter: Letter, now: datetime) -> bool:
    """Whether its link still opens, and the person still agrees to be written to at that address."""
    consent = find_consent(letter.person, Channel.EMAIL)
    return letter.is_of_use(now) and consent is not None and consent.address == letter.address


def carry_letters(kind: type[Letter], *, note_gone: Callable[[Any], None], may_go: MayGo = is_agreed_to) -> None:
    """Let a feature's messages go the same way as those of homework; asking twice for the same is harmless."""
    CARRIED[kind] = Carried(note_gone, may_go)


def connect(settings: Settings) -> smtplib.SMTP:
    """A connection to the mail server, encrypted and signed in as the settings say."""
    secure = ssl.create_default_context()
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=SECONDS_TO_CONNECT, context=secure
        )
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SECONDS_TO_CONNECT)
        if settings.smtp_security == "starttls":
            server.starttls(context=secure)
    if settings.smtp_user:
        server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    return server


def send_waiting(settings: Settings, connecting: Connect = connect) -> Delivery:
    """Send what is due, over one connection; no lock of the database is held meanwhile. Nothing personal is logged."""
    due = _due(sends=settings.sends_mail)
    if not due:
        return Delivery()
    sent: list[Name] = []
    failed: dict[Name, str] = {}
    try:
        with connecting(settings) as server:
            for name, message in due.items():
                try:
                    message["From"] = settings.mail_from
                    server.send_message(message)
                    sent.append(name)
                except (smtplib.SMTPException, OSError) as error:
                    failed[name] = type(error).__name__
    except (smtplib.SMTPException, OSError) as error:
        failed.update({name: type(error).__name__ for name in due if name not in sent})
    with writing():
        _note_sent(sent)
        _note_failed(failed)
    return Delivery(len(sent), len(failed))


def count_waiting() -> int:
    """How many messages wait to be sent, those given up left out."""
    return sum(len(db.session.scalars(select(kind.id).where(kind.gave_up_at.is_(None))).all()) for kind in CARRIED)


def list_given_up(clinician_id: int, case_id: str = "") -> list[tuple[str, str, str]]:
    """Messages that could not be sent after every try: public ids of case and homework, and the person's code name."""
    wanted = (
        select(OutgoingMail)
        .join(HomeworkLink)
        .join(Response)
        .join(Homework)
        .join(Case)
        .where(OutgoingMail.gave_up_at.is_not(None), Case.clinician_id == clinician_id)
    )
    rows = db.session.scalars(wanted.where(Case.public_id == case_id) if case_id else wanted)
    responses = [row.link.response for row in rows]
    return [(each.homework.case.public_id, each.homework.public_id, each.person.name) for each in responses]


def _due(*, sends: bool) -> dict[Name, EmailMessage]:
    """The messages to send now, by kind and row, after dropping those whose link or consent has ended."""
    now = clock.now()
    if all(db.session.scalar(select(kind.id).limit(1)) is None for kind in CARRIED):
        return {}
    with writing():
        for letter in (letter for kind in CARRIED for letter in db.session.scalars(select(kind))):
            if not CARRIED[type(letter)].may_go(letter, now):
                db.session.delete(letter)
        return _take(now) if sends else {}


def _take(now: datetime) -> dict[Name, EmailMessage]:
    """What is due, put off for as long as it may be under way, so that another process does not send it as well."""
    due: dict[Name, EmailMessage] = {}
    for kind in CARRIED:
        for letter in db.session.scalars(select(kind).where(kind.gave_up_at.is_(None), kind.next_try_at <= now)):
            letter.next_try_at = now + UNDER_WAY
            due[kind, letter.id] = _message(letter)
    return due


def _message(mail: Letter) -> EmailMessage:
    message = EmailMessage()
    message["To"] = mail.address
    message["Subject"] = mail.subject
    message["Date"] = formatdate(mail.written_at.timestamp())
    message["Message-ID"] = make_msgid(domain="therapytool.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message


def _note_sent(names: list[Name]) -> None:
    for kind, number in names:
        letter = db.session.get(kind, number)
        if letter is not None:
            CARRIED[kind].note_gone(letter)
            db.session.delete(letter)


def _note_failed(kinds: dict[Name, str]) -> None:
    now = clock.now()
    for (kind, number), failure in kinds.items():
        letter = db.session.get(kind, number)
        if letter is None:
            continue
        log.warning("mail_not_sent", kind=failure, tries=letter.tries + 1)
        if letter.tries < len(WAITS):
            letter.next_try_at = now + WAITS[letter.tries]
        else:
            letter.gave_up_at = now
        letter.tries += 1


carry_letters(OutgoingMail, note_gone=lambda letter: note_sent(letter.link_id))
