"""Who is signed in, as a plain value: features take this, never the request or the row."""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import current_user

from therapytool.accounts.practice.crisis_contacts import own_lines
from therapytool.accounts.practice.crisis_lines import CrisisLine
from therapytool.accounts.practice.logos import logo_address
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.profiles.choice import NOTHING_CHOSEN, ProfileChoice, resolved


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
    print_choice: ProfileChoice = NOTHING_CHOSEN
    """How the practice prints, but for the paper."""
    logo: str = ""
    """The practice's logo as a `data:` address; empty when it has none."""
    crisis_lines: tuple[CrisisLine, ...] | None = None
    """The crisis contacts of the practice's own list; None while the region's shipped list stands."""

    @property
    def plain_profile(self) -> PrintProfile:
        """What would print if the practice had chosen its paper alone."""
        return PrintProfile(self.paper)

    @property
    def profile(self) -> PrintProfile:
        """How the practice prints when nobody chooses otherwise."""
        return resolved(self.print_choice, base=PrintProfile(self.paper))


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
        print_choice=ProfileChoice.stored(practice.print_profile),
        logo=logo_address(practice.logo),
        crisis_lines=own_lines(practice),
    )
