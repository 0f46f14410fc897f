"""What the symbols look like: circles with and without numbers, boxes, dots, arrows, scissors.

A circle or a box fills the em square, which reaches from 150 units below the baseline to 850 above it.
"""

from __future__ import annotations

from collections.abc import Callable

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from outlines import box_line, disc, line, polygon, ring
from theme_marks import THEME_MARKS

EM = 1000
DESCENT = 150
CENTER = (EM / 2, EM / 2 - DESCENT)
RING_STROKE = 30.0
BOX_STROKE = 60.0
DIGIT_SIZE = 0.38

Draw = Callable[[AbstractPen], None]


def open_circle(pen: AbstractPen) -> None:
    """A circle to be ticked."""
    ring(pen, CENTER, EM / 2, RING_STROKE)


def filled_circle(pen: AbstractPen) -> None:
    """A circle that was chosen."""
    disc(pen, CENTER, EM / 2)


def with_middle_tick(draw: Draw) -> Draw:
    """The same drawing with a short upright tick under it."""

    def draw_marked(pen: AbstractPen) -> None:
        draw(pen)
        line(pen, [(EM / 2, -DESCENT - 60), (EM / 2, -DESCENT - 130)], 50)

    return draw_marked


def numbered(draw: Draw, number: int, digits: TTFont, *, knocked_out: bool) -> Draw:
    """A circle with its number in the center, in ink or cut out of the ink."""

    def draw_numbered(pen: AbstractPen) -> None:
        draw(pen)
        draw_number(ReverseContourPen(pen) if knocked_out else pen, number, digits)

    return draw_numbered


def draw_number(pen: AbstractPen, number: int, digits: TTFont) -> None:
    """A number whose ink stands centered in the circle."""
    recording = record_digits(number, digits)
    bounds = BoundsPen(None)
    recording.replay(bounds)
    left, bottom, right, top = bounds.bounds
    scale = DIGIT_SIZE * EM / digits["head"].unitsPerEm
    shift = (CENTER[0] - scale * (left + right) / 2, CENTER[1] - scale * (bottom + top) / 2)
    recording.replay(TransformPen(pen, (scale, 0, 0, scale, *shift)))


def record_digits(number: int, digits: TTFont) -> DecomposingRecordingPen:
    """The outlines of a number's digits side by side, at the size of their own font."""
    glyphs, characters = digits.getGlyphSet(), digits.getBestCmap()
    recording = DecomposingRecordingPen(glyphs)
    advance = 0.0
    for character in str(number):
        glyph = glyphs[characters[ord(character)]]
        glyph.draw(TransformPen(recording, (1, 0, 0, 1, advance, 0)))
        advance += glyph.width
    return recording


def checkbox(pen: AbstractPen) -> None:
    """A box to be ticked."""
    box_line(pen, (0, -DESCENT), (EM, EM - DESCENT), radius=140, stroke=BOX_STROKE)


def ticked_checkbox(pen: AbstractPen) -> None:
    """A box that was ticked."""
    checkbox(pen)
    line(pen, [(240, 330), (430, 140), (770, 560)], 110)


def open_dot(pen: AbstractPen) -> None:
    """A step of a short scale, not reached."""
    ring(pen, (270, 290), 190, 46)


def filled_dot(pen: AbstractPen) -> None:
    """A step of a short scale, reached."""
    disc(pen, (270, 290), 190)


def check(pen: AbstractPen) -> None:
    """A tick in running text."""
    line(pen, [(110, 300), (310, 90), (690, 600)], 88)


def prime(*, strokes: int) -> Draw:
    """Feet and inches, minutes and seconds: one or two slanted strokes."""

    def draw_prime(pen: AbstractPen) -> None:
        for right in range(0, strokes * 130, 130):
            line(pen, [(80 + right, 470), (140 + right, 660)], 70)

    return draw_prime


def scissors(pen: AbstractPen) -> None:
    """Open scissors at the head of a cut line, pointing right."""
    ring(pen, (190, 610), 160, 70)
    ring(pen, (190, 90), 160, 70)
    line(pen, [(325, 540), (940, 160)], 70)
    line(pen, [(325, 160), (940, 540)], 70)
    disc(pen, (604, 350), 30)


def arrow(*, turn: int) -> Draw:
    """An arrow for running text, turned counter-clockwise from pointing right by quarter turns."""
    rotation = [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)][turn]

    def draw_arrow(pen: AbstractPen) -> None:
        placed = TransformPen(pen, (*rotation, 440, 290))
        line(placed, [(-350, 0), (330, 0)], 76)
        line(placed, [(90, 240), (345, 0), (90, -240)], 76)

    return draw_arrow


def middle_mark(pen: AbstractPen) -> None:
    """A small triangle that points up at the middle of a scale."""
    polygon(pen, [(500, 520), (700, 180), (300, 180)])


def theme_mark(code: str) -> Draw:
    """The mark of a theme, lowered to the em square."""

    def draw_mark(pen: AbstractPen) -> None:
        THEME_MARKS[code](TransformPen(pen, (1, 0, 0, 1, 0, -DESCENT)))

    return draw_mark
