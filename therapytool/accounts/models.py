"""Tables of people who sign in: practice, clinician, role, passkey, running sign-ins, and what guards the door."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_security.models.sqla import (
    FsModels,
    FsRoleMixin,
    FsUserMixin,
    FsWebAuthnMixin,
)
from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.accounts.password_check import UnhurriedPasswordCheck
from therapytool.database import Base, PublicId, Timestamps, UtcDateTime

FsModels.set_db_info(
    base_model=Base, user_table_name="clinician", role_table_name="role", webauthn_table_name="passkey"
)


class Practice(Base, PublicId, Timestamps):
    """The practice clinicians belong to, and what it prints: name, contact, logo, paper, region of crisis contacts."""

    __tablename__ = "practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    paper: Mapped[str] = mapped_column(String(20), default="letter")
    region: Mapped[str] = mapped_column(String(10), default="US")
    print_profile: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    """A small PNG as `logos` made it, or none."""
    contacts: Mapped[list[PracticeContact]] = relationship(
        order_by="PracticeContact.position, PracticeContact.id", viewonly=True
    )


class PracticeContact(Base, PublicId):
    """One crisis contact of a practice's own list. While a practice has none, its region's shipped list stands.

    `checked_on` is the day somebody of the practice looked the number up; without it the line is not printed.
    """

    __tablename__ = "practice_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(60))
    how: Mapped[str] = mapped_column(String(160), default="")
    checked_on: Mapped[date | None]
    is_vouched_for: Mapped[bool] = mapped_column(default=False)
    is_printed: Mapped[bool] = mapped_column(default=True)


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
    """A passkey: the public half of a key that a device of hers keeps and unlocks by finger, face or PIN."""

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


class AuditEntry(Base):
    """One line of the audit trail: who did what to which thing and when, never a word of it.

    Rows are added and never changed; `seal` binds each to the one before, whose seal is `previous`. What it speaks of
    is named by public ids alone, so a line outlives what it tells of and says nothing of it. `whose` is the clinician
    whose matter it is, `about_case` the case it belongs to.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_whose_number", "whose", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(20), default="", index=True)
    action: Mapped[str] = mapped_column(String(80), index=True)
    subject_kind: Mapped[str] = mapped_column(String(20), default="")
    subject: Mapped[str] = mapped_column(String(40), default="")
    whose: Mapped[str] = mapped_column(String(20), default="")
    about_case: Mapped[str] = mapped_column(String(20), default="")
    detail: Mapped[str] = mapped_column(String(60), default="")
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    seal: Mapped[str] = mapped_column(String(64), unique=True)
