"""From a box to all that is in it, without a call for each box on the way down to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box

from therapytool.rendering.layout.quickening.shortcut import Shortcut


def _descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """The box, then what is in it; what stands for a box that is placed by itself is gone into if asked for."""
    waiting = [box]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, Box):
            yield inner
            waiting += inner.children[::-1]
        elif placeholders:
            yield from inner.descendants(placeholders)
        else:
            yield inner


SHORTCUTS = (Shortcut(Box, "descendants", _descendants),)
