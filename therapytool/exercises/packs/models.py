"""Tables of packs: an upload that waits to be decided on, and where an exercise that came in comes from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from therapytool import clock
from therapytool.database import Base, PublicId, UtcDateTime


class PackUpload(Base, PublicId):
    """A pack as it was sent, kept for the person who sent it until she has decided, a day at most."""

    __tablename__ = "pack_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    clinician_id: Mapped[int] = mapped_column(ForeignKey("clinician.id", ondelete="CASCADE"), index=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)


class ExerciseSource(Base):
    """The pack an exercise came in: its credit and license go wherever the exercise goes."""

    __tablename__ = "exercise_source"

    exercise_id: Mapped[int] = mapped_column(ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    license: Mapped[str] = mapped_column(String(300))
    credit: Mapped[str] = mapped_column(String(300))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
