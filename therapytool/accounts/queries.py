"""What is asked about clinicians and their practice."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from therapytool.accounts.models import Practice, User
from therapytool.database import db
from therapytool.errors import NotFound


def has_accounts() -> bool:
    """Whether anybody has an account yet; before that the first set-up is open to who holds its code."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def find_clinician(email: str) -> User | None:
    """The clinician who signs in with this address, in whatever case it is typed."""
    return db.session.scalar(select(User).where(func.lower(User.email) == email.strip().lower()))


def get_clinician(clinician_id: int) -> User:
    """A clinician by row. Raises NotFound."""
    clinician = db.session.get(User, clinician_id)
    if clinician is None:
        raise NotFound("There is no such clinician.")
    return clinician


def list_clinicians() -> list[User]:
    """Everybody with an account, by name."""
    return list(
        db.session.scalars(
            select(User).options(joinedload(User.practice)).order_by(func.lower(User.name), func.lower(User.email))
        )
    )


def list_colleagues(clinician_id: int) -> list[User]:
    """Everybody else of her practice, by name."""
    hers = select(User.practice_id).where(User.id == clinician_id).scalar_subquery()
    others = select(User).where(User.practice_id == hers, User.id != clinician_id)
    return list(db.session.scalars(others.order_by(func.lower(User.name), func.lower(User.email))))


def get_practice() -> Practice:
    """The practice of this installation. Raises NotFound before the first set-up."""
    practice = db.session.scalar(select(Practice).order_by(Practice.id).limit(1))
    if practice is None:
        raise NotFound("There is no practice yet. Start Therapytool and open the set-up address it prints.")
    return practice
