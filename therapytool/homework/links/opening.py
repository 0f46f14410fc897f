"""How a link to homework opens: let in by its token or short code, known again by a cookie, sent out at its end.

An address carries the token in its fragment, so no log or proxy ever sees it. The page posts it, or the code that
prints beside it, to `exchange`, which lets one browser in for this homework alone; `pass_for` knows that browser again
by its cookie. Reading an address changes and spends nothing. `issuing` makes links.

Wrong tries (see `tries`) are committed by themselves, before the failure is raised, so that none is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import delete, select, update

from therapytool import clock
from therapytool.database import db
from therapytool.homework.lifecycle import LinkState, link_state
from therapytool.homework.links.codes import plain_code
from therapytool.homework.links.failures import Expired, LinkRefused, NoSuchLink, NotYet, Revoked, WrongPasscode
from therapytool.homework.links.issuing import code_fingerprint
from therapytool.homework.links.tries import check_passcode, count_code, forgive_code
from therapytool.homework.models import Homework, HomeworkLink, LinkUse, LinkVisit, Response
from therapytool.tokens import fingerprint, new_secret

IDLE = timedelta(hours=24)
"""A browser that was not heard of for this long opens the link again."""


class LinkEvent(StrEnum):
    """What happened with a link."""

    SENT = "sent"
    OPENED = "opened"
    WRONG_PASSCODE = "wrong-passcode"
    REFUSED = "refused"
    SUBMITTED = "submitted"

    @property
    def in_words(self) -> str:
        """ "opened", "wrong passcode", "tried after its end"."""
        return {"wrong-passcode": "wrong passcode", "refused": "tried while closed"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class LinkPass:
    """What a browser that came in by a link may use: one response, and earlier ones of the same repeating homework.

    `response_id` is the one of today; `earlier` lists the begun ones before it, newest first. `secret` is for the
    cookie and only there after an exchange. `seen_at` is when this browser was last heard of.
    """

    link_id: int
    response_id: int
    earlier: tuple[int, ...]
    seen_at: datetime
    expires_at: datetime
    deletes_at: datetime | None
    secret: str = field(default="", repr=False)


def exchange(*, address: str, token: str = "", code: str = "", passcode: str = "") -> LinkPass:
    """Let a browser in by a token or a typed code; its pass carries the secret for the cookie.

    `address` is the network address the try comes from. Raises the LinkRefused that fits.
    """
    link = _by_token(token) if token else _by_code(code, address)
    try:
        _check_state(link)
    except LinkRefused:
        _note(link.id, LinkEvent.REFUSED)
        db.session.commit()
        raise
    _check_passcode(link, passcode, address)
    secret, now = new_secret(), clock.now()
    db.session.execute(delete(LinkVisit).where(LinkVisit.last_seen_at < now - IDLE))
    db.session.add(LinkVisit(link_id=link.id, fingerprint=fingerprint(secret), begun_at=now, last_seen_at=now))
    _note(link.id, LinkEvent.OPENED)
    link_pass = _pass(link, now, secret)
    opened = Response.id == link_pass.response_id, Response.opened_at.is_(None)
    db.session.execute(update(Response).where(*opened).values(opened_at=now))
    db.session.flush()
    return link_pass


def pass_for(secret: str, *, late_by: timedelta = timedelta(0)) -> LinkPass:
    """The pass of a browser by its cookie's secret; changes nothing.

    A save may come `late_by` so much after the link's end (see `lifecycle.is_late`). Raises the LinkRefused that fits.
    """
    visit = _visit(secret)
    link = db.session.get_one(HomeworkLink, visit.link_id)
    _check_state(link, late_by=late_by)
    return _pass(link, visit.last_seen_at)


def note_seen(secret: str) -> None:
    """Note that a browser is still there; for requests that write anyway."""
    seen = update(LinkVisit).where(LinkVisit.fingerprint == fingerprint(secret)).values(last_seen_at=clock.now())
    db.session.execute(seen)


def note_submitted(link_pass: LinkPass) -> None:
    """Note that answers were handed in by this link."""
    _note(link_pass.link_id, LinkEvent.SUBMITTED)


def note_sent(link_id: int) -> None:
    """Note that a message with this link went out."""
    _note(link_id, LinkEvent.SENT)


def end_visit(secret: str) -> None:
    """The browser leaves; its cookie opens nothing any more, the link still does."""
    db.session.execute(delete(LinkVisit).where(LinkVisit.fingerprint == fingerprint(secret)))


def _by_token(token: str) -> HomeworkLink:
    link = db.session.scalar(select(HomeworkLink).where(HomeworkLink.token_fingerprint == fingerprint(token)))
    if link is None:
        raise NoSuchLink
    return link


def _by_code(code: str, address: str) -> HomeworkLink:
    """The link of a typed code; every try is counted for its address until it has turned out right."""
    count_code(address)
    wanted = HomeworkLink.code_fingerprint == code_fingerprint(code)
    link = db.session.scalar(select(HomeworkLink).where(wanted)) if plain_code(code) else None
    if link is None:
        raise NoSuchLink
    forgive_code(address)
    return link


def _check_state(link: HomeworkLink, *, late_by: timedelta = timedelta(0)) -> None:
    first = _occurrences(link)[0].homework
    state = link_state(
        not_before=_begin_of(first.not_before) if first.not_before else None,
        expires_at=link.expires_at + late_by,
        revoked_at=link.revoked_at,
        now=clock.now(),
    )
    if state is LinkState.NOT_YET and first.not_before is not None:
        raise NotYet(first.not_before)
    if state is LinkState.EXPIRED:
        raise Expired
    if state is LinkState.REVOKED:
        raise Revoked


def _check_passcode(link: HomeworkLink, passcode: str, address: str) -> None:
    link_id = link.id
    try:
        check_passcode(link.public_id, link.passcode_hash, passcode, address)
    except WrongPasscode:
        _note(link_id, LinkEvent.WRONG_PASSCODE)
        db.session.commit()
        raise


def _visit(secret: str) -> LinkVisit:
    visit = db.session.scalar(select(LinkVisit).where(LinkVisit.fingerprint == fingerprint(secret)))
    if visit is None or visit.last_seen_at < clock.now() - IDLE:
        raise NoSuchLink
    return visit


def _pass(link: HomeworkLink, seen_at: datetime, secret: str = "") -> LinkPass:
    begun = [row for row in _occurrences(link) if row.homework.not_before is None or _is_begun(row.homework)]
    current = begun[-1]
    return LinkPass(
        link_id=link.id,
        response_id=current.id,
        earlier=tuple(row.id for row in reversed(begun[:-1])),
        seen_at=seen_at,
        expires_at=link.expires_at,
        deletes_at=current.homework.deletes_at,
        secret=secret,
    )


def _occurrences(link: HomeworkLink) -> list[Response]:
    """The person's responses that a link leads to, first one first: one, or those of a repeating homework."""
    own = link.response
    if own.homework.series is None:
        return [own]
    wanted = select(Response).join(Homework).where(Homework.series == own.homework.series)
    return list(db.session.scalars(wanted.where(Response.person_id == own.person_id).order_by(Homework.id)))


def _is_begun(homework: Homework) -> bool:
    return homework.not_before is not None and homework.not_before <= clock.today()


def _begin_of(day: date) -> datetime:
    """The first moment of a day on this machine's calendar."""
    return datetime.combine(day, time()).astimezone()


def _note(link_id: int, event: LinkEvent) -> None:
    db.session.add(LinkUse(link_id=link_id, kind=event.value, at=clock.now()))
