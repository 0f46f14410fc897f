"""What every block has: a kind, a place in the doses, the questions it asks, and its answers in plain words.

Answers are one flat mapping of question key to text. A tick is "yes"; a rating or a choice is the text of the option;
nothing answered is the absence of the key. Every medium (screen, paper, filled print, fillable PDF, plain text) reads
this one form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from therapytool.blocks.dose import Dose
from therapytool.blocks.values import ANY_NUMBER, Quantity, date_boxes, date_in_words, time_boxes, time_in_words

Answers = Mapping[str, str]

TICKED = "yes"
SHORT_ANSWER_LENGTH = 200
LONG_ANSWER_LENGTH = 10_000

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000)]


class Content(BaseModel):
    """Base of everything read from a content file: frozen, and strict about names it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Control(StrEnum):
    """What a person answers with; each is drawn once per medium in templates/controls/."""

    LINE = "line"
    LINES = "lines"
    TICK = "tick"
    CHOICE = "choice"
    RATING = "rating"
    CELL = "cell"
    SIGNATURE = "signature"
    QUANTITY = "quantity"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that can be answered: its key in the answers, its full label when read alone, and its control."""

    key: str
    label: str
    control: Control
    options: tuple[str, ...] = ()
    max_length: int = SHORT_ANSWER_LENGTH
    quantity: Quantity = ANY_NUMBER
    """What a number may be, where one is asked."""
    clock: int = 12
    """The clock a time of day is read on: 12 or 24 hours."""

    def in_words(self, answer: str) -> str:
        """An answer as a person reads it: "7.5 hours", "November 22, 2026", "7:30 AM"; most are read as they stand."""
        match self.control:
            case Control.QUANTITY:
                return self.quantity.in_words(answer) if answer else ""
            case Control.DATE:
                return date_in_words(answer)
            case Control.TIME:
                return time_in_words(answer, self.clock)
            case _:
                return answer

    def boxes(self, answer: str) -> tuple[str, str, str]:
        """A date as month, day and year, a time as hour, minute and AM or PM; blank when it is not answered."""
        return date_boxes(answer) if self.control is Control.DATE else time_boxes(answer, self.clock)


class Block(Content):
    """One thing on a worksheet. Kinds subclass this with a literal `kind`, one module each."""

    kind: str
    first_dose: Dose = Field(
        default=Dose.SHORT, alias="from", title="From dose", description="The shortest dose this belongs to."
    )
    last_dose: Dose = Field(
        default=Dose.LONG, alias="until", title="Until dose", description="The longest dose this belongs to."
    )
    locked: bool = Field(default=False, description="The wording is never edited; it travels with its credit.")
    credit: Label | None = Field(default=None, description="Whose wording this is; prints on every sheet that has it.")

    @model_validator(mode="after")
    def doses_are_in_order(self) -> Self:
        if self.first_dose.rank > self.last_dose.rank:
            raise ValueError(f"'from' ({self.first_dose}) is longer than 'until' ({self.last_dose}); swap them")
        return self

    @property
    def is_for_partner(self) -> bool:
        """Whether its answers may be shown to a partner, once both agree; those to a measure's wording never are."""
        return not self.locked

    def questions(self) -> tuple[Question, ...]:
        """What can be answered here, in reading order; none for blocks that only tell."""
        return ()

    def values_shown(self) -> tuple[Question, ...]:
        """What is shown and not asked: values reckoned from the answers, each under a key as if it had been asked."""
        return ()

    def reckoned(self, answers: Answers) -> Answers:
        """Those values, by key; what cannot be reckoned yet is left out."""
        return {}

    @property
    def hangs_on(self) -> str:
        """The key of the answer that decides whether this is meant; "" for what is meant for everybody."""
        return ""

    def is_for(self, answers: Answers) -> bool:
        """Whether this is meant for a person who answered this, values reckoned among it."""
        return True

    def pages_apart(self, page_width: float, page_height: float) -> Sequence[object]:
        """What is printed on pages of its own after the sheet's end, for a paper of this size in PDF points."""
        return ()

    def plain_text(self, answers: Answers) -> str:
        """The block and its answers in words alone, for notes, mail and readers of plain text."""
        raise NotImplementedError(type(self).__name__)


class AnswerableBlock(Block):
    """A block that asks: it has an id, unique in its worksheet, from which the keys of its questions are made."""

    id: Key = Field(
        title="Name of its answers", description="Names the answers of this block; unique in the worksheet."
    )
    label: Label = Field(title="Prompt", description="The prompt the client reads.")
    help: Label | None = Field(default=None, title="Quieter line", description="A quieter line under the prompt.")
