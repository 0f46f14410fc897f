"""Seven days, each with the same few things to note."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from therapytool.blocks.base import (
    AnswerableBlock,
    Answers,
    Content,
    Control,
    Label,
    Question,
)
from therapytool.blocks.rating import Scale
from therapytool.blocks.tables.cells import shares
from therapytool.blocks.tables.column_room import have_room, least_width, record_lines, widest_word

LABEL_SHARE = 16
"""Of the width, in percent, for the names of the days."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class LogEntry(Content):
    """One thing noted each day: words, a tick, or a number on a scale."""

    head: Label = Field(title="Head")
    answer: Literal["words", "tick", "number"] = Field(default="words", title="Asks for")
    scale: Scale = Field(default=Scale(), title="Scale")
    width: Annotated[int, Field(ge=1, le=12)] = Field(
        default=1, title="Width", description="Share of the width beside the other columns."
    )


class WeeklyLogBlock(AnswerableBlock):
    """A row a day; the client starts on any day, so the days are named and none is first by rule."""

    kind: Literal["weekly_log"]
    entries: tuple[LogEntry, ...] = Field(min_length=1, max_length=6, title="What is noted each day")
    example: tuple[str, ...] = Field(
        default=(), title="Example row", description="One invented row, a text for each column."
    )

    @property
    def shares(self) -> tuple[int, ...]:
        """The widths of the columns in percent, of what the days leave."""
        return shares([entry.width for entry in self.entries], 100 - LABEL_SHARE)

    def has_room(self, width: float) -> bool:
        """Whether its columns are wide enough to write in, where it is so many millimeters wide for usual type."""
        least = [least_width(entry.head, entry.answer) for entry in self.entries]
        return have_room([widest_word(DAYS), *least], (LABEL_SHARE, *self.shares), width)

    @property
    def record_lines(self) -> tuple[tuple[int, ...], ...]:
        """The columns (from 1) as the lines of a record; several on a line are marks side by side."""
        return record_lines([entry.answer for entry in self.entries])

    @property
    def days(self) -> tuple[str, ...]:
        """The rows of the log, named."""
        return DAYS

    def day_questions(self, day: int) -> tuple[Question, ...]:
        """What is noted on one day (Monday is 1), a question for each entry."""
        return tuple(self._question(day, number, entry) for number, entry in enumerate(self.entries, 1))

    def _question(self, day: int, number: int, entry: LogEntry) -> Question:
        key, label = f"{self.id}.d{day}.c{number}", f"{DAYS[day - 1]}: {entry.head}"
        if entry.answer == "tick":
            return Question(key, label, Control.TICK)
        if entry.answer == "number":
            return Question(key, label, Control.RATING, options=entry.scale.options)
        return Question(key, label, Control.CELL)

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for day in range(1, 8) for question in self.day_questions(day))

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for day, name in enumerate(DAYS, 1):
            noted = [
                f"{entry.head}: {answers[question.key]}"
                for entry, question in zip(self.entries, self.day_questions(day), strict=True)
                if answers.get(question.key)
            ]
            if noted:
                lines.append(f"- {name}: {'; '.join(noted)}")
        return "\n".join(lines)
