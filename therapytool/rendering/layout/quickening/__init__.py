"""Shortcuts through the engine: what it would reckon again and again is reckoned once, with the same outcome.

Each module has shortcuts for one thing; each of them takes the place of one function of the engine. Pages come out the
same to the byte, with all of them and with none (`the_usual_way`): tests hold them to it. When an update of the engine
moves such a function, this package cannot be imported and says which name is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from therapytool.rendering.layout.quickening import (
    backgrounds,
    digits,
    drawings,
    embedding,
    floats,
    flow,
    glyphs,
    lengths,
    lookups,
    reading,
    setting,
    sheets,
    styles,
)
from therapytool.rendering.layout.quickening.shortcut import Shortcut

MODULES = (
    *(reading, sheets, styles, lookups, lengths, flow, setting, backgrounds, glyphs),
    *(floats, drawings, digits, embedding),
)
SHORTCUTS: tuple[Shortcut, ...] = tuple([shortcut for module in MODULES for shortcut in module.SHORTCUTS])


def quicken() -> None:
    """Take the shortcuts from now on, in this process."""
    for shortcut in SHORTCUTS:
        shortcut.take()


@contextmanager
def the_usual_way() -> Iterator[None]:
    """Leave the engine as it comes for a while: to compare."""
    for shortcut in SHORTCUTS:
        shortcut.leave()
    try:
        yield
    finally:
        quicken()
