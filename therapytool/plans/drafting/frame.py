"""The fixed parts of a drafted session and their minutes: tight where the session is short, roomy where it is long."""

from __future__ import annotations

from dataclasses import dataclass, replace

SHORT_SESSION = 40
LONG_SESSION = 75
LONGEST_DEBRIEF = 14
LONGEST_PLANNING = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """Minutes of each fixed part; a review of 0 is left out."""

    check_in: int
    review: int
    debrief: int
    planning: int
    summary: int

    @property
    def total(self) -> int:
        """Minutes of all fixed parts."""
        return self.check_in + self.review + self.debrief + self.planning + self.summary

    def stretched(self, spare: int) -> Frame:
        """Minutes to spare go to the debrief first, then to planning the homework; what is left stays free."""
        debrief = min(self.debrief + spare, max(self.debrief, LONGEST_DEBRIEF))
        left = spare - (debrief - self.debrief)
        planning = min(self.planning + left, max(self.planning, LONGEST_PLANNING))
        return replace(self, debrief=debrief, planning=planning)


def frame_of(minutes: int, *, has_review: bool) -> Frame:
    """The fixed parts of a session of so many minutes."""
    if minutes < SHORT_SESSION:
        return Frame(check_in=3, review=5 if has_review else 0, debrief=4, planning=4, summary=2)
    if minutes < LONG_SESSION:
        return Frame(check_in=5, review=7 if has_review else 0, debrief=5, planning=5, summary=3)
    return Frame(check_in=5, review=8 if has_review else 0, debrief=8, planning=6, summary=4)
