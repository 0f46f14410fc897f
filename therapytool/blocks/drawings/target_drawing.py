"""Rings around a middle, drawn: with a circle to mark where a part and a ring meet, or with lines beside each ring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

from therapytool.blocks.base import Answers, Question
from therapytool.blocks.drawings.drawn import (
    FULL_WIDTH,
    LABEL_SIZE,
    SPOT_SIZE,
    Drawing,
    Ink,
    Look,
    Shape,
    Spot,
    Word,
    Zone,
    words_at,
)
from therapytool.blocks.drawings.drawn_cards import Card, Entry
from therapytool.blocks.drawings.fitting import width_of, wrapped
from therapytool.blocks.drawings.geometry import Point, circle, line, polar

OUTER, LEAST_STEP = 56.0, 5.0
NAME_GAP, NAME_SIZE, LONGEST_NAME_ROWS = 3.0, 10.5, 44.0
BELOW_EDGE = 2.4
MARKED = 0.4
LETTERS_IN_A_RING = 7.0
"""A ring's name that is no wider than this stands in the ring itself."""
NAME_SHARE = 0.72
"""A name at the side leaves the rest of its room free, since a phone sets names larger."""
KEY_GAP = 5.0
WRITTEN_OUTER, CARDS_LEFT, CARD_GAP = 40.0, 90.0, 2.0
FAN = 110.0
"""Over so many degrees the ways from the rings to their lines spread, at the right."""


@dataclass(frozen=True, slots=True)
class Target:
    """Rings of one width around a hub; `turns` parts, the first of which begins at the top."""

    center: Point
    hub: float
    outer: float
    count: int
    turns: int = 1

    @property
    def step(self) -> float:
        """How wide a ring is."""
        return (self.outer - self.hub) / self.count

    def middle_of(self, ring: int) -> float:
        """How far from the center the middle of a ring (from 0) runs."""
        return self.hub + (ring + 0.5) * self.step

    def bisector(self, sector: int) -> float:
        """The direction in which the middle of a part (from 0) lies."""
        return 360 / self.turns * (sector + 0.5)

    def spot(self, sector: int, ring: int) -> Point:
        """Where a part and a ring meet."""
        return polar(self.center, self.middle_of(ring), self.bisector(sector))

    def shapes(self) -> Iterator[Shape]:
        """The rings, the inmost tinted, and the lines between the parts."""
        yield Shape(circle(self.center, self.hub + self.step), Ink.TINT)
        for ring in range(self.count):
            edge = self.hub + (ring + 1) * self.step
            yield Shape(circle(self.center, edge), Ink.OUTLINE if ring == self.count - 1 else Ink.LINE)
        if self.turns > 1:
            ways = (360 / self.turns * turn for turn in range(self.turns))
            yield Shape("".join(line(self.center, polar(self.center, self.outer, way)) for way in ways), Ink.LINE)


def marked_target(rings: Sequence[str], questions: Sequence[Question], answers: Answers) -> Drawing:
    """A target with a part for each question and a circle to mark in each ring of it."""
    count, turns = len(rings), len(questions)
    least = max(SPOT_SIZE * 1.15 * turns / (2 * pi), SPOT_SIZE * 0.8)
    hub = max(least - (OUTER - least) / (2 * count - 1), 0.0)
    flat = Target((FULL_WIDTH / 2, 0), hub, OUTER, count, turns)
    names = [_name(flat, number, question.label) for number, question in enumerate(questions)]
    top = max((word.height / 2 - word.y for word in names), default=0.0)
    top = max(top, OUTER + 1)
    target = Target((FULL_WIDTH / 2, top), hub, OUTER, count, turns)
    foot = max(top + OUTER + 1, *(top + word.y + word.height / 2 for word in names))
    key = list(_key(rings, foot + KEY_GAP)) if _needs_key(rings) else []
    return Drawing(
        width=FULL_WIDTH,
        height=max([foot, *(word.y + word.height / 2 for word in key)]),
        title=f"A target of {count} rings in {turns} parts",
        description=_told(rings, questions, answers),
        shapes=(*target.shapes(), *_marks(target, rings, questions, answers)),
        parts=(
            *_ring_names(target, rings),
            *(Word(word.rows, word.x, word.y + top, word.anchor, word.size, word.tone) for word in names),
            *(_choice(target, number, question) for number, question in enumerate(questions)),
            *key,
        ),
    )


def written_rings(questions: Sequence[Question], lines: int) -> Drawing:
    """Rings at the left, and beside them lines for each, the inmost first."""
    cards = [Card(FULL_WIDTH - CARDS_LEFT, (Entry(question, lines, question.label),)) for question in questions]
    written = sum(card.height for card in cards) + CARD_GAP * (len(cards) - 1)
    height = max(written, 2 * WRITTEN_OUTER + 2)
    target = Target((WRITTEN_OUTER + 1, height / 2), 0.0, WRITTEN_OUTER, len(questions))
    tops = list(_tops(cards, height))
    leads = [_lead(target, ring, top) for ring, top in enumerate(tops)]
    return Drawing(
        width=FULL_WIDTH,
        height=height,
        title=f"{len(questions)} rings around a middle",
        description=f"From the middle outward: {'; '.join(question.label for question in questions)}",
        shapes=(*target.shapes(), *(shape for lead in leads for shape in lead)),
        parts=tuple(part for card, top in zip(cards, tops, strict=True) for part in card.parts(CARDS_LEFT, top)),
    )


def _told(rings: Sequence[str], questions: Sequence[Question], answers: Answers) -> str:
    marked = [f"{each.label} at {answers[each.key]}" for each in questions if answers.get(each.key) in rings]
    whole = f"The rings mean, from the middle outward: {'; '.join(rings)}"
    return f"{whole}. Marked: {'; '.join(marked)}" if marked else whole


def _name(target: Target, sector: int, label: str) -> Word:
    """What a part is called, outside the target at its middle; the center is at 0."""
    way = target.bisector(sector)
    right, down = sin(radians(way)), -cos(radians(way))
    x, y = FULL_WIDTH / 2 + (OUTER + NAME_GAP) * right, (OUTER + NAME_GAP) * down
    is_upright = abs(right) < 0.2
    width = LONGEST_NAME_ROWS if is_upright else (FULL_WIDTH / 2 - (OUTER + NAME_GAP) * abs(right)) * NAME_SHARE
    rows = wrapped(label, width, NAME_SIZE)
    word = Word(rows, x, y, "middle" if is_upright else "start" if right > 0 else "end", NAME_SIZE, "accent")
    return Word(
        word.rows,
        x,
        y + (word.height / 2 * down if is_upright or abs(down) > 0.8 else 0),
        word.anchor,
        NAME_SIZE,
        "accent",
    )


def _needs_key(rings: Sequence[str]) -> bool:
    return any(width_of(ring, LABEL_SIZE) > LETTERS_IN_A_RING for ring in rings)


def _ring_names(target: Target, rings: Sequence[str]) -> Iterator[Word]:
    """The rings' short names, or their numbers, on the line that leads up from the middle."""
    for number, ring in enumerate(rings):
        said = str(number + 1) if _needs_key(rings) else ring
        edge = target.hub + (number + 1) * target.step
        yield Word((said,), target.center[0] + 1, target.center[1] - edge + BELOW_EDGE, "start", 9, "soft")


def _key(rings: Sequence[str], top: float) -> Iterator[Word]:
    """What the numbers in the rings mean, in rows as wide as the sheet."""
    said = [f"{number} = {ring}" for number, ring in enumerate(rings, 1)]
    row = f"From the middle outward: {' · '.join(said)}"
    yield words_at(row, 0, top, width=FULL_WIDTH, tone="plain")


def _choice(target: Target, number: int, question: Question) -> Zone:
    half = SPOT_SIZE / 2
    places = (target.spot(number, ring) for ring in range(target.count))
    spots = tuple(Spot(option, x - half, y - half) for option, (x, y) in zip(question.options, places, strict=True))
    x, y = target.spot(number, target.count - 1)
    return Zone(question, x, y, SPOT_SIZE, SPOT_SIZE, Look.ASIDE, spots=spots)


def _marks(target: Target, rings: Sequence[str], questions: Sequence[Question], answers: Answers) -> Iterator[Shape]:
    for number, question in enumerate(questions):
        if (said := answers.get(question.key)) in rings:
            yield Shape(circle(target.spot(number, rings.index(str(said))), SPOT_SIZE * MARKED), Ink.SOLID)


def _tops(cards: Sequence[Card], height: float) -> Iterator[float]:
    """Where the cards begin, spread over the height."""
    spare = height - sum(card.height for card in cards)
    gap = spare / max(len(cards) - 1, 1)
    top = 0.0
    for card in cards:
        yield top
        top += card.height + gap


def _lead(target: Target, ring: int, top: float) -> tuple[Shape, Shape]:
    """A dot in a ring, and the way from it to the ring's name."""
    way = 90 - FAN / 2 + FAN * (ring + 0.5) / target.count
    spot = polar(target.center, target.middle_of(ring), way)
    return Shape(line(spot, (CARDS_LEFT - 5, top + 5.2), (CARDS_LEFT + 1, top + 5.2)), Ink.GUIDE), Shape(
        circle(spot, 0.9), Ink.SOLID
    )
