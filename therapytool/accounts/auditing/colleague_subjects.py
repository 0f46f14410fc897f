"""A colleague as a subject of the audit trail."""

from __future__ import annotations

from therapytool.accounts.auditing.trail import Subject


def clinician_subject(public_id: str) -> Subject:
    """Somebody with an account: her own matter, so she reads the line herself."""
    return Subject("clinician", public_id, public_id)
