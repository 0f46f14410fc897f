"""Write static/icons.svg: icons from Bootstrap Icons, and the theme marks as the symbol font draws them.

    npm install --prefix FOLDER bootstrap-icons@1.13.2
    .venv/bin/python fonts/build_icons.py FOLDER/node_modules/bootstrap-icons

Pages show one with `<use href="icons.svg#icon-NAME">` or `#theme-A`; add a name to ICONS to have another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from theme_marks import THEME_MARKS

SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons.svg"
SVG = "{http://www.w3.org/2000/svg}"
MARK_SIZE = 1000

ICONS = """
arrow-clockwise arrow-counterclockwise arrow-down arrow-left arrow-right arrow-up box-arrow-right
box-arrow-up-right calendar-event chat-quote check check-circle chevron-down chevron-left chevron-right
chevron-up circle-half clock collection copy cup-hot dash download exclamation-circle
exclamation-triangle eye file-earmark-pdf funnel gear grip-vertical heart heart-fill hourglass-split
house-door info-circle journal-text keyboard layers list list-check lock moon-stars pencil people person
person-circle person-hearts phone play-fill plus printer qr-code question-circle scissors search send
shield-check sliders star star-fill sun tag three-dots-vertical trash upload x
"""


def icon_symbol(package: Path, name: str) -> str:
    """One icon of the package as a symbol; FileNotFoundError when it has no such icon."""
    drawing = ElementTree.parse(package / "icons" / f"{name}.svg").getroot()
    shapes = "".join(shape(element) for element in drawing)
    return symbol(f"icon-{name}", drawing.attrib["viewBox"], shapes)


def shape(element: ElementTree.Element) -> str:
    """One shape of an icon without its namespace, children included."""
    attributes = "".join(f' {key}="{value}"' for key, value in element.attrib.items())
    tag = element.tag.removeprefix(SVG)
    inside = "".join(map(shape, element))
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def theme_symbol(code: str) -> str:
    """One theme mark as a symbol, turned to the downward axis of SVG."""
    pen = SVGPathPen(None, ntos=lambda number: str(round(number)))
    THEME_MARKS[code](TransformPen(pen, (1, 0, 0, -1, 0, MARK_SIZE)))
    drawing = f'<path d="{pen.getCommands()}"/>'
    return symbol(f"theme-{code}", f"0 0 {MARK_SIZE} {MARK_SIZE}", drawing)


def symbol(name: str, view_box: str, shapes: str) -> str:
    """One entry of the sprite, in the color of the text around it."""
    return f'<symbol id="{name}" viewBox="{view_box}" fill="currentColor">{shapes}</symbol>'


def sprite(package: Path) -> Iterator[str]:
    """The lines of the sprite."""
    yield '<svg xmlns="http://www.w3.org/2000/svg">'
    yield "<!-- Bootstrap Icons, Copyright 2019-2024 The Bootstrap Authors, MIT license; theme-* are ours. -->"
    yield from (icon_symbol(package, name) for name in ICONS.split())
    yield from (theme_symbol(code) for code in THEME_MARKS)
    yield "</svg>"


if __name__ == "__main__":
    SPRITE.write_text("\n".join(sprite(Path(sys.argv[1]))) + "\n", encoding="utf-8")
