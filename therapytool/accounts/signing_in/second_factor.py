"""The second step of signing in: codes of an authenticator app that work once, and recovery codes kept as hashes."""

from __future__ import annotations

from typing import cast

from flask import current_app
from flask_security import MfRecoveryCodesUtil, Security, Totp, UserMixin
from flask_security.utils import hash_data, verify_hash
from passlib.totp import TotpMatch, UsedTokenError
from sqlalchemy import CursorResult, or_, update

from therapytool.accounts.models import User
from therapytool.database import db
from therapytool.tokens import new_public_id

RECOVERY_CODES = 10


def totp() -> OneTimeTotp:
    """The maker and judge of authenticator codes of this application."""
    security: Security = current_app.extensions["security"]
    return cast(OneTimeTotp, security.totp_factory)


def new_recovery_codes() -> tuple[list[str], list[str]]:
    """Ten codes for the person to keep, and the hashes for us to keep."""
    codes = ["-".join(new_public_id(4) for _ in range(3)) for _ in range(RECOVERY_CODES)]
    return codes, [hash_data(code) for code in codes]


class OneTimeTotp(Totp):
    """Codes of the authenticator app; each is accepted once, and none older than the last accepted."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        return db.session.get_one(User, user.id).totp_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Note the code as used, in one statement, so that of two requests with the same code one is refused."""
        later = or_(User.totp_last_counter.is_(None), User.totp_last_counter < tmatch.counter)
        noting = update(User).where(User.id == user.id, later).values(totp_last_counter=tmatch.counter)
        if cast("CursorResult[object]", db.session.execute(noting)).rowcount != 1:
            raise UsedTokenError


class HashedRecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes that are shown once and then known only by their salted hashes."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        codes, user.mf_recovery_codes = new_recovery_codes()
        return codes

    def get_recovery_codes(self, user: UserMixin) -> list[str]:
        """Nothing: they cannot be shown again."""
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        return self._hash_of(user, code) is not None

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        spent = self._hash_of(user, code)
        user.mf_recovery_codes = [kept for kept in user.mf_recovery_codes or [] if kept != spent]
        return spent is not None

    def _hash_of(self, user: UserMixin, code: str) -> str | None:
        plain = code.strip().lower()
        return next((kept for kept in user.mf_recovery_codes or [] if verify_hash(kept.encode(), plain)), None)
