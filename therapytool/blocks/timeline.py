"""A line from a beginning to an end with moments on it, written about on cards above and below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pydantic import Field

from therapytool.blocks.base import LONG_ANSWER_LENGTH, Answers, Control, Label, Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, DrawnBlock, Ink, Shape, Word, words_at
from therapytool.blocks.drawings.drawn_cards import Card, Entry, tallest
from therapytool.blocks.drawings.geometry import arrow_head, circle, line

GAP = 3.0
STEM = 6.0
DOT = 3.0
END_WIDTH = 22.0


class TimelineBlock(DrawnBlock):
    """The moments alternate above and below the line, in order from the left."""

    kind: Literal["timeline"]
    start: Label = Field(description="Where the line begins, such as 'childhood'.", title="Begins with")
    end: Label = Field(description="Where it ends, such as 'now'.", title="Ends with")
    moments: int = Field(default=5, ge=2, le=7, title="Moments")
    prompts: tuple[Label, ...] = Field(
        min_length=1, max_length=4, description="What is asked of each moment.", title="Asked of each moment"
    )
    when: Label | None = Field(
        default="When", description="Asks for a date or an age first; null leaves it out.", title="Asks first for"
    )
    lines: int = Field(default=1, ge=1, le=4, description="Ruled lines for each prompt.", title="Lines for each")

    def when_question(self, moment: int) -> Question | None:
        """When moment `moment` (from 1) was, if that is asked."""
        if not self.when:
            return None
        return Question(f"{self.id}.m{moment}.when", f"Moment {moment}: {self.when}", Control.LINE)

    def prompt_question(self, moment: int, prompt: int) -> Question:
        """What one prompt (from 1) asks of one moment."""
        label = f"Moment {moment}: {self.prompts[prompt - 1]}"
        return Question(f"{self.id}.m{moment}.p{prompt}", label, Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def moment_questions(self, moment: int) -> tuple[Question, ...]:
        """All that is asked of one moment."""
        when = self.when_question(moment)
        prompts = tuple(self.prompt_question(moment, number) for number in range(1, len(self.prompts) + 1))
        return (when, *prompts) if when else prompts

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for moment in range(1, self.moments + 1) for question in self.moment_questions(moment))

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for moment in range(1, self.moments + 1):
            said = [answers[q.key] for q in self.moment_questions(moment) if answers.get(q.key)]
            if said:
                lines.append(f"- {moment}: {'; '.join(said)}")
        return "\n".join(lines)

    def drawing(self, answers: Answers) -> Drawing:
        step = FULL_WIDTH / (self.moments + 1)
        cards = [self._card(moment, 2 * step - GAP) for moment in range(1, self.moments + 1)]
        height = tallest(cards)
        axis = height + STEM + DOT
        places = [((n + 1) * step, 0.0 if n % 2 == 0 else axis + STEM + DOT) for n in range(self.moments)]
        corners = [(x - step + GAP / 2, y) for x, y in places]
        frames = [card.frame(x, y, height) for card, (x, y) in zip(cards, corners, strict=True)]
        written = [part for card, (x, y) in zip(cards, corners, strict=True) for part in card.parts(x, y)]
        return Drawing(
            width=FULL_WIDTH,
            height=axis + STEM + DOT + height,
            title=f"A line from {self.start} to {self.end} with {self.moments} moments",
            description="Cards above and below it ask about each moment",
            shapes=(*_axis(axis, [x for x, _ in places]), *frames),
            parts=(*self._ends(axis), *_numbers(axis, [x for x, _ in places]), *written),
        )

    def _card(self, moment: int, width: float) -> Card:
        when = self.when_question(moment)
        first = (Entry(when, 1, self.when or ""),) if when else ()
        asked = enumerate(self.prompts, 1)
        prompts = (Entry(self.prompt_question(moment, number), self.lines, prompt) for number, prompt in asked)
        return Card(width, (*first, *prompts), name=f"Moment {moment}")

    def _ends(self, axis: float) -> Iterator[Word]:
        yield words_at(self.start, 0, axis + 1.6, width=END_WIDTH, tone="accent")
        end = words_at(self.end, FULL_WIDTH, axis + 2.6, width=END_WIDTH, anchor="end", tone="accent")
        is_under_a_card = self.moments % 2 == 0
        yield replace(end, y=axis - 2.6 - end.height / 2) if is_under_a_card else end


def _axis(y: float, moments: list[float]) -> Iterator[Shape]:
    yield Shape(line((0.4, y), (FULL_WIDTH - 4, y)), Ink.OUTLINE)
    yield Shape(arrow_head((FULL_WIDTH, y), 90, 4.5), Ink.SOLID)
    for n, x in enumerate(moments):
        side = -1 if n % 2 == 0 else 1
        yield Shape(line((x, y), (x, y + side * (STEM + DOT))), Ink.LINE)
        yield Shape(circle((x, y), DOT), Ink.PAPER)


def _numbers(y: float, moments: list[float]) -> Iterator[Word]:
    yield from (Word((str(n),), x, y, "middle", 9.5, "strong", is_name=True) for n, x in enumerate(moments, 1))
