"""The drawings of worksheets/images/: SVG files that hold paths in our inks and nothing else.

A file has a viewBox from 0 0, a title, a description, and paths whose class is the name of an ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from therapytool.blocks.drawings.drawn import Ink, Shape
from therapytool.formatting import in_words
from therapytool.shipped import folder

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class ShippedDrawing:
    """A drawing in the units of its file."""

    width: float
    height: float
    title: str
    description: str
    shapes: tuple[Shape, ...]


@cache
def drawing_paths() -> dict[str, Path]:
    """Every shipped drawing by its name."""
    return {path.stem: path for path in sorted((folder("worksheets") / "images").glob("*.svg"))}


@cache
def shipped_drawing(name: str) -> ShippedDrawing:
    """One drawing by its name. Raises ValueError, naming those there are, when there is none of that name."""
    path = drawing_paths().get(name)
    if path is None:
        raise ValueError(f"no drawing is called '{name}'; there are {in_words(list(drawing_paths()))}")
    return read_drawing(path.read_text(encoding="utf-8"))


def read_drawing(text: str) -> ShippedDrawing:
    """A drawing from the text of its file. Raises ValueError when it holds anything but paths in our inks."""
    root = ElementTree.fromstring(text)  # noqa: S314  # shipped with the program, never from a user
    left, top, width, height = (float(part) for part in root.get("viewBox", "").split())
    if left or top:
        raise ValueError("the viewBox must begin at 0 0")
    strange = {each.tag for each in root} - {f"{SVG}{tag}" for tag in ("title", "desc", "path")}
    if strange:
        raise ValueError(f"only title, desc and path may stand in a drawing, not {', '.join(sorted(strange))}")
    shapes = tuple(Shape(path.get("d", ""), Ink(path.get("class", ""))) for path in root.iter(f"{SVG}path"))
    title, description = (root.findtext(f"{SVG}{tag}", "").strip() for tag in ("title", "desc"))
    return ShippedDrawing(width, height, title, description, shapes)
