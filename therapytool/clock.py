"""The only place that asks what time it is, so that tests can say it."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """The present moment in UTC, aware."""
    return datetime.now(UTC)


def today() -> date:
    """The present day on this machine's calendar."""
    return datetime.now().astimezone().date()
