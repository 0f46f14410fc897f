"""Which workbook of a program is wanted, as an address or a form says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from therapytool.programs.content import Program
from therapytool.programs.workbook import Edition, WorkbookOptions, people_of
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.profiles.choice import NOTHING_CHOSEN, ProfileChoice, resolved

LONGEST_NAME = 40
Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class WorkbookChoice:
    """One way to bind a workbook, and its paper."""

    options: WorkbookOptions = field(default_factory=WorkbookOptions)
    paper: Paper = Paper.LETTER
    setting: ProfileChoice = NOTHING_CHOSEN
    """How it is set, where that is not as usual."""

    @classmethod
    def read(cls, values: Values, program: Program, *, paper: Paper) -> Self:
        """The choice as given; what is left out or said wrongly is as usual (`paper` is the practice's)."""
        edition = next((each for each in Edition if each.value in values.get("edition", ())), Edition.CLIENT)
        wanted = next((each for each in Paper if each.value in values.get("paper", ())), paper)
        person = next((each for each in people_of(program) if each in values.get("person", ())), "")
        name = _one_line(next(iter(values.get("name", ())), ""))
        if edition is Edition.CLINICIAN:
            person = name = ""
        setting = ProfileChoice.read(values, but=("paper",))
        both_sides, fillable = ("yes" in values.get(switch, ()) for switch in ("both_sides", "fillable"))
        return cls(WorkbookOptions(edition, both_sides, person, name, fillable), wanted, setting)

    def profile_over(self, usual: PrintProfile) -> PrintProfile:
        """The print profile chosen, where nothing is chosen `usual`."""
        return resolved(self.setting, base=replace(usual, paper=self.paper))

    def arguments(self) -> dict[str, Any]:
        """The choice as values of an address."""
        options = self.options
        said = {
            "edition": options.edition.value,
            "paper": self.paper.value,
            "both_sides": "yes" if options.both_sides else "",
            "fillable": "yes" if options.fillable else "",
            "person": options.person,
            "name": options.name,
        }
        return self.setting.arguments() | {name: value for name, value in said.items() if value}

    def without_name(self) -> Self:
        """The same for nobody in particular: what may stand in an address."""
        return replace(self, options=replace(self.options, name=""))

    @property
    def is_library_material(self) -> bool:
        """Whether nothing in it is a client's."""
        return not self.options.name


def _one_line(name: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[:LONGEST_NAME]
