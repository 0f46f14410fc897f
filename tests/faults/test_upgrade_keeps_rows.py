"""An upgrade that makes a table anew keeps every row that hangs on it: a plan keeps its steps when plans change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import MetaData, Table, func, insert, select

from tests.application import make_app
from therapytool.database import db

PARENTS = ("practice", "clinician", "plan", "plan_step")
MOMENT = datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None)


def fill(table: Table) -> None:
    """One row with whatever the table asks for; every reference is to row 1."""
    samples = {int: 1, bool: False, str: "{}", bytes: b"x", object: {}, dict: {}, datetime: MOMENT}
    needed = {each.name: samples[each.type.python_type] for each in table.columns if not each.nullable}
    db.session.execute(insert(table).values({**needed, "id": 1}))


def test_rows_that_hang_on_a_table_made_anew_are_still_there(tmp_path: Path) -> None:
    app = make_app(tmp_path / "instance")
    migrations = str(Path(app.root_path) / "migrations")
    with app.app_context():
        upgrade(directory=migrations, revision="0001")
        old = MetaData()
        old.reflect(db.engine, only=PARENTS)
        for name in PARENTS:
            fill(old.tables[name])
        db.session.commit()
        db.session.remove()
        upgrade(directory=migrations)
        kept = {name: db.session.scalar(select(func.count()).select_from(old.tables[name])) for name in PARENTS}
        assert kept == dict.fromkeys(PARENTS, 1)
        assert db.session.execute(db.text("PRAGMA foreign_keys")).scalar() == 1
        db.session.remove()
        db.engine.dispose()
