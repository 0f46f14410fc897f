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

import structlog
from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case
from therapytool.cases.queries import find_consent
from therapytool.cases.vocabulary import Channel
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.formatting import day_in_words
from therapytool.homework.links import note_sent
from therapytool.homework.models import Homework, HomeworkLink, OutgoingMail, Response

SUBJECT = "A page for you"
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failure it is tried again; after the last one it is given up."""
SECONDS_TO_CONNECT = 20

Connect = Callable[[Settings], AbstractContextManager[smtplib.SMTP]]

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
    """Put a message about a link into the outbox."""
    link = db.session.scalars(select(HomeworkLink).where(HomeworkLink.public_id == link_id)).one()
    now = clock.now()
    mail = OutgoingMail(link=link, written_at=now, next_try_at=now)
    db.session.add(mail)
    mail.address, mail.body = to, body
    db.session.flush()


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
    due = _due()
    if not due or not settings.sends_mail:
        return Delivery()
    sent, failed = [], {}
    try:
        with connecting(settings) as server:
            for mail_id, message in due.items():
                try:
                    message["From"] = settings.mail_from
                    server.send_message(message)
                    sent.append(mail_id)
                except (smtplib.SMTPException, OSError) as error:
                    failed[mail_id] = type(error).__name__
    except (smtplib.SMTPException, OSError) as error:
        failed.update({mail_id: type(error).__name__ for mail_id in due if mail_id not in sent})
    with writing():
        _note_sent(sent)
        _note_failed(failed)
    return Delivery(len(sent), len(failed))


def count_waiting() -> int:
    """How many messages wait to be sent, those given up left out."""
    return len(db.session.scalars(select(OutgoingMail.id).where(OutgoingMail.gave_up_at.is_(None))).all())


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


def _due() -> dict[int, EmailMessage]:
    """The messages to send now, by row, after dropping those whose link or consent has ended."""
    now = clock.now()
    if db.session.scalar(select(OutgoingMail.id).limit(1)) is None:
        return {}
    with writing():
        for mail in db.session.scalars(select(OutgoingMail)):
            if not _may_be_sent(mail, now):
                db.session.delete(mail)
    wanted = select(OutgoingMail).where(OutgoingMail.gave_up_at.is_(None), OutgoingMail.next_try_at <= now)
    return {mail.id: _message(mail) for mail in db.session.scalars(wanted)}


def _may_be_sent(mail: OutgoingMail, now: datetime) -> bool:
    """Whether its link still opens, and the person still agrees to be written to at that address."""
    consent = find_consent(mail.link.response.person, Channel.EMAIL)
    is_open = mail.link.revoked_at is None and mail.link.expires_at > now
    return is_open and consent is not None and consent.address == mail.address


def _message(mail: OutgoingMail) -> EmailMessage:
    message = EmailMessage()
    message["To"] = mail.address
    message["Subject"] = SUBJECT
    message["Date"] = formatdate(mail.written_at.timestamp())
    message["Message-ID"] = make_msgid(domain="therapytool.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message


def _note_sent(mail_ids: list[int]) -> None:
    for mail in db.session.scalars(select(OutgoingMail).where(OutgoingMail.id.in_(mail_ids))):
        note_sent(mail.link_id)
        db.session.delete(mail)


def _note_failed(kinds: dict[int, str]) -> None:
    now = clock.now()
    for mail in db.session.scalars(select(OutgoingMail).where(OutgoingMail.id.in_(kinds))):
        log.warning("mail_not_sent", kind=kinds[mail.id], tries=mail.tries + 1)
        if mail.tries < len(WAITS):
            mail.next_try_at = now + WAITS[mail.tries]
        else:
            mail.gave_up_at = now
        mail.tries += 1
