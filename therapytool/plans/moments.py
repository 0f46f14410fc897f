"""How long ago something was, as a list says it: the clock time of today, else the day, on this machine's calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

from therapytool.formatting import clock_time


def clock_time_here(moment: datetime) -> str:
    """The time of day of a moment where this machine stands: "10:42"."""
    return clock_time(moment.astimezone().time())


def saved_in_words(moment: datetime, *, now: datetime) -> str:
    """When something was saved: the clock time today, "10:42", else the day, "Nov 20"."""
    return when_in_words(moment, now=now).removeprefix("today ")


def when_in_words(moment: datetime, *, now: datetime) -> str:
    """ "today 10:42", "yesterday 17:05", "Nov 20", "Nov 20, 2025"."""
    local, today = moment.astimezone(), now.astimezone().date()
    if local.date() == today:
        return f"today {clock_time_here(moment)}"
    if local.date() == today - timedelta(days=1):
        return f"yesterday {clock_time_here(moment)}"
    day = f"{local:%b} {local.day}"
    return day if local.year == today.year else f"{day}, {local.year}"
