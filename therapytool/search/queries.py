"""What reads for the palette. Plans and cases are her own; code names are read and compared, never indexed."""

from __future__ import annotations

from collections.abc import Iterable

from therapytool.accounts.current import Clinician
from therapytool.cases.queries import list_cases
from therapytool.exercises.finding.filters import Filters
from therapytool.exercises.queries import list_exercises
from therapytool.plans.queries import find_plans
from therapytool.plans.sharing import find_shared_titles
from therapytool.programs.files import read_programs
from therapytool.search.commands import Command
from therapytool.search.palette import Entry, Group, answers_to, fitting_commands

MOST = 6
"""Entries of one kind that are shown; more words find the rest."""


def find_anything(text: str, *, clinician: Clinician, commands: Iterable[Command]) -> tuple[Group, ...]:
    """The best of each kind for the words typed; with nothing typed what was used last, and everything one can do.

    Groups without any are left out. What is her own comes first, then what she can do, then the library.
    """
    groups = (
        Group("Plans", _plans(text, clinician)),
        Group("Cases", _cases(text, clinician)),
        Group("Go to, or do", fitting_commands(commands, text)),
        Group("Exercises", _exercises(text, clinician) if text else ()),
        Group("Programs", _programs(text) if text else ()),
    )
    return tuple(group for group in groups if group.entries)


def _plans(text: str, clinician: Clinician) -> tuple[Entry, ...]:
    found = find_plans(text, clinician_id=clinician.id, most=MOST)
    hers = tuple(Entry(plan.title, "plans.show", {"name": plan.public_id}, plan.case, "list-check") for plan in found)
    shared = find_shared_titles(text, clinician=clinician, most=MOST) if text else {}
    detail = "shared in your practice"
    return hers + tuple(
        Entry(title, "plans.show_shared", {"shared": name}, detail, "people") for name, title in shared.items()
    )


def _cases(text: str, clinician: Clinician) -> tuple[Entry, ...]:
    found = [
        case
        for case in list_cases(clinician.id)
        if answers_to(text, " ".join((case.name, *(person.name for person in case.people))))
    ]
    return tuple(
        Entry(case.name, "cases.show", {"name": case.public_id}, ", ".join(p.name for p in case.people), "people")
        for case in found[:MOST]
    )


def _exercises(text: str, clinician: Clinician) -> tuple[Entry, ...]:
    found = list_exercises(Filters(), text=text, page=1, clinician=clinician)
    return tuple(
        Entry(card.title, "exercises.show", {"name": card.slug}, card.theme.label, "journal-text")
        for card in found.cards[:MOST]
    )


def _programs(text: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(program.title, "programs.show", {"name": program.slug}, f"{len(program.sessions)} sessions", "layers")
        for program in read_programs()
        if answers_to(text, f"{program.title} program")
    )[:MOST]
