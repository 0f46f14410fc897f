"""Tables of the library: exercises, their versions by hash, how they are found, tagged, collected and starred."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
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
    """One value an exercise can be found by: ("theme", "A"), ("format", "couple"), ("after", "my-armor")."""

    __tablename__ = "exercise_facet"
    __table_args__ = (Index("ix_exercise_facet_name_value", "name", "value"),)

    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)


class Favorite(Base):
    """An exercise a clinician has starred."""

    __tablename__ = "favorite"

    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), primary_key=True)
    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class IndexedExercise(Base):
    """That an exercise is in the search index, and the different words it has there, so that they can be taken out."""

    __tablename__ = "indexed_exercise"

    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True)
    shelf: Mapped[int]
    words: Mapped[str] = mapped_column(Text)


class VocabularyWord(Base):
    """A word as written on one shelf and how many exercises use it: completes half-typed words, corrects others.

    `shelf` is a practice's id, or 0 for what ships: no practice is ever offered another one's words.
    """

    __tablename__ = "vocabulary_word"

    shelf: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(
        String(80).with_variant(String(80, collation="C"), "postgresql"), primary_key=True
    )
    uses: Mapped[int]


class ShelfRevision(Base):
    """A name that changes whenever anything on a shelf does; what was worked out under another name is stale."""

    __tablename__ = "shelf_revision"

    shelf: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[str] = mapped_column(String(20))


class Tag(Base):
    """A word a practice puts on exercises, ours and its own."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("practice_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))


class ExerciseTag(Base):
    """A tag on an exercise."""

    __tablename__ = "exercise_tag"

    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True)
    exercise_id: Mapped[int] = mapped_column(
        ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Collection(Base, PublicId, Timestamps):
    """Exercises a practice keeps together under a name, in an order of its own."""

    __tablename__ = "collection"
    __table_args__ = (UniqueConstraint("practice_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    note: Mapped[str] = mapped_column(String(300), default="")


class CollectionEntry(Base):
    """An exercise in a collection; positions count from 1 and may have gaps."""

    __tablename__ = "collection_entry"

    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True)
    exercise_id: Mapped[int] = mapped_column(
        ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class SavedFilter(Base, PublicId):
    """A search with its filters that a clinician keeps under a name: hers alone, as values of an address."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("clinician_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
