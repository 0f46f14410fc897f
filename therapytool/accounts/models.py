"""Tables of people who sign in: practice, clinician, role, passkey, running sign-ins, and what guards the door."""

from __future__ import annotations

from datetime import datetime

from flask_security.models.sqla import (
    FsModels,
    FsRoleMixin,
    FsUserMixin,
    FsWebAuthnMixin,
)
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.accounts.password_check import UnhurriedPasswordCheck
from therapytool.database import Base, PublicId, Timestamps, UtcDateTime

FsModels.set_db_info(
    base_model=Base, user_table_name="clinician", role_table_name="role", webauthn_table_name="passkey"
)


class Practice(Base, PublicId, Timestamps):
    """The practice clinicians belong to, and what it prints: name, contact, paper, region of crisis contacts."""

    __tablename__ = "practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    paper: Mapped[str] = mapped_column(String(20), default="letter")
    region: Mapped[str] = mapped_column(String(10), default="US")


class Role(Base, FsRoleMixin):
    """What a clinician may do: "owner" looks after the practice, "clinician" works in it."""

    __tablename__ = "role"


class User(UnhurriedPasswordCheck, Base, FsUserMixin, PublicId):
    """A clinician with an account. Flask-Security asks for the class name User; everywhere else it is a clinician."""

    __tablename__ = "clinician"

    name: Mapped[str] = mapped_column(String(120), default="")
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    practice: Mapped[Practice] = relationship()
    totp_last_counter: Mapped[int | None]
    """The time step of the last code accepted from the authenticator app; it and all before it are spent."""


class WebAuthn(Base, FsWebAuthnMixin):
    """A passkey; the table is asked for by Flask-Security even while passkeys are off."""

    __tablename__ = "passkey"


class SignIn(Base, PublicId):
    """One running sign-in: a session cookie holds the secret whose fingerprint is here. No row, no access."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    browser: Mapped[str] = mapped_column(String(120), default="")

    clinician: Mapped[User] = relationship()


class KnownDevice(Base):
    """A browser on which a clinician has signed in before; its cookie holds a secret whose fingerprint is here.

    Wrong passwords from a known device are counted apart, so a stranger who tries cannot lock the owner out.
    """

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("fingerprint", "clinician_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    last_used_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FailedTries(Base):
    """How often something secret was guessed wrong; `key` is the fingerprint of who was guessed at and from where."""

    __tablename__ = "failed_tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class OneUseCode(Base):
    """A code that opens one door once: first set-up, a password to choose, the demo. Only its fingerprint is kept."""

    __tablename__ = "one_use_code"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
