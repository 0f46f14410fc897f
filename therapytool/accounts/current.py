"""Who is signed in, as a plain value: features take this, never the request or the row."""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import current_user

from therapytool.rendering.document import Paper


@dataclass(frozen=True, slots=True)
class Clinician:
    """The signed-in clinician and the practice she prints for."""

    id: int
    name: str
    email: str
    practice_id: int
    practice_name: str
    practice_contact: str
    paper: Paper
    region: str


def current_clinician() -> Clinician:
    """The clinician of this request; only for routes that ask for sign-in."""
    practice = current_user.practice
    return Clinician(
        id=current_user.id,
        name=current_user.name,
        email=current_user.email,
        practice_id=practice.id,
        practice_name=practice.name,
        practice_contact=practice.contact,
        paper=Paper(practice.paper),
        region=practice.region,
    )
