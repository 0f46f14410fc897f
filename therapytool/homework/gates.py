"""Which gates stand before work with a case: cleared and since when, to be cleared, or closed and waiting for a word.

Every gate is a safety gate: while one is not cleared, the exercise does not go home.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from therapytool.cases.gates import GateStanding, gate_standings
from therapytool.cases.queries import get_case_row
from therapytool.cases.vocabulary import CaseKind
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.gates import gates_for
from therapytool.exercises.vocabulary import Format, Gate


@dataclass(frozen=True, slots=True)
class GateCheck:
    """One gate before a piece of work. `needs_record` when a tick is not enough, because it was closed after all."""

    gate: Gate
    cleared_on: date | None
    needs_record: bool

    @property
    def is_cleared(self) -> bool:
        """Whether the work may go ahead as far as this gate is concerned."""
        return self.cleared_on is not None


def format_of(kind: CaseKind) -> Format:
    """Who is in the room with a case of this kind."""
    return Format(kind.value)


def gates_asked_of(kind: CaseKind) -> tuple[Gate, ...]:
    """The gates that can stand before work with a case of this kind; one person alone has no partner to be screened."""
    return tuple(gate for gate in Gate if not (gate is Gate.IPV_CLEARED and kind is CaseKind.INDIVIDUAL))


def gate_checks(case_id: str, exercise: ExerciseContent, *, clinician_id: int) -> tuple[GateCheck, ...]:
    """The gates before this work with this case, each as it stands. Raises NotFound for a case that is not hers."""
    kind = CaseKind(get_case_row(case_id, clinician_id).kind)
    standings = gate_standings(case_id, clinician_id)
    return tuple(_check(gate, standings.get(gate.value)) for gate in gates_for(exercise, format_of(kind)))


def cleared_days(case_id: str, *, clinician_id: int) -> dict[Gate, date]:
    """The gates of a case that are cleared, each with its day. Raises NotFound for a case that is not hers."""
    known = {gate.value: gate for gate in Gate}
    standings = gate_standings(case_id, clinician_id).values()
    return {known[each.gate]: each.cleared_on for each in standings if each.cleared_on and each.gate in known}


def _check(gate: Gate, standing: GateStanding | None) -> GateCheck:
    if standing is None:
        return GateCheck(gate, None, needs_record=False)
    return GateCheck(gate, standing.cleared_on, needs_record=standing.was_closed)
