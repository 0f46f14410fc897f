"""Tables of progress: a measure one person filled in, and the alerts its answers set off."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.cases.models import Person
from therapytool.database import Base, PublicId, UtcDateTime
from therapytool.keyring import Keyring
from therapytool.personal_fields import HasPersonalFields, PersonalText


class FilledMeasure(HasPersonalFields, Base, PublicId):
    """One measure given to one person; her answers are sealed with her own key, and scores are worked out on reading.

    `wording_hash` names the exact wording she had before her. `way` is how the answers came: on the clinician's device
    or typed in from paper. It has no reveal and no partner: nothing of it is ever shared.
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


class ConditionsAccepted(Base):
    """That a practice has read the conditions of a measure's holder and says it keeps them; by whom and when."""

    __tablename__ = "conditions_accepted"
    __table_args__ = (UniqueConstraint("practice_id", "measure"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    measure: Mapped[str] = mapped_column(String(80))
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"))
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
