"""Running sign-ins as rows: a session cookie is worth something only while its row is there.

Log-out deletes the row, so a copy of the cookie is dead with it. A sign-in ends when it has not been used for the idle
limit, or when it is older than the absolute limit, whichever comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from therapytool import clock
from therapytool.accounts.models import SignIn, User
from therapytool.database import db
from therapytool.formatting import minutes_in_words
from therapytool.tokens import fingerprint, new_secret

SEEN_EVERY = timedelta(minutes=5)
CLOCK_MAY_JUMP = timedelta(minutes=5)
"""A sign-in dated further ahead than this was begun while the clock was wrong."""
LOCK_PATIENCE = 200
"""Milliseconds; noting that somebody is there is worth no more waiting than this."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a sign-in may go unused, and how long it may last in all."""

    idle: timedelta
    absolute: timedelta

    @property
    def seen_every(self) -> timedelta:
        """How stale the note of last use may become: five minutes, less where the idle limit is short."""
        return min(SEEN_EVERY, self.idle / 5)

    def allow(self, sign_in: SignIn, now: datetime) -> bool:
        """Whether a sign-in still runs at this moment; one from the future would outlive its limits and does not."""
        is_of_now = max(sign_in.started_at, sign_in.last_seen_at) <= now + CLOCK_MAY_JUMP
        return is_of_now and now < sign_in.last_seen_at + self.idle and now < sign_in.started_at + self.absolute


@dataclass(frozen=True, slots=True)
class RunningSignIn:
    """One line of the list on the account page, times in words."""

    public_id: str
    browser: str
    started: str
    last_seen: str
    is_this: bool


def start_sign_in(*, clinician_id: int, browser: str, limits: Limits) -> str:
    """Begin a sign-in and sweep out ended ones; returns the secret for the session cookie."""
    secret = new_secret()
    now = clock.now()
    db.session.execute(
        delete(SignIn).where((SignIn.last_seen_at <= now - limits.idle) | (SignIn.started_at <= now - limits.absolute))
    )
    db.session.add(
        SignIn(
            fingerprint=fingerprint(secret),
            clinician_id=clinician_id,
            started_at=now,
            last_seen_at=now,
            browser=browser,
        )
    )
    db.session.flush()
    return secret


def find_running(secret: str, *, limits: Limits) -> SignIn | None:
    """The running sign-in that a session's secret stands for, with its clinician; None once it has ended."""
    sign_in = db.session.scalar(
        select(SignIn)
        .where(SignIn.fingerprint == fingerprint(secret))
        .options(joinedload(SignIn.clinician).joinedload(User.practice))
    )
    if sign_in is None or not sign_in.clinician.active or not limits.allow(sign_in, clock.now()):
        return None
    return sign_in


def list_running(clinician_id: int, *, limits: Limits, own: str | None) -> list[RunningSignIn]:
    """A clinician's running sign-ins, the last used first; `own` is the session secret of the one who asks."""
    rows = db.session.scalars(
        select(SignIn).where(SignIn.clinician_id == clinician_id).order_by(SignIn.last_seen_at.desc(), SignIn.id)
    )
    now = clock.now()
    mine = fingerprint(own) if own is not None else None
    return [
        RunningSignIn(
            public_id=row.public_id,
            browser=row.browser,
            started=ago(now - row.started_at),
            last_seen=ago(now - row.last_seen_at),
            is_this=row.fingerprint == mine,
        )
        for row in rows
        if limits.allow(row, now)
    ]


def ago(age: timedelta) -> str:
    """How long ago as a person says it: "just now", "1 minute ago", "3 hours ago"."""
    return "just now" if age < timedelta(minutes=1) else f"{time_in_words(age)} ago"


def time_in_words(span: timedelta) -> str:
    """A span in whole minutes, from an hour and a half on in whole hours: "55 minutes", "12 hours"."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 90:
        return minutes_in_words(minutes)
    return f"{minutes // 60} hour" if minutes < 120 else f"{minutes // 60} hours"


def end_sign_in(secret: str) -> None:
    """End the sign-in of a session."""
    db.session.execute(delete(SignIn).where(SignIn.fingerprint == fingerprint(secret)))


def end_named(public_id: str, *, clinician_id: int) -> None:
    """End one of a clinician's own sign-ins from the list; another's is left alone without a word."""
    db.session.execute(delete(SignIn).where(SignIn.public_id == public_id, SignIn.clinician_id == clinician_id))


def end_all(clinician_id: int, *, but: str | None = None) -> None:
    """End a clinician's sign-ins, all or all but the one whose session secret is given."""
    ending = delete(SignIn).where(SignIn.clinician_id == clinician_id)
    if but is not None:
        ending = ending.where(SignIn.fingerprint != fingerprint(but))
    db.session.execute(ending)


def note_seen(sign_in_id: int) -> bool:
    """Note that a sign-in is in use, in a transaction of its own; False when the database was busy, which is no harm.

    The caller's own transaction must have ended, or SQLite would make it wait for itself.
    """
    with db.engine.connect() as connection, _little_patience(connection):
        try:
            connection.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=clock.now()))
            connection.commit()
        except OperationalError:
            connection.rollback()
            return False
    return True


@contextmanager
def _little_patience(connection: Connection) -> Iterator[None]:
    """Wait only briefly for SQLite's lock on this connection; other databases lock single rows."""
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA busy_timeout")
    (usual,) = cursor.fetchone() or (0,)
    cursor.execute(f"PRAGMA busy_timeout={LOCK_PATIENCE}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout={usual}")
        cursor.close()
