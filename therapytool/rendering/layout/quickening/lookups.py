"""How a style answers for a property that no rule sets, taken straight.

Nine lookups in ten end in an inherited value or in an initial one that needs no computing, after a dozen questions that
do not concern them. Everything else goes the engine's own way.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, PHYSICAL_FUNCTIONS, ComputedStyle

from therapytool.rendering.layout.quickening.shortcut import Shortcut

WITH_RULES_OF_THEIR_OWN = {"float", "display", "position", "page", *PHYSICAL_FUNCTIONS}


def _is_plain(name: str) -> bool:
    return name not in WITH_RULES_OF_THEIR_OWN and not name.startswith("text_decoration_")


HANDED_DOWN = frozenset(filter(_is_plain, INHERITED))
AS_THEY_BEGIN = frozenset(filter(_is_plain, INITIAL_VALUES)) - HANDED_DOWN - INITIAL_NOT_COMPUTED

_usual = ComputedStyle.__missing__


def _look_up(style: Any, name: str) -> Any:
    """What a property of an element is, asked for the first time."""
    if name not in style.cascaded:
        if name in AS_THEY_BEGIN:
            value = style[name] = INITIAL_VALUES[name]
            return value
        if name in HANDED_DOWN and style.parent_style is not None:
            value = style[name] = style.parent_style[name]
            return value
    return _usual(style, name)


SHORTCUTS = (Shortcut(ComputedStyle, "__missing__", _look_up),)
