"""A circle to divide into shares that make 100; several pies may share one list, such as hours and worry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import Answers, Control, Label, Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, DrawnBlock, Ink, Shape, Word, words_at
from therapytool.blocks.drawings.geometry import Point, circle, line, polar
from therapytool.blocks.drawings.hatching import Slice, pattern
from therapytool.blocks.values import Quantity
from therapytool.formatting import in_words

WHOLE = 100
PERCENT = Quantity(Decimal(0), Decimal(WHOLE))
DEGREES = 360 / WHOLE

EMPTY = "Small marks stand around it every 5 hundredths, longer ones every 10"

CELL = FULL_WIDTH / 2
RADIUS_ALONE, RADIUS_OF_SEVERAL = 33.0, 30.0
HEAD, FOOT = 12.5, 9.0
BELOW_A_TITLE = 7.6
"""For the number above a circle, where a title takes several lines."""
LABEL_RADIUS = 3.1
SMALLEST_FOR_A_LABEL = 4
"""A share under this many hundredths has its number outside."""
DOT = 0.6


class PieBlock(DrawnBlock):
    """The client draws the slices on paper and writes the numbers beside; on screen the numbers draw the slices."""

    kind: Literal["pie"]
    pies: tuple[Label, ...] = Field(default=("My pie",), min_length=1, max_length=4, title="Pies")
    shares: tuple[Label, ...] = Field(
        min_length=2, max_length=12, description="What the pie is divided among.", title="Shares"
    )
    own_shares: int = Field(
        default=0, ge=0, le=4, description="Shares the client names.", title="Blank shares for their own"
    )

    @model_validator(mode="after")
    def names_are_told_apart(self) -> Self:
        for names in (self.pies, self.shares):
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise ValueError(f"{', '.join(sorted(twice))} stands here twice; give each a name of its own")
        return self

    @property
    def rows(self) -> tuple[str, ...]:
        """Every share by its part of the key: r1, r2 ... own1."""
        return (*(f"r{n}" for n, _ in enumerate(self.shares, 1)), *(f"own{n}" for n in range(1, self.own_shares + 1)))

    def own_question(self, number: int) -> Question:
        """What own share `number` (from 1) is called."""
        return Question(f"{self.id}.own{number}", f"Own share {number}", Control.CELL)

    def share_question(self, row: str, pie: int) -> Question:
        """How much of a pie (from 1) one share takes."""
        name = f"{self.pies[pie - 1]}: {self._name(row, {})}"
        return Question(f"{self.id}.{row}.p{pie}", name, Control.QUANTITY, quantity=PERCENT)

    def shares_of(self, pie: int) -> tuple[Question, ...]:
        """The shares of one pie (from 1), in order."""
        return tuple(self.share_question(row, pie) for row in self.rows)

    def questions(self) -> tuple[Question, ...]:
        asked: list[Question] = []
        for row in self.rows:
            asked += [self.own_question(_number(row))] if _is_own(row) else []
            asked += [self.share_question(row, pie) for pie, _ in enumerate(self.pies, 1)]
        return tuple(asked)

    def sum_reference(self, pie: int) -> str:
        """What stands for all shares of a pie (from 1) where numbers are added up."""
        return f"{self.id}.p{pie}"

    def sum_of(self, pie: int, answers: Answers) -> int:
        """What the shares of a pie (from 1) make together."""
        return sum(_amounts(self.shares_of(pie), answers))

    def sum_in_words(self, pie: int, answers: Answers) -> str:
        """What the shares make together: "makes 100", "60 so far, 40 left", "110, which is 10 too many"."""
        total = self.sum_of(pie, answers)
        if total in (0, WHOLE):
            return f"makes {WHOLE}" if total else f"must make {WHOLE}"
        over = total - WHOLE
        return f"{total} so far, {-over} left" if over < 0 else f"{total}, which is {over} too many"

    def plain_text(self, answers: Answers) -> str:
        lines = [*self._pies_in_words(answers), *self._names_without_a_share(answers)]
        return "\n".join([self.label, *(f"- {line}" for line in lines)])

    def _pies_in_words(self, answers: Answers) -> Iterator[str]:
        """Each pie that was divided: "Hours: paid work 60, travel 40 (makes 100)"."""
        for pie, title in enumerate(self.pies, 1):
            amounts = zip(self.rows, _amounts(self.shares_of(pie), answers), strict=True)
            parts = [f"{self._name(row, answers)} {amount}" for row, amount in amounts if amount]
            if parts:
                yield f"{title}: {', '.join(parts)} ({self.sum_in_words(pie, answers)})"

    def drawing(self, answers: Answers) -> Drawing:
        across = 1 if len(self.pies) == 1 else 2
        radius = RADIUS_ALONE if across == 1 else RADIUS_OF_SEVERAL
        titles = [words_at(title, 0, 0, width=CELL, anchor="middle", size=11) for title in self.pies]
        head = max(HEAD, max(title.height for title in titles) + BELOW_A_TITLE)
        height = head + 2 * radius + FOOT
        shapes: list[Shape] = []
        words: list[Word] = []
        for n, title in enumerate(titles):
            center = CELL * (n % across + 0.5), height * (n // across) + head + radius
            slices = list(self._slices(n + 1, Slice(center, radius), answers))
            words.append(replace(title, x=center[0], y=center[1] - radius - head + title.y))
            shapes += _filled(slices) if slices else _marks(center, radius)
            shapes += [Shape(circle(center, radius)), Shape(circle(center, DOT), Ink.SOLID)]
            words += _labels(slices) if slices else _quarters(center, radius)
        return Drawing(
            width=CELL * across,
            height=height * -(-len(self.pies) // across),
            title=f"{len(self.pies)} circles to divide" if len(self.pies) > 1 else "A circle to divide",
            description="; ".join(self._pies_in_words(answers)) or f"{in_words(self.pies)}. {EMPTY}",
            shapes=tuple(shapes),
            parts=tuple(words),
        )

    def _slices(self, pie: int, whole: Slice, answers: Answers) -> Iterator[tuple[int, Slice]]:
        """The slices by the number of their row (from 0); more than a whole shrinks to a whole."""
        amounts = _amounts(self.shares_of(pie), answers)
        degrees, begin = 360 / max(sum(amounts), WHOLE), 0.0
        for number, amount in enumerate(amounts):
            if amount:
                end = begin + amount * degrees
                yield number, replace(whole, start=begin, end=end)
                begin = end

    def _name(self, row: str, answers: Answers) -> str:
        """What a share is called: as printed, as the client named it, or "Own share 1"."""
        if not _is_own(row):
            return self.shares[_number(row) - 1]
        question = self.own_question(_number(row))
        return answers.get(question.key) or question.label

    def _names_without_a_share(self, answers: Answers) -> list[str]:
        """What the client named and then gave no share of any pie."""
        named = [self.own_question(number).key for number in range(1, self.own_shares + 1)]
        pies = range(1, len(self.pies) + 1)
        return [answers[key] for key in named if answers.get(key) and not any(f"{key}.p{n}" in answers for n in pies)]


def _is_own(row: str) -> bool:
    return row.startswith("own")


def _number(row: str) -> int:
    return int(row.removeprefix("own").removeprefix("r"))


def _amounts(questions: Sequence[Question], answers: Answers) -> list[int]:
    """The amounts answered, 0 for none; what is no amount counts as none."""
    said = (answers.get(question.key, "") for question in questions)
    return [int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0 for text in said]


def _filled(slices: Sequence[tuple[int, Slice]]) -> Iterator[Shape]:
    """The slices, each in its pattern, with a white disk for its number."""
    for number, area in slices:
        yield from pattern(number, area)
    yield from (Shape(area.outline, Ink.LINE) for _, area in slices)
    yield from (Shape(circle(_label_place(area), LABEL_RADIUS), Ink.PAPER) for _, area in slices)


def _labels(slices: Sequence[tuple[int, Slice]]) -> Iterator[Word]:
    """The number of its row on each slice."""
    yield from (Word((str(number + 1),), *_label_place(area), "middle") for number, area in slices)


def _label_place(area: Slice) -> Point:
    turn = area.end - area.start
    is_inside = turn >= SMALLEST_FOR_A_LABEL * DEGREES
    return polar(area.center, area.radius * 0.66 if is_inside else area.radius + 4.5, area.start + turn / 2)


def _marks(center: Point, radius: float) -> Iterator[Shape]:
    """Marks around an empty pie, every 5 hundredths."""
    for share in range(0, WHOLE, 5):
        inner = radius - (2.0 if share % 10 else 3.6)
        mark = line(polar(center, inner, share * DEGREES), polar(center, radius, share * DEGREES))
        yield Shape(mark, Ink.GUIDE)


def _quarters(center: Point, radius: float) -> Iterator[Word]:
    """The numbers around an empty pie."""
    for share in (25, 50, 75, 100):
        yield Word((str(share),), *polar(center, radius + 5, share * DEGREES), "middle", 9, "soft", minor=True)
