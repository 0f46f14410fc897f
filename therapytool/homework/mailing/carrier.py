"""The quiet work behind a running server: carries the mail, reminds, and deletes what is no longer to be kept."""

from __future__ import annotations

import threading
from itertools import count

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from therapytool import clock
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.errors import TherapytoolError
from therapytool.homework.mailing.outbox import send_waiting
from therapytool.homework.mailing.reminding import remind_everybody
from therapytool.homework.operations import delete_expired

SECONDS_BETWEEN_ROUNDS = 30.0
ROUNDS_BETWEEN_SWEEPS = 120

log = structlog.get_logger(__name__)


class Carrier(threading.Thread):
    """Makes a round now and then until it is stopped. Each process of a server has one; a message goes out once."""

    def __init__(self, app: Flask, *, seconds: float = SECONDS_BETWEEN_ROUNDS) -> None:
        super().__init__(name="carrier", daemon=True)
        self._app = app
        self._seconds = seconds
        self._stopped = threading.Event()

    def run(self) -> None:
        for number in count():
            if self._stopped.is_set():
                return
            make_round(self._app, is_sweeping=number % ROUNDS_BETWEEN_SWEEPS == 0)
            self._stopped.wait(self._seconds)

    def stop(self) -> None:
        """Make no further round, and wait for the one under way."""
        self._stopped.set()
        self.join()


def make_round(app: Flask, *, is_sweeping: bool) -> None:
    """Send what waits; a sweep first reminds and deletes. A failure is logged by its kind, and tried again later."""
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        try:
            if is_sweeping:
                with writing():
                    delete_expired(clock.now())
                    if settings.sends_mail:
                        remind_everybody(clock.now())
            send_waiting(settings)
        except (SQLAlchemyError, TherapytoolError) as error:
            log.warning("round_failed", kind=type(error).__name__)
        finally:
            db.session.remove()
