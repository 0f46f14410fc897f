"""What to clear before the session: the gates of what is planned, each asked once, the one for joint work first."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.exercises.catalog import Catalog
from therapytool.exercises.gates import gates_for
from therapytool.exercises.vocabulary import Format, Gate
from therapytool.plans.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Reminder:
    """One question to the clinician, and the exercises it stands before; none when it is for the whole session."""

    gate: Gate
    question: str
    rule: str
    before: tuple[str, ...]


def reminders_of(agenda: Agenda, format: Format, catalog: Catalog) -> tuple[Reminder, ...]:
    """The reminders of a session. With both partners in the room each has been seen alone, whatever is planned."""
    asked: dict[Gate, list[str]] = {Gate.IPV_CLEARED: []} if format is Format.COUPLE else {}
    for row in agenda.rows:
        for gate in gates_for(row.exercise, format) if row.exercise else ():
            titles = asked.setdefault(gate, [])
            if row.title not in titles:
                titles.append(row.title)
    return tuple(
        Reminder(
            gate=gate,
            question=catalog.gates[gate].ask,
            rule=catalog.gates[gate].rule,
            before=() if gate is Gate.IPV_CLEARED and format is Format.COUPLE else tuple(titles),
        )
        for gate, titles in asked.items()
    )
