"""People of a practice as its owner sees and changes them: invited, given a role, closed out and let in again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from therapytool.accounts.models import KnownDevice, OneUseCode, SignIn, User
from therapytool.accounts.one_use import Purpose, issue_code
from therapytool.accounts.operations import add_clinician, role_row
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.queries import list_colleagues
from therapytool.accounts.signing_in.passkeys import has_passkeys
from therapytool.accounts.signing_in.sign_ins import end_all
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.tokens import new_secret


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the practice. `last_seen` is the last use of a running sign-in, None when there is none."""

    public_id: str
    name: str
    email: str
    role: ClinicianRole
    is_active: bool
    has_password: bool
    has_second_step: bool
    last_seen: datetime | None


def list_practice(owner: User) -> list[Colleague]:
    """Everybody of the owner's practice: she first, then by name."""
    return [_view(each) for each in (owner, *list_colleagues(owner.id))]


def get_colleague(public_id: str, *, owner: User) -> User:
    """Somebody else of the owner's practice. Raises NotFound, also for herself."""
    found = next((each for each in list_colleagues(owner.id) if each.public_id == public_id), None)
    if found is None:
        raise NotFound("there is no such colleague")
    return found


def invite(*, name: str, email: str, role: ClinicianRole, owner: User) -> tuple[User, str]:
    """An account for somebody new, and the code by which she chooses her password. Raises Conflict."""
    person = add_clinician(email=email, name=name, role=role, practice=owner.practice)
    return person, issue_code(Purpose.PASSWORD, clinician_id=person.id)


def new_address(public_id: str, *, owner: User) -> str:
    """A new code to choose a password with, for who lost hers or let the first one lapse."""
    return issue_code(Purpose.PASSWORD, clinician_id=get_colleague(public_id, owner=owner).id)


def change_role(public_id: str, role: ClinicianRole, *, owner: User) -> None:
    """Make somebody something else; her sign-ins end, so that it holds at once."""
    person = get_colleague(public_id, owner=owner)
    person.roles = [role_row(role)]
    db.session.flush()
    end_all(person.id)


def close_account(public_id: str, *, owner: User) -> None:
    """Let somebody in no more: sign-ins, one-use codes and known browsers go, her cases stay until handed over."""
    person = get_colleague(public_id, owner=owner)
    person.active = False
    person.fs_uniquifier = new_secret()
    end_all(person.id)
    for table in (OneUseCode, KnownDevice):
        db.session.execute(delete(table).where(table.clinician_id == person.id))
    db.session.flush()


def open_account(public_id: str, *, owner: User) -> None:
    """Let somebody in again, with the password she had. Raises NotFound."""
    get_colleague(public_id, owner=owner).active = True
    db.session.flush()


def role_of(person: User) -> ClinicianRole:
    """What somebody is; of several roles the one that may most."""
    names = {role.name for role in person.roles}
    order = (ClinicianRole.OWNER, ClinicianRole.SUPERVISOR, ClinicianRole.CLINICIAN, ClinicianRole.ASSISTANT)
    return next((role for role in order if role.value in names), ClinicianRole.ASSISTANT)


def _view(person: User) -> Colleague:
    seen = db.session.scalar(select(func.max(SignIn.last_seen_at)).where(SignIn.clinician_id == person.id))
    return Colleague(
        public_id=person.public_id,
        name=person.name,
        email=person.email,
        role=role_of(person),
        is_active=person.active,
        has_password=bool(person.password),
        has_second_step=bool(person.tf_primary_method) or has_passkeys(person.id),
        last_seen=seen,
    )
