"""Browsers a clinician has signed in on before, told by a long-lived cookie; `attempts` says what for."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select

from therapytool import clock
from therapytool.accounts.models import KnownDevice, User
from therapytool.database import db
from therapytool.tokens import fingerprint, new_secret

KEPT_FOR = timedelta(days=400)
"""As long as browsers keep a cookie at most."""


def known_device(secret: str | None, *, email: str) -> str | None:
    """The fingerprint of a browser on which this account has signed in before; None for any other."""
    if not secret:
        return None
    account = email.strip().lower()
    return db.session.scalar(
        select(KnownDevice.fingerprint)
        .join(User, User.id == KnownDevice.clinician_id)
        .where(
            KnownDevice.fingerprint == fingerprint(secret),
            KnownDevice.last_used_at > clock.now() - KEPT_FOR,
            func.lower(User.email) == account,
        )
    )


def remember_device(secret: str | None, *, clinician_id: int) -> str:
    """Note that a clinician has signed in here; returns the secret for the cookie, the one it had if that was ours.

    Two clinicians on one computer share its cookie, each with a row of her own. A secret we have not made is not taken
    over, or somebody could plant his own.
    """
    now = clock.now()
    db.session.execute(delete(KnownDevice).where(KnownDevice.last_used_at <= now - KEPT_FOR))
    rows = list(db.session.scalars(select(KnownDevice).where(KnownDevice.fingerprint == fingerprint(secret or ""))))
    if secret is None or not rows:
        secret = new_secret()
    device = next((row for row in rows if row.clinician_id == clinician_id), None)
    if device is None:
        device = KnownDevice(fingerprint=fingerprint(secret), clinician_id=clinician_id)
        db.session.add(device)
    device.last_used_at = now
    return secret
