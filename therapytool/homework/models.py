"""Tables of homework: what was given, a response for each person, the links to it, notes beside it, mail on its way."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.cases.models import Case, Person
from therapytool.database import Base, PublicId, Timestamps, UtcDateTime
from therapytool.keyring import Keyring
from therapytool.personal_fields import HasPersonalFields, PersonalText


class Homework(Base, PublicId, Timestamps):
    """One worksheet given to people of a case, in one exact version and dose. It holds no word of a client.

    A homework that repeats is several rows of one `series`, each with its own days. `request_key` names the form that
    gave it, so that a form sent twice gives once. At `deletes_at` all that came back is deleted; None keeps it.
    `reminds` those who agreed to be written to, the day before it is due.
    """

    __tablename__ = "homework"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    version_hash: Mapped[str] = mapped_column(ForeignKey("exercise_version.hash"))
    dose: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    not_before: Mapped[date | None]
    due_on: Mapped[date | None]
    series: Mapped[str | None] = mapped_column(String(20), index=True)
    repeats_every_days: Mapped[int | None]
    repeats_until: Mapped[date | None]
    deletes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    plan_public_id: Mapped[str | None] = mapped_column(String(20))
    request_key: Mapped[str] = mapped_column(String(40), default="")
    reminds: Mapped[bool] = mapped_column(default=False, server_default=false())
    case: Mapped[Case] = relationship()
    responses: Mapped[list[Response]] = relationship(
        back_populates="homework", cascade="all, delete-orphan", passive_deletes=True, order_by="Response.id"
    )


class Response(HasPersonalFields, Base, PublicId, Timestamps):
    """What one person does with one homework. Her words, those in its slots too, are sealed with her own key.

    `outcome_by` says who told how it went: "client" or "clinician".
    """

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("homework_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    homework_id: Mapped[int] = mapped_column(ForeignKey("homework.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sealed_slots: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_commitment: Mapped[bytes | None] = mapped_column(LargeBinary)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(20))
    outcome_by: Mapped[str | None] = mapped_column(String(20))
    sealed_reason: Mapped[bytes | None] = mapped_column(LargeBinary)
    helpfulness: Mapped[int | None]
    distress_before: Mapped[int | None]
    distress_after: Mapped[int | None]
    agreed_to_reveal_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    homework: Mapped[Homework] = relationship(back_populates="responses")
    person: Mapped[Person] = relationship()
    answers: Mapped[list[Answer]] = relationship(
        back_populates="response", cascade="all, delete-orphan", passive_deletes=True
    )
    links: Mapped[list[HomeworkLink]] = relationship(
        back_populates="response", cascade="all, delete-orphan", passive_deletes=True
    )

    slots_json = PersonalText("sealed_slots")
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
    """A way in without an account. Only fingerprints of its token and code are kept, and the hash of a passcode."""

    __tablename__ = "homework_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    made_for: Mapped[str] = mapped_column(String(20))
    token_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    code_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    passcode_hash: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    response: Mapped[Response] = relationship(back_populates="links")
    uses: Mapped[list[LinkUse]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="LinkUse.id"
    )
    mail: Mapped[OutgoingMail | None] = relationship(back_populates="link", passive_deletes=True)


class LinkUse(Base):
    """That a link was used or tried: when and how, never from where or by what words."""

    __tablename__ = "link_use"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("homework_link.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class LinkVisit(Base):
    """A browser that came in by a link; its cookie holds a secret whose fingerprint is here. No row, no way in."""

    __tablename__ = "link_visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("homework_link.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ClinicianNote(HasPersonalFields, Base, Timestamps):
    """What a clinician notes for herself beside a response: sealed as hers, never printed or exported."""

    __tablename__ = "clinician_note"
    __table_args__ = (UniqueConstraint("response_id", "clinician_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    sealed_text: Mapped[bytes | None] = mapped_column(LargeBinary)

    text = PersonalText("sealed_text")

    @property
    def seal_owner(self) -> str:
        return f"clinician {self.clinician_id}"


class Letter(HasPersonalFields):
    """A message that waits to be sent, whatever its link opens: sealed with the person's key, and gone once sent."""

    subject: ClassVar[str] = "A page for you"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed_address: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_body: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    gave_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    address = PersonalText("sealed_address")
    body = PersonalText("sealed_body")

    @property
    def person(self) -> Person:
        """To whom it goes."""
        raise NotImplementedError

    def is_of_use(self, now: datetime) -> bool:
        """Whether its link still opens."""
        raise NotImplementedError

    @property
    def seal_owner(self) -> str:
        return self.person.seal_owner

    @property
    def seal_ring(self) -> Keyring:
        return self.person.seal_ring


class OutgoingMail(Letter, Base):
    """A message about a homework link that waits to be sent."""

    __tablename__ = "outgoing_mail"

    link_id: Mapped[int] = mapped_column(ForeignKey("homework_link.id", ondelete="CASCADE"), unique=True)
    link: Mapped[HomeworkLink] = relationship(back_populates="mail")

    @property
    def person(self) -> Person:
        return self.link.response.person

    def is_of_use(self, now: datetime) -> bool:
        return self.link.revoked_at is None and self.link.expires_at > now
