"""What a draft is asked for, and what is known of those it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from therapytool.exercises.vocabulary import Audience, Format, Gate, Theme

FEWEST_MINUTES = 20
MOST_MINUTES = 240
STRONGEST = 4


class Slot(StrEnum):
    """The places of a session that an exercise is chosen for, in the order in which they come."""

    OPENER = "opener"
    BRIDGE = "bridge"
    MAIN = "main"
    SETTLING = "settling"
    HOME = "home"

    @property
    def label(self) -> str:
        """As on the page: "Opener", "To take home"."""
        return {
            "opener": "Opener",
            "bridge": "Step in",
            "main": "Main work",
            "settling": "Settle",
            "home": "To take home",
        }[self.value]


IN_SESSION = (Slot.OPENER, Slot.BRIDGE, Slot.MAIN, Slot.SETTLING)


@dataclass(frozen=True, slots=True)
class History:
    """What those in the room have done, by slug: ever, the last time, and what is with them as homework now.

    `is_known` is False where the draft is for nobody in particular.
    """

    done: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    at_home: frozenset[str] = frozenset()
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """One draft asked for. `picks` names exercises chosen by hand, by slot; `audience` is who comes alone."""

    format: Format = Format.INDIVIDUAL
    minutes: int = 53
    themes: tuple[Theme, ...] = ()
    most_intensity: int = STRONGEST
    audience: Audience = Audience.CLIENT
    has_homework_to_review: bool = False
    cleared: frozenset[Gate] = frozenset()
    history: History = History()
    picks: Mapping[Slot, str] = field(default_factory=dict)
