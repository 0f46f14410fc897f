"""Several sheets given one after the other: what was agreed for the last one is there for the next, to be changed.

When and where and what gets in the way are mostly the same; what is to be done, and how sure she is of that, never are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case
from therapytool.database import db
from therapytool.exercises.queries import get_version
from therapytool.homework.commitment import Commitment
from therapytool.homework.models import Homework, Response

SAME_SESSION = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was agreed for the sheet before: its title and days, and the strips by person; nobody else got it."""

    title: str
    due_on: date | None
    not_before: date | None
    reminds: bool
    strips: Mapping[str, Commitment]

    @property
    def has_words(self) -> bool:
        """Whether anything stands on a strip."""
        return any(strip.in_words for strip in self.strips.values())


def find_carried_over(case_id: str, *, clinician_id: int) -> CarriedOver | None:
    """What was agreed for the sheet given last to this case, in the same session; None when none was."""
    wanted = (
        select(Homework)
        .join(Case)
        .where(
            Case.public_id == case_id,
            Case.clinician_id == clinician_id,
            Homework.given_at > clock.now() - SAME_SESSION,
        )
        .order_by(Homework.given_at.desc(), Homework.id)
        .limit(1)
    )
    row = db.session.scalar(wanted)
    if row is None:
        return None
    return CarriedOver(
        title=get_version(row.version_hash).title,
        due_on=row.due_on,
        not_before=row.not_before,
        reminds=row.reminds,
        strips={part.person.public_id: _carried(part) for part in row.responses},
    )


def _carried(part: Response) -> Commitment:
    said = Commitment.model_validate_json(part.commitment_json or "{}")
    return said.model_copy(update={"what": "", "confidence": None})
