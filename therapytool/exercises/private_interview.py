"""The private interview before joint work: what the clinician asks each partner alone; for her screen, never paper."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from therapytool.blocks.base import Content, Label, Prose
from therapytool.exercises.content import ReferenceKey
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.files.references import Reference, read_references
from therapytool.shipped import folder


class Decision(Content):
    """What was heard, and what follows for joint work."""

    level: Label
    when: Prose
    then: Prose


class PrivateInterview(Content):
    """The file worksheets/private-interview.yaml."""

    before: Prose
    prompts: tuple[Prose, ...] = Field(min_length=1)
    decisions: tuple[Decision, ...] = Field(min_length=1)
    references: tuple[ReferenceKey, ...]

    @property
    def works(self) -> tuple[Reference, ...]:
        """The works cited, in order; unknown keys are left out."""
        known = read_references()
        return tuple(known[key] for key in self.references if key in known)


@cache
def read_private_interview() -> PrivateInterview:
    """The prompts, read once. Raises InvalidContent when the file is wrong."""
    return read_file(folder("worksheets") / "private-interview.yaml", PrivateInterview)
