"""Two ways to draw a flow, row by row: boxes that lead to the next, and a column of boxes with ways out to the side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from therapytool.blocks.base import Question
from therapytool.blocks.drawings.drawn import (
    FULL_WIDTH,
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
from therapytool.blocks.drawings.drawn_cards import Card, Entry, tallest
from therapytool.blocks.drawings.geometry import Point, arrow_head, number, rounded

ARROW = 3.6
BESIDE, BELOW = 9.0, 9.0
"""Room for the arrows between boxes."""
MAIN_WIDTH, ASIDE_WIDTH = 95.0, 55.0
ANSWER_SIZE = 10.0
BESIDE_SPOT = 1.2
"""From the circle of an answer to its words."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box; where it asks, the question of the way and what stands at the side."""

    entry: Entry
    way: Question | None = None
    aside: Entry | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of boxes with the way on to the next: a page may end below it."""

    height: float
    shapes: tuple[Shape, ...]
    parts: tuple[Word | Zone, ...]
    numbers: tuple[int, ...]
    """Of its boxes, counted from 1."""


def chain_pieces(boxes: Sequence[Box], across: int, *, stacked: bool = False) -> Iterator[Piece]:
    """Boxes from left to right in rows of so many, the last of a row leading to the first of the next.

    Each row is drawn from the top of its own picture, or `stacked` below the rows before it.
    """
    top = 0.0
    width = (FULL_WIDTH - (across - 1) * BESIDE) / across
    for start in range(0, len(boxes), across):
        cards = [Card(width, (box.entry,)) for box in boxes[start : start + across]]
        height, lefts = tallest(cards), [place * (width + BESIDE) for place in range(len(cards))]
        shapes = [card.frame(x, top, height) for card, x in zip(cards, lefts, strict=True)]
        for x in lefts[:-1]:
            shapes += _rightward((x + width, top + height / 2), BESIDE)
        is_last = start + across >= len(boxes)
        shapes += () if is_last else _onward((lefts[-1] + width / 2, top + height), width / 2)
        parts = tuple(part for card, x in zip(cards, lefts, strict=True) for part in card.parts(x, top))
        numbers = tuple(range(start + 1, start + len(cards) + 1))
        yield Piece(height + (0 if is_last else BELOW), tuple(shapes), parts, numbers)
        top += height + BELOW if stacked else 0


def branch_pieces(boxes: Sequence[Box], answers: tuple[str, str], *, stacked: bool = False) -> Iterator[Piece]:
    """Boxes below each other; the first answer of a question leads down, the second to a box at the side.

    Each box is drawn as a row of `chain_pieces` is.
    """
    top = 0.0
    for number_of_box, box in enumerate(boxes, 1):
        card = Card(MAIN_WIDTH, (box.entry,))
        height = foot = card.height
        shapes = [card.frame(0, top, height)]
        parts = list(card.parts(0, top))
        if box.way and box.aside:
            side = Card(ASIDE_WIDTH, (box.aside,))
            shapes += (Shape(rounded(0, top, MAIN_WIDTH, height), Ink.TINT), *_to_the_side(side, top, height))
            foot = max(height, _down(side, height) + side.height)
            spots = (
                Spot(answers[0], MAIN_WIDTH / 2 + 3, top + foot + 1.5),
                Spot(answers[1], MAIN_WIDTH + 1, top + _level(side, height) - 6),
            )
            parts.append(Zone(box.way, 0, top, MAIN_WIDTH, 0, Look.ASIDE, spots=spots))
            parts += [_words_beside(spot) for spot in spots]
            parts += side.parts(FULL_WIDTH - ASIDE_WIDTH, top + _down(side, height))
        is_last = number_of_box == len(boxes)
        shapes += () if is_last else _downward((MAIN_WIDTH / 2, top + height), foot + BELOW - height)
        yield Piece(foot + (0 if is_last else BELOW), tuple(shapes), tuple(parts), (number_of_box,))
        top += foot + BELOW if stacked else 0


def drawn(piece: Piece, boxes: Sequence[Box]) -> Drawing:
    """One piece as a drawing of its own."""
    said = [_box_in_words(number, boxes[number - 1]) for number in piece.numbers]
    name = f"Box {said[0]}" if len(said) == 1 else f"Boxes {', '.join(said)}"
    return Drawing(FULL_WIDTH, piece.height, name, "", piece.shapes, piece.parts)


def drawn_whole(pieces: Sequence[Piece], boxes: Sequence[Box]) -> Drawing:
    """Pieces that are stacked, as one drawing."""
    said = ", ".join(_box_in_words(number, boxes[number - 1]) for piece in pieces for number in piece.numbers)
    return Drawing(
        width=FULL_WIDTH,
        height=sum(piece.height for piece in pieces),
        title=f"{len(boxes)} boxes, each leading to the next",
        description=said,
        shapes=tuple(shape for piece in pieces for shape in piece.shapes),
        parts=tuple(part for piece in pieces for part in piece.parts),
    )


def _down(side: Card, height: float) -> float:
    """How far under the top of its question a box at the side begins, so that the arrow meets its middle."""
    return max((height - side.height) / 2, 0.0)


def _box_in_words(number: int, box: Box) -> str:
    """A box with where its second answer leads: "1: Can I act? (No: let go)"."""
    aside = f" ({box.way.options[1]}: {box.aside.prompt})" if box.way and box.aside else ""
    return f"{number}: {box.entry.title}{aside}"


def _level(side: Card, height: float) -> float:
    """How far under the top of a question the arrow to its side runs."""
    return min(height, 2 * _down(side, height) + side.height) / 2


def _to_the_side(side: Card, top: float, height: float) -> Iterator[Shape]:
    left, begin = FULL_WIDTH - ASIDE_WIDTH, top + _down(side, height)
    yield Shape(rounded(left, begin, ASIDE_WIDTH, side.height), Ink.DASHED)
    yield from _rightward((MAIN_WIDTH, top + _level(side, height)), left - MAIN_WIDTH)


def _words_beside(spot: Spot) -> Word:
    x = spot.x + SPOT_SIZE + BESIDE_SPOT
    return words_at(spot.option, x, spot.y, width=FULL_WIDTH, size=ANSWER_SIZE, tone="accent")


def _rightward(begin: Point, length: float) -> Iterator[Shape]:
    x, y = begin
    tip = x + length - 1
    yield Shape(f"M{number(x + 1)} {number(y)}H{number(tip - ARROW)}")
    yield Shape(arrow_head((tip, y), 90, ARROW), Ink.SOLID)


def _downward(begin: Point, length: float) -> Iterator[Shape]:
    x, y = begin
    tip = y + length - 1
    yield Shape(f"M{number(x)} {number(y + 1)}V{number(tip - ARROW)}")
    yield Shape(arrow_head((x, tip), 180, ARROW), Ink.SOLID)


def _onward(foot: Point, to: float) -> Iterator[Shape]:
    """From the foot of the last box of a row to the head of the first of the next, straight down where it is one."""
    x, y = foot
    if x == to:
        yield from _downward(foot, BELOW)
        return
    level, tip = y + BELOW * 0.42, y + BELOW - 1
    yield Shape(f"M{number(x)} {number(y + 1)}V{number(level)}H{number(to)}V{number(tip - ARROW)}")
    yield Shape(arrow_head((to, tip), 180, ARROW), Ink.SOLID)
