"""A value reckoned from other answers: never typed, added up by hand on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.arithmetic import HOW, Operation, Reference, result, rounded
from therapytool.blocks.base import AnswerableBlock, Answers, Block, Label
from therapytool.blocks.number import Unit
from therapytool.blocks.tables.reckoning import SEVERAL


class ComputedBlock(AnswerableBlock):
    """A sum, average, difference or product of any number of answers, or the share of one in another."""

    kind: Literal["computed"]
    operation: Operation = Field(default="sum", title="How")
    of: tuple[Reference, ...] = Field(
        min_length=1,
        max_length=40,
        description="Keys of questions, blocks, or columns with the row left out: 'week.c2'.",
        title="What is reckoned with",
    )
    how: Label | None = Field(
        default=None,
        description="How to reckon it by hand, in words; there is a usual one.",
        title="In words, for paper",
    )
    unit: Unit | None = Field(default=None, title="Unit")
    decimals: int = Field(default=1, ge=0, le=2, description="At most; idle zeros are left out.", title="Decimals")

    @model_validator(mode="after")
    def takes_as_many_as_it_needs(self) -> Self:
        if self.operation == "share" and len(self.of) != 2:
            raise ValueError(f"a share is of exactly two; this names {len(self.of)}")
        if self.operation in SEVERAL and len(self.of) < 2:
            raise ValueError(f"a {self.operation} is of two or more; this names {len(self.of)}")
        return self

    @property
    def how_in_words(self) -> str:
        """How to reckon it by hand: "add up"."""
        return self.how or HOW[self.operation]

    @property
    def unit_in_words(self) -> str:
        """What stands after the value; a share is in percent."""
        return self.unit or ("%" if self.operation == "share" else "")

    def value(self, answers: Answers) -> str:
        """The value as it is shown, without its unit; empty while there is none."""
        number = result(self.operation, self.of, answers)
        return "" if number is None else rounded(number, self.decimals)

    def reckoned(self, answers: Answers) -> Answers:
        value = self.value(answers)
        return {self.id: value} if value else {}

    def plain_text(self, answers: Answers) -> str:
        value = self.value(answers)
        return f"{self.label}: {value} {self.unit_in_words}".rstrip() if value else f"{self.label}:"


def with_computed(blocks: Iterable[Block], answers: Answers) -> dict[str, str]:
    """The answers together with what the blocks reckon from them; a block may build on the blocks before it."""
    known = dict(answers)
    for block in blocks:
        known |= block.reckoned(known)
    return known
