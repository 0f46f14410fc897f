"""Tables of progress: a measure one person filled in, the alerts it set off, and links by which it is filled in."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.accounts.models import User
from therapytool.cases.models import Person
from therapytool.database import Base, PublicId, UtcDateTime
from therapytool.homework.models import Letter
from therapytool.keyring import Keyring
from therapytool.personal_fields import HasPersonalFields, PersonalText


class FilledMeasure(HasPersonalFields, Base, PublicId):
    """One measure given to one person; her answers are sealed with her own key, and scores are worked out on reading.

    `wording_hash` names the exact wording she had before her. `way` is how the answers came: on the clinician's device,
    by a link, or typed in from paper. It has no reveal and no partner: nothing of it is ever shared.
    """

    __tablename__ = "filled_measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"))
    measure: Mapped[str] = mapped_column(String(80))
    wording_hash: Mapped[str] = mapped_column(String(64))
    way: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sealed_answers: Mapped[bytes | None] = mapped_column(LargeBinary)
    person: Mapped[Person] = relationship()
    round: Mapped[MeasureRound | None] = relationship(
        back_populates="filled", cascade="all, delete-orphan", passive_deletes=True
    )
    alerts: Mapped[list[RaisedAlert]] = relationship(
        back_populates="filled", cascade="all, delete-orphan", passive_deletes=True, order_by="RaisedAlert.id"
    )

    answers_json = PersonalText("sealed_answers")

    @property
    def seal_owner(self) -> str:
        return self.person.seal_owner

    @property
    def seal_ring(self) -> Keyring:
        return self.person.seal_ring


class RaisedAlert(HasPersonalFields, Base, PublicId):
    """One alert for the clinician alone. Which rule it was is sealed; its words stand in the measure's file."""

    __tablename__ = "raised_alert"

    id: Mapped[int] = mapped_column(primary_key=True)
    filled_id: Mapped[int] = mapped_column(ForeignKey("filled_measure.id", ondelete="CASCADE"), index=True)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"))
    sealed_rule: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    filled: Mapped[FilledMeasure] = relationship(back_populates="alerts")

    rule = PersonalText("sealed_rule")
    note = PersonalText("sealed_note")

    @property
    def seal_owner(self) -> str:
        return self.filled.seal_owner

    @property
    def seal_ring(self) -> Keyring:
        return self.filled.seal_ring


class ToldByMail(Base):
    """That a clinician is told by e-mail when something about safety waits. Without a row her pages alone tell her."""

    __tablename__ = "told_by_mail"

    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class AlertMail(Letter, Base):
    """A message to a clinician that something waits for her; one at a time, sealed as hers."""

    __tablename__ = "alert_mail"
    subject: ClassVar[str] = "Something waits for you"

    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), unique=True)
    clinician: Mapped[User] = relationship()

    seal_ring = HasPersonalFields.seal_ring

    @property
    def seal_owner(self) -> str:
        return f"clinician {self.clinician_id}"


class ConditionsAccepted(Base):
    """That a practice has read the conditions of a measure's holder and says it keeps them; by whom and when."""

    __tablename__ = "conditions_accepted"
    __table_args__ = (UniqueConstraint("practice_id", "measure"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    measure: Mapped[str] = mapped_column(String(80))
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"))
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MeasureLink(Base, PublicId):
    """A way for one person to fill in a measure away from the session; of what opens it only fingerprints are kept."""

    __tablename__ = "measure_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    code_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    passcode_hash: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship()
    mail: Mapped[MeasureMail | None] = relationship(
        back_populates="link", cascade="all, delete-orphan", passive_deletes=True
    )
    rounds: Mapped[list[MeasureRound]] = relationship(
        back_populates="link", cascade="all, delete-orphan", passive_deletes=True, order_by="MeasureRound.id"
    )


class MeasureRound(Base):
    """One time that a measure is filled in by a link, from a day on; one that repeats has several.

    `told_at` is when a message said that its day has come.
    """

    __tablename__ = "measure_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("measure_link.id", ondelete="CASCADE"), index=True)
    filled_id: Mapped[int] = mapped_column(ForeignKey("filled_measure.id", ondelete="CASCADE"), unique=True)
    opens_on: Mapped[date]
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    link: Mapped[MeasureLink] = relationship(back_populates="rounds")
    filled: Mapped[FilledMeasure] = relationship(back_populates="round")


class MeasureMail(Letter, Base):
    """A message about a link to a measure that waits to be sent."""

    __tablename__ = "measure_mail"

    link_id: Mapped[int] = mapped_column(ForeignKey("measure_link.id", ondelete="CASCADE"), unique=True)
    link: Mapped[MeasureLink] = relationship(back_populates="mail")

    @property
    def person(self) -> Person:
        return self.link.person

    def is_of_use(self, now: datetime) -> bool:
        return self.link.revoked_at is None and self.link.expires_at > now


class MeasureVisit(Base):
    """A browser that came in by such a link; its cookie holds a secret whose fingerprint is here."""

    __tablename__ = "measure_visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("measure_link.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
