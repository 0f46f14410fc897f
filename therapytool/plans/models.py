"""Tables of plans: the plan as it stands, and every step it went through, so that undo and two tabs both work."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from therapytool.database import Base, PublicId, Timestamps, UtcDateTime


class Plan(Base, PublicId, Timestamps):
    """A plan of one clinician. `revision` grows with every change, undo included; `position` is the step shown.

    `request_key` names the last request that changed it, so that one sent twice is not carried out twice.
    A removed plan keeps its row until it is swept, so that removing can be undone. A plan for a case goes when the case
    is erased; a plan for nobody in particular has none.
    """

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    request_key: Mapped[str] = mapped_column(String(24), default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    planned_on: Mapped[date | None]
    program: Mapped[str | None] = mapped_column(String(80))
    program_session: Mapped[int | None]


class PlanStep(Base, Timestamps):
    """The whole content of a plan after one change, and what that change was, in words ("Moved Check-in")."""

    __tablename__ = "plan_step"
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    position: Mapped[int]
    description: Mapped[str] = mapped_column(String(400))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
