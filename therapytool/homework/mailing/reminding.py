"""Reminders: the day before homework is due, to who agreed to be written to, was sent a link, and has not answered.

A reminder names no link, for none is kept that could be named; it points to the message that brought it. It goes out
once, by day, and only where the clinician asked for it when she gave the homework.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case
from therapytool.cases.queries import find_consent
from therapytool.cases.vocabulary import Channel
from therapytool.database import db
from therapytool.formatting import day_in_words
from therapytool.homework.links.issuing import MadeFor
from therapytool.homework.links.opening import LinkEvent
from therapytool.homework.mailing.outbox import write_mail
from therapytool.homework.models import Homework, HomeworkLink, Response

AHEAD = timedelta(days=1)
WAKING_HOURS = range(9, 20)
"""Hours of this machine's clock in which a reminder goes out."""


Reminder = Callable[[datetime], int]
REMINDERS: list[Reminder] = []
"""What writes reminders at a moment and says how many; features add theirs."""


def add_reminder(reminder: Reminder) -> None:
    """Let a feature remind as well; asking twice for the same is harmless."""
    if reminder not in REMINDERS:
        REMINDERS.append(reminder)


def remind_everybody(now: datetime) -> int:
    """Put all reminders that are due into the outbox; returns how many."""
    return sum(reminder(now) for reminder in (write_reminders, *REMINDERS))


def write_reminders(now: datetime) -> int:
    """Put the reminders that are due into the outbox; returns how many. Nothing at night."""
    here = now.astimezone()
    if here.hour not in WAKING_HOURS:
        return 0
    written = 0
    for response in _to_remind(here):
        link = _mailed_link(response, now)
        consent = find_consent(response.person, Channel.EMAIL)
        if link is not None and consent is not None:
            write_mail(link.public_id, to=consent.address, body=body_of_reminder(response.homework, link))
            response.reminded_at = clock.now()
            written += 1
    db.session.flush()
    return written


def body_of_reminder(homework: Homework, link: HomeworkLink) -> str:
    """The words of a reminder."""
    due = f" by {day_in_words(homework.due_on)}" if homework.due_on else ""
    sent = max(use.at for use in link.uses if use.kind == LinkEvent.SENT)
    return (
        "Hello,\n\n"
        f"the page we spoke about is best done{due}. "
        f"The link in my message of {day_in_words(sent.astimezone())} opens it.\n\n"
        "If it does not fit this time, that is an answer too, and the page has a place for it.\n\n"
        "You get this message because you said that I may write to you here. If that has changed, tell me when we"
        " next speak, and I will stop. Please do not reply with anything private: mail is not a safe place for it.\n"
    )


def _to_remind(here: datetime) -> list[Response]:
    wanted = (
        select(Response)
        .join(Homework)
        .join(Case)
        .where(
            Homework.reminds,
            Homework.due_on == (here + AHEAD).date(),
            Response.outcome.is_(None),
            Response.reminded_at.is_(None),
            Case.archived_at.is_(None),
        )
    )
    return list(db.session.scalars(wanted))


def _mailed_link(response: Response, now: datetime) -> HomeworkLink | None:
    """The open link she was sent, for this round or the whole of a repeating one; None while none went out."""
    same = (
        Homework.series == response.homework.series if response.homework.series else Homework.id == response.homework_id
    )
    rows = db.session.scalars(
        select(HomeworkLink)
        .join(Response)
        .join(Homework)
        .where(
            same,
            Response.person_id == response.person_id,
            HomeworkLink.made_for == MadeFor.MAIL.value,
            HomeworkLink.revoked_at.is_(None),
            HomeworkLink.expires_at > now,
        )
        .order_by(HomeworkLink.id.desc())
    )
    return next((link for link in rows if link.mail is None and _was_sent(link)), None)


def _was_sent(link: HomeworkLink) -> bool:
    return any(use.kind == LinkEvent.SENT for use in link.uses)
