"""Tables of plans: the plan as it stands, every step it went through, and copies that a practice shares.

Titles, contents and the names of steps are sealed: a plan can be for a case, and its notes and slots can name people.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool.accounts.models import User
from therapytool.database import Base, PublicId, Timestamps, UtcDateTime
from therapytool.keyring import Keyring
from therapytool.personal_fields import (
    HasOlderRows,
    HasPersonalFields,
    PersonalJson,
    PersonalText,
    SealedLater,
    current_keyring,
)
from therapytool.sealing import new_data_key, ring_of, seal, unseal
from therapytool.steps import Content, Stepped


class Plan(HasOlderRows, Base, Stepped, PublicId, Timestamps):
    """A plan of one clinician, changed in steps.

    A removed plan keeps its row until it is swept, so that removing can be undone. A plan for a case goes when the case
    is erased; a plan for nobody in particular has none. It is sealed with a key of its own, itself sealed under the
    ring, so a plan moves with its case, and turning the ring reads no plan.
    """

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    sealed_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_title: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_content: Mapped[bytes | None] = mapped_column(LargeBinary)
    unsealed_title: Mapped[str] = mapped_column("title", String(300), default="")
    unsealed_content: Mapped[dict[str, Any]] = mapped_column("content", JSON, default=dict)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    planned_on: Mapped[date | None]
    program: Mapped[str | None] = mapped_column(String(80))
    program_session: Mapped[int | None]

    title = SealedLater(PersonalText("sealed_title"), unsealed="unsealed_title", nothing="")
    content = SealedLater(PersonalJson("sealed_content"), unsealed="unsealed_content", nothing={})

    def show(self, content: Content) -> None:
        self.content = content
        self.title = str(content["title"])

    def begin_sealing(self) -> None:
        super().begin_sealing()
        if self.sealed_key is None:
            self.sealed_key = seal(current_keyring(), new_data_key(), self.place_of("sealed_key"))

    @property
    def seal_owner(self) -> str:
        return "plan"

    @classmethod
    def ring_columns(cls) -> tuple[str, ...]:
        return ("sealed_key",)

    @property
    def seal_ring(self) -> Keyring:
        assert self.sealed_key is not None, "a plan has its key before anything of it is sealed"
        return ring_of(unseal(current_keyring(), self.sealed_key, self.place_of("sealed_key")))


class PlanStep(HasOlderRows, Base, Timestamps):
    """The whole content of a plan after one change, and what that change was, in words ("Moved Check-in")."""

    __tablename__ = "plan_step"
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    position: Mapped[int]
    sealed_description: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_content: Mapped[bytes | None] = mapped_column(LargeBinary)
    unsealed_description: Mapped[str] = mapped_column("description", String(400), default="")
    unsealed_content: Mapped[dict[str, Any]] = mapped_column("content", JSON, default=dict)
    plan: Mapped[Plan] = relationship()

    description = SealedLater(PersonalText("sealed_description"), unsealed="unsealed_description", nothing="")
    content = SealedLater(PersonalJson("sealed_content"), unsealed="unsealed_content", nothing={})

    def begin_sealing(self) -> None:
        super().begin_sealing()
        self.plan.begin_sealing()

    @property
    def seal_owner(self) -> str:
        return f"plan {self.plan.seal_id}"

    @property
    def seal_ring(self) -> Keyring:
        return self.plan.seal_ring


class SharedPlan(HasPersonalFields, Base, PublicId, Timestamps):
    """A copy of a plan that everybody of a practice may look at and use; of no case, and at most one of each plan.

    It stays when the plan it was made from is changed, removed or given to a case.
    """

    __tablename__ = "shared_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="SET NULL"), unique=True)
    sealed_title: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_content: Mapped[bytes | None] = mapped_column(LargeBinary)
    clinician: Mapped[User | None] = relationship()

    title = PersonalText("sealed_title")
    content = PersonalJson("sealed_content")

    @property
    def seal_owner(self) -> str:
        return f"practice {self.practice_id}"
