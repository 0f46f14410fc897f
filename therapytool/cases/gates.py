"""Gates of a case: what the clinician cleared before some of the work, for which day, with a note that stays sealed.

How a gate stands now is one row; how it came to stand there is a history to which lines are only added. None of it is
ever printed, exported for a client, or shown on a client's page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, select

from therapytool import clock
from therapytool.accounts.models import User
from therapytool.cases.models import Case, ClearedGate, GateEntry
from therapytool.cases.queries import get_case_row
from therapytool.database import db
from therapytool.errors import Conflict


@dataclass(frozen=True, slots=True)
class GateLine:
    """One line of the history. `by` names the clinician who wrote it; `by_answers` when a measure closed the gate."""

    gate: str
    is_cleared: bool
    on_day: date
    recorded_at: datetime
    by: str
    by_answers: bool
    note: str


@dataclass(frozen=True, slots=True)
class GateStanding:
    """How a gate stands, and how it came to: `lines` are newest first."""

    gate: str
    cleared_on: date | None
    lines: tuple[GateLine, ...] = ()

    @property
    def is_cleared(self) -> bool:
        """Whether it is open now."""
        return self.cleared_on is not None

    @property
    def was_closed(self) -> bool:
        """Whether it was cleared or closed before and is closed now: then it asks for more than a tick."""
        return not self.is_cleared and bool(self.lines)

    @property
    def closed_by_answers(self) -> bool:
        """Whether what somebody answered to a measure closed it last."""
        return self.was_closed and self.lines[0].by_answers


def clear_gate(public_id: str, gate: str, *, clinician_id: int, on_day: date | None = None, note: str = "") -> None:
    """Record that a gate was cleared, today unless a day is given; clearing it again renews the day.

    Raises Conflict for a day that is still to come.
    """
    case = get_case_row(public_id, clinician_id)
    day = on_day or clock.today()
    if day > clock.today():
        raise Conflict("A gate is cleared on a day that has come.")
    _forget_standing(case, gate)
    moment = clock.now() if day == clock.today() else datetime.combine(day, time(12)).astimezone()
    db.session.add(ClearedGate(case_id=case.id, gate=gate, clinician_id=clinician_id, cleared_at=moment))
    _write_down(case, gate, GateEntry(is_cleared=True, on_day=day, clinician_id=clinician_id), note=note)


def reopen_gate(public_id: str, gate: str, *, clinician_id: int, note: str = "", by_answers: bool = False) -> None:
    """Take back that a gate was cleared; `by_answers` when a measure closed it rather than the clinician."""
    case = get_case_row(public_id, clinician_id)
    _forget_standing(case, gate)
    entry = GateEntry(is_cleared=False, on_day=clock.today(), clinician_id=clinician_id, by_answers=by_answers)
    _write_down(case, gate, entry, note=note)


def gate_standings(public_id: str, clinician_id: int) -> Mapping[str, GateStanding]:
    """Every gate of a case that was ever cleared or closed, by its name. Raises NotFound."""
    case = get_case_row(public_id, clinician_id)
    cleared = {
        row.gate: row.cleared_at.astimezone().date()
        for row in db.session.scalars(select(ClearedGate).where(ClearedGate.case_id == case.id))
    }
    lines = _lines(case)
    return {
        gate: GateStanding(gate, cleared.get(gate), tuple(line for line in lines if line.gate == gate))
        for gate in sorted({*cleared, *(line.gate for line in lines)})
    }


def _lines(case: Case) -> list[GateLine]:
    rows = db.session.execute(
        select(GateEntry, User.name)
        .outerjoin(User, User.id == GateEntry.clinician_id)
        .where(GateEntry.case_id == case.id)
        .order_by(GateEntry.id.desc())
    )
    return [
        GateLine(
            gate=entry.gate,
            is_cleared=entry.is_cleared,
            on_day=entry.on_day,
            recorded_at=entry.recorded_at,
            by=name or "",
            by_answers=entry.by_answers,
            note=entry.note,
        )
        for entry, name in rows
    ]


def _forget_standing(case: Case, gate: str) -> None:
    db.session.execute(delete(ClearedGate).where(ClearedGate.case_id == case.id, ClearedGate.gate == gate))


def _write_down(case: Case, gate: str, entry: GateEntry, *, note: str) -> None:
    entry.case, entry.gate, entry.recorded_at = case, gate, clock.now()
    entry.note = note
    db.session.add(entry)
    db.session.flush()
