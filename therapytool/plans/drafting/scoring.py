"""How well an exercise suits a place of the session, in points, and why, in words a clinician can argue with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from therapytool.exercises.vocabulary import Audience, Format
from therapytool.formatting import in_words
from therapytool.plans.drafting.candidates import Candidate
from therapytool.plans.drafting.wishes import Slot, Wishes

FIRST_THEME, OTHER_THEME = 6.0, 4.0
BUILDS_ON, OPENS_THE_WAY = 2.0, 1.5
NEW, DONE_BEFORE = 1.0, -3.0
FAVORITE, WRITTEN_FOR_THEM = 1.0, 1.0
CARRIES_ON = 0.5
HEAVY = 1.5
"""Taken for each step of intensity where something light is wanted."""
HEAVY_AT_THE_END = 12.0
"""The same where a session settles: more than theme and order are worth together, so that calm goes first."""
EACH_MINUTE = 0.1
"""Taken from an opener for each minute it takes: the main work needs them more."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a choice depends on besides the wishes: titles, what waits for what, what the session already holds."""

    titles: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, str] = field(default_factory=dict)
    in_session: tuple[Candidate, ...] = ()

    @property
    def slugs(self) -> frozenset[str]:
        """What the session holds already, by slug."""
        return frozenset(candidate.slug for candidate in self.in_session)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks for or against; without words it is not worth saying."""

    points: float
    words: str = ""


def points(candidate: Candidate, slot: Slot, wishes: Wishes, around: Surroundings) -> float:
    """All points added up."""
    return sum(each.points for each in _points(candidate, slot, wishes, around))


def reason(candidate: Candidate, slot: Slot, wishes: Wishes, around: Surroundings) -> str:
    """Why it was chosen, as one sentence: "On vulnerability, intensity 3 of at most 3, new to this case."."""
    said = [each.words for each in _points(candidate, slot, wishes, around) if each.words]
    sentence = ", ".join(said)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _points(candidate: Candidate, slot: Slot, wishes: Wishes, around: Surroundings) -> Iterator[Point]:
    yield _theme(candidate, wishes)
    yield _strength(candidate, slot, wishes, around)
    yield from _order(candidate, wishes, around)
    yield from _novelty(candidate, slot, wishes, around)
    if candidate.audience is Audience.BOTH and wishes.format is Format.COUPLE:
        yield Point(WRITTEN_FOR_THEM, "written for both")
    if candidate.is_favorite:
        yield Point(FAVORITE, "one of your favorites")


def _theme(candidate: Candidate, wishes: Wishes) -> Point:
    shared = [theme for theme in candidate.themes if theme in wishes.themes]
    if shared:
        worth = FIRST_THEME if candidate.themes[0] in shared else OTHER_THEME
        return Point(worth, f"on {in_words([theme.label.lower() for theme in shared])}")
    label = candidate.themes[0].label.lower()
    return Point(0, f"from {label}, beside your themes" if wishes.themes else f"on {label}")


def _strength(candidate: Candidate, slot: Slot, wishes: Wishes, around: Surroundings) -> Point:
    """Light at both ends, near the ceiling in the middle."""
    level = candidate.intensity
    if slot is Slot.MAIN:
        return Point(-2.0 * (wishes.most_intensity - level), f"intensity {level} of at most {wishes.most_intensity}")
    if slot is Slot.BRIDGE:
        strongest = max((each.intensity for each in around.in_session), default=level)
        return Point(-abs(strongest - 1 - level), f"intensity {level}, on the way up")
    words = {Slot.OPENER: "light to begin with", Slot.SETTLING: "light, to end calm", Slot.HOME: "fit to do alone"}
    price = EACH_MINUTE * candidate.shortest if slot is Slot.OPENER else 0
    heavy = HEAVY_AT_THE_END if slot is Slot.SETTLING else HEAVY
    return Point(-heavy * (level - 1) - price, words[slot] if level == 1 else f"{words[slot]} (intensity {level})")


def _order(candidate: Candidate, wishes: Wishes, around: Surroundings) -> Iterator[Point]:
    """What it builds on, and what it opens the way to."""
    done = wishes.history.done | around.slugs
    before = [f"“{around.titles.get(slug, slug)}”" for slug in candidate.prerequisites if slug in done]
    if before:
        yield Point(BUILDS_ON, f"builds on {in_words(before)}")
    if candidate.slug in around.waiting and candidate.slug not in wishes.history.done:
        yield Point(OPENS_THE_WAY, f"opens the way to “{around.waiting[candidate.slug]}”")


def _novelty(candidate: Candidate, slot: Slot, wishes: Wishes, around: Surroundings) -> Iterator[Point]:
    if slot is Slot.HOME and candidate.slug in around.slugs:
        yield Point(CARRIES_ON, "carries on what the session began")
    elif candidate.slug in wishes.history.done:
        yield Point(DONE_BEFORE, "done before, though not last time")
    elif wishes.history.is_known:
        yield Point(NEW, "new to this case")
