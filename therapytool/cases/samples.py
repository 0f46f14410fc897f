"""The sample caseload: invented cases to look around with, marked as such and removed in one click."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from therapytool.cases.operations import describe_person, open_case
from therapytool.cases.queries import get_case
from therapytool.cases.vocabulary import CaseKind

Filler = Callable[[Mapping[str, str], int], None]
FILLERS: list[Filler] = []
"""What other features add to the samples: called with the samples' public ids by name, and the clinician's row."""


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One invented person."""

    name: str
    pronouns: str = ""
    partner_words: str = ""


@dataclass(frozen=True, slots=True)
class SampleCase:
    """One invented case."""

    name: str
    kind: CaseKind
    people: tuple[SamplePerson, ...]


SAMPLES = (
    SampleCase(
        "Harbor-12",
        CaseKind.COUPLE,
        (SamplePerson("Heron", "he/him", "my wife"), SamplePerson("Finch", "she/her", "my husband")),
    ),
    SampleCase("Cedar-31", CaseKind.INDIVIDUAL, (SamplePerson("Osprey", "he/him", "my partner"),)),
    SampleCase(
        "Tuesday group",
        CaseKind.GROUP,
        (SamplePerson("Dunlin", "he/him"), SamplePerson("Kestrel", "they/them"), SamplePerson("Plover", "he/him")),
    ),
)


def add_filler(filler: Filler) -> None:
    """Let a feature add to the samples; asking twice for the same is harmless."""
    if filler not in FILLERS:
        FILLERS.append(filler)


def load_samples(*, clinician_id: int) -> None:
    """Open the invented cases, with whatever other features add to them."""
    opened = {sample.name: _open(sample, clinician_id) for sample in SAMPLES}
    for filler in FILLERS:
        filler(opened, clinician_id)


def _open(sample: SampleCase, clinician_id: int) -> str:
    names = tuple(person.name for person in sample.people)
    public_id = open_case(sample.kind, name=sample.name, people=names, clinician_id=clinician_id, is_sample=True)
    for person, row in zip(sample.people, get_case(public_id, clinician_id).people, strict=True):
        describe_person(
            row.public_id,
            name=person.name,
            pronouns=person.pronouns,
            partner_words=person.partner_words,
            clinician_id=clinician_id,
        )
    return public_id
