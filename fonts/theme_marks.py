"""The marks of the six themes: plain line drawings in one stroke, readable at 10 pt and when photocopied.

Each is drawn on a square of 1,000 units whose lower left corner is (0, 0).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from fontTools.pens.basePen import AbstractPen

from outlines import Point, arc, box_line, disc, line, polygon, ring

STROKE = 84.0


def mask(pen: AbstractPen) -> None:
    """A: a face that gives nothing away."""
    left, right, top, cheek, corner = 160.0, 840.0, 850.0, 470.0, 90.0
    line(pen, [(left, cheek), (left, top - corner)], STROKE)
    line(pen, [(left + corner, top), (right - corner, top)], STROKE)
    line(pen, [(right, top - corner), (right, cheek)], STROKE)
    arc(pen, (left + corner, top - corner), corner, start=90, end=180, stroke=STROKE)
    arc(pen, (right - corner, top - corner), corner, start=0, end=90, stroke=STROKE)
    arc(pen, (500, cheek), 340, start=180, end=360, stroke=STROKE)
    for start in (310.0, 600.0):
        line(pen, [(start, 600), (start + 90, 600)], STROKE)
    line(pen, [(400, 360), (600, 360)], STROKE)


def open_lock(pen: AbstractPen) -> None:
    """B: a lock that has been opened."""
    box_line(pen, (170, 70), (830, 530), radius=130, stroke=STROKE)
    line(pen, [(330, 500), (330, 700)], STROKE)
    arc(pen, (500, 700), 170, start=15, end=180, stroke=STROKE)
    disc(pen, (500, 345), 66)
    line(pen, [(500, 340), (500, 235)], 66)


def speech_with_heart(pen: AbstractPen) -> None:
    """C: a feeling put into words."""
    box_line(pen, (60, 270), (940, 920), radius=170, stroke=STROKE)
    line(pen, [(270, 310), (270, 110), (480, 310)], STROKE)
    heart(pen, (500, 575), 150)


def heart(pen: AbstractPen, center: Point, reach: float) -> None:
    """A filled heart: a square on its corner, `reach` from center to corner, a disc on each upper side."""
    x, y = center
    polygon(pen, [(x - reach, y), (x, y + reach), (x + reach, y), (x, y - reach)])
    for side in (-reach / 2, reach / 2):
        disc(pen, (x + side, y + reach / 2), reach / math.sqrt(2))


def scales(pen: AbstractPen) -> None:
    """D: what is carried, weighed against what else counts."""
    line(pen, [(500, 120), (500, 860)], STROKE)
    line(pen, [(330, 120), (670, 120)], STROKE)
    line(pen, [(230, 750), (770, 750)], STROKE)
    for center in (230.0, 770.0):
        line(pen, [(center - 165, 430), (center, 750), (center + 165, 430)], 56)
        arc(pen, (center, 430), 165, start=180, end=360, stroke=STROKE)
        line(pen, [(center - 165, 430), (center + 165, 430)], STROKE)


def overlapping_circles(pen: AbstractPen) -> None:
    """E: two things that overlap and are not the same."""
    ring(pen, (345, 500), 310, STROKE)
    ring(pen, (655, 500), 310, STROKE)


def house_for_two(pen: AbstractPen) -> None:
    """F: two people under one safe roof."""
    line(pen, [(80, 500), (500, 870), (920, 500)], STROKE)
    line(pen, [(190, 420), (190, 120), (810, 120), (810, 420)], STROKE)
    for center in (385.0, 615.0):
        disc(pen, (center, 480), 72)
        line(pen, [(center, 330), (center, 250)], 150)


THEME_MARKS: dict[str, Callable[[AbstractPen], None]] = {
    "A": mask,
    "B": open_lock,
    "C": speech_with_heart,
    "D": scales,
    "E": overlapping_circles,
    "F": house_for_two,
}
