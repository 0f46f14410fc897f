"""A program as far as one case has come: each session with its day, its gates, what to measure, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from therapytool.exercises.vocabulary import Gate
from therapytool.plans.scheduling import ProgramPlan
from therapytool.programs.content import MeasureUse, Program, ProgramSession


class Place(StrEnum):
    """Where a session stands on the calendar."""

    PAST = "past"
    NEXT = "next"
    LATER = "later"
    TAKEN_OUT = "taken-out"

    @property
    def in_words(self) -> str:
        """As on the page."""
        return {"past": "day has passed", "next": "next", "later": "later", "taken-out": "taken out"}[self.value]


@dataclass(frozen=True, slots=True)
class GateSeen:
    """A gate of a session, and since when it is cleared for the case."""

    gate: Gate
    cleared_on: date | None


@dataclass(frozen=True, slots=True)
class SessionOfCase:
    """One session with the plan that was made for the case; `plan` is None where the clinician removed it."""

    number: int
    session: ProgramSession
    plan: ProgramPlan | None
    place: Place
    gates: tuple[GateSeen, ...]
    measures: tuple[str, ...]

    @property
    def is_held_up(self) -> bool:
        """Whether a gate of the next session is still to be cleared."""
        return self.place is Place.NEXT and any(gate.cleared_on is None for gate in self.gates)


@dataclass(frozen=True, slots=True)
class ProgramOfCase:
    """A program with a case, session by session."""

    program: Program
    sessions: tuple[SessionOfCase, ...]

    @property
    def past(self) -> int:
        """How many sessions have had their day."""
        return sum(session.place is Place.PAST for session in self.sessions)


def program_of_case(
    program: Program,
    plans: Sequence[ProgramPlan],
    *,
    cleared: Mapping[Gate, date],
    measures: Mapping[str, str],
    today: date,
) -> ProgramOfCase:
    """Hold a program against the plans it made; `measures` names measures by slug. The first one not past is next."""
    by_number = {plan.number: plan for plan in plans}
    open_numbers = [plan.number for plan in plans if plan.planned_on is None or plan.planned_on >= today]
    following = min(open_numbers, default=0)
    return ProgramOfCase(
        program,
        tuple(
            SessionOfCase(
                number=number,
                session=session,
                plan=by_number.get(number),
                place=_place(by_number.get(number), following, today),
                gates=tuple(GateSeen(gate, cleared.get(gate)) for gate in session.gates),
                measures=_measures_of(program, number, measures),
            )
            for number, session in enumerate(program.sessions, 1)
        ),
    )


def _place(plan: ProgramPlan | None, following: int, today: date) -> Place:
    if plan is None:
        return Place.TAKEN_OUT
    if plan.planned_on is not None and plan.planned_on < today:
        return Place.PAST
    return Place.NEXT if plan.number == following else Place.LATER


def _measures_of(program: Program, number: int, names: Mapping[str, str]) -> tuple[str, ...]:
    """What is due before a session, each once: the intake before the first, what it names, what each session asks."""
    uses: tuple[MeasureUse, ...] = (*(program.intake if number == 1 else ()), *program.sessions[number - 1].measures)
    named = [" or ".join(names[slug] for slug in use.any_of) for use in uses]
    return tuple(dict.fromkeys([*named, *(names[slug] for slug in program.every_session)]))
