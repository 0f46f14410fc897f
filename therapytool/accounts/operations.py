"""What changes clinicians and their practice."""

from __future__ import annotations

from flask_security import hash_password
from sqlalchemy import select

from therapytool.accounts.models import Practice, Role, User
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.queries import find_clinician, get_practice, has_accounts
from therapytool.accounts.signing_in.attempts import Secret, counters, forgive
from therapytool.accounts.signing_in.passkeys import has_passkeys, remove_all_passkeys
from therapytool.accounts.signing_in.passwords import normalized
from therapytool.accounts.signing_in.second_factor import new_recovery_codes
from therapytool.accounts.signing_in.sign_ins import end_all
from therapytool.database import db
from therapytool.errors import Conflict
from therapytool.rendering.document import Paper
from therapytool.rendering.profiles.choice import ProfileChoice
from therapytool.tokens import new_secret


def create_owner(*, name: str, email: str, password: str) -> User:
    """The first account, with a practice of her own. Raises Conflict when somebody has one already."""
    if has_accounts():
        raise Conflict("Therapytool has been set up already. Sign in instead.")
    practice = Practice()
    db.session.add(practice)
    owner = _add_person(name=name, email=email, role=ClinicianRole.OWNER, practice=practice)
    set_password(owner, password)
    return owner


def add_clinician(*, email: str, name: str, role: ClinicianRole, practice: Practice | None = None) -> User:
    """An account in a practice, the first one unless told, without a password yet: that takes a one-use code.

    Raises Conflict when the address has an account, NotFound before the first set-up.
    """
    if find_clinician(email) is not None:
        raise Conflict(f"{email} has an account already.")
    return _add_person(name=name, email=email, role=role, practice=practice or get_practice())


def set_password(clinician: User, password: str) -> None:
    """Give a clinician a password she has chosen; every sign-in of hers ends, wherever it runs."""
    clinician.password = hash_password(normalized(password))
    clinician.fs_uniquifier = new_secret()
    db.session.flush()
    end_all(clinician.id)
    forgive(counters(Secret.PASSWORD, email=clinician.email, device=None, address=""))


def rename_clinician(clinician: User, *, name: str) -> None:
    """Change how a clinician is called."""
    clinician.name = name
    db.session.flush()


def change_email(clinician: User, *, email: str) -> None:
    """Change the address a clinician signs in with. Raises Conflict when another account has it."""
    other = find_clinician(email)
    if other is not None and other.id != clinician.id:
        raise Conflict(f"{email} has an account already.")
    clinician.email = email
    db.session.flush()


def change_practice(practice: Practice, *, name: str, contact: str, paper: Paper, region: str) -> None:
    """Change what the practice prints: name, contact line, paper, and the region of its crisis contacts."""
    practice.name = name
    practice.contact = contact
    practice.paper = paper
    practice.region = region
    db.session.flush()


def set_print_choice(practice: Practice, choice: ProfileChoice) -> None:
    """Set how the practice prints when nobody chooses otherwise."""
    practice.print_profile = choice.chosen
    db.session.flush()


def turn_on_second_step(clinician: User, *, totp_secret: str) -> list[str]:
    """Ask for a code of the authenticator app from now on; returns recovery codes, to be shown this once."""
    clinician.tf_primary_method = "authenticator"
    clinician.tf_totp_secret = totp_secret
    return renew_recovery_codes(clinician)


def renew_recovery_codes(clinician: User) -> list[str]:
    """New recovery codes, to be shown this once; those from before are dead."""
    codes, hashes = new_recovery_codes()
    clinician.mf_recovery_codes = hashes
    db.session.flush()
    return codes


def turn_off_second_step(clinician: User) -> None:
    """Ask for no code of the app from now on; passkeys stay, and with them the recovery codes."""
    clinician.tf_primary_method = None
    clinician.tf_totp_secret = None
    if not has_passkeys(clinician.id):
        clinician.mf_recovery_codes = None
    db.session.flush()


def forget_recovery_codes(clinician: User) -> None:
    """Take recovery codes away with the last second step."""
    clinician.mf_recovery_codes = None
    db.session.flush()


def turn_off_every_second_step(clinician: User) -> None:
    """For one who lost phone, passkeys and codes: the password alone opens her account until she adds one again."""
    remove_all_passkeys(clinician)
    turn_off_second_step(clinician)


def role_row(role: ClinicianRole) -> Role:
    """The row of a role, made at need."""
    known = db.session.scalar(select(Role).where(Role.name == role))
    return known or Role(name=role.value)


def _add_person(*, name: str, email: str, role: ClinicianRole, practice: Practice) -> User:
    person = User(
        email=email,
        name=name,
        active=True,
        fs_uniquifier=new_secret(),
        practice=practice,
        roles=[role_row(role)],
    )
    db.session.add(person)
    db.session.flush()
    return person
