"""Packs that were sent and wait for their sender to decide, for a day at most."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from therapytool import clock
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.packs.models import PackUpload

WAITS = timedelta(days=1)


def keep_upload(data: bytes, *, clinician_id: int) -> str:
    """Keep a pack that has been read and found sound; answers its public id. What waited too long goes."""
    db.session.execute(delete(PackUpload).where(PackUpload.created_at < clock.now() - WAITS))
    row = PackUpload(clinician_id=clinician_id, data=data)
    db.session.add(row)
    db.session.flush()
    return row.public_id


def get_upload(public_id: str, *, clinician_id: int) -> bytes:
    """A pack that waits. Raises NotFound when it is not hers or has waited too long."""
    row = db.session.scalar(
        select(PackUpload).where(
            PackUpload.public_id == public_id,
            PackUpload.clinician_id == clinician_id,
            PackUpload.created_at >= clock.now() - WAITS,
        )
    )
    if row is None:
        raise NotFound("there is no such pack waiting")
    return row.data


def discard_upload(public_id: str, *, clinician_id: int) -> None:
    """Forget a pack that waits; without one nothing happens."""
    db.session.execute(
        delete(PackUpload).where(PackUpload.public_id == public_id, PackUpload.clinician_id == clinician_id)
    )
