"""Which sheet of an exercise is wanted: its dose, its paper and the words in its slots, as they stand in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import Slot
from therapytool.exercises.finding.filters import Values
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.profiles.choice import NOTHING_CHOSEN, ProfileChoice, resolved

Word = TypeVar("Word", Dose, Paper)

SLOT_PREFIX = "slot."
LONGEST_WORDS = 80
"""Letters that fit into a slot, as in plans."""


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One way to print a worksheet. `words` holds only slots filled with something other than their default."""

    dose: Dose = Dose.STANDARD
    paper: Paper = Paper.LETTER
    words: Mapping[str, str] = field(default_factory=dict)
    setting: ProfileChoice = NOTHING_CHOSEN
    """How it is set, where that is not as usual."""

    @classmethod
    def read(cls, values: Values, *, slots: tuple[Slot, ...], paper: Paper) -> Self:
        """The choice an address makes; what it leaves out or says wrongly is as usual (`paper` is the practice's)."""
        return cls(
            dose=_one_of(Dose, values, "dose", Dose.STANDARD),
            paper=_one_of(Paper, values, "paper", paper),
            words={slot.name: words for slot in slots if (words := _words(values, slot)) != slot.default},
            setting=ProfileChoice.read(values, but=("paper",)),
        )

    def profile_over(self, usual: PrintProfile) -> PrintProfile:
        """The print profile chosen, where nothing is chosen `usual`."""
        return resolved(self.setting, base=replace(usual, paper=self.paper))

    @property
    def is_library_material(self) -> bool:
        """Whether the sheet is as the library has it, without a client's words."""
        return not self.words

    def at(self, dose: Dose) -> Self:
        """The same at another dose."""
        return replace(self, dose=dose)

    def arguments(self) -> dict[str, Any]:
        """The choice as values of an address."""
        chosen = {"dose": self.dose.value, **self.setting.arguments(), "paper": self.paper.value}
        return chosen | {f"{SLOT_PREFIX}{name}": words for name, words in self.words.items()}


def _words(values: Values, slot: Slot) -> str:
    """The words given for a slot on one line, no longer than fits; its default when there are none."""
    given = next(iter(values.get(f"{SLOT_PREFIX}{slot.name}", ())), "")
    printable = "".join(letter if letter.isprintable() else " " for letter in given[: 4 * LONGEST_WORDS])
    return " ".join(printable.split())[:LONGEST_WORDS].strip() or slot.default


def _one_of(kind: type[Word], values: Values, name: str, usual: Word) -> Word:
    given = next(iter(values.get(name, ())), "")
    return next((word for word in kind if word.value == given), usual)
