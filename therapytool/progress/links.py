"""Measures filled in away from the session: a link for one person, how it opens, and what it opens on which day.

The token travels in the fragment of the address and the code is typed, as with homework; the same door takes both. What
a link opens is blank questions and a word of thanks. What was answered cannot be read by it again, by nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Select, delete, select, update

from therapytool import clock
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.measures.files import get_measure
from therapytool.homework.lifecycle import LinkState, link_state
from therapytool.homework.links.codes import plain_code
from therapytool.homework.links.failures import Expired, NoSuchLink, Revoked
from therapytool.homework.links.issuing import code_fingerprint
from therapytool.homework.links.opening import IDLE
from therapytool.homework.links.tries import check_passcode, forgive_code
from therapytool.homework.models import Response
from therapytool.progress.models import FilledMeasure, MeasureLink, MeasureRound, MeasureVisit
from therapytool.tokens import fingerprint, new_secret


@dataclass(frozen=True, slots=True)
class MeasurePass:
    """What a browser that came in by a link may fill in: one measure, today's. `secret` is for its cookie."""

    measure: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Due:
    """A measure that waits for a person, by its public id, and how many minutes it takes."""

    public_id: str
    minutes: int


def exchange_for_measure(*, address: str, token: str = "", code: str = "", passcode: str = "") -> MeasurePass:
    """Let a browser in by what opened no homework; its try is counted by then.

    Raises the LinkRefused that fits.
    """
    link = _by_token(token) if token else _by_code(code, address)
    _check_open(link)
    check_passcode(link.public_id, link.passcode_hash, passcode, address)
    secret, now = new_secret(), clock.now()
    db.session.execute(delete(MeasureVisit).where(MeasureVisit.last_seen_at < now - IDLE))
    db.session.add(MeasureVisit(link_id=link.id, fingerprint=fingerprint(secret), last_seen_at=now))
    link.opened_at = link.opened_at or now
    db.session.flush()
    return MeasurePass(current_round(link).filled.public_id, secret)


def may_fill_in(public_id: str, secret: str, *, late_by: timedelta = timedelta(0)) -> int:
    """The row of a measure that a browser may fill in by its cookie. Raises the LinkRefused that fits, or NotFound.

    Only what the link opens today is there: not a round to come, nor anybody else's. What was begun before the link's
    end may come `late_by` so much after it.
    """
    visit = db.session.scalar(select(MeasureVisit).where(MeasureVisit.fingerprint == fingerprint(secret)))
    if visit is None or visit.last_seen_at < clock.now() - IDLE:
        raise NoSuchLink
    link = db.session.get_one(MeasureLink, visit.link_id)
    _check_open(link, late_by=late_by)
    opened = {each.filled.public_id: each.filled_id for each in link.rounds if each.opens_on <= clock.today()}
    if public_id not in opened:
        raise NotFound("there are no such questions")
    return opened[public_id]


def may_fill_in_beside(public_id: str, response_id: int) -> int:
    """The row of a measure that the person of this homework was sent, for a browser that came in by her homework.

    Raises NotFound for any other, and the LinkRefused that fits once its own link has ended.
    """
    found = db.session.scalar(_sent_to(response_id).where(FilledMeasure.public_id == public_id))
    if found is None:
        raise NotFound("there are no such questions")
    _check_open(found.link)
    return found.filled_id


def list_due_beside(response_id: int) -> tuple[Due, ...]:
    """What waits for the person of this homework to be filled in by a link: today's, and blank."""
    newest = {each.link_id: each for each in db.session.scalars(_sent_to(response_id)) if _is_open(each.link)}
    blank = (each.filled for each in newest.values() if each.filled.completed_at is None)
    return tuple(Due(filled.public_id, get_measure(filled.measure).minutes) for filled in blank)


def note_measure_visit(secret: str) -> None:
    """Note that a browser is still there; for requests that write anyway."""
    seen = MeasureVisit.fingerprint == fingerprint(secret)
    db.session.execute(update(MeasureVisit).where(seen).values(last_seen_at=clock.now()))


def end_measure_visit(secret: str) -> None:
    """The browser leaves; its cookie opens nothing any more, the link still does."""
    db.session.execute(delete(MeasureVisit).where(MeasureVisit.fingerprint == fingerprint(secret)))


def current_round(link: MeasureLink) -> MeasureRound:
    """What a link leads to today: the newest round that has begun."""
    return [each for each in link.rounds if each.opens_on <= clock.today()][-1]


def days_of_rounds(*, every_days: int | None, until: date | None, most: int) -> list[date]:
    """The days on which the rounds open, today first; one without both a number of days and an end."""
    today = clock.today()
    if every_days is None or until is None:
        return [today]
    return [today + timedelta(days=every_days) * turn for turn in range(most) if _is_within(turn, every_days, until)]


def _is_within(turn: int, every_days: int, until: date) -> bool:
    return turn == 0 or clock.today() + timedelta(days=every_days * turn) <= until


def _by_token(token: str) -> MeasureLink:
    link = db.session.scalar(select(MeasureLink).where(MeasureLink.token_fingerprint == fingerprint(token)))
    if link is None:
        raise NoSuchLink
    return link


def _by_code(code: str, address: str) -> MeasureLink:
    wanted = MeasureLink.code_fingerprint == code_fingerprint(code)
    link = db.session.scalar(select(MeasureLink).where(wanted)) if plain_code(code) else None
    if link is None:
        raise NoSuchLink
    forgive_code(address)
    return link


def _check_open(link: MeasureLink, *, late_by: timedelta = timedelta(0)) -> None:
    state = _state(link, clock.now() - late_by)
    if state is LinkState.REVOKED or not link.rounds:
        raise Revoked
    if state is LinkState.EXPIRED:
        raise Expired


def _is_open(link: MeasureLink) -> bool:
    return _state(link, clock.now()) is LinkState.OPEN


def _state(link: MeasureLink, now: datetime) -> LinkState:
    return link_state(not_before=None, expires_at=link.expires_at, revoked_at=link.revoked_at, now=now)


def _sent_to(response_id: int) -> Select[MeasureRound]:
    return (
        select(MeasureRound)
        .join(FilledMeasure)
        .join(Response, Response.person_id == FilledMeasure.person_id)
        .where(Response.id == response_id, MeasureRound.opens_on <= clock.today())
        .order_by(MeasureRound.id)
    )
