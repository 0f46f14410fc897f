"""Homework as a clinician gives it: a couple or one person, a sheet of the library, a link for each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from tests.factories import make_clinician
from therapytool import clock
from therapytool.accounts.models import User
from therapytool.accounts.queries import find_clinician
from therapytool.cases.operations import open_case
from therapytool.cases.queries import get_case_row
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db, writing
from therapytool.exercises.queries import current_versions
from therapytool.homework.links.issuing import LinkTerms, MadeFor, NewLink, issue_link
from therapytool.homework.models import Homework, HomeworkLink, Response

LADDER = "vulnerability-ladder"
ADA = "ada@example.org"


@dataclass(frozen=True, slots=True)
class GivenHomework:
    """What one person was given: her response, its name in addresses, and the way in."""

    response_id: int
    name: str
    link: NewLink


def give(
    *people: str,
    slug: str = LADDER,
    dose: str = "short",
    passcode: str = "",
    slots: dict[str, str] | None = None,
    not_before: date | None = None,
    version: str = "",
) -> tuple[GivenHomework, ...]:
    """Give a sheet to the people of a fresh case: one is an individual, two are a couple, more are a group.

    The sheet is `slug` as it stands in the library, or a `version` that was kept.
    """
    kind = {1: CaseKind.INDIVIDUAL, 2: CaseKind.COUPLE}.get(len(people), CaseKind.GROUP)
    clinician = find_clinician(ADA) or make_clinician(ADA)
    with writing():
        version = version or current_versions([slug]).popitem()[0]
        homework = _homework(kind, people, clinician, version=version, dose=dose, not_before=not_before)
        responses = [Response(homework=homework, person=person) for person in homework.case.people]
        db.session.add_all(responses)
        for response in responses:
            response.slots_json = json.dumps(slots or {})
        db.session.flush()
        terms = LinkTerms(MadeFor.LINK, expires_at=clock.now() + timedelta(days=14), passcode=passcode)
        given = tuple(GivenHomework(r.id, r.public_id, issue_link(r, terms)) for r in responses)
    db.session.remove()
    return given


def end_link(given: GivenHomework, *, ago: timedelta = timedelta(minutes=1)) -> None:
    """Let a link have reached its end a while ago."""
    _link(given, expires_at=clock.now() - ago)


def revoke_link(given: GivenHomework) -> None:
    """End a link as the clinician does."""
    _link(given, revoked_at=clock.now())


def row(given: GivenHomework) -> Response:
    """The row behind it, as it now is."""
    db.session.remove()
    return db.session.get_one(Response, given.response_id)


def kept(given: GivenHomework) -> dict[str, str]:
    """The words kept for it, by key."""
    return {answer.key: answer.text for answer in row(given).answers if answer.text}


def _homework(
    kind: CaseKind, people: tuple[str, ...], clinician: User, *, version: str, dose: str, not_before: date | None
) -> Homework:
    public_id = open_case(kind, name="Harbor-12", people=people, clinician_id=clinician.id)
    case = get_case_row(public_id, clinician.id)
    return Homework(case=case, version_hash=version, dose=dose, given_at=clock.now(), not_before=not_before)


def _link(given: GivenHomework, **values: object) -> None:
    with writing():
        link = db.session.query(HomeworkLink).filter_by(public_id=given.link.public_id).one()
        for name, value in values.items():
            setattr(link, name, value)
    db.session.remove()
