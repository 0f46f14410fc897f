"""Numbers on scales beside what they are compared with: drinks next to a norm, or a profile over several results."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.arithmetic import Reference, result, rounded
from therapytool.blocks.base import Answers, Content, Control, Label, Question
from therapytool.blocks.drawings.drawn import Drawing, DrawnBlock
from therapytool.blocks.drawings.profile_drawing import Line, Mark, drawn_lines
from therapytool.blocks.number import End, Unit
from therapytool.blocks.values import Quantity, exactly, number_in

DECIMALS = 1


class Landmark(Content):
    """A number to compare with, and what it stands for."""

    at: End = Field(title="At")
    label: Label = Field(title="What stands there")


class ProfileRow(Content):
    """One scale; its number is asked, or taken from other answers."""

    label: Label = Field(title="What it is")
    lowest: End = Field(default=0, title="Scale from")
    highest: End = Field(default=10, title="Scale to")
    unit: Unit | None = Field(default=None, title="Unit")
    of: Reference | None = Field(
        default=None, title="Number taken from", description="Another answer or result; left out, it is asked here."
    )
    marks: tuple[Landmark, ...] = Field(
        default=(), max_length=5, title="To compare with", description="An average, a limit, where a band begins."
    )

    @model_validator(mode="after")
    def marks_lie_on_the_scale(self) -> Self:
        if self.lowest >= self.highest:
            raise ValueError(f"the scale of “{self.label}” ends before it begins; let 'highest' be more than 'lowest'")
        for mark in self.marks:
            if not self.lowest <= mark.at <= self.highest:
                span = f"{rounded(exactly(self.lowest), DECIMALS)} to {rounded(exactly(self.highest), DECIMALS)}"
                raise ValueError(f"“{mark.label}” lies beside the scale of “{self.label}”, which goes from {span}")
        return self


class ProfileBlock(DrawnBlock):
    """Each number stands as a bar on its scale; joined, the ends of the bars make one line."""

    kind: Literal["profile"]
    rows: tuple[ProfileRow, ...] = Field(min_length=1, max_length=12, title="Scales")
    joined: bool = Field(default=False, title="Join the points to a line")

    def row_question(self, row: int) -> Question:
        """The number on one scale (from 1), which may lie beyond its ends."""
        content = self.rows[row - 1]
        quantity = Quantity(decimals=DECIMALS, unit=content.unit or "")
        return Question(f"{self.id}.r{row}", content.label, Control.QUANTITY, quantity=quantity)

    def questions(self) -> tuple[Question, ...]:
        return tuple(self.row_question(number) for number, row in enumerate(self.rows, 1) if row.of is None)

    @property
    def of(self) -> tuple[str, ...]:
        """The keys from which numbers are taken."""
        return tuple(row.of for row in self.rows if row.of)

    def value(self, row: int, answers: Answers) -> Decimal | None:
        """The number on one scale (from 1); None while there is none."""
        source = self.rows[row - 1].of
        if source:
            return result("sum", (source,), answers)
        said = answers.get(self.row_question(row).key, "")
        try:
            return number_in(said)
        except ValueError:
            return None

    def plain_text(self, answers: Answers) -> str:
        return "\n".join([self.label, *(f"- {said}" for said in self._said(answers))])

    def _said(self, answers: Answers) -> Iterator[str]:
        """ "Drinks a week: 22 (0 to 40; most people 7, low risk up to 14)"."""
        for number, row in enumerate(self.rows, 1):
            value = self.value(number, answers)
            said = "" if value is None else f" {rounded(value, DECIMALS)}{f' {row.unit}' if row.unit else ''}"
            marks = ", ".join(f"{mark.label} {_shown(mark.at)}" for mark in row.marks)
            scale = f"{_shown(row.lowest)} to {_shown(row.highest)}{f'; {marks}' if marks else ''}"
            yield f"{row.label}:{said} ({scale})"

    def drawing(self, answers: Answers) -> Drawing:
        lines = [self._line(number, answers) for number in range(1, len(self.rows) + 1)]
        return drawn_lines(lines, joined=self.joined, description="; ".join(self._said(answers)))

    def _line(self, row: int, answers: Answers) -> Line:
        content, value = self.rows[row - 1], self.value(row, answers)
        return Line(
            label=f"{content.label} ({content.unit})" if content.unit else content.label,
            lowest=float(content.lowest),
            highest=float(content.highest),
            ends=(_shown(content.lowest), _shown(content.highest)),
            marks=tuple(Mark(float(mark.at), f"{mark.label} {_shown(mark.at)}") for mark in content.marks),
            question=None if content.of else self.row_question(row),
            value=None if value is None else float(value),
            shown="" if value is None else rounded(value, DECIMALS),
        )


def _shown(number: float) -> str:
    return rounded(exactly(number), DECIMALS)
