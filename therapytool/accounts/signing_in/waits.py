"""How long to wait after wrong tries: the first few are free, then the wait doubles up to a quarter of an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)
"""A counter without a new failure for this long starts again from nothing."""


def wait_after(failures: int, *, free: int) -> timedelta:
    """The wait that follows the given number of failures: none below `free`, then 30 s, 1 min, 2 min ... 15 min."""
    if failures < free:
        return timedelta(0)
    doublings = min(failures - free, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def still_to_wait(failures: int, *, free: int, last_at: datetime, now: datetime) -> timedelta:
    """What is left of the wait at this moment, never negative.

    A failure far in the future was noted while the clock was wrong, and makes nobody wait until then.
    """
    if last_at > now + LONGEST_WAIT:
        return timedelta(0)
    return max(timedelta(0), last_at + wait_after(failures, free=free) - now)


def wait_in_words(wait: timedelta) -> str:
    """A wait as a person reads it, rounded up: "30 seconds", "1 minute", "12 minutes"."""
    seconds = max(1, -int(-wait.total_seconds() // 1))
    if seconds < 60:
        return f"{seconds} second" if seconds == 1 else f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"
