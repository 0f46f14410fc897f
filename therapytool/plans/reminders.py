"""What to clear before the session: the gates of what is planned, each asked once, the one for joint work first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from therapytool.exercises.files.catalog import Catalog
from therapytool.exercises.gates import gates_for
from therapytool.exercises.vocabulary import Format, Gate
from therapytool.plans.timing.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Reminder:
    """One question to the clinician, and the exercises it stands before; none when it is for the whole session.

    `cleared_on` is the day it was recorded for the plan's case; None where it was not, or the plan is for nobody.
    """

    gate: Gate
    title: str
    question: str
    rule: str
    before: tuple[str, ...]
    cleared_on: date | None = None


NOTHING_CLEARED: Mapping[Gate, date] = MappingProxyType({})


def reminders_of(
    agenda: Agenda, format: Format, catalog: Catalog, cleared: Mapping[Gate, date] = NOTHING_CLEARED
) -> tuple[Reminder, ...]:
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
            title=catalog.gates[gate].title,
            question=catalog.gates[gate].ask,
            rule=catalog.gates[gate].rule,
            before=() if gate is Gate.IPV_CLEARED and format is Format.COUPLE else tuple(titles),
            cleared_on=cleared.get(gate),
        )
        for gate, titles in asked.items()
    )
