"""Homework that comes again: one span of days after the other, as for a weekly log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MOST_TIMES = 26
"""Half a year of weeks; whoever needs more gives it again."""


@dataclass(frozen=True, slots=True)
class Span:
    """When one round of homework may be begun, and when it is due; both are days, either may be open."""

    not_before: date | None
    due_on: date | None


def spans(*, not_before: date | None, due_on: date | None, every_days: int | None, until: date | None) -> list[Span]:
    """The rounds of homework: one, or as many as fall due by `until`; each begins the day after the one before is due.

    Without a due day, a number of days or an end there is one round.
    """
    first = Span(not_before, due_on)
    if due_on is None or every_days is None or until is None:
        return [first]
    rounds, step = [first], timedelta(days=every_days)
    due, begins = due_on + step, due_on + timedelta(days=1)
    while due <= until and len(rounds) < MOST_TIMES:
        rounds.append(Span(begins, due))
        due, begins = due + step, due + timedelta(days=1)
    return rounds
