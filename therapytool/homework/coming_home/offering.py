"""Whether a person finds the fillable PDF on her own page: only where the clinician has offered it."""

from __future__ import annotations

from sqlalchemy import delete, select

from therapytool import clock
from therapytool.database import db
from therapytool.homework.coming_home.models import OfferedForm
from therapytool.homework.models import Response
from therapytool.homework.queries import get_response_row


def offer_form(response_id: str, *, is_offered: bool, clinician_id: int) -> None:
    """Offer it, or no longer. Doing so twice is harmless. Raises NotFound for a response that is not hers."""
    row = get_response_row(response_id, clinician_id)
    if not is_offered:
        db.session.execute(delete(OfferedForm).where(OfferedForm.response_id == row.id))
    elif not has_form(row.id):
        db.session.add(OfferedForm(response_id=row.id, offered_at=clock.now()))
    db.session.flush()


def has_form(response_id: int) -> bool:
    """Whether it is offered."""
    return db.session.scalar(select(OfferedForm.id).where(OfferedForm.response_id == response_id)) is not None


def list_offered(response_ids: list[str]) -> frozenset[str]:
    """Which of these responses it is offered to, by public id."""
    from_rows = select(Response.public_id).join(OfferedForm).where(Response.public_id.in_(response_ids))
    return frozenset(db.session.scalars(from_rows))
