"""A word by e-mail to the clinician that something waits for her, when an answer given by a link is about safety.

Only if she switched it on, to the address she signs in with, and never of whom or what. It can be late or lost, so it
takes the place of nothing: the page the client has before her says that it is not read at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from therapytool import clock
from therapytool.accounts.queries import get_clinician
from therapytool.config import Settings
from therapytool.database import db
from therapytool.exercises.measures.scoring import Alert
from therapytool.homework.mailing.outbox import carry_letters, put_into_outbox
from therapytool.progress.models import AlertMail, FilledMeasure, ToldByMail
from therapytool.progress.queries import count_safety_alerts


def init_alert_mail() -> None:
    """Let these messages be carried with those to clients."""
    carry_letters(AlertMail, note_gone=lambda letter: None, may_go=_is_wanted_still)


def wants_mail(clinician_id: int) -> bool:
    """Whether she switched it on."""
    return db.session.get(ToldByMail, clinician_id) is not None


def set_mail_wanted(clinician_id: int, *, is_wanted: bool) -> None:
    """Switch it on or off; what waits to be sent goes with it. Doing so twice is harmless."""
    if not is_wanted:
        db.session.execute(delete(AlertMail).where(AlertMail.clinician_id == clinician_id))
        db.session.execute(delete(ToldByMail).where(ToldByMail.clinician_id == clinician_id))
    elif not wants_mail(clinician_id):
        db.session.add(ToldByMail(clinician_id=clinician_id, since=clock.now()))
    db.session.flush()


def tell_by_mail(filled_id: int, alerts: Iterable[Alert], settings: Settings) -> None:
    """Put a message to whoever has the case now into the outbox, unless one waits there already."""
    clinician = get_clinician(db.session.get_one(FilledMeasure, filled_id).person.case.clinician_id)
    is_about_safety = any(alert.urgency == "safety" for alert in alerts)
    if not (is_about_safety and settings.sends_mail and wants_mail(clinician.id)):
        return
    given_up = AlertMail.clinician_id == clinician.id, AlertMail.gave_up_at.is_not(None)
    db.session.execute(delete(AlertMail).where(*given_up))
    if _find(clinician.id) is None:
        put_into_outbox(AlertMail(clinician_id=clinician.id), to=clinician.email, body=_body(settings.public_address))


def could_not_be_sent(clinician_id: int) -> bool:
    """Whether the last message to her was given up."""
    letter = _find(clinician_id)
    return letter is not None and letter.gave_up_at is not None


def _find(clinician_id: int) -> AlertMail | None:
    return db.session.scalar(select(AlertMail).where(AlertMail.clinician_id == clinician_id))


def _is_wanted_still(letter: AlertMail, now: datetime) -> bool:
    """Whether she still wants it at that address, and has not looked meanwhile."""
    clinician = letter.clinician
    is_hers = clinician.active and clinician.email == letter.address and wants_mail(clinician.id)
    return is_hers and count_safety_alerts(clinician.id) > 0


def _body(address: str) -> str:
    """The address is the one that was set, never the one a client's browser named."""
    where = f"\n\n{address}\n\n" if address else " "
    return (
        f"Hello,\n\nsomething waits for you alone.{where}Sign in and look at it soon, when nobody else sees the "
        "screen.\n\nThis message says no more, on purpose. It can come late or not at all, so rely on what you have "
        "agreed with the people you see. You switched it on; the page you find there switches it off.\n"
    )
