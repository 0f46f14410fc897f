"""What pages show of exercises in a list: plain values, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from therapytool.blocks.dose import Dose
from therapytool.exercises.vocabulary import Audience, Format, Theme

PAGE_LENGTH = 24

Counts = Mapping[str, Mapping[str, int]]
"""For each filter, how many exercises each of its values would show beside the other filters in use."""


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """One exercise as an entry of the library."""

    public_id: str
    slug: str
    version: str
    title: str
    summary: str
    theme: Theme
    formats: tuple[Format, ...]
    audience: Audience
    intensity: int
    minutes: Mapping[Dose, int]
    is_favorite: bool

    def dose_within(self, most: int | None) -> Dose:
        """The longest dose up to the standard one that fits into so many minutes; the short one when none does."""
        fitting = [dose for dose in (Dose.SHORT, Dose.STANDARD) if most is None or self.minutes[dose] <= most]
        return fitting[-1] if fitting else Dose.SHORT


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """One page of the library as filtered and searched."""

    cards: tuple[ExerciseCard, ...]
    total: int
    page: int
    shown_for: str | None = None
    """The words searched for when those typed were found nowhere."""
    counts: Counts = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_LENGTH))
