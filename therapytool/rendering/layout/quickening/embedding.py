"""Our typefaces are left as they are where no file is written: the linker embeds them, with the letters of a packet.

For a file the engine cuts each font down to what its pages show, and so it does with fonts of the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from weasyprint.pdf.fonts import Font

from therapytool.rendering.layout.quickening.shortcut import Shortcut
from therapytool.shipped import shipped_fonts

_left_whole = False


@contextmanager
def typefaces_left_whole() -> Iterator[None]:
    """No file is written meanwhile."""
    global _left_whole  # noqa: PLW0603  # the engine takes no word of ours down to its fonts
    _left_whole = True
    try:
        yield
    finally:
        _left_whole = False


def _subset(font: Any, to_unicode: Any, hinting: Any) -> None:
    """Take out of a font what no page shows."""
    if not (_left_whole and font.file_content in _ours()):
        _usual(font, to_unicode, hinting)


@cache
def _ours() -> tuple[bytes, ...]:
    return tuple([path.read_bytes() for path in shipped_fonts().values()])


_usual = Font.subset

SHORTCUTS = (Shortcut(Font, "subset", _subset),)
