"""Tables of people who sign in: practice, clinician, role, passkey, and one row for each running sign-in."""

from __future__ import annotations

from datetime import datetime

from flask_security.models.sqla import (
    FsModels,
    FsRoleMixin,
    FsUserMixin,
    FsWebAuthnMixin,
)
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

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


class User(Base, FsUserMixin, PublicId):
    """A clinician with an account. Flask-Security asks for the class name User; everywhere else it is a clinician."""

    __tablename__ = "clinician"

    name: Mapped[str] = mapped_column(String(120), default="")
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    practice: Mapped[Practice] = relationship()


class WebAuthn(Base, FsWebAuthnMixin):
    """A passkey; the table is asked for by Flask-Security even while passkeys are off."""

    __tablename__ = "passkey"


class SignIn(Base):
    """One running sign-in. The session cookie carries a secret whose fingerprint is here; without the row it is nothing."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    browser: Mapped[str] = mapped_column(String(120), default="")
