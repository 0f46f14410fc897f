"""For WSGI servers other than ours: `gunicorn --workers 2 "therapytool.wsgi:served()"`.

It does what `therapytool serve` does around the application: hold the lock that keeps a restore from running under a
server, prepare the installation (one process at a time), and do the quiet work behind it. An application made with
`create_app` alone does none of this and is not meant to be served.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from flask import Flask
from rich.console import Console

from therapytool.app import create_app
from therapytool.cli.preparation import prepare
from therapytool.config import Settings
from therapytool.database import db
from therapytool.homework.mailing.carrier import Carrier
from therapytool.safekeeping.in_use import preparing, serve_from_now_on
from therapytool.safekeeping.read_only import REASON
from therapytool.web.logs import configure_logs


class Served:
    """The application as a server calls it. Threads do not outlive a fork, so each process begins its own work."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._working_in = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._working_in != os.getpid():
            self._working_in = os.getpid()
            if not self.app.extensions.get(REASON):
                Carrier(self.app).start()
        return self.app(environ, start_response)


def served(settings: Settings | None = None) -> Served:
    """The application, prepared and locked for the life of this process. Raises InUse while a restore is under way."""
    settings = settings or Settings.load()
    configure_logs()
    app = create_app(settings)
    serve_from_now_on(settings.instance)
    with preparing(settings.instance):
        prepare(app, Console(stderr=True))
    with app.app_context():
        db.engine.dispose()
    return Served(app)
