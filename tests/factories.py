"""Makes what tests need: people, sign-ins, exercises and plans with sensible defaults."""

from __future__ import annotations

from flask.testing import FlaskClient
from flask_security.utils import hash_password
from sqlalchemy import select

from therapytool import clock
from therapytool.accounts.models import Practice, Role, User
from therapytool.database import db, writing
from therapytool.tokens import new_secret

PASSWORD = "a lantern by the harbor wall"  # noqa: S105  # invented for tests


def make_clinician(email: str = "ada@example.org", *, role: str = "owner") -> User:
    """A clinician with the test password; the first one also makes the practice."""
    with writing():
        practice = db.session.scalar(select(Practice)) or Practice(name="Harbor Practice")
        db.session.add(practice)
        known = db.session.scalar(select(Role).where(Role.name == role)) or Role(name=role)
        clinician = User(
            email=email,
            name=email.partition("@")[0].capitalize(),
            password=hash_password(PASSWORD),
            active=True,
            fs_uniquifier=new_secret(),
            confirmed_at=clock.now().replace(tzinfo=None),
            practice=practice,
            roles=[known],
        )
        db.session.add(clinician)
    return clinician


def sign_in(client: FlaskClient, clinician: User) -> None:
    """Sign in through the real form."""
    page = client.get("/sign-in")
    assert page.status_code == 200
