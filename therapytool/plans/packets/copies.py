"""Who each copy of a sheet is for: in a couple partner A, partner B or both; elsewhere whoever is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from therapytool.exercises.vocabulary import Format
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PlanContent, Role

PARTNERS = ("Partner A", "Partner B")
BOTH = "Both of you"


@dataclass(frozen=True, slots=True)
class CopyFor:
    """One copy: the label beside the name line, and the name or code on it; both may be empty."""

    label: str = ""
    code_name: str = ""

    @property
    def who(self) -> str:
        """How a contents page calls the person: "Partner A", "Partner A, Heron", "Heron"."""
        return ", ".join(filter(None, (self.label, self.code_name)))


def copies_for(
    plan: PlanContent, sheet: ExerciseItem | HomeworkSheet, names: Sequence[str] = ()
) -> tuple[CopyFor, ...]:
    """A copy for each person. Two copies in a couple are the partners', a third or a single joint one is both's.

    `names` are names or codes in the order of the people; one that is empty or missing leaves the line to write on.
    """
    if plan.format is Format.COUPLE:
        return _for_a_couple(sheet, _filled(names, 2))
    if plan.format is Format.INDIVIDUAL:
        return (CopyFor(code_name=_filled(names, 1)[0]),) * sheet.copies
    return tuple(CopyFor(code_name=name) for name in _filled(names, sheet.copies))


def _for_a_couple(sheet: ExerciseItem | HomeworkSheet, names: Sequence[str]) -> tuple[CopyFor, ...]:
    partners = tuple(CopyFor(label, name) for label, name in zip(PARTNERS, names, strict=True))
    both = CopyFor(BOTH, " and ".join(names) if all(names) else "")
    if sheet.copies == 1:
        is_joint = isinstance(sheet, ExerciseItem) and sheet.role is Role.TOGETHER
        return (both,) if is_joint else (CopyFor(),)
    if sheet.copies <= 3:
        return (*partners, both)[: sheet.copies]
    return (CopyFor(),) * sheet.copies


def _filled(names: Sequence[str], count: int) -> list[str]:
    return [names[place] if place < len(names) else "" for place in range(count)]
