"""Pages of plans: the list, the editor, the packet."""

from __future__ import annotations

from flask import Flask


def init_plans(app: Flask) -> None:
    """Hang plans on the application."""
