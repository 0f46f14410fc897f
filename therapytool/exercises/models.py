"""Tables of the library: exercises, their versions by hash, what they can be filtered by, and favorites."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from therapytool import clock
from therapytool.database import Base, PublicId, Timestamps, UtcDateTime


class ExerciseVersion(Base):
    """One exact state of an exercise: its canonical content, named by its hash. Rows are added, never changed."""

    __tablename__ = "exercise_version"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Exercise(Base, PublicId, Timestamps):
    """An exercise of the library, pointing at its current version; the columns beside it are for finding it.

    `practice_id` is None for the exercises that ship with Therapytool.
    """

    __tablename__ = "exercise"
    __table_args__ = (UniqueConstraint("practice_id", "slug"), Index("ix_exercise_title", "title"))

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), index=True)
    version_hash: Mapped[str] = mapped_column(ForeignKey("exercise_version.hash"))
    title: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(String(300))
    theme: Mapped[str] = mapped_column(String(1))
    audience: Mapped[str] = mapped_column(String(20))
    intensity: Mapped[int]
    short_minutes: Mapped[int]
    standard_minutes: Mapped[int]
    long_minutes: Mapped[int]
    archived: Mapped[bool] = mapped_column(default=False)

    version: Mapped[ExerciseVersion] = relationship()


class ExerciseFacet(Base):
    """One value an exercise can be filtered by: ("theme", "A"), ("format", "couple")."""

    __tablename__ = "exercise_facet"
    __table_args__ = (Index("ix_exercise_facet_name_value", "name", "value"),)

    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)


class Favorite(Base):
    """An exercise a clinician has starred."""

    __tablename__ = "favorite"

    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), primary_key=True)
    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
