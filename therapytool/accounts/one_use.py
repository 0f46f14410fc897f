"""Codes that open one door once: the first set-up, choosing a password, the demo.

A code travels in the fragment of an address (`/setup#code`), which browsers send to nobody and no log sees. The page
posts it; `exchange_code` then replaces it by a secret for that browser's session alone, and `close_door` ends it when
somebody has come through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, or_, select

from therapytool import clock
from therapytool.accounts.models import OneUseCode
from therapytool.database import db
from therapytool.tokens import fingerprint, new_secret

VALID_FOR = timedelta(hours=24)
TIME_TO_FINISH = timedelta(hours=1)


class Purpose(StrEnum):
    """The doors there are codes for."""

    SETUP = "setup"
    PASSWORD = "password"  # noqa: S105  # the name of a door, not a key
    DEMO = "demo"
    PASSKEY = "passkey"  # a challenge, see `passkeys`


@dataclass(frozen=True, slots=True)
class Door:
    """A door that stands open for the holder of a code, and whose it is where it is somebody's."""

    fingerprint: str
    clinician_id: int | None


def issue_code(purpose: Purpose, *, clinician_id: int | None = None) -> str:
    """A new code; those given out before for the same door and clinician are dead from now on."""
    code = new_secret()
    now = clock.now()
    same_door = (OneUseCode.purpose == purpose) & (OneUseCode.clinician_id.is_not_distinct_from(clinician_id))
    db.session.execute(delete(OneUseCode).where(or_(same_door, OneUseCode.expires_at <= now)))
    db.session.add(
        OneUseCode(
            fingerprint=fingerprint(code), purpose=purpose, clinician_id=clinician_id, expires_at=now + VALID_FOR
        )
    )
    db.session.flush()
    return code


def exchange_code(code: str, purpose: Purpose) -> str | None:
    """Spend a code for a secret that only this session holds; None when the code is wrong, used or too old."""
    row = _valid_row(code, purpose)
    if row is None:
        return None
    secret = new_secret()
    row.fingerprint = fingerprint(secret)
    row.expires_at = min(row.expires_at, clock.now() + TIME_TO_FINISH)
    db.session.flush()
    return secret


def find_door(secret: str, purpose: Purpose) -> Door | None:
    """What a code or an exchanged secret still opens; None when it opens nothing."""
    row = _valid_row(secret, purpose)
    return None if row is None else Door(fingerprint=row.fingerprint, clinician_id=row.clinician_id)


def close_door(door: Door) -> None:
    """Spend what opened it, once somebody has come through."""
    db.session.execute(delete(OneUseCode).where(OneUseCode.fingerprint == door.fingerprint))


def _valid_row(secret: str, purpose: Purpose) -> OneUseCode | None:
    return db.session.scalar(
        select(OneUseCode).where(
            OneUseCode.fingerprint == fingerprint(secret),
            OneUseCode.purpose == purpose,
            OneUseCode.expires_at > clock.now(),
        )
    )
