"""Signs of our own, which no letter stands for, say the letter that comes nearest: to copy, to search and to hear.

They have letters of the private area, which mean something else, or nothing, to every other program.
"""

from __future__ import annotations

import re
from typing import Any

from therapytool.rendering.layout.drawing import Drawing

PRIVATE = re.compile(rb"> <([ef][0-9a-f]{3})>")
NEAREST = {b"e010": b"25cb", b"e011": b"25cf"}
"""The middle of a rating, as any other circle."""
MARK_OF_A_THEME = b"25c6"


def give_letters(drawing: Drawing) -> None:
    """Change what the fonts of a drawing say of their glyphs."""
    fonts = {reference for page in drawing.pages for reference in _fonts(drawing, page)}
    for font in map(drawing.find, fonts):
        if "ToUnicode" in font:
            stream = drawing.find(font["ToUnicode"]).stream
            stream[:] = [PRIVATE.sub(_letter, part) if isinstance(part, bytes) else part for part in stream]


def _fonts(drawing: Drawing, page: Any) -> list[bytes]:
    resources = drawing.find(page["Resources"])
    return list(drawing.find(resources["Font"]).values()) if "Font" in resources else []


def _letter(found: re.Match[bytes]) -> bytes:
    is_private = b"e000" <= found[1] <= b"f8ff"
    return b"> <%s>" % NEAREST.get(found[1], MARK_OF_A_THEME) if is_private else found[0]
