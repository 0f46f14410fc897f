"""The bar over the agenda: each row as wide as it is long, and where the session's time is up."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.exercises.vocabulary import Theme
from therapytool.plans.timing.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Segment:
    """One row of the agenda in the bar, in minutes from its left end."""

    starts: int
    minutes: int
    theme: Theme | None


@dataclass(frozen=True, slots=True)
class TimeBar:
    """The segments, the length of the whole bar, and the minute at which the session should be over."""

    segments: tuple[Segment, ...]
    length: int
    limit: int

    @property
    def over(self) -> int:
        """Minutes of the bar beyond the limit."""
        return max(0, self.length - self.limit)


def time_bar(agenda: Agenda) -> TimeBar:
    """The bar of an agenda: as long as the session, or as what is planned when that is longer."""
    segments = tuple(Segment(row.starts_after, row.minutes, row.theme) for row in agenda.rows if row.minutes)
    return TimeBar(segments, length=max(agenda.total, agenda.minutes), limit=agenda.minutes)
