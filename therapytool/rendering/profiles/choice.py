"""What somebody has chosen of a print profile: stored for a practice or a case, or as the address of a print says it.

A choice says only what was chosen; the rest stays as it was. So choices are laid one over the other: what this print
says over what the case says, over what the practice says, over what is usual.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from therapytool.rendering.profiles.profile import Binding, Paper, PrintProfile, SheetLayout, TypeSize

Values = Mapping[str, Sequence[str]]

KINDS: Mapping[str, type[StrEnum]] = {
    "paper": Paper,
    "type_size": TypeSize,
    "binding": Binding,
    "layout": SheetLayout,
}
NAMES = {"paper": "paper", "type_size": "type", "binding": "binding", "layout": "layout"}
"""What the kinds are called in addresses and on the command line."""
SWITCHES = ("ink_saver", "greyscale", "name_field", "qr", "commitment")
SWITCH_LABELS = {
    "ink_saver": "Ink-saver: no tints, thin lines",
    "greyscale": "Grays only, for a black-and-white printer",
    "name_field": "Name and date lines",
    "qr": "QR code, where a sheet has one",
    "commitment": "Commitment strip on homework",
}
WITH = "with"
"""The name under which an address lists what is switched on; if it lists nothing else it says "chosen"."""
CHOSEN = "chosen"


class ProfileChoice(BaseModel):
    """What was chosen; None where nothing was."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    paper: Paper | None = None
    type_size: TypeSize | None = None
    binding: Binding | None = None
    layout: SheetLayout | None = None
    ink_saver: bool | None = None
    greyscale: bool | None = None
    name_field: bool | None = None
    qr: bool | None = None
    commitment: bool | None = None

    @classmethod
    def read(cls, values: Values, *, but: Collection[str] = ()) -> Self:
        """The choice an address makes, `but` for what is read elsewhere; what it says wrongly it does not say."""
        kinds: dict[str, Any] = {
            field: _known(field, values.get(name, ())) for field, name in NAMES.items() if field not in but
        }
        named = values.get(WITH, ())
        if named:
            kinds |= {name: name.replace("_", "-") in named for name in SWITCHES}
        return cls(**kinds)

    @classmethod
    def stored(cls, found: Mapping[str, Any] | None) -> Self:
        """The choice as it was stored; one that cannot be read any more counts as none."""
        try:
            return cls.model_validate(found or {})
        except ValidationError:
            return cls()

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as it is stored."""
        return self.model_dump(mode="json", exclude_none=True)

    def arguments(self) -> dict[str, Any]:
        """The choice as values of an address."""
        kinds = {name: getattr(self, field).value for field, name in NAMES.items() if getattr(self, field) is not None}
        if all(getattr(self, name) is None for name in SWITCHES):
            return kinds
        return {**kinds, WITH: [CHOSEN, *(name.replace("_", "-") for name in SWITCHES if getattr(self, name))]}

    def over(self, profile: PrintProfile) -> PrintProfile:
        """The profile with what was chosen in place of what it says."""
        return replace(profile, **self.model_dump(exclude_none=True))


NOTHING_CHOSEN = ProfileChoice()


def resolved(*choices: ProfileChoice, base: PrintProfile | None = None) -> PrintProfile:
    """The profile of several choices, the later ones going before the earlier."""
    profile = base or PrintProfile()
    for choice in choices:
        profile = choice.over(profile)
    return profile


def _known(field: str, given: Sequence[str]) -> Any:
    return next((word for word in KINDS[field] if word.value in given), None)
