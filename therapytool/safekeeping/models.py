"""Tables of safekeeping: who can open backups, and when the last ones were made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from therapytool import clock
from therapytool.database import Base, UtcDateTime


class BackupRecipient(Base):
    """The public half of the key that backups are encrypted to. The secret half is never here."""

    __tablename__ = "backup_recipient"

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(120), unique=True)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class BackupRecord(Base):
    """That a backup was made: when, how large, and its hash, so that a file can be told from another."""

    __tablename__ = "backup_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    schema: Mapped[str] = mapped_column(String(40))
