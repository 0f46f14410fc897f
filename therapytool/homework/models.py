"""Tables of homework: what was given, a response for each person with its answers, the links that lead to it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.cases.models import Case, Person
from therapytool.database import Base, PublicId, Timestamps, UtcDateTime
from therapytool.keyring import Keyring
from therapytool.personal_fields import HasPersonalFields, PersonalText


class Homework(HasPersonalFields, Base, PublicId, Timestamps):
    """One worksheet given to people of a case, in one exact version and dose. Its slots hold the clients' words."""

    __tablename__ = "homework"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    version_hash: Mapped[str] = mapped_column(ForeignKey("exercise_version.hash"))
    dose: Mapped[str] = mapped_column(String(20))
    sealed_slots: Mapped[bytes | None] = mapped_column(LargeBinary)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    not_before: Mapped[date | None]
    due_on: Mapped[date | None]
    repeats_every_days: Mapped[int | None]
    repeats_until: Mapped[date | None]
    plan_public_id: Mapped[str | None] = mapped_column(String(20))
    case: Mapped[Case] = relationship()
    responses: Mapped[list[Response]] = relationship(
        back_populates="homework", cascade="all, delete-orphan", passive_deletes=True, order_by="Response.id"
    )

    slots_json = PersonalText("sealed_slots")

    @property
    def seal_owner(self) -> str:
        return f"case {self.case_id}"


class Response(HasPersonalFields, Base, PublicId, Timestamps):
    """What one person does with one homework. Her words are sealed with her own key."""

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("homework_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    homework_id: Mapped[int] = mapped_column(ForeignKey("homework.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sealed_commitment: Mapped[bytes | None] = mapped_column(LargeBinary)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(20))
    sealed_reason: Mapped[bytes | None] = mapped_column(LargeBinary)
    helpfulness: Mapped[int | None]
    distress_before: Mapped[int | None]
    distress_after: Mapped[int | None]
    agreed_to_reveal_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    homework: Mapped[Homework] = relationship(back_populates="responses")
    person: Mapped[Person] = relationship()
    answers: Mapped[list[Answer]] = relationship(
        back_populates="response", cascade="all, delete-orphan", passive_deletes=True
    )
    links: Mapped[list[HomeworkLink]] = relationship(
        back_populates="response", cascade="all, delete-orphan", passive_deletes=True
    )

    commitment_json = PersonalText("sealed_commitment")
    reason = PersonalText("sealed_reason")

    @property
    def seal_owner(self) -> str:
        return self.person.seal_owner

    @property
    def seal_ring(self) -> Keyring:
        return self.person.seal_ring


class Answer(HasPersonalFields, Base):
    """The answer to one question, at its newest revision. A private one is hers alone; nobody else's page shows it."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("response_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(120))
    sealed_text: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_private: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    request_key: Mapped[str] = mapped_column(String(40), default="")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    arrived_late: Mapped[bool] = mapped_column(default=False)
    response: Mapped[Response] = relationship(back_populates="answers")

    text = PersonalText("sealed_text")

    @property
    def seal_owner(self) -> str:
        return self.response.seal_owner

    @property
    def seal_ring(self) -> Keyring:
        return self.response.seal_ring


class HomeworkLink(Base, PublicId):
    """A way in without an account. Only fingerprints of token and code are kept; link and data end on two dates."""

    __tablename__ = "homework_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    token_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    code_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    passcode_hash: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deletes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    response: Mapped[Response] = relationship(back_populates="links")


class LinkUse(Base):
    """That a link was used or tried: when and how, never by what words."""

    __tablename__ = "link_use"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("homework_link.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
