"""What a draft is asked for, as an address or a form says it; what it does not say, or says wrongly, is as usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from therapytool.exercises.finding.filters import read_number
from therapytool.exercises.vocabulary import Audience, Format, Gate, Theme
from therapytool.plans.beginnings import USUAL_MINUTES
from therapytool.plans.drafting.wishes import FEWEST_MINUTES, MOST_MINUTES, STRONGEST, History, Slot, Wishes

PICK_PREFIX = "pick."
USUAL_CEILING = 3
LONGEST_SLUG = 80
Values = Mapping[str, Sequence[str]]
NOTHING = History()
Kind = TypeVar("Kind", Format, Audience)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before anything is asked: who is in the room, gates cleared, what was done, what is to review."""

    format: Format | None = None
    cleared: frozenset[Gate] | None = None
    history: History = NOTHING
    has_open_homework: bool = False


def read_wishes(values: Values, known: Known) -> Wishes:
    """The wishes of an address. For a case its record says which gates are cleared; without one the ticks do."""
    format = _one(values, "format", Format) or known.format or Format.INDIVIDUAL
    is_asked = "go" in values
    ticked = frozenset(gate for gate in Gate if gate.value in values.get("cleared", ()))
    return Wishes(
        format=format,
        minutes=read_number(values, "minutes", lowest=FEWEST_MINUTES, highest=MOST_MINUTES) or USUAL_MINUTES[format],
        themes=tuple(theme for theme in Theme if theme.value in values.get("theme", ())),
        most_intensity=read_number(values, "intensity", lowest=1, highest=STRONGEST) or USUAL_CEILING,
        audience=_one(values, "who", Audience) or Audience.CLIENT,
        has_homework_to_review="review" in values if is_asked else known.has_open_homework,
        cleared=ticked if known.cleared is None else known.cleared,
        history=known.history,
        picks={slot: picked for slot in Slot if (picked := _text(values, f"{PICK_PREFIX}{slot.value}"))},
    )


def arguments_of(wishes: Wishes, *, case_id: str = "") -> dict[str, object]:
    """Wishes as values of an address, picks included."""
    said: dict[str, object] = {
        "go": 1,
        "format": wishes.format.value,
        "minutes": wishes.minutes,
        "theme": [theme.value for theme in wishes.themes],
        "intensity": wishes.most_intensity,
        "who": wishes.audience.value,
    }
    said |= {"case": case_id} if case_id else {"cleared": sorted(gate.value for gate in wishes.cleared)}
    said |= {"review": 1} if wishes.has_homework_to_review else {}
    return said | {f"{PICK_PREFIX}{slot.value}": slug for slot, slug in wishes.picks.items()}


def picking(wishes: Wishes, slot: Slot, slug: str) -> Wishes:
    """The same wishes with one more exercise chosen by hand."""
    return replace(wishes, picks={**wishes.picks, slot: slug})


def _one(values: Values, name: str, kinds: type[Kind]) -> Kind | None:
    return next((kind for kind in kinds if kind.value in values.get(name, ())), None)


def _text(values: Values, name: str) -> str:
    return next(iter(values.get(name, ())), "").strip()[:LONGEST_SLUG]
