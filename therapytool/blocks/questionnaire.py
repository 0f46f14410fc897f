"""Statements answered on the same options or on their own, each worth a number: a questionnaire with its result."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import AnswerableBlock, Answers, Content, Control, Label, Question
from therapytool.blocks.results import TOTAL, Result, Scoring, result_key
from therapytool.blocks.tables.column_room import widest_word

FOR_A_STATEMENT = 38.0
"""The least width for a statement, in millimeters; in a narrower column it has a word or two on a line."""
BESIDE_AN_ANSWER = 1.8
"""The rest of the frame of a cell, which heads of crowded tables do not have."""
Worth = Annotated[int, Field(ge=0, le=100)]


class AnswerOption(Content):
    """One answer, and what it is worth."""

    label: Label = Field(title="Answer")
    value: Worth = Field(title="Worth")


class Statement(Content):
    """One statement or question, perhaps with answers of its own; one that is reversed counts the other way around."""

    text: Label = Field(title="Statement")
    options: tuple[AnswerOption, ...] = Field(
        default=(), max_length=8, title="Answers of its own", description="Instead of those that all have."
    )
    reversed: bool = Field(default=False, title="Counts the other way around")
    part: Label | None = Field(
        default=None, title="Part", description="Statements of one part have a result of their own."
    )

    @model_validator(mode="after")
    def own_answers_are_told_apart(self) -> Self:
        if len(self.options) == 1:
            raise ValueError(f"“{self.text}” has a single answer of its own; give it another, or none")
        refuse_twins(self.options)
        return self


class Band(Content):
    """Results from lowest to highest, and what they may mean in words that claim no diagnosis."""

    lowest: float = Field(title="From", ge=0, le=10_000)
    highest: float = Field(title="To", ge=0, le=10_000)
    label: Label = Field(title="In words")
    part: Label | None = Field(default=None, title="Of the part", description="Left out: of the whole.")

    @model_validator(mode="after")
    def ends_are_in_order(self) -> Self:
        if self.lowest > self.highest:
            raise ValueError(f"the band “{self.label}” ends before it begins; swap its ends")
        return self


def refuse_twins(options: Sequence[AnswerOption]) -> None:
    """Raise ValueError when two answers say the same."""
    labels = [option.label for option in options]
    if len(set(labels)) < len(labels):
        raise ValueError("two of the 'options' say the same; reword one")


class QuestionnaireBlock(AnswerableBlock):
    """A grid of statements, between which those with answers of their own stand by themselves.

    Its result is for the clinician alone unless it says otherwise.
    """

    kind: Literal["questionnaire"]
    options: tuple[AnswerOption, ...] = Field(
        default=(), max_length=8, title="Answers", description="Of all statements that have none of their own."
    )
    statements: tuple[Statement, ...] = Field(min_length=1, max_length=80, title="Statements")
    numbered: bool = Field(default=True, title="Number the statements")
    result: Literal["sum", "average"] = Field(default="sum", title="Result")
    times: int = Field(
        default=1, ge=1, le=100, title="Result counts times", description="With 4, a sum of 0 to 25 becomes percent."
    )
    result_for: Literal["nobody", "clinician", "everyone"] = Field(
        default="clinician", title="Result is shown to", description="To everyone: the sheet has a box for it as well."
    )
    least_answered: int | None = Field(
        default=None,
        ge=1,
        le=80,
        title="Answers needed",
        description="With fewer there is no result; all, unless told.",
    )
    bands: tuple[Band, ...] = Field(default=(), max_length=40, title="What a result may mean")

    @model_validator(mode="after")
    def answers_are_told_apart(self) -> Self:
        refuse_twins(self.options)
        if len(self.options) < 2 and (bare := next((each for each in self.statements if not each.options), None)):
            raise ValueError(f"“{bare.text}” has no answers; give at least two 'options', or it two of its own")
        return self

    @model_validator(mode="after")
    def bands_fit(self) -> Self:
        parts = {statement.part for statement in self.statements if statement.part}
        for band in self.bands:
            if band.part and band.part not in parts:
                raise ValueError(f"the band “{band.label}” is of the part “{band.part}”, to which no statement belongs")
        for part in (None, *sorted(parts)):
            edges = sorted((band.lowest, band.highest) for band in self.bands if band.part == part)
            if any(left[1] >= right[0] for left, right in pairwise(edges)):
                raise ValueError("two 'bands' overlap; let each begin above the one before it")
        return self

    def statement_question(self, number: int) -> Question:
        """What is asked by statement `number` (from 1)."""
        options = tuple(option.label for option in self.options_of(number))
        return Question(f"{self.id}.s{number}", self.statements[number - 1].text, Control.CHOICE, options=options)

    def options_of(self, number: int) -> tuple[AnswerOption, ...]:
        """What can be answered to statement `number` (from 1)."""
        return self.statements[number - 1].options or self.options

    @property
    def runs(self) -> tuple[tuple[int, ...], ...]:
        """The statements (from 1) in order: neighbors on the same answers together, each with its own by itself."""
        numbers = range(1, len(self.statements) + 1)
        by_answers = groupby(numbers, lambda number: number if self.statements[number - 1].options else 0)
        return tuple(tuple(run) for _own, run in by_answers)

    def has_room(self, width: float) -> bool:
        """Whether statements have room beside the answers, where it is so many millimeters wide for usual type."""
        answers = (widest_word([option.label]) + BESIDE_AN_ANSWER for option in self.options)
        return FOR_A_STATEMENT + sum(answers) <= width

    def questions(self) -> tuple[Question, ...]:
        return tuple(self.statement_question(number) for number in range(1, len(self.statements) + 1))

    def results(self, answers: Answers) -> tuple[Result, ...]:
        """What the answers make: each part by itself, then the whole; none when nobody is to see it."""
        if self.result_for == "nobody":
            return ()
        parts = dict.fromkeys(statement.part for statement in self.statements if statement.part)
        named = [self._result(part, result_key(self.id, number), answers) for number, part in enumerate(parts, 1)]
        return (*named, self._result(None, result_key(self.id, None), answers))

    def result_questions(self) -> tuple[Question, ...]:
        """The results as if they had been asked, those that only the clinician sees among them."""
        return tuple(question for result in self.results({}) for question in result.questions)

    def values_shown(self) -> tuple[Question, ...]:
        return self.result_questions() if self.shows_result else ()

    def reckoned(self, answers: Answers) -> Answers:
        results = self.results(answers) if self.shows_result else ()
        return {key: text for result in results for key, text in result.known.items()}

    @property
    def is_for_partner(self) -> bool:
        """With the answers anybody could add up the result, so they go no further than it does."""
        return super().is_for_partner and self.shows_result

    @property
    def shows_result(self) -> bool:
        """Whether the sheet itself has room for the result."""
        return self.result_for == "everyone"

    def plain_text(self, answers: Answers) -> str:
        said = [f"- {q.label}: {answers[q.key]}" for q in self.questions() if answers.get(q.key)]
        totals = [f"- {each.title}: {each.in_words}" for each in self.results(answers)] if self.shows_result else []
        return "\n".join([self.label, *said, *totals])

    def _result(self, part: str | None, key: str, answers: Answers) -> Result:
        asked = [number for number, each in enumerate(self.statements, 1) if part is None or each.part == part]
        scoring = self._scoring(part, asked)
        said = ((worths, answers.get(key, "")) for key, worths in scoring.worths.items())
        given = [worths[answer] for worths, answer in said if answer in worths]
        ends = [_ends(self.options_of(number)) for number in asked]
        lowest, highest = (Decimal(sum(end)) for end in zip(*ends, strict=True))
        times = Decimal(self.times) if self.result == "sum" else Decimal(self.times) / len(asked)
        return Result(
            key=key,
            title=part or TOTAL,
            value=scoring.value(given),
            lowest=lowest * times,
            highest=highest * times,
            answered=len(given),
            scoring=scoring,
            by_hand=self._by_hand(part, asked),
        )

    def _scoring(self, part: str | None, asked: Sequence[int]) -> Scoring:
        return Scoring(
            worths={f"{self.id}.s{number}": self._worths(number) for number in asked},
            least=len(asked) if part or self.least_answered is None else min(self.least_answered, len(asked)),
            is_average=self.result == "average",
            times=self.times,
            bands=tuple((band.lowest, band.highest, band.label) for band in self.bands if band.part == part),
        )

    def _by_hand(self, part: str | None, asked: Sequence[int]) -> str:
        which = ", ".join(map(str, asked)) if part else "the numbers"
        how = f"add up {which}" if self.result == "sum" else f"add up {which}, then divide by how many"
        backwards = [str(number) for number in asked if self.statements[number - 1].reversed]
        how = f"{how}; count {', '.join(backwards)} the other way around" if backwards else how
        return f"{how}; then × {self.times}" if self.times > 1 else how

    def _worths(self, number: int) -> dict[str, int]:
        """What each answer to statement `number` (from 1) is worth."""
        options = self.options_of(number)
        ends = sum(_ends(options)) if self.statements[number - 1].reversed else None
        return {option.label: option.value if ends is None else ends - option.value for option in options}


def _ends(options: Sequence[AnswerOption]) -> tuple[int, int]:
    """The least and the most that one of these answers is worth."""
    values = [option.value for option in options]
    return min(values), max(values)
