"""How migrations run: on the application's engine, each as one transaction that SQLite takes or leaves whole."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

from therapytool.database import writing
from therapytool.exercises.search_index import is_search_table

engine = current_app.extensions["migrate"].db.engine
metadata = current_app.extensions["migrate"].db.metadata


def include_object(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave the full-text tables alone: they are made by hand and have no model."""
    return not (kind == "table" and name is not None and is_search_table(name))


def run() -> None:
    """Upgrade inside one transaction; transactional DDL makes a failed upgrade leave the schema as it was."""
    with writing(), engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            transactional_ddl=True,
            include_object=include_object,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
