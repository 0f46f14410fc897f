"""Numbers over time, drawn as a curve: moods of a month, distress minute by minute, the highs and lows of a life."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import Answers, Control, Label, Question
from therapytool.blocks.drawings.curve_drawing import Chart, Curve, drawn_curves
from therapytool.blocks.drawings.drawn import Drawing, DrawnBlock
from therapytool.blocks.values import Quantity

MOST_NOTED = 10


class CurveBlock(DrawnBlock):
    """Each moment asks for a number of each curve, to be marked in its column or typed; below 0 lie the lows."""

    kind: Literal["curve"]
    moments: tuple[Label, ...] = Field(
        min_length=2, max_length=31, description="From left to right: 'Mon', '10 min', '1' to '31'.", title="Moments"
    )
    curves: tuple[Label, ...] = Field(
        default=(), max_length=3, description="Names, where there are several: 'Highest', 'Lowest'.", title="Curves"
    )
    lowest: int = Field(default=0, ge=-10, le=0, description="Below 0 for lows.", title="Scale from")
    highest: int = Field(default=10, ge=1, le=100, title="Scale to")
    upper: Label | None = Field(default=None, title="Words at the top")
    lower: Label | None = Field(default=None, title="Words at the foot")
    note: Label | None = Field(
        default=None, description=f"A line to write at each of up to {MOST_NOTED} moments.", title="Also asks each time"
    )

    @model_validator(mode="after")
    def names_are_told_apart(self) -> Self:
        for names in (self.moments, self.curves):
            if len(set(names)) < len(names):
                raise ValueError(f"two of {', '.join(names)} have the same name; rename one")
        if self.note and len(self.moments) > MOST_NOTED:
            raise ValueError(f"a 'note' can be asked at {MOST_NOTED} 'moments'; this has {len(self.moments)}")
        return self

    def number_question(self, curve: int, moment: int) -> Question:
        """The number of one curve (from 1; 1 where they have no names) at one moment (from 1)."""
        label = self.moments[moment - 1]
        whose = f"{self.curves[curve - 1]}, " if self.curves else ""
        quantity = Quantity(Decimal(self.lowest), Decimal(self.highest))
        return Question(f"{self.id}.c{curve}.m{moment}", f"{whose}{label}", Control.QUANTITY, quantity=quantity)

    def note_question(self, moment: int) -> Question:
        """What is written at one moment (from 1)."""
        return Question(f"{self.id}.m{moment}", f"{self.note}, {self.moments[moment - 1]}", Control.LINE)

    def numbers_of(self, curve: int) -> tuple[Question, ...]:
        """The questions of one curve (from 1)."""
        return tuple(self.number_question(curve, moment) for moment in range(1, len(self.moments) + 1))

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for _name, asked in self._asked() for question in asked)

    def plain_text(self, answers: Answers) -> str:
        return "\n".join([self.label, *(f"- {said}" for said in self._said(answers))])

    def drawing(self, answers: Answers) -> Drawing:
        chart = Chart(self.moments, self.lowest, self.highest, self.upper or "", self.lower or "")
        curves = [Curve(name, asked) for name, asked in self._numbers()]
        notes = tuple(map(self.note_question, range(1, len(self.moments) + 1))) if self.note else ()
        return drawn_curves(
            chart, curves, (self.note or "", notes), answers, description="; ".join(self._said(answers))
        )

    def _numbers(self) -> Iterator[tuple[str, tuple[Question, ...]]]:
        for curve, name in enumerate(self.curves or ("",), 1):
            yield name, self.numbers_of(curve)

    def _asked(self) -> Iterator[tuple[str, tuple[Question, ...]]]:
        yield from self._numbers()
        if self.note:
            yield self.note, tuple(self.note_question(moment) for moment in range(1, len(self.moments) + 1))

    def _said(self, answers: Answers) -> Iterator[str]:
        """ "Highest: Mon 4, Tue 7"; nothing of a curve without a number."""
        for name, asked in self._asked():
            pairs = zip(self.moments, (answers.get(question.key, "") for question in asked), strict=True)
            said = ", ".join(f"{moment} {text}" for moment, text in pairs if text)
            yield from [f"{name}: {said}" if name else said] if said else []
