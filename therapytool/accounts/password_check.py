"""Checking a password takes a while on purpose; meanwhile the database belongs to others."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_security import Security, hash_password, verify_password

from therapytool.database import db


class UnhurriedPasswordCheck:
    """For the clinician's table: Flask-Security's check, with no transaction open while it hashes.

    What is pending is committed before: an open read would keep SQLite's writers from committing as long as it lasts.
    """

    password: Any

    def verify_and_update_password(self, password: str) -> bool:
        """Whether this is the password; its hash is renewed when it was made with weaker settings than today's."""
        kept = self.password
        db.session.commit()
        if not verify_password(password, kept):
            return False
        security: Security = current_app.extensions["security"]
        if security.pwd_context.needs_update(kept):
            self.password = hash_password(password)
        return True
