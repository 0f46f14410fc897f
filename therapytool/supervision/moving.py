"""What moves with a case beside its homework: the plans made for it."""

from __future__ import annotations

from sqlalchemy import update

from therapytool.database import db
from therapytool.plans.models import Plan


def move_plans(case_row: int, clinician_id: int) -> None:
    """Give the plans of a case to its new clinician."""
    moving = update(Plan).where(Plan.case_id == case_row).values(clinician_id=clinician_id, updated_at=Plan.updated_at)
    db.session.execute(moving)
