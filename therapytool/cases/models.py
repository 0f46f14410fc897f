"""Tables of cases: the case, its people with a data key each, their consent to be written to, gates cleared."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.database import Base, PublicId, Timestamps, UtcDateTime
from therapytool.keyring import Keyring
from therapytool.personal_fields import HasPersonalFields, PersonalText, current_keyring
from therapytool.sealing import ring_of, unseal


class Case(HasPersonalFields, Base, PublicId, Timestamps):
    """One case of one clinician. Its name is a code name and sealed all the same.

    A sample is invented, says so wherever it is shown, and goes with all other samples in one click.
    """

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    sealed_name: Mapped[bytes] = mapped_column(LargeBinary)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_sample: Mapped[bool] = mapped_column(default=False)
    print_profile: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    keep_until: Mapped[date | None]
    people: Mapped[list[Person]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="Person.seat", passive_deletes=True
    )

    name = PersonalText("sealed_name")

    @property
    def seal_owner(self) -> str:
        return f"clinician {self.clinician_id}"


class CaseShare(Base):
    """That a case is shown to a supervisor: what her clinician chose to show, never her own notes."""

    __tablename__ = "case_share"
    __table_args__ = (UniqueConstraint("case_id", "supervisor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    case: Mapped[Case] = relationship()


class Person(HasPersonalFields, Base, PublicId, Timestamps):
    """One client of a case, by a code name. All that is hers is sealed with her own key, itself sealed under the ring.

    To erase her is to delete this row with what hangs on it: without the key no copy of a sealed value opens.
    """

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("case_id", "seat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    seat: Mapped[int]
    sealed_key: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_name: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_pronouns: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_partner_words: Mapped[bytes | None] = mapped_column(LargeBinary)
    case: Mapped[Case] = relationship(back_populates="people")
    consents: Mapped[list[Consent]] = relationship(
        back_populates="person", cascade="all, delete-orphan", passive_deletes=True
    )

    name = PersonalText("sealed_name")
    pronouns = PersonalText("sealed_pronouns")
    partner_words = PersonalText("sealed_partner_words")

    @property
    def seal_owner(self) -> str:
        return f"person {self.seal_id}"

    @classmethod
    def ring_columns(cls) -> tuple[str, ...]:
        return ("sealed_key",)

    @cached_property
    def data_ring(self) -> Keyring:
        """Her own key, opened once."""
        return ring_of(unseal(current_keyring(), self.sealed_key, self.place_of("sealed_key")))

    @property
    def seal_ring(self) -> Keyring:
        return self.data_ring


class Consent(HasPersonalFields, Base, Timestamps):
    """That a person agreed to be written to by one channel, and where. Withdrawn, only the dates stay."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("person_id", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(20))
    sealed_address: Mapped[bytes | None] = mapped_column(LargeBinary)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship(back_populates="consents")

    address = PersonalText("sealed_address")

    @property
    def seal_owner(self) -> str:
        return self.person.seal_owner

    @property
    def seal_ring(self) -> Keyring:
        return self.person.seal_ring


class ClearedGate(Base):
    """That the clinician cleared a gate for a case; when and by whom, never what was said. Never printed."""

    __tablename__ = "cleared_gate"
    __table_args__ = (UniqueConstraint("case_id", "gate"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    gate: Mapped[str] = mapped_column(String(40))
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"))
    cleared_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GateEntry(HasPersonalFields, Base):
    """One line of the history of a case's gates: cleared or closed again, for which day, and a note sealed as hers.

    Rows are added, never changed; `ClearedGate` says how a gate stands now. `by_answers` where what somebody answered
    to a measure closed the gate. Never printed, never exported, never on a client's page.
    """

    __tablename__ = "gate_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    gate: Mapped[str] = mapped_column(String(40))
    is_cleared: Mapped[bool]
    on_day: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"))
    by_answers: Mapped[bool] = mapped_column(default=False)
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    case: Mapped[Case] = relationship()

    note = PersonalText("sealed_note")

    @property
    def seal_owner(self) -> str:
        return f"case {self.case.public_id}"
