"""What people are in a practice."""

from __future__ import annotations

from enum import StrEnum


class ClinicianRole(StrEnum):
    """Everybody who signs in has one of these; what each may do is in `permissions`."""

    OWNER = "owner"
    CLINICIAN = "clinician"
    SUPERVISOR = "supervisor"
    ASSISTANT = "assistant"

    @property
    def label(self) -> str:
        """As somebody choosing it reads: "Supervisor: a clinician to whom others may show a case"."""
        words = {
            "owner": "works with clients and looks after the practice, its people and its backups",
            "clinician": "works with clients; nobody else sees her cases unless she shows one",
            "supervisor": "a clinician to whom others may show a case",
            "assistant": "library, plans and printing, no cases and no answers of clients",
        }
        return f"{self.value.capitalize()}: {words[self.value]}"
