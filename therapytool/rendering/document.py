"""What is printed: a template with its values, and the paper it is printed on. Frozen, so that it can be cached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Paper(StrEnum):
    """Page sizes, by their CSS names."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def label(self) -> str:
        """As in menus: "Letter", "A4"."""
        return {"letter": "Letter", "a4": "A4"}[self.value]

    @property
    def size_in_points(self) -> tuple[float, float]:
        """Width and height in PDF points, portrait."""
        return {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}[self.value]


@dataclass(frozen=True, slots=True)
class PrintProfile:
    """How a document is set: paper now; type size, binding and ink come from styles alone."""

    paper: Paper = Paper.LETTER
    language: str = "en-US"

    @property
    def name(self) -> str:
        """The profile as a class on the html element."""
        return f"paper-{self.paper}"


@dataclass(frozen=True, slots=True)
class Document:
    """One part to print: `template` under templates/print/, its values, its title, its heading in the outline."""

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    running_title: str = ""
    """What the foot of its pages says beside the practice; empty repeats the title."""
