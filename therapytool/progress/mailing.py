"""Measures by e-mail: the link itself, and of one that comes again the day it does; only with consent, by day.

Neither says what it is about. The second holds no link, for none is kept; it points to the message that brought it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case, Person
from therapytool.cases.queries import find_consent
from therapytool.cases.vocabulary import Channel
from therapytool.database import db
from therapytool.formatting import day_in_words
from therapytool.homework.mailing.outbox import carry_letters, put_into_outbox
from therapytool.homework.mailing.reminding import WAKING_HOURS, add_reminder
from therapytool.progress.models import FilledMeasure, MeasureLink, MeasureMail, MeasureRound


def init_mailing() -> None:
    """Let messages about measures be carried, and reminded of, with those about homework."""
    add_reminder(write_round_notices)
    carry_letters(MeasureMail, note_gone=_note_gone)


def mail_measure_link(link_id: str, *, to: str, body: str) -> None:
    """Put the message that brings a link into the outbox."""
    link = db.session.scalars(select(MeasureLink).where(MeasureLink.public_id == link_id)).one()
    put_into_outbox(MeasureMail(link=link), to=to, body=body)


def write_round_notices(now: datetime) -> int:
    """Tell whoever was sent a link by e-mail that another round has come; returns how many. Nothing at night."""
    here = now.astimezone()
    if here.hour not in WAKING_HOURS:
        return 0
    written = 0
    for each in _to_tell(here, now):
        consent = find_consent(each.link.person, Channel.EMAIL)
        if consent is not None and each.link.mail is None and each.link.mailed_at is not None:
            put_into_outbox(MeasureMail(link=each.link), to=consent.address, body=_body(each.link.mailed_at))
            each.told_at = clock.now()
            written += 1
    db.session.flush()
    return written


def _to_tell(here: datetime, now: datetime) -> list[MeasureRound]:
    """Rounds of today that are blank, but for the first, which came with its link."""
    wanted = (
        select(MeasureRound)
        .join(FilledMeasure)
        .join(MeasureLink, MeasureLink.id == MeasureRound.link_id)
        .join(Person, Person.id == MeasureLink.person_id)
        .join(Case)
        .where(
            MeasureRound.opens_on == here.date(),
            MeasureRound.told_at.is_(None),
            FilledMeasure.completed_at.is_(None),
            MeasureLink.mailed_at.is_not(None),
            MeasureLink.revoked_at.is_(None),
            MeasureLink.expires_at > now,
            Case.archived_at.is_(None),
        )
    )
    return [each for each in db.session.scalars(wanted) if each.opens_on > _first_day(each.link)]


def _first_day(link: MeasureLink) -> date:
    return min(each.opens_on for each in link.rounds)


def _body(mailed_at: datetime) -> str:
    return (
        "Hello,\n\n"
        "the page we spoke about is open again. "
        f"The link in my message of {day_in_words(mailed_at.astimezone())} opens it. It is not read at once.\n\n"
        "You get this message because you said that I may write to you here. If that has changed, tell me when we"
        " next speak, and I will stop. Please do not reply with anything private: mail is not a safe place for it.\n"
    )


def _note_gone(letter: MeasureMail) -> None:
    letter.link.mailed_at = letter.link.mailed_at or clock.now()
