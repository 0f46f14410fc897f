"""The bibliography: the only works an exercise may cite, by key."""

from __future__ import annotations

from functools import cache
from typing import Literal

from therapytool.blocks.base import Content
from therapytool.exercises.files.reading import read_file
from therapytool.shipped import folder


class Reference(Content):
    """One work. `doi` is given only where it has been resolved; `confirmed` says how much of the work was read."""

    key: str
    kind: str
    citation: str
    doi: str | None = None
    finding: str | None = None
    confirmed: Literal["full", "citation"] = "citation"
    themes: tuple[str, ...] = ()


class Bibliography(Content):
    """The file worksheets/references.yaml."""

    references: tuple[Reference, ...]


@cache
def read_references() -> dict[str, Reference]:
    """Every citable work by key. Raises InvalidContent when the bibliography itself is wrong."""
    bibliography = read_file(folder("worksheets") / "references.yaml", Bibliography)
    return {reference.key: reference for reference in bibliography.references}
