"""Handing a case over to a colleague: everything goes along but the notes a clinician keeps for herself."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, func, select, update

from therapytool.accounts.models import User
from therapytool.accounts.permissions.table import Permission, may
from therapytool.cases.models import Case, CaseShare
from therapytool.cases.queries import get_case_row
from therapytool.database import db
from therapytool.errors import NotAllowed

Companion = Callable[[int, int], None]
"""Told the row of a case and of its new clinician, moves what a feature keeps beside the case."""

companions: list[Companion] = []
"""What features add, so that nothing they keep about a case is left behind."""


def hand_over_case(public_id: str, *, to: User, clinician_id: int) -> None:
    """Give one of her cases to a colleague of the same practice. Raises NotFound, or NotAllowed for who keeps none."""
    _check(to, clinician_id)
    _move(get_case_row(public_id, clinician_id), to)


def hand_over_all(*, of: User, to: User) -> int:
    """Give all cases of one clinician to another; returns how many. The names are not shown to who does it."""
    _check(to, of.id)
    cases = db.session.scalars(select(Case).where(Case.clinician_id == of.id)).all()
    for case in cases:
        _move(case, to)
    return len(cases)


def count_cases(clinician_id: int) -> int:
    """How many cases a clinician has, those put away too."""
    return db.session.scalar(select(func.count()).where(Case.clinician_id == clinician_id)) or 0


def _check(to: User, clinician_id: int) -> None:
    giver = db.session.get_one(User, clinician_id)
    if to.id == giver.id or to.practice_id != giver.practice_id or not to.active or not may(to, Permission.CASES):
        raise NotAllowed(f"{to.name} cannot take cases over.")


def _move(case: Case, to: User) -> None:
    """Its name is sealed anew for its new place; who supervised it before sees it no more."""
    name = case.name
    db.session.execute(delete(CaseShare).where(CaseShare.case_id == case.id))
    db.session.execute(update(Case).where(Case.id == case.id).values(clinician_id=to.id))
    db.session.refresh(case)
    case.name = name
    for companion in companions:
        companion(case.id, to.id)
    db.session.flush()
