"""The grounding page: one sheet for any moment that gets too much, with people to call."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from therapytool.blocks.base import Content, Label, Prose
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.letterhead import Letterhead
from therapytool.rendering.document import Document
from therapytool.shipped import folder


class GroundingStep(Content):
    """One thing to try, and how."""

    name: Label
    how: Prose


class GroundingPage(Content):
    """The file worksheets/grounding.yaml."""

    title: Label
    purpose: Prose
    steps: tuple[GroundingStep, ...] = Field(min_length=3)
    then: Prose


@cache
def read_grounding() -> GroundingPage:
    """The page, read once. Raises InvalidContent when the file is wrong."""
    return read_file(folder("worksheets") / "grounding.yaml", GroundingPage)


def grounding_document(letterhead: Letterhead) -> Document:
    """The page as a print document."""
    page = read_grounding()
    return Document("grounding.html", page.title, {"page": page, "letterhead": letterhead})
