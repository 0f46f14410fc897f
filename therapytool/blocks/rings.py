"""Rings around a middle: a target to mark in each of its parts, or circles that are written in from the nearest out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, Answers, Control, Label, Question
from therapytool.blocks.drawings.drawn import Drawing, DrawnBlock
from therapytool.blocks.drawings.target_drawing import marked_target, written_rings

MOST_WRITTEN = 5


class RingsBlock(DrawnBlock):
    """Marked, each part around the middle asks for one ring; written in, each ring has lines of its own."""

    kind: Literal["rings"]
    rings: tuple[Label, ...] = Field(min_length=2, max_length=10, description="From the middle outward.", title="Rings")
    answer: Literal["mark", "words"] = Field(default="mark", title="Asks for")
    sectors: tuple[Label, ...] = Field(
        default=(), max_length=10, description="Clockwise from the top: four make quarters.", title="Parts around"
    )
    lines: int = Field(default=3, ge=1, le=8, description="Beside the drawing.", title="Lines for each ring")

    @model_validator(mode="after")
    def names_are_told_apart(self) -> Self:
        for names in (self.rings, self.sectors):
            if len(set(names)) < len(names):
                raise ValueError(f"two of {', '.join(names)} have the same name; rename one")
        return self

    @model_validator(mode="after")
    def has_what_it_asks_about(self) -> Self:
        if self.answer == "mark" and len(self.sectors) < 2:
            raise ValueError("a mark is asked for in each part; name at least two 'sectors'")
        if self.answer == "words" and self.sectors:
            raise ValueError("what is written goes into whole rings; take out the 'sectors'")
        if self.answer == "words" and len(self.rings) > MOST_WRITTEN:
            raise ValueError(f"at most {MOST_WRITTEN} 'rings' can be written in; this has {len(self.rings)}")
        return self

    def sector_question(self, sector: int) -> Question:
        """In which ring one part (from 1) is marked."""
        return Question(f"{self.id}.s{sector}", self.sectors[sector - 1], Control.CHOICE, options=self.rings)

    def ring_question(self, ring: int) -> Question:
        """What is written in one ring, 1 being the middle."""
        label = self.rings[ring - 1]
        return Question(f"{self.id}.r{ring}", label, Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def questions(self) -> tuple[Question, ...]:
        if self.answer == "mark":
            return tuple(self.sector_question(sector) for sector in range(1, len(self.sectors) + 1))
        return tuple(self.ring_question(ring) for ring in range(1, len(self.rings) + 1))

    def plain_text(self, answers: Answers) -> str:
        return "\n".join([self.label, *self._said(answers)])

    def _said(self, answers: Answers) -> Iterator[str]:
        """ "- Work: far out (ring 5 of 5, 1 being the middle)"."""
        for question in self.questions():
            said = answers.get(question.key)
            if said in question.options:
                place = self.rings.index(said) + 1
                yield f"- {question.label}: {said} (ring {place} of {len(self.rings)}, 1 being the middle)"
            elif said:
                yield f"- {question.label}: {said}"

    def drawing(self, answers: Answers) -> Drawing:
        if self.answer == "mark":
            return marked_target(self.rings, self.questions(), answers)
        return written_rings(self.questions(), self.lines)
