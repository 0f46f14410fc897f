"""A print profile as a form offers it: kinds with what can be chosen, switches, and what is special, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from therapytool.rendering.profiles.choice import KINDS, NAMES, SWITCH_LABELS, SWITCHES
from therapytool.rendering.profiles.profile import PrintProfile, TypeSize

KIND_LABELS = {"paper": "Paper", "type_size": "Type", "binding": "Binding", "layout": "On the sheet of paper"}
PAPER_ONLY = (
    "For paper alone: such a file has no links or form fields, and a screen reader cannot read it. "
    "What holds cards to cut out stays one page on a side, so that they keep their size."
)
CARRIED = ("name_field", "qr", "commitment")
"""Switches that say what a sheet carries; they are on unless somebody turns them off."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its value in addresses, its words, a quieter word beside it."""

    value: str
    label: str
    note: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of choice with its options, one of which is chosen."""

    field: str
    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that is on or off; `value` is its name in addresses."""

    field: str
    value: str
    label: str
    is_on: bool


def offers(profile: PrintProfile) -> dict[str, Offer]:
    """What can be chosen of each kind, by its field in the profile."""
    return {
        field: Offer(field, NAMES[field], KIND_LABELS[field], _options(kind, getattr(profile, field)))
        for field, kind in KINDS.items()
    }


def switches(profile: PrintProfile) -> tuple[Switch, ...]:
    """What can be switched on and off, in the order of the form."""
    return tuple(
        Switch(field, field.replace("_", "-"), SWITCH_LABELS[field], getattr(profile, field)) for field in SWITCHES
    )


def special_in_words(profile: PrintProfile, usual: PrintProfile) -> str:
    """How a profile differs from the usual one, but for the paper: "large print, ink-saver"; "" for not at all."""
    kinds = [
        _quiet(getattr(profile, field).label)
        for field in ("type_size", "binding", "layout")
        if getattr(profile, field) != getattr(usual, field)
    ]
    turned = [
        f"{'' if getattr(profile, field) else 'no '}{_quiet(re.split('[:,]', SWITCH_LABELS[field])[0])}"
        for field in SWITCHES
        if getattr(profile, field) != getattr(usual, field)
    ]
    return ", ".join(kinds + turned)


def _quiet(label: str) -> str:
    """A label inside a sentence: "large print", "QR code"."""
    return label if label[:2].isupper() else label.lower()


def _options(kind: type[StrEnum], chosen: StrEnum) -> tuple[Option, ...]:
    return tuple(
        Option(
            word.value,
            word.label,  # type: ignore[attr-defined]  # every kind of a profile has labels
            word.in_words if isinstance(word, TypeSize) else "",
            word == chosen,
        )
        for word in kind
    )
