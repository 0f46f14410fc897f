"""Which exercises may be proposed at all, and why others may not: gates, what comes first, what was done last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.gates import gates_for
from therapytool.exercises.vocabulary import Audience, Format, Gate, Theme
from therapytool.plans.drafting.wishes import Wishes

ENDING_WORDS = frozenset({"ending therapy", "last session"})
"""Keywords of what belongs to the end of a therapy."""
NEAR_THE_END = 6
"""Exercises done before one that belongs to the end is proposed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What drafting needs to know of an exercise. `gates` are those of this format; minutes are by dose."""

    slug: str
    title: str
    themes: tuple[Theme, ...]
    formats: tuple[Format, ...]
    audience: Audience
    intensity: int
    minutes: Mapping[Dose, int]
    minutes_at_home: Mapping[Dose, int]
    gates: tuple[Gate, ...] = ()
    prerequisites: tuple[str, ...] = ()
    debrief: tuple[str, ...] = ()
    version: str = ""
    is_favorite: bool = False
    is_for_the_end: bool = False

    @property
    def shortest(self) -> int:
        """Minutes of its short dose."""
        return self.minutes[Dose.SHORT]

    def largest_dose_within(self, minutes: int, *, at_most: Dose = Dose.LONG) -> Dose | None:
        """The longest dose that fits; None when even the short one does not."""
        doses = list(Dose)[: list(Dose).index(at_most) + 1]
        fitting = [dose for dose in doses if self.minutes[dose] <= minutes]
        return fitting[-1] if fitting else None


def candidate_of(
    exercise: ExerciseContent, *, format: Format, version: str = "", is_favorite: bool = False
) -> Candidate:
    """An exercise as a candidate for a session of a format."""
    return Candidate(
        slug=exercise.slug,
        title=exercise.title,
        themes=exercise.themes,
        formats=exercise.formats,
        audience=exercise.audience,
        intensity=exercise.intensity,
        minutes={dose: exercise.minutes(dose) for dose in Dose},
        minutes_at_home={dose: exercise.worksheet.minutes.of(dose) for dose in Dose},
        gates=gates_for(exercise, format),
        prerequisites=exercise.prerequisites,
        debrief=exercise.debrief,
        version=version,
        is_favorite=is_favorite,
        is_for_the_end=not ENDING_WORDS.isdisjoint(exercise.keywords),
    )


class Why(StrEnum):
    """Why an exercise is not proposed; the order is the order in which it is told."""

    GATE = "gate"
    LAST_TIME = "last-time"
    PREREQUISITE = "prerequisite"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One exercise that would fit but is not proposed; `waits_for` names gates or exercises."""

    candidate: Candidate
    why: Why
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """All that may be chosen from, by slug in a fixed order, and what was refused."""

    open: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]

    def find(self, slug: str) -> Candidate | None:
        """An exercise that may be chosen; None when it may not."""
        return next((candidate for candidate in self.open if candidate.slug == slug), None)


def sort_out(candidates: Iterable[Candidate], wishes: Wishes) -> Field:
    """Part those that may be proposed from those that may not; what does not suit the wishes at all is in neither."""
    open_ones: list[Candidate] = []
    refused: list[Refusal] = []
    for candidate in sorted(candidates, key=lambda each: each.slug):
        if not suits(candidate, wishes):
            continue
        refusal = _refusal(candidate, wishes)
        if refusal is None:
            open_ones.append(candidate)
        else:
            refused.append(refusal)
    return Field(tuple(open_ones), tuple(refused))


def suits(candidate: Candidate, wishes: Wishes) -> bool:
    """Whether it is for this format, these people and this stage of the work, and no stronger than wished."""
    if candidate.is_for_the_end and len(wishes.history.done) < NEAR_THE_END:
        return False
    is_for_them = wishes.format is not Format.INDIVIDUAL or candidate.audience in {wishes.audience, Audience.BOTH}
    return wishes.format in candidate.formats and candidate.intensity <= wishes.most_intensity and is_for_them


def missing_before(candidate: Candidate, done: Iterable[str]) -> tuple[str, ...]:
    """The exercises that come before this one and were not done."""
    known = set(done)
    return tuple(slug for slug in candidate.prerequisites if slug not in known)


def _refusal(candidate: Candidate, wishes: Wishes) -> Refusal | None:
    closed = tuple(gate.value for gate in candidate.gates if gate not in wishes.cleared)
    if closed:
        return Refusal(candidate, Why.GATE, closed)
    return Refusal(candidate, Why.LAST_TIME) if candidate.slug in wishes.history.last else None
