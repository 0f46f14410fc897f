"""Two drawings of a loop: cards around a ring, and two lanes whose feet lead to each other's heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, radians, sin

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
from therapytool.blocks.drawings.drawn_cards import PADDING, Card, Entry, tallest
from therapytool.blocks.drawings.fitting import LINE_STEP
from therapytool.blocks.drawings.geometry import Point, arrow_head, distance, number, smooth
from therapytool.formatting import in_words

MIDDLE = FULL_WIDTH / 2
ARROW = 3.6
SHARE_OF_HEAD = 0.4
"""Of a short way, at most this much is a head at each end."""
TURNING = "steps, each leading to the next"
RING_GAP = 11.0
AROUND_CARDS = 1.2
"""Arrows keep this far from the cards they lead between."""

LANE_WIDTH, LANE_HEAD, LANE_GAP, LANE_FOOT = 71.0, 8.0, 9.0, 17.0
BELOW_LANE_HEAD = 2.7
"""Between a name of several lines and the first card."""
LEFT_END, RIGHT_END = LANE_WIDTH + 1.0, FULL_WIDTH - LANE_WIDTH - 1.0
SWING = 0.45
"""How far across an arrow between the lanes runs level before it turns, as a part of the way."""


@dataclass(frozen=True, slots=True)
class Loop:
    """What stands in a loop: the steps of its one or two lanes, and a question for its name, if there is one."""

    lanes: tuple[tuple[Entry, ...], ...]
    name: tuple[Question, ...]
    here: tuple[Question, ...] = ()
    """Asks for one of the steps of a ring, if that is asked."""
    both_ways: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """How so many cards stand around an ellipse: their width, the direction of the first, and its half-axis across.

    `rise` is the half-axis down for each millimeter that lies between the tops of cards; the name of the loop stands
    `name_down` under the middle, as a part of that half-axis.
    """

    width: float
    first: float
    across: float
    rise: float
    name_width: float = 52.0
    name_down: float = 0.0


RINGS = {
    3: Ring(63, 0, 62, 1 / 1.5, name_width=38, name_down=0.5),
    4: Ring(56, 0, 58, 0.72),
    5: Ring(52, 0, 63, 1 / 1.118),
    6: Ring(52, -30, 60, 1 / 0.866),
}


@dataclass(frozen=True, slots=True)
class Ellipse:
    """The way around a ring."""

    center: Point
    across: float
    down: float

    def at(self, direction: float) -> Point:
        """The point in a direction, as on a clock."""
        turn = radians(direction)
        return self.center[0] + sin(turn) * self.across, self.center[1] - cos(turn) * self.down


def ring_drawing(loop: Loop) -> Drawing:
    """The steps on cards around a ring, each leading to the next; the name of the loop in the middle."""
    entries = loop.lanes[0]
    ring, cards = RINGS[len(entries)], [_on_ring(entry, loop) for entry in entries]
    directions = [ring.first + n * 360 / len(cards) for n in range(len(cards))]
    height = tallest(cards)
    down = ring.rise * (height + RING_GAP)
    way = Ellipse((MIDDLE, height / 2 + down * max(cos(radians(each)) for each in directions)), ring.across, down)
    corners = [(x - ring.width / 2, y - height / 2) for x, y in map(way.at, directions)]
    name_place = MIDDLE, way.center[1] + ring.name_down * down
    return Drawing(
        width=FULL_WIDTH,
        height=max(y for _, y in corners) + height,
        title=f"A ring of {len(cards)} {'parts that act on each other' if loop.both_ways else TURNING}",
        description=in_words([entry.title for entry in entries]),
        shapes=(*_turns(way, directions, corners, (ring.width, height), loop), *_frames(cards, corners, height)),
        parts=(
            *_parts(cards, corners),
            *_here(loop.here, [(x + ring.width - PADDING - SPOT_SIZE, y + PADDING - 0.4) for x, y in corners]),
            *_name(loop.name, name_place, ring.name_width),
        ),
    )


def lanes_drawing(loop: Loop, names: tuple[str, str]) -> Drawing:
    """Two columns of cards; arrows lead down each and from each foot across to the other head."""
    lanes = [[Card(LANE_WIDTH, (entry,), name) for entry in lane] for lane, name in zip(loop.lanes, names, strict=True)]
    height = tallest([card for lane in lanes for card in lane])
    middles = (LANE_WIDTH / 2, FULL_WIDTH - LANE_WIDTH / 2)
    parts: list[Word | Zone] = []
    heads = [
        words_at(name, middle, 0, width=LANE_WIDTH, anchor="middle", size=12, tone="accent")
        for name, middle in zip(names, middles, strict=True)
    ]
    first = max(LANE_HEAD, max(head.height for head in heads) + BELOW_LANE_HEAD)
    tops = [first + n * (height + LANE_GAP) for n in range(len(lanes[0]))]
    shapes = list(_lane_arrows(tops, height))
    for head, left, lane in zip(heads, (0.0, FULL_WIDTH - LANE_WIDTH), lanes, strict=True):
        corners = [(left, top) for top in tops]
        parts += [head, *_parts(lane, corners)]
        shapes += _frames(lane, corners, height)
    foot = tops[-1] + height
    return Drawing(
        width=FULL_WIDTH,
        height=foot + (LANE_FOOT if loop.name else 0),
        title="Two sides of a loop that set each other off",
        description=f"{names[0]} and {names[1]}, each with the steps {in_words([e.title for e in loop.lanes[0]])}",
        shapes=tuple(shapes),
        parts=(*parts, *_name(loop.name, (MIDDLE, foot + 8), LANE_WIDTH)),
    )


def _parts(cards: Sequence[Card], corners: Sequence[Point]) -> list[Word | Zone]:
    return [part for card, (x, y) in zip(cards, corners, strict=True) for part in card.parts(x, y)]


def _frames(cards: Sequence[Card], corners: Sequence[Point], height: float) -> list[Shape]:
    return [card.frame(x, y, height) for card, (x, y) in zip(cards, corners, strict=True)]


def _on_ring(entry: Entry, loop: Loop) -> Card:
    return Card(RINGS[len(loop.lanes[0])].width, (entry,), kept_free=SPOT_SIZE + 1 if loop.here else 0.0)


def _here(questions: Sequence[Question], corners: Sequence[Point]) -> Iterator[Zone]:
    """A circle to mark at each step."""
    for question in questions:
        spots = tuple(Spot(option, x, y) for option, (x, y) in zip(question.options, corners, strict=True))
        yield Zone(question, *corners[0], SPOT_SIZE, SPOT_SIZE, Look.ASIDE, spots=spots)


def _name(questions: Sequence[Question], middle: Point, width: float) -> Iterator[Word | Zone]:
    for question in questions:
        label = words_at(question.label, middle[0], middle[1] - 5, width=width, anchor="middle")
        yield label
        yield Zone(question, middle[0] - width / 2, middle[1] - 5 + label.height, width, LINE_STEP)


def _turns(
    way: Ellipse, directions: Sequence[float], corners: Sequence[Point], size: tuple[float, float], loop: Loop
) -> Iterator[Shape]:
    """The stretches of the ellipse between neighboring cards, each with an arrow head at its end or at both."""
    step = 360 / len(corners)
    for n, direction in enumerate(directions):
        neighbors = corners[n], corners[(n + 1) % len(corners)]
        points = (way.at(direction + step * part / 200) for part in range(201))
        free = [point for point in points if not any(_holds(card, size, point) for card in neighbors)]
        yield from _arrow(free, both_ways=loop.both_ways)


def _holds(corner: Point, size: tuple[float, float], point: Point) -> bool:
    """Whether a point lies on a card or right beside it."""
    across, down = (value - low for value, low in zip(point, corner, strict=True))
    return -AROUND_CARDS < across < size[0] + AROUND_CARDS and -AROUND_CARDS < down < size[1] + AROUND_CARDS


def _arrow(way: Sequence[Point], *, both_ways: bool) -> Iterator[Shape]:
    """A line through the points with a head at its end, or at both."""
    tips = (way[0], way[-1]) if both_ways else way[-1:]
    head = min(ARROW, distance(*tips) * SHARE_OF_HEAD) if both_ways else ARROW
    shaft = [point for point in way if all(distance(point, tip) > head - 0.3 for tip in tips)]
    yield Shape(smooth([*shaft[: -1 : max(len(shaft) // 12, 1)], shaft[-1]]))
    for tip, neck in zip(tips[::-1], (shaft[-1], shaft[0]), strict=False):
        yield Shape(arrow_head(tip, degrees(atan2(tip[0] - neck[0], neck[1] - tip[1])), head), Ink.SOLID)


def _lane_arrows(tops: Sequence[float], height: float) -> Iterator[Shape]:
    """Down from card to card, and across from each foot to the other head, crossing in the middle."""
    for x in (LANE_WIDTH / 2, FULL_WIDTH - LANE_WIDTH / 2):
        for top in tops[1:]:
            yield Shape(f"M{number(x)} {number(top - LANE_GAP + 1)}V{number(top - 1 - ARROW)}")
            yield Shape(arrow_head((x, top - 1), 180, ARROW), Ink.SOLID)
    head, foot = tops[0] + height / 2, tops[-1] + height / 2
    for begin, end, direction in ((LEFT_END, RIGHT_END, 90), (RIGHT_END, LEFT_END, -90)):
        neck, reach = end - ARROW * (1 if end > begin else -1), (end - begin) * SWING
        bends = (begin + reach, foot), (end - reach, head), (neck, head)
        curve = " ".join(f"{number(x)} {number(y)}" for x, y in bends)
        yield Shape(f"M{number(begin)} {number(foot)}C{curve}")
        yield Shape(arrow_head((end, head), direction, ARROW), Ink.SOLID)
