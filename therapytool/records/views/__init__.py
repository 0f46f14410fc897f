"""Pages of records: the audit trail, and what is kept until when."""

from __future__ import annotations

from flask import Flask

from therapytool.records.views.records import records


def init_records(app: Flask) -> None:
    """Hang the pages on the application."""
    app.register_blueprint(records)
