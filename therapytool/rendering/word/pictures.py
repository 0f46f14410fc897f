"""Drawings as pictures that stay sharp: SVG, and the same in dots for programs that cannot draw it."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree

from therapytool.rendering.word.raster import as_dots

SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
EXTENSION = (
    f'<a:extLst xmlns:a="{MAIN}"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    f'<asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}" xmlns:r="{RELATIONSHIPS}" r:embed="%s"/></a:ext></a:extLst>'
)
WIDEST, TALLEST = 170.0, 220.0
"""Millimeters between the margins of the narrower paper."""
STORED = re.compile(r"data:image/(?:png|jpeg|gif);base64,(?P<content>[A-Za-z0-9+/=]+)")
NAMES_OF_XML = {"viewbox": "viewBox"}
"""Attributes that a reader of HTML writes small."""


def add_picture(container: Any, figure: Any) -> None:
    """Put the picture of a `figure` element into the file: its drawing, or the stored picture in its place."""
    sides = float(figure.get("width")), float(figure.get("height"))
    scale = min(1.0, WIDEST / sides[0], TALLEST / sides[1])
    stored = next((found for image in figure.iter("img") if (found := STORED.fullmatch(image.get("src", "")))), None)
    drawing = figure.find(".//svg")
    content = base64.b64decode(stored["content"]) if stored else as_dots(drawing, *sides)
    run = container.add_paragraph().add_run()
    shape = run.add_picture(BytesIO(content), *(Mm(scale * side) for side in sides))
    shape._inline.docPr.set("descr", figure.get("alt", ""))
    if drawing is not None:
        _add_drawing(run.part, shape, drawing)


def _add_drawing(part: Any, shape: Any, drawing: Any) -> None:
    number = 1 + sum(str(each.partname).startswith("/word/media/drawing") for each in part.package.iter_parts())
    name = PackURI(f"/word/media/drawing{number}.svg")
    kept = Part(name, "image/svg+xml", _as_xml(drawing), part.package)
    blip = next(shape._inline.iter(f"{{{MAIN}}}blip"))
    blip.append(parse_xml(EXTENSION % part.relate_to(kept, RELATIONSHIP_TYPE.IMAGE)))


def _as_xml(drawing: Any) -> bytes:
    for small, proper in NAMES_OF_XML.items():
        if small in drawing.attrib:
            drawing.set(proper, drawing.attrib.pop(small))
    drawing.tail = None
    written: bytes = etree.tostring(drawing, encoding="utf-8", xml_declaration=True)
    return written
