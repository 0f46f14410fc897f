"""Makes what tests need: people, sign-ins, exercises and plans with sensible defaults."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from therapytool.accounts.models import User
from therapytool.accounts.operations import add_clinician, change_practice, create_owner, set_password
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.queries import find_clinician, has_accounts
from therapytool.database import writing
from therapytool.rendering.document import Paper

PASSWORD = "a lantern by the harbor wall"
ADA, BEN = "ada@example.org", "ben@example.org"


def make_clinician(email: str = "ada@example.org", *, name: str = "Ada Berg") -> User:
    """A clinician with the test password: the first one owns the practice, later ones work in it."""
    with writing():
        if not has_accounts():
            owner = create_owner(name=name, email=email, password=PASSWORD)
            change_practice(owner.practice, name="Harbor Practice", contact="", paper=Paper.LETTER, region="US")
            return owner
        clinician = add_clinician(email=email, name=name, role=ClinicianRole.CLINICIAN)
        set_password(clinician, PASSWORD)
    return clinician


def find_or_make(email: str) -> User:
    """The clinician of this address, made when she is not there yet."""
    return find_clinician(email) or make_clinician(email)


def csrf_token(client: FlaskClient, address: str) -> str:
    """The token of the forms on a page."""
    page = client.get(address, follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page) or re.search(
        r'name="csrf-token"[^>]*content="([^"]+)"', page
    )
    assert found, f"no form on {address}"
    return found[1]


def sign_in(client: FlaskClient, clinician: User, *, password: str = PASSWORD) -> None:
    """Sign in through the real form."""
    fields = {"email": clinician.email, "password": password, "csrf_token": csrf_token(client, "/sign-in")}
    answer = client.post("/sign-in", data=fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
