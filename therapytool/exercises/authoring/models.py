"""Tables of writing: drafts with every step they went through, versions made ready, images of a practice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool import clock
from therapytool.database import Base, PublicId, Timestamps, UtcDateTime
from therapytool.exercises.authoring.document import Draft
from therapytool.steps import LONGEST_DESCRIPTION, Content, Stepped

LONGEST_TITLE = 300


class ExerciseDraft(Base, Stepped, PublicId, Timestamps):
    """An exercise as a practice is writing it, in steps. A removed draft keeps its row.

    `exercise_id` is None until it has been made ready for the first time.
    """

    __tablename__ = "exercise_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    exercise_id: Mapped[int | None] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"), unique=True)
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    has_changes: Mapped[bool] = mapped_column(default=True)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def show(self, content: Content) -> None:
        self.content = content
        self.title = Draft.model_validate(content).title[:LONGEST_TITLE]
        self.has_changes = True


class DraftStep(Base, Timestamps):
    """The whole content of a draft after one change, and what that change was, in words ("Moved Table")."""

    __tablename__ = "draft_step"
    __table_args__ = (UniqueConstraint("draft_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("exercise_draft.id", ondelete="CASCADE"))
    position: Mapped[int]
    description: Mapped[str] = mapped_column(String(LONGEST_DESCRIPTION))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    draft: Mapped[ExerciseDraft] = relationship()


class ExerciseRelease(Base):
    """That a version of an own exercise was made ready: when, by whom, and why. Rows are added, never changed."""

    __tablename__ = "exercise_release"
    __table_args__ = (UniqueConstraint("exercise_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"))
    number: Mapped[int]
    version_hash: Mapped[str] = mapped_column(ForeignKey("exercise_version.hash"))
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class PracticeImage(Base, PublicId):
    """An image of a practice, as the rendering worker wrote it anew: size bounded, location and camera left out."""

    __tablename__ = "practice_image"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    clinician_id: Mapped[int | None] = mapped_column(ForeignKey("clinician.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(20))
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
