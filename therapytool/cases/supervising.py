"""Cases shown to a supervisor: shared by the clinician whose they are, one case and one colleague at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select

from therapytool import clock
from therapytool.accounts.models import User
from therapytool.accounts.permissions.table import Permission, may
from therapytool.accounts.queries import list_colleagues
from therapytool.cases.models import Case, CaseShare
from therapytool.cases.queries import CaseView, case_view, get_case_row
from therapytool.database import db
from therapytool.errors import NotAllowed, NotFound


@dataclass(frozen=True, slots=True)
class SharedCase:
    """A case somebody shows to her supervisor: whose it is, and since when."""

    case: CaseView
    clinician_id: int
    clinician_name: str
    shared_at: datetime


@dataclass(frozen=True, slots=True)
class Supervisor:
    """A colleague a case may be shown to; `since` when it already is."""

    public_id: str
    name: str
    since: datetime | None


def list_supervisors(case_id: str, clinician_id: int) -> list[Supervisor]:
    """Who may be shown this case, and who is. Raises NotFound for a case that is not hers."""
    case = get_case_row(case_id, clinician_id)
    shown = {row.supervisor_id: row.shared_at for row in db.session.scalars(_shares_of(case))}
    return [
        Supervisor(each.public_id, each.name, shown.get(each.id))
        for each in list_colleagues(clinician_id)
        if may(each, Permission.SUPERVISION) and each.active
    ]


def share_case(case_id: str, supervisor_id: str, *, clinician_id: int) -> None:
    """Show a case to a supervisor of the same practice. Raises NotFound, or NotAllowed for who supervises nobody."""
    case, supervisor = get_case_row(case_id, clinician_id), _colleague(supervisor_id, clinician_id)
    if not (supervisor.active and may(supervisor, Permission.SUPERVISION)):
        raise NotAllowed(f"{supervisor.name} is no supervisor here.")
    unshare_case(case_id, supervisor_id, clinician_id=clinician_id)
    db.session.add(CaseShare(case_id=case.id, supervisor_id=supervisor.id, shared_at=clock.now()))
    db.session.flush()


def unshare_case(case_id: str, supervisor_id: str, *, clinician_id: int) -> None:
    """Stop showing a case to a supervisor."""
    case, supervisor = get_case_row(case_id, clinician_id), _colleague(supervisor_id, clinician_id)
    db.session.execute(delete(CaseShare).where(CaseShare.case_id == case.id, CaseShare.supervisor_id == supervisor.id))


def list_shared(supervisor_id: int) -> list[SharedCase]:
    """What is shown to a supervisor, by clinician and name."""
    rows = db.session.execute(
        select(CaseShare, Case, User)
        .join(Case, Case.id == CaseShare.case_id)
        .join(User, User.id == Case.clinician_id)
        .where(CaseShare.supervisor_id == supervisor_id)
    )
    shared = [SharedCase(case_view(case), owner.id, owner.name, share.shared_at) for share, case, owner in rows]
    return sorted(shared, key=lambda one: (one.clinician_name.casefold(), one.case.name.casefold()))


def get_shared(case_id: str, supervisor_id: int) -> SharedCase:
    """One case shown to a supervisor. Raises NotFound for any other."""
    found = next((one for one in list_shared(supervisor_id) if one.case.public_id == case_id), None)
    if found is None:
        raise NotFound("there is no such case")
    return found


def _shares_of(case: Case) -> Select[CaseShare]:
    return select(CaseShare).where(CaseShare.case_id == case.id)


def _colleague(public_id: str, clinician_id: int) -> User:
    found = next((each for each in list_colleagues(clinician_id) if each.public_id == public_id), None)
    if found is None:
        raise NotFound("there is no such colleague")
    return found
