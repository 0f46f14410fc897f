"""A drawing as dots, for programs that show a picture of Word but not the SVG that belongs to it.

Drawn from the very SVG, by Pillow: paths of every kind, filled or stroked, dashed or not, and words at any angle.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from therapytool.shipped import shipped_fonts

DOTS = 6.0
"""Dots of the picture in a millimeter, 150 to the inch."""
FINER = 2
"""It is drawn so much larger and made smaller, which evens the edges."""
STEPS = 12
"""Straight pieces that a curve is drawn in."""
FACES = {"600": "AtkinsonHyperlegibleNext-SemiBold.ttf"}
FACE = "AtkinsonHyperlegibleNext-Regular.ttf"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture that grows, and how many of its dots a unit of the drawing has."""

    picture: Image.Image
    scale: float

    def path(self, node: Any) -> None:
        """Draw one path as its attributes say."""
        lines = [[(x * self.scale, y * self.scale) for x, y in line] for line in _lines(node.get("d", ""))]
        if (fill := node.get("fill", "none")) != "none":
            self._fill(lines, fill, float(node.get("fill-opacity", "1")))
        if (stroke := node.get("stroke", "none")) != "none":
            self._stroke(lines, stroke, float(node.get("stroke-width", "0")), node.get("stroke-dasharray", "none"))

    def words(self, group: Any) -> None:
        """Draw a group of words, which stand around a point and may be turned."""
        size = float(group.get("font-size")) * self.scale
        face = _face(FACES.get(group.get("font-weight"), FACE), round(size))
        x, y, angle = _placed(group.get("transform", ""))
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[group.get("text-anchor", "start")]
        rows = [(text.text or "", float(text.get("y", "0")) * self.scale) for text in group.iter("text", "{*}text")]
        reach = round(max(math.hypot(face.getlength(words) + size, abs(below) + size) for words, below in rows))
        layer = Image.new("L", (2 * reach, 2 * reach))
        for words, below in rows:
            ImageDraw.Draw(layer).text((reach, reach + below), words, 255, face, anchor)
        turned = layer.rotate(-angle, Image.Resampling.BICUBIC) if angle else layer
        place = round(x * self.scale) - reach, round(y * self.scale) - reach
        self.picture.paste(group.get("fill"), (*place, place[0] + 2 * reach, place[1] + 2 * reach), turned)

    def _fill(self, lines: Sequence[Sequence[Point]], color: str, opacity: float) -> None:
        for line in (line for line in lines if len(line) > 2):
            across, down = zip(*line, strict=True)
            left, top = math.floor(min(across)), math.floor(min(down))
            mask = Image.new("L", (math.ceil(max(across)) - left + 1, math.ceil(max(down)) - top + 1))
            ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in line], fill=round(255 * opacity))
            self.picture.paste(color, (left, top, left + mask.width, top + mask.height), mask)

    def _stroke(self, lines: Sequence[Sequence[Point]], color: str, width: float, dashes: str) -> None:
        draw, dots = ImageDraw.Draw(self.picture), max(round(width * self.scale), 1)
        on_and_off = [float(each) * self.scale for each in dashes.split()] if dashes != "none" else []
        for piece in (piece for line in lines for piece in (_dashed(line, on_and_off) if on_and_off else [line])):
            draw.line(list(piece), fill=color, width=dots, joint="curve")


def as_dots(drawing: Any, width: float, height: float) -> bytes:
    """The drawing of an `svg` element as PNG; its sides are millimeters, as its own measures are."""
    scale = DOTS * FINER
    canvas = Canvas(Image.new("RGB", (round(width * scale), round(height * scale)), "white"), scale)
    for node in drawing:
        name = str(node.tag).rpartition("}")[2]
        if name == "path":
            canvas.path(node)
        elif name == "g":
            canvas.words(node)
    made = BytesIO()
    canvas.picture.reduce(FINER).quantize(64).save(made, "PNG", optimize=True)
    return made.getvalue()


def _lines(path: str) -> list[list[Point]]:
    """A path as lines, each a row of points; a curve becomes straight pieces."""
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415  # slow
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415  # slow

    pen = RecordingPen()
    parse_path(path, pen)
    lines: list[list[Point]] = []
    for operator, points in pen.value:
        if operator == "moveTo":
            lines.append([*points])
        elif operator == "closePath":
            lines[-1].append(lines[-1][0])
        elif operator == "lineTo":
            lines[-1] += points
        elif points:
            lines[-1] += _on_curve((lines[-1][-1], *points))
    return lines


def _on_curve(corners: Sequence[Point]) -> Iterator[Point]:
    """Points on the curve that these corners pull on, its beginning left out."""
    for step in range(1, STEPS + 1):
        row = list(corners)
        while len(row) > 1:
            row = [(a + (c - a) * step / STEPS, b + (d - b) * step / STEPS) for (a, b), (c, d) in pairwise(row)]
        yield row[0]


def _placed(transform: str) -> tuple[float, float, float]:
    """Where "translate(x y) rotate(angle)" puts things."""
    x, y, angle = transform.replace("translate(", "").replace(") rotate(", " ").rstrip(")").split()
    return float(x), float(y), float(angle)


def _dashed(line: Sequence[Point], dashes: Sequence[float]) -> Iterator[list[Point]]:
    """The pieces of a line that are drawn: one length on, the other off."""
    on, off = dashes
    for (x, y), (to_x, to_y) in pairwise(line):
        length = math.hypot(to_x - x, to_y - y)
        starts = [step * (on + off) for step in range(int(length / (on + off)) + 1)]
        for start in starts if length else []:
            ends = (start / length, min(start + on, length) / length)
            yield [(x + (to_x - x) * share, y + (to_y - y) * share) for share in ends]


@cache
def _face(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(shipped_fonts()[file]), size)
