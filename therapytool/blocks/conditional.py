"""What is meant for some answers only: on paper it begins with "If you chose ...", elsewhere it comes and goes."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from therapytool.blocks.arithmetic import Reference, numbers_of, rounded
from therapytool.blocks.base import Answers, Block, Key, Label, Prose, Question
from therapytool.blocks.number import End
from therapytool.blocks.repeated import Part, refuse_twins
from therapytool.blocks.values import exactly


class ConditionalBlock(Block):
    """What goes with one answer, or with numbers from or up to a limit, of another question.

    The keys of its own questions are its id and theirs. What was answered there stays kept while it is not meant.
    """

    kind: Literal["conditional"]
    when: Reference = Field(
        description="The key of the question it hangs on: 'mood', 'moves.2'; or of what is reckoned: 'audit._total'.",
        title="Which answer it hangs on",
    )
    equals: Label | None = Field(
        default=None, description="The answer, word for word; a tick is 'yes'.", title="Shown for the answer"
    )
    at_least: End | None = Field(default=None, title="Shown from the number")
    at_most: End | None = Field(default=None, title="Shown up to the number")
    lead_in: Label | None = Field(
        default=None, description="Instead of 'If you chose ...': ends without a colon.", title="Begins with"
    )
    text: Prose | None = Field(default=None, title="Text")
    parts: tuple[Part, ...] = Field(
        default=(), max_length=6, description="Asked for this answer only.", title="Questions asked then"
    )
    id: Key | None = Field(
        default=None,
        title="Name of its answers",
        description="Where it asks something; unique in the worksheet.",
    )
    _about: str = PrivateAttr(default="")

    @model_validator(mode="after")
    def says_or_asks(self) -> Self:
        if not (self.text or self.parts):
            raise ValueError("give it a 'text', or 'parts' to ask")
        if self.parts and self.id is None:
            raise ValueError("where it asks something, it needs an 'id' to name the answers by")
        refuse_twins(self.parts)
        return self

    @model_validator(mode="after")
    def has_one_condition(self) -> Self:
        if (self.equals is None) == (self.at_least is None and self.at_most is None):
            raise ValueError("say when it is meant: 'equals' an answer, or a number 'at_least' or 'at_most'")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"no number is at least {self.at_least} and at most {self.at_most}; swap them")
        return self

    @property
    def lead(self) -> str:
        """What the text begins with on paper: "If you chose “Yes”", "If your total is 10 or more"."""
        if self.lead_in or (self.equals is not None and not self._about):
            return self.lead_in or f"If you chose “{self.equals}”"
        wanted = self._span if self.equals is None else f"“{self.equals}”"
        return f"If {self._about or 'your answer'} is {wanted}"

    def about(self, words: str) -> Self:
        """The same on a sheet where what it hangs on is called this: "your total"."""
        named = self.model_copy()
        named._about = words
        return named

    def applies(self, answers: Answers) -> bool | None:
        """Whether the text is meant; None while the question is not answered."""
        answer = answers.get(self.when)
        if not answer:
            return None
        if self.equals is not None:
            return answer == self.equals
        return any(map(self._spans, numbers_of(self.when, {self.when: answer})))

    @property
    def hangs_on(self) -> str:
        return self.when

    def is_for(self, answers: Answers) -> bool:
        return self.applies(answers) is True

    @property
    def label(self) -> str:
        """What it is called among other blocks."""
        return self.lead

    @property
    def parts_of_its_own(self) -> tuple[Part, ...]:
        """The questions as blocks, their ids made for this place."""
        return tuple(part.model_copy(update={"id": f"{self.id}.{part.id}"}) for part in self.parts)

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for part in self.parts_of_its_own for question in part.questions())

    def plain_text(self, answers: Answers) -> str:
        applies = self.applies(answers)
        if applies is False:
            return ""
        said = "\n".join([*filter(None, [self.text]), *(part.plain_text(answers) for part in self.parts_of_its_own)])
        return said if applies else f"{self.lead}: {said}"

    @property
    def _span(self) -> str:
        lowest, highest = (None if end is None else rounded(exactly(end), 2) for end in (self.at_least, self.at_most))
        if lowest == highest:
            return f"{lowest}"
        if lowest and highest:
            return f"{lowest} to {highest}"
        return f"{lowest} or more" if lowest else f"{highest} or less"

    def _spans(self, number: Decimal) -> bool:
        from_below = self.at_least is None or number >= exactly(self.at_least)
        return from_below and (self.at_most is None or number <= exactly(self.at_most))
