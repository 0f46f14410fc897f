"""The draft as a whole: each row of the agenda with its reason, what could stand there instead, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from therapytool.blocks.dose import Dose
from therapytool.plans.content import Part
from therapytool.plans.drafting.candidates import Candidate, Field, Refusal, Why, missing_before, sort_out
from therapytool.plans.drafting.choosing import (
    Chosen,
    Session,
    choose,
    home_dose,
    minutes_within_reach,
    ranked,
    surroundings,
)
from therapytool.plans.drafting.frame import Frame, frame_of
from therapytool.plans.drafting.scoring import reason
from therapytool.plans.drafting.wishes import IN_SESSION, Slot, Wishes

ALTERNATIVES = 2
PART_REASONS = {
    Part.CHECK_IN: "A sound session opens with how the week was.",
    Part.HOMEWORK_REVIEW: "Homework is open, and homework that nobody asks about is soon not done.",
    Part.NOTE: "What was noticed, with distress back under 4 of 10 before anyone leaves.",
    Part.HOMEWORK_PLANNING: "One sheet, with a when and a where, is done more often than a good intention.",
    Part.SUMMARY: "A sentence each, and feedback on the session.",
}


@dataclass(frozen=True, slots=True)
class Option:
    """An exercise at a dose, and why it is one to choose; minutes are of the session, or at home for a sheet."""

    candidate: Candidate
    dose: Dose
    minutes: int
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the draft: a fixed part, or a slot with what was chosen for it and what could stand there instead."""

    starts_after: int
    minutes: int
    title: str
    why: str
    part: Part | None = None
    slot: Slot | None = None
    chosen: Option | None = None
    instead: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole proposal. `home` is the sheet to take home; `dropped` names picks that could not be kept."""

    wishes: Wishes
    rows: tuple[Row, ...]
    home: Row | None
    refused: tuple[Refusal, ...]
    dropped: tuple[str, ...]

    @property
    def total(self) -> int:
        """Minutes of all rows."""
        return sum(row.minutes for row in self.rows)

    @property
    def spare(self) -> int:
        """Minutes left free."""
        return self.wishes.minutes - self.total

    @property
    def exercises(self) -> tuple[Row, ...]:
        """The rows that are exercises."""
        return tuple(row for row in self.rows if row.chosen)

    def waiting_for_gates(self) -> dict[str, tuple[str, ...]]:
        """Exercises left out because of a gate: titles by gate, the gate that most wait for first."""
        found: dict[str, list[str]] = {}
        for refusal in self.refused:
            for gate in refusal.waits_for if refusal.why is Why.GATE else ():
                found.setdefault(gate, []).append(refusal.candidate.title)
        most_first = sorted(found.items(), key=lambda waiting: -len(waiting[1]))
        return {gate: tuple(titles) for gate, titles in most_first}

    def titles_refused(self, why: Why) -> tuple[str, ...]:
        """The exercises left out for a reason, by title."""
        return tuple(refusal.candidate.title for refusal in self.refused if refusal.why is why)


def draft(candidates: Iterable[Candidate], wishes: Wishes) -> Draft:
    """Propose a session, never longer than wished for; where no exercise may be proposed it holds the frame alone."""
    field = sort_out(candidates, wishes)
    frame = frame_of(wishes.minutes, has_review=wishes.has_homework_to_review)
    session = choose(field, wishes, wishes.minutes - frame.total)
    spare = wishes.minutes - frame.total - sum(each.minutes for each in session)
    frame = frame.stretched(spare) if session else frame
    left = wishes.minutes - frame.total - sum(each.minutes for each in session)
    home = next((each for each in session if each.slot is Slot.HOME), None)
    return Draft(
        wishes=wishes,
        rows=tuple(_rows(frame, session, field, wishes, left)),
        home=_row(home, 0, session, field, wishes, left) if home else None,
        refused=(*field.refused, *_too_early(field, wishes, session)),
        dropped=_dropped(session, wishes, field),
    )


def _rows(frame: Frame, session: Session, field: Field, wishes: Wishes, left: int) -> Iterator[Row]:
    elapsed = 0
    opening = ((Part.CHECK_IN, frame.check_in), (Part.HOMEWORK_REVIEW, frame.review))
    closing = ((Part.NOTE, frame.debrief), (Part.HOMEWORK_PLANNING, frame.planning), (Part.SUMMARY, frame.summary))
    for part, minutes in opening:
        if minutes:
            yield _part_row(part, minutes, elapsed)
            elapsed += minutes
    for chosen in session:
        if chosen.slot in IN_SESSION:
            yield _row(chosen, elapsed, session, field, wishes, left)
            elapsed += chosen.minutes
    for part, minutes in closing:
        yield _part_row(part, minutes, elapsed)
        elapsed += minutes


def _part_row(part: Part, minutes: int, elapsed: int) -> Row:
    title = "Debrief" if part is Part.NOTE else part.label
    return Row(elapsed, minutes, title, PART_REASONS[part], part=part)


def _row(chosen: Chosen, elapsed: int, session: Session, field: Field, wishes: Wishes, left: int) -> Row:
    around = surroundings(field, session, besides=chosen.slot)
    why = reason(chosen.candidate, chosen.slot, wishes, around)
    option = Option(chosen.candidate, chosen.dose, _minutes_shown(chosen), why)
    instead = tuple(_alternatives(chosen, session, field, wishes, left))
    return Row(
        starts_after=elapsed,
        minutes=chosen.minutes,
        title=chosen.candidate.title,
        why=why,
        slot=chosen.slot,
        chosen=option,
        instead=instead,
    )


def _alternatives(chosen: Chosen, session: Session, field: Field, wishes: Wishes, left: int) -> Iterator[Option]:
    """The next best that may stand here and for which there is time."""
    around = surroundings(field, session, besides=chosen.slot)
    reach = minutes_within_reach(chosen, session, left)
    found = 0
    for candidate in ranked(chosen.slot, field, wishes, session):
        dose = _dose_instead(candidate, chosen, reach)
        if candidate.slug == chosen.candidate.slug or dose is None or found == ALTERNATIVES:
            continue
        found += 1
        why = reason(candidate, chosen.slot, wishes, around)
        yield Option(candidate, dose, _minutes_shown(Chosen(chosen.slot, candidate, dose)), why)


def _dose_instead(candidate: Candidate, chosen: Chosen, reach: int) -> Dose | None:
    """The dose at which an exercise would stand here: the longest in the same minutes, else the short one in reach."""
    if chosen.slot is Slot.HOME:
        return home_dose(candidate)
    return candidate.largest_dose_within(chosen.minutes) or candidate.largest_dose_within(reach, at_most=Dose.SHORT)


def _minutes_shown(chosen: Chosen) -> int:
    return chosen.candidate.minutes_at_home[chosen.dose] if chosen.slot is Slot.HOME else chosen.minutes


def _too_early(field: Field, wishes: Wishes, session: Session) -> Iterator[Refusal]:
    """What would be open but for an exercise that comes before it."""
    titles = surroundings(field, (), besides=Slot.HOME).titles
    used = {each.candidate.slug for each in session}
    for candidate in field.open:
        missing = missing_before(candidate, wishes.history.done | used)
        if missing:
            yield Refusal(candidate, Why.PREREQUISITE, tuple(titles.get(slug, slug) for slug in missing))


def _dropped(session: Session, wishes: Wishes, field: Field) -> tuple[str, ...]:
    """Picks that did not make it, by title where the exercise is known."""
    titles = surroundings(field, (), besides=Slot.HOME).titles
    standing = {each.slot: each.candidate.slug for each in session}
    return tuple(titles.get(slug, slug) for slot, slug in wishes.picks.items() if standing.get(slot) != slug)
