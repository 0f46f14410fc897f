"""What stands on every page of a practice: its name and contact, and the crisis contacts of its region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from therapytool.accounts.practice.crisis_lines import USUALLY_PRINTED, CrisisLine
from therapytool.exercises.files.catalog import read_catalog

if TYPE_CHECKING:
    from therapytool.accounts.current import Clinician

ANYWHERE = ""
"""The code of no region: it leads to the worldwide directory."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a practice prints on every page."""

    practice: str = ""
    contact: str = ""
    emergency: str = ""
    crisis_lines: tuple[CrisisLine, ...] = ()
    logo: str = ""
    """The practice's logo as a `data:` address; empty when it has none."""


def letterhead(
    practice: str, contact: str, region: str, logo: str = "", own_lines: Sequence[CrisisLine] | None = None
) -> Letterhead:
    """The letterhead of a practice in a region ("US", "GB"), with the crisis contacts of its own list if it has one.

    Without any contact that was confirmed, and for an unknown region, the worldwide directory prints.
    """
    lines = shipped_lines(region) if own_lines is None else tuple(own_lines)
    emergency = read_catalog().region(region).emergency
    return Letterhead(practice, contact, emergency, lines or shipped_lines(ANYWHERE), logo)


def letterhead_for(clinician: Clinician) -> Letterhead:
    """The letterhead of the clinician's practice."""
    return letterhead(
        clinician.practice_name,
        clinician.practice_contact,
        clinician.region,
        clinician.logo,
        clinician.crisis_lines,
    )


def shipped_lines(region: str) -> tuple[CrisisLine, ...]:
    """The first contacts of a region's shipped list that were confirmed."""
    confirmed = [line for line in read_catalog().region(region).lines if line.confirmed]
    return tuple(CrisisLine(line.name, line.number, line.how) for line in confirmed[:USUALLY_PRINTED])
