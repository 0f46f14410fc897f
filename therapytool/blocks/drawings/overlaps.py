"""Where one can write inside overlapping circles: the rules of each region, as long as the region is wide there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from therapytool.blocks.drawings.fitting import LINE_STEP
from therapytool.blocks.drawings.geometry import Point, Span, line, span_in_circle

MARGIN = 3.5
LEAST_WIDTH = 13.0
LETTER_HEIGHT = 5.0
FINENESS = 0.5


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of the overlap."""

    center: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Region:
    """The part that lies in all of some circles and in none of the others."""

    inside: tuple[Circle, ...]
    outside: tuple[Circle, ...]
    top: float = 0.0
    """Nothing is written above this, because a name stands there."""

    def span(self, y: float) -> Span | None:
        """Where a level line runs in the region, its widest stretch; None where it does not meet it."""
        spans = [span_in_circle(each.center, each.radius, y) for each in self.inside]
        pieces = [_common([span for span in spans if span])] if all(spans) else []
        for each in self.outside:
            hole = span_in_circle(each.center, each.radius, y)
            pieces = [rest for piece in pieces for rest in _without(piece, hole)]
        return max(pieces, key=_width, default=None)

    def writable(self, y: float) -> Span | None:
        """Where words fit on a rule at `y`; None where there is too little room."""
        spans = (self.span(y), self.span(y - LETTER_HEIGHT))
        if y - LETTER_HEIGHT < self.top or None in spans:
            return None
        begin, end = _common([span for span in spans if span])
        return (begin + MARGIN, end - MARGIN) if end - begin - 2 * MARGIN >= LEAST_WIDTH else None


@dataclass(frozen=True, slots=True)
class WritingRoom:
    """The rules of a region from top to bottom, and the best block of them for words that were typed."""

    rules: tuple[tuple[float, Span], ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def path(self) -> str:
        """The rules as a path."""
        return "".join(line((begin, y), (end, y)) for y, (begin, end) in self.rules)


@lru_cache(maxsize=64)
def writing_room(region: Region) -> WritingRoom:
    """The room to write in a region, in the middle of its height."""
    lows = min(each.center[1] - each.radius for each in region.inside)
    highs = max(each.center[1] + each.radius for each in region.inside)
    fine = [lows + n * FINENESS for n in range(int((highs - lows) / FINENESS) + 1)]
    open_places = [y for y in fine if region.writable(y)]
    count = int((open_places[-1] - open_places[0]) // LINE_STEP) + 1
    first = (open_places[0] + open_places[-1] - (count - 1) * LINE_STEP) / 2
    heights = (first + n * LINE_STEP for n in range(count))
    rules = [(y, span) for y in heights if (span := region.writable(y))]
    chosen = _best_block(rules)
    begin, end = _common([span for _, span in chosen])
    return WritingRoom(tuple(rules), begin, chosen[0][0] - LINE_STEP, end - begin, LINE_STEP * len(chosen))


def _best_block(rules: Sequence[tuple[float, Span]]) -> Sequence[tuple[float, Span]]:
    """The neighboring rules that leave the largest box between them."""
    blocks = [rules[begin:end] for begin, end in combinations(range(len(rules) + 1), 2)]
    return max(blocks, key=lambda block: len(block) * _width(_common([span for _, span in block])))


def _common(spans: Sequence[Span]) -> Span:
    return max(begin for begin, _ in spans), min(end for _, end in spans)


def _without(piece: Span, hole: Span | None) -> list[Span]:
    if hole is None:
        return [piece] if _width(piece) > 0 else []
    rests = [(piece[0], min(piece[1], hole[0])), (max(piece[0], hole[1]), piece[1])]
    return [rest for rest in rests if _width(rest) > 0]


def _width(span: Span) -> float:
    return span[1] - span[0]
