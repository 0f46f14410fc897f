"""Feeling words as a wheel: families in the inner ring, their words in the outer one, to be ringed with a pen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from therapytool.blocks.base import Answers, Content, Control, Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, LABEL_SIZE, Drawing, DrawnBlock, Ink, Look, Shape, Word, Zone
from therapytool.blocks.drawings.fitting import width_of, wrapped
from therapytool.blocks.drawings.geometry import Point, circle, line, polar, sector
from therapytool.blocks.feelings import FEELING_FAMILIES

FeelingWord = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]

HUB, FAMILY_RING, RIM = 15.0, 37.5, 67.5
MOST_WORDS = 72
SMALLEST = 9.0
"""The type size of words that are too long for the usual one."""


class Family(Content):
    """A family of feelings: its plainest word, and finer ones."""

    name: FeelingWord = Field(title="Plainest word")
    words: tuple[FeelingWord, ...] = Field(min_length=2, max_length=14, title="Finer words")


def _library_families() -> tuple[Family, ...]:
    return tuple(Family(name=family.name, words=family.words) for family in FEELING_FAMILIES)


class FeelingsWheelBlock(DrawnBlock):
    """Every word has the same room; the families are as wide as they have words."""

    kind: Literal["feelings_wheel"]
    families: tuple[Family, ...] = Field(
        default_factory=_library_families,
        min_length=3,
        max_length=10,
        description="Left out: the library's words.",
        title="Families of feelings",
    )
    center: FeelingWord | None = Field(
        default=None, description="What stands in the hub, such as 'I feel'.", title="In the middle"
    )
    own_words: int = Field(
        default=0,
        ge=0,
        le=4,
        description="Lines for words that the wheel does not have.",
        title="Lines for their own words",
    )

    @model_validator(mode="after")
    def words_fit_the_wheel(self) -> Self:
        words = [word for family in self.families for word in family.words]
        if len(words) > MOST_WORDS:
            raise ValueError(f"the wheel has {len(words)} words; {MOST_WORDS} are the most that stay readable")
        twice = {word for word in words if words.count(word) > 1}
        if twice:
            raise ValueError(f"the wheel has {', '.join(sorted(twice))} twice; keep one of them")
        long = [word for word in words if width_of(word, SMALLEST) > RIM - FAMILY_RING - 1]
        if long:
            raise ValueError(f"{', '.join(long)}: too long for a wheel; say it in fewer letters")
        return self

    def word_questions(self, family: int) -> tuple[Question, ...]:
        """A tick for each word of one family (from 1)."""
        words = self.families[family - 1].words
        return tuple(Question(f"{self.id}.f{family}.w{n}", word, Control.TICK) for n, word in enumerate(words, 1))

    def own_questions(self) -> tuple[Question, ...]:
        """A line for each word of the client's own."""
        return tuple(Question(f"{self.id}.own{n}", f"Own word {n}", Control.LINE) for n in range(1, self.own_words + 1))

    def questions(self) -> tuple[Question, ...]:
        ticks = [question for number in range(1, len(self.families) + 1) for question in self.word_questions(number)]
        return (*ticks, *self.own_questions())

    def chosen(self, answers: Answers) -> tuple[str, ...]:
        """The words that were ringed or written, in the order of the wheel."""
        said = ((q, answers.get(q.key)) for q in self.questions())
        return tuple(text if q.control is Control.LINE else q.label for q, text in said if text)

    def plain_text(self, answers: Answers) -> str:
        return "\n".join([self.label, *(f"- {word}" for word in self.chosen(answers))])

    def drawing(self, answers: Answers) -> Drawing:
        center = FULL_WIDTH / 2, RIM + 0.5
        words = sum(len(family.words) for family in self.families)
        slices = list(_slices(self.families, 360 / words))
        parts = [part for n, span in enumerate(slices, 1) for part in self._family(center, n, span, 360 / words)]
        ringed = [part.word for part in parts if isinstance(part, Zone) and part.word and part.written(answers)]
        hub = [Word(wrapped(self.center, 2 * HUB - 6, 12), *center, "middle", 12)] if self.center else []
        families = [f"{family.name.capitalize()}: {', '.join(family.words)}" for family in self.families]
        return Drawing(
            width=FULL_WIDTH,
            height=2 * RIM + 1,
            title=f"A wheel of {words} feeling words in {len(self.families)} families",
            description=". ".join(
                [*families, *([f"Ringed: {', '.join(w.rows[0] for w in ringed)}"] if ringed else [])]
            ),
            shapes=(*_wheel(center, slices), *(Shape(word.ring, Ink.MARK) for word in ringed)),
            parts=(*hub, *parts),
        )

    def _family(self, center: Point, number: int, span: tuple[float, float], step: float) -> Iterator[Word | Zone]:
        name = self.families[number - 1].name
        yield Word((name,), *polar(center, (HUB + FAMILY_RING) / 2 + 1, sum(span) / 2), "middle", 12, "accent")
        for n, question in enumerate(self.word_questions(number)):
            degrees = span[0] + step * (n + 0.5)
            word = _radial(center, degrees, question.label)
            yield Zone(question, word.x, word.y, word.width, word.height, Look.WORD, group=name, word=word)


def _slices(families: tuple[Family, ...], step: float) -> Iterator[tuple[float, float]]:
    """Where each family begins and ends; the first is in the middle of the top."""
    begin = -step * len(families[0].words) / 2
    for family in families:
        end = begin + step * len(family.words)
        yield begin, end
        begin = end


def _radial(center: Point, degrees: float, text: str) -> Word:
    """A word that runs outwards on the right half and inwards on the left, so that none stands on its head."""
    x, y = polar(center, (FAMILY_RING + RIM) / 2, degrees)
    turn = degrees - 90 if degrees % 360 < 180 else degrees + 90
    size = LABEL_SIZE if width_of(text, LABEL_SIZE) < RIM - FAMILY_RING - 1 else SMALLEST
    return Word((text,), x, y, "middle", size, "plain", turn, minor=True)


def _wheel(center: Point, slices: list[tuple[float, float]]) -> Iterator[Shape]:
    for begin, end in slices[::2]:
        yield Shape(sector(center, FAMILY_RING, RIM, begin, end), Ink.TINT)
    yield Shape(sector(center, HUB, FAMILY_RING, 0, 360), Ink.TINT)
    for begin, _ in slices:
        yield Shape(line(polar(center, HUB, begin), polar(center, RIM, begin)), Ink.LINE)
    yield Shape(circle(center, HUB) + circle(center, FAMILY_RING), Ink.LINE)
    yield Shape(circle(center, RIM), Ink.OUTLINE)
