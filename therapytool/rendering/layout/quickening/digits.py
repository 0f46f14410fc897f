"""How a number is written into a page: most stand there many times, so each is written once and then looked up."""

from __future__ import annotations

from typing import Any

import pydyf

from therapytool.rendering.layout.quickening.shortcut import Shortcut

MOST_KNOWN = 20_000
"""Numbers that are remembered in a process, some 3 MB of them."""

_known: dict[float, bytes] = {}
_usual = pydyf._to_bytes


def _to_bytes(item: Any) -> Any:
    """The digits of a number; everything else as the engine writes it."""
    if type(item) is not float:
        return _usual(item)
    digits = _known.get(item)
    if digits is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        digits = _known[item] = _usual(item)
    return digits


SHORTCUTS = (Shortcut(pydyf, "_to_bytes", _to_bytes),)
