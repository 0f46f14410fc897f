"""The fixed words of the library: themes, formats, audiences and gates."""

from __future__ import annotations

from enum import StrEnum


class Theme(StrEnum):
    """The six themes; each has a color and a mark on paper and screen (never color alone)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def label(self) -> str:
        """The theme's short name, as on sheets and filters."""
        return _THEME_TITLES[self]

    @property
    def mark(self) -> str:
        """The theme's sign in our symbol font, which goes with its color so that neither stands alone."""
        return chr(0xE001 + list(Theme).index(self))

    @property
    def folder(self) -> str:
        """The folder of worksheets/ that holds exercises whose first theme this is."""
        return _THEME_FOLDERS[self]


_THEME_TITLES = {
    Theme.A: "Challenging norms",
    Theme.B: "Vulnerability",
    Theme.C: "Emotional literacy",
    Theme.D: "Provider role",
    Theme.E: "Intimacy and sex",
    Theme.F: "Partner",
}
_THEME_FOLDERS = {
    Theme.A: "challenging-norms",
    Theme.B: "vulnerability",
    Theme.C: "emotional-literacy",
    Theme.D: "provider-role",
    Theme.E: "intimacy-and-sex",
    Theme.F: "partner",
}


class Format(StrEnum):
    """Who is in the room."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    GROUP = "group"


class Audience(StrEnum):
    """Whose exercise it is in a couple: the client's, the partner's, or both."""

    CLIENT = "client"
    PARTNER = "partner"
    BOTH = "both"


HANDOUT = ("handout", "1")
"""The facet of an exercise whose sheet asks nothing."""


class Gate(StrEnum):
    """What the clinician clears before this work; the wording stands in worksheets/vocabulary.yaml."""

    IPV_CLEARED = "ipv_cleared"
    VIOLENCE_CHECKED = "violence_checked"
    TRAUMA_CHECKED = "trauma_checked"
    SUICIDE_RISK_CHECKED = "suicide_risk_checked"
    SEXUAL_HEALTH_CHECKED = "sexual_health_checked"
