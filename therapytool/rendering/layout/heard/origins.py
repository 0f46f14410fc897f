"""Of which element of the HTML an element of the structure was made. The engine forgets it.

The engine's own function builds the structure, box by box; here it is asked to leave a note on each element it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

from therapytool.rendering.layout.quickening.shortcut import Shortcut


class Origin(NamedTuple):
    """An element of the HTML, and which box of it is meant: its own, or one of its markers by the engine's name."""

    element: Any
    tag: str


def origin_of(element: Any) -> Origin | None:
    """What an element of the structure was made of; None for words, and for what the engine adds."""
    found: Origin | None = getattr(element, "origin", None)
    return found


def note_origins() -> None:
    """Have the engine leave its notes from now on, in this process."""
    NOTING.take()


def _noted(box: Any, *rest: Any) -> Iterator[Any]:
    """As the engine's function, which calls this one for what stands in a box: so what it gives last is the box's."""
    held = box._box if isinstance(box, AbsolutePlaceholder) else box
    origin = None if held.element is None else Origin(held.element, held.element_tag)
    for element in NOTING.usual(box, *rest):
        element.__dict__.setdefault("origin", origin)
        yield element


NOTING = Shortcut(tags, "_build_box_tree", _noted)
