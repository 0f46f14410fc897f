"""The blueprint of this feature; Flask-Security builds its addresses for endpoints under the same name."""

from __future__ import annotations

from flask import Blueprint

accounts = Blueprint("accounts", __name__)

OUTER_LIMIT = "60 per minute"
"""Posts per address that reach a door at all; the real limits are counted in the database, see `attempts`."""
