"""Plans that an earlier version kept unsealed: sealed after the upgrade of the schema, before anything is served.

It may be killed at any moment: each batch is a transaction, a row is either sealed or as it was, both can be read, and
the next start goes on with what is left.
"""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select, update

from therapytool.database import db, writing
from therapytool.plans.models import Plan, PlanStep

BATCH = 200

Row = TypeVar("Row", Plan, PlanStep)


def seal_older_plans() -> int:
    """Seal whatever of plans and their steps is not; returns how many rows that were.

    Plans go first: a step is sealed with the key of its plan. The day a plan was last changed stays.
    """
    return _seal_all(Plan, "title") + _seal_all(PlanStep, "description")


def _seal_all(table: type[Row], words: str) -> int:
    """Seal a table: its contents, and the field with words of its own."""
    done = 0
    while count := _seal_batch(table, words):
        done += count
    return done


def _seal_batch(table: type[Row], words: str) -> int:
    with writing():
        unsealed = select(table).where(table.sealed_content.is_(None)).order_by(table.id).limit(BATCH)
        rows = db.session.scalars(unsealed).all()
        for row in rows:
            _seal_row(row, words)
    db.session.expunge_all()
    return len(rows)


def _seal_row(row: Plan | PlanStep, words: str) -> None:
    """Written past the mapper, which would note the row as changed today."""
    table: type[Plan] | type[PlanStep] = type(row)
    with db.session.no_autoflush:
        for field in (words, "content"):
            setattr(row, field, getattr(row, field))
    db.session.expunge(row)
    columns = ("seal_id", *table.sealed_columns(), "unsealed_content", f"unsealed_{words}")
    values = {getattr(table, name): getattr(row, name) for name in columns}
    changing = update(table).where(table.id == row.id).values({**values, table.updated_at: table.updated_at})
    db.session.execute(changing, execution_options={"synchronize_session": False})
