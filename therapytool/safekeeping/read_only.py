"""The stop: when the key ring does not fit, nothing is changed, and every page and the terminal say so."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy import event, inspect

from therapytool.database import db
from therapytool.errors import TherapytoolError
from therapytool.keyring import KeyringBroken, KeyringInUse
from therapytool.safekeeping.key_check import KeysDoNotFit, check_keys
from therapytool.web.errors import error_page
from therapytool.web.transactions import SAFE_METHODS

CHECKED = "keys_checked"
REASON = "read_only"


def init_read_only(app: Flask) -> None:
    """Check the keys before the first request is served, and stop changes while they do not fit."""
    app.before_request(stop_changes)
    app.context_processor(lambda: {"read_only": app.extensions.get(REASON, "")})


def stop_if_keys_do_not_fit(app: Flask) -> str:
    """Check the keys, once; returns why nothing may be changed, "" when all is well. Needs an application context."""
    if not app.extensions.get(CHECKED) and inspect(db.engine).has_table("person"):
        in_use: KeyringInUse = app.extensions["keyring"]
        try:
            check_keys(in_use.find())
        except (KeysDoNotFit, KeyringBroken) as problem:
            _stop(app, in_use, problem)
        finally:
            db.session.rollback()
        app.extensions[CHECKED] = True
    reason: str = app.extensions.get(REASON, "")
    return reason


def stop_changes() -> ResponseReturnValue | None:
    """Refuse whatever would change something."""
    reason = stop_if_keys_do_not_fit(current_app)
    if reason and request.method not in SAFE_METHODS:
        return error_page(503, f"Nothing can be changed here until this is mended: {reason}")
    return None


def _stop(app: Flask, in_use: KeyringInUse, problem: TherapytoolError) -> None:
    """From here on the database itself refuses to be written by this process."""
    in_use.frozen = True
    app.extensions[REASON] = str(problem)
    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", ONLY_READ[db.engine.dialect.name])


def _only_read_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _only_read_postgresql(connection: Any, record: Any) -> None:
    connection.autocommit = True
    connection.execute("SET default_transaction_read_only = on")
    connection.autocommit = False


ONLY_READ = {"sqlite": _only_read_sqlite, "postgresql": _only_read_postgresql}
"""How each database is told to refuse writing on a connection."""
