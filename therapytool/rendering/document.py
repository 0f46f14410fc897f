"""What is printed: a template with its values, and the paper it is printed on. Frozen, so that it can be cached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from therapytool.rendering.fillable.form import Form
from therapytool.rendering.profiles.profile import Paper, PrintProfile

__all__ = ["Document", "Paper", "PrintProfile"]


@dataclass(frozen=True, slots=True)
class Document:
    """One part to print: `template` under templates/print/, its values, its title, its heading in the outline."""

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    running_title: str = ""
    """What the foot of its pages says beside the practice; empty repeats the title."""
    running_head: str = ""
    """What stands above its pages: the program and the session; empty leaves the head empty."""
    name: str = ""
    """What links of other documents and contents pages call it; unique in its packet, empty when nobody does."""
    level: int = 1
    """Of its first headings in the outline of the packet: 2 hangs them below the document before it that has 1."""
    own_leaves: bool = False
    """It begins on the front of a leaf, and the back of its last leaf belongs to nobody else."""
    has_exact_size: bool = False
    """Something is cut out of its pages, which are therefore never made smaller."""
    lists_pages: bool = False
    """A contents page: its template also reads `pages`, where each named document begins, by name."""
    inscriptions: Mapping[str, str] = field(default_factory=dict)
    """Words that only this copy bears, by what they are called (`inscriptions.py`): one line of plain text each."""
    form: Form | None = None
    """What can be filled in on a screen; its template then marks the places, since it reads `fillable`."""
