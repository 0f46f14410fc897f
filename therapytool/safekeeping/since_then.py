"""What happened since a backup was made and must not be undone by restoring it: erasures, and the trail's own lines."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.chain import BEGINNING, End
from therapytool.database import db, writing
from therapytool.safekeeping.manifest import Manifest

TABLES = {"case": "case", "person": "person", "homework": "homework"}
"""Kinds of subjects that can be erased, and their tables."""
ERASING = (Action.CASE_ERASED, Action.PERSON_ERASED, Action.HOMEWORK_EXPIRED)
COLUMNS = "number, at, actor_kind, actor, action, subject_kind, subject, whose, about_case, detail, previous, seal"


@dataclass(frozen=True, slots=True)
class Since:
    """The lines of the trail after the backup's end; none when the trails do not belong together."""

    lines: tuple[tuple[object, ...], ...] = ()

    @property
    def erased(self) -> list[tuple[str, str]]:
        """What was erased: kind and public id."""
        return [(str(line[5]), str(line[6])) for line in self.lines if line[4] in set(ERASING) and line[6]]


def trail_end_in(database: Path) -> End:
    """The end of the audit trail in a database file; the beginning for one that has none."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            last = connection.execute("SELECT number, seal FROM audit_entry ORDER BY number DESC LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            last = None
    return End(*last) if last else End(0, BEGINNING)


def read_since(present: Path, manifest: Manifest) -> Since:
    """The lines that the present database has more than the backup; only if it is the same trail."""
    if not present.exists():
        return Since()
    with closing(sqlite3.connect(f"{present.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            last = connection.execute(
                "SELECT seal FROM audit_entry WHERE number = ?", (manifest.trail_count,)
            ).fetchone()
            if manifest.trail_count and (last is None or last[0] != manifest.trail_seal):
                return Since()
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM audit_entry WHERE number > ? ORDER BY number",  # noqa: S608  # our own words
                (manifest.trail_count,),
            )
            return Since(tuple(rows))
        except sqlite3.DatabaseError:
            return Since()


def take_over(since: Since) -> int:
    """Into the database of the application: erase again what was erased, and carry the trail on; returns how many."""
    count = 0
    with writing():
        for kind, public_id in since.erased:
            if kind in TABLES:
                erasing = text(f'DELETE FROM "{TABLES[kind]}" WHERE public_id = :it')  # noqa: S608  # our own words
                count += max(0, db.session.execute(erasing, {"it": public_id}).rowcount)  # type: ignore[attr-defined]
        names = COLUMNS.split(", ")
        adding = text(f"INSERT INTO audit_entry ({COLUMNS}) VALUES ({', '.join(f':{name}' for name in names)})")  # noqa: S608
        for line in since.lines:
            db.session.execute(adding, dict(zip(names, line, strict=True)))
    return count
