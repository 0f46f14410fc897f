"""Two or three overlapping circles to write in: what belongs to one alone, and what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import LONG_ANSWER_LENGTH, Answers, Control, Label, Question
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, DrawnBlock, Ink, Look, Shape, Word, Zone, words_at
from therapytool.blocks.drawings.fitting import LINE_STEP
from therapytool.blocks.drawings.geometry import circle
from therapytool.blocks.drawings.overlaps import Circle, Region, WritingRoom, writing_room
from therapytool.formatting import in_words

Members = tuple[int, ...]
"""Which circles a region lies in, by their numbers from 0; none is the room outside."""

CIRCLES = {
    2: (Circle((54.0, 51.5), 51.5), Circle((118.0, 51.5), 51.5)),
    3: (Circle((61.0, 48.5), 48.5), Circle((111.0, 48.5), 48.5), Circle((86.0, 91.8), 48.5)),
}
NAMES = {2: (54.0, 118.0), 3: (48.0, 124.0, 86.0)}
"""The middles of the circles' names; the first two stand above, the third below."""
NAME_WIDTH, NAME_GAP = 70.0, 1.5
SHARED_ROOM = 26.0
"""How far above the middle the writing in the overlap of two circles may begin; the word "both" stands over it."""
OUTSIDE_HEAD, OUTSIDE_LINES = 8.0, 2


class VennBlock(DrawnBlock):
    """Things may be given as `cards` to place; on screen each is placed by choosing, on paper by writing."""

    kind: Literal["venn"]
    sets: tuple[Label, ...] = Field(
        min_length=2, max_length=3, description="The names of the circles.", title="Circles"
    )
    cards: tuple[Label, ...] = Field(
        default=(), max_length=30, description="Things to place in the circles.", title="Things to place"
    )
    outside: Label | None = Field(
        default=None, description="A name for what belongs in no circle; adds lines for it.", title="Outside of all"
    )

    @model_validator(mode="after")
    def names_are_told_apart(self) -> Self:
        for names in (self.sets, self.cards):
            if len(set(names)) < len(names):
                raise ValueError(f"two of {', '.join(names)} have the same name; rename one")
        return self

    @property
    def regions(self) -> tuple[Members, ...]:
        """The regions, those of one circle first."""
        numbers = range(len(self.sets))
        inside = (members for size in (1, 2, 3) for members in combinations(numbers, size))
        return (*inside, ()) if self.outside else tuple(inside)

    def region_name(self, members: Members) -> str:
        """What a region is called: "Sex only", "Both", "Love and Money", "All three", or the name of the outside."""
        if not members:
            return self.outside or ""
        if len(members) == 1:
            return f"{self.sets[members[0]]} only"
        if len(members) == len(self.sets):
            return "Both" if len(self.sets) == 2 else "All three"
        return in_words([self.sets[number] for number in members])

    def region_question(self, members: Members) -> Question:
        """What is written in one region; its key ends in the circles' letters, "ab", or in "out"."""
        letters = "".join("abc"[number] for number in members) or "out"
        return Question(f"{self.id}.{letters}", self.region_name(members), Control.LINES, max_length=LONG_ANSWER_LENGTH)

    def card_questions(self) -> tuple[Question, ...]:
        """Where each card is placed."""
        places = tuple(self.region_name(members) for members in self.regions)
        return tuple(
            Question(f"{self.id}.c{number}", card, Control.CHOICE, options=places)
            for number, card in enumerate(self.cards, 1)
        )

    def questions(self) -> tuple[Question, ...]:
        return (*self.card_questions(), *(self.region_question(members) for members in self.regions))

    def plain_text(self, answers: Answers) -> str:
        lines = [self.label]
        for members in self.regions:
            said = [*self._placed(members, answers), answers.get(self.region_question(members).key, "")]
            if any(said):
                lines.append(f"- {self.region_name(members)}: {', '.join(words for words in said if words)}")
        return "\n".join(lines)

    def drawing(self, answers: Answers) -> Drawing:
        above = [self._name(number, 0) for number in (0, 1)]
        top = max(word.height for word in above) + NAME_GAP
        circles = tuple(
            replace(each, center=(each.center[0], each.center[1] + top)) for each in CIRCLES[len(self.sets)]
        )
        foot = max(each.center[1] + each.radius for each in circles) + NAME_GAP
        below = [self._name(number, foot) for number in range(2, len(self.sets))]
        foot += sum(word.height for word in below)
        rooms = {members: _room(members, circles) for members in self.regions if members}
        zones = [self._zone(members, room, answers) for members, room in rooms.items()]
        outside = list(self._outside(foot, answers))
        return Drawing(
            width=FULL_WIDTH,
            height=foot + (OUTSIDE_HEAD + OUTSIDE_LINES * LINE_STEP if outside else 0),
            title=f"{'Two' if len(circles) == 2 else 'Three'} overlapping circles",
            description=f"They stand for {in_words(self.sets)}; what is shared belongs where they overlap",
            shapes=tuple(_shapes(circles)),
            parts=(*(_standing_on(word, top - NAME_GAP) for word in above), *below, *_both(circles), *zones, *outside),
            rules="".join(room.path for room in rooms.values()),
        )

    def _name(self, number: int, y: float) -> Word:
        x = NAMES[len(self.sets)][number]
        return words_at(self.sets[number], x, y, width=NAME_WIDTH, anchor="middle", size=12, tone="accent")

    def _zone(self, members: Members, room: WritingRoom, answers: Answers) -> Zone:
        question, placed = self.region_question(members), ", ".join(self._placed(members, answers))
        return Zone(question, room.x, room.y, room.width, room.height, Look.OPEN, also=placed)

    def _outside(self, foot: float, answers: Answers) -> Iterator[Word | Zone]:
        if self.outside:
            yield words_at(self.outside, 0, foot + 2, width=FULL_WIDTH)
            question, placed = self.region_question(()), ", ".join(self._placed((), answers))
            height = OUTSIDE_LINES * LINE_STEP
            yield Zone(question, 0, foot + OUTSIDE_HEAD - 1, FULL_WIDTH, height, also=placed)

    def _placed(self, members: Members, answers: Answers) -> list[str]:
        """The cards that were placed in a region."""
        name = self.region_name(members)
        return [question.label for question in self.card_questions() if answers.get(question.key) == name]


def _room(members: Members, circles: tuple[Circle, ...]) -> WritingRoom:
    """Where to write in one region; in the overlap of two circles, under the word that names it."""
    inside = tuple(circles[number] for number in members)
    others = tuple(each for number, each in enumerate(circles) if number not in members)
    is_named = len(members) == len(circles) == 2
    return writing_room(Region(inside, others, top=circles[0].center[1] - SHARED_ROOM if is_named else 0.0))


def _standing_on(word: Word, foot: float) -> Word:
    return replace(word, y=foot - word.height / 2)


def _both(circles: tuple[Circle, ...]) -> Iterator[Word]:
    """The name of the overlap, where there is only one."""
    if len(circles) == 2:
        yield words_at("both", FULL_WIDTH / 2, circles[0].center[1] - SHARED_ROOM - 5, width=30, anchor="middle")


def _shapes(circles: tuple[Circle, ...]) -> Iterator[Shape]:
    yield from (Shape(circle(each.center, each.radius), Ink.TINT) for each in circles)
    yield from (Shape(circle(each.center, each.radius), Ink.OUTLINE) for each in circles)
