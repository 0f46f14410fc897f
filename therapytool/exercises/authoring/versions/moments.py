"""When something was saved, as the editor and the lists say it, on this machine's calendar."""

from __future__ import annotations

from datetime import datetime

from therapytool import clock
from therapytool.formatting import clock_time, day_in_words


def saved_in_words(moment: datetime) -> str:
    """The clock time of today, "10:42", else the day, "Nov 20, 2026"."""
    local = moment.astimezone()
    is_today = local.date() == clock.now().astimezone().date()
    return clock_time(local.time()) if is_today else day_in_words(moment)
