"""The demo's clinician: invented, signed in by a one-use address, in a folder that is gone when the demo stops."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.accounts.one_use import Purpose, issue_code
from therapytool.accounts.operations import change_practice, create_owner
from therapytool.database import writing
from therapytool.rendering.document import Paper
from therapytool.tokens import new_public_id

EMAIL = "robin@example.org"
NAME = "Robin Hale"


@dataclass(frozen=True, slots=True)
class DemoDoor:
    """How to get into a demo: the code for the address `/demo#code`, or address and password once that is used."""

    code: str
    email: str
    password: str
    clinician_id: int


def open_demo() -> DemoDoor:
    """Make the demo's clinician and practice, and the ways in. For the terminal: it is a transaction of its own."""
    password = "-".join(new_public_id(4) for _ in range(4))
    with writing():
        owner = create_owner(name=NAME, email=EMAIL, password=password)
        change_practice(
            owner.practice,
            name="Harbor Lane Practice",
            contact="12 Harbor Lane · (555) 010-0142",
            paper=Paper.LETTER,
            region="US",
        )
        code = issue_code(Purpose.DEMO, clinician_id=owner.id)
    return DemoDoor(code=code, email=EMAIL, password=password, clinician_id=owner.id)
