"""What a clinician may do in a practice."""

from __future__ import annotations

from enum import StrEnum


class ClinicianRole(StrEnum):
    """The owner looks after the practice and its settings; a clinician works in it."""

    OWNER = "owner"
    CLINICIAN = "clinician"
