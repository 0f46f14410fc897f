"""The library's fixed texts, read once: themes, gates, crisis contacts, and the bibliography beside them."""

from __future__ import annotations

from datetime import date
from functools import cache

from therapytool.blocks.base import Content, Label, Prose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.files.references import Reference, read_references
from therapytool.exercises.vocabulary import Audience, Format, Gate, Theme
from therapytool.shipped import folder


class ThemeText(Content):
    """What a theme is about and what its mark shows."""

    title: Label
    mark: Label
    description: Prose
    pathway: Prose


class NamedText(Content):
    """A format or audience in words."""

    title: Label
    description: Prose


class IntensityText(Content):
    """How strong a level of intensity is."""

    level: int
    title: Label
    meaning: Prose


class GateText(Content):
    """A gate: its short name, the question the clinician answers before the work, and the whole rule."""

    title: Label
    ask: Prose
    rule: Prose


class FeelingFamily(Content):
    """Feeling words that belong together."""

    family: Label
    words: tuple[Label, ...]


class CrisisContact(Content):
    """One line a client can call; `checked` is the day somebody looked it up on its own site."""

    name: Label
    number: Label
    how: Label
    confirmed: bool
    checked: date | None = None


class Region(Content):
    """A country's emergency number and crisis contacts."""

    region: Label
    name: Label
    emergency: Label
    lines: tuple[CrisisContact, ...]


class Catalog(Content):
    """The file worksheets/vocabulary.yaml."""

    themes: dict[Theme, ThemeText]
    formats: dict[Format, NamedText]
    audiences: dict[Audience, NamedText]
    intensities: tuple[IntensityText, ...]
    gates: dict[Gate, GateText]
    feelings: tuple[FeelingFamily, ...]
    crisis_contacts: tuple[Region, ...]
    client_footer: tuple[Prose, ...]
    contraindications_for_couples: tuple[Prose, ...]
    stop_an_exercise_when: tuple[Prose, ...]

    def region(self, code: str) -> Region:
        """A region by its code; the last one ("anywhere else") when the code is not known."""
        found = [region for region in self.crisis_contacts if region.region == code]
        return (found or self.crisis_contacts[-1:])[0]

    def references_of(self, exercise: ExerciseContent) -> tuple[Reference, ...]:
        """The works an exercise cites, in the order in which it cites them; unknown keys are left out."""
        known = read_references()
        return tuple(known[key] for key in exercise.references if key in known)


@cache
def read_catalog() -> Catalog:
    """The fixed texts. Raises InvalidContent when the file is wrong."""
    return read_file(folder("worksheets") / "vocabulary.yaml", Catalog)
