"""The clinician's side of an exercise at one dose, ready to show: steps in time, gates as questions, works cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.catalog import GateText, IntensityText, read_catalog
from therapytool.exercises.files.references import Reference
from therapytool.exercises.gates import gates_for
from therapytool.exercises.slots import with_words
from therapytool.exercises.vocabulary import Format


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: what to do, for how many minutes, and how many minutes in it begins."""

    text: str
    minutes: int
    begins: int

    @property
    def ends(self) -> int:
        """How many minutes in it is over."""
        return self.begins + self.minutes


@dataclass(frozen=True, slots=True)
class GuideGate:
    """A gate in words; `joint_only` when it stands before work with both partners alone."""

    text: GateText
    joint_only: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """What the clinician reads; the exercise has the client's words in its slots."""

    exercise: ExerciseContent
    dose: Dose
    minutes: int
    steps: tuple[GuideStep, ...]
    gates: tuple[GuideGate, ...]
    intensity: IntensityText | None
    references: tuple[Reference, ...]


def guide_of(exercise: ExerciseContent, *, dose: Dose, words: Mapping[str, str]) -> Guide:
    """The guide of an exercise at a dose, with these words in its slots."""
    worded = with_words(exercise, words)
    catalog = read_catalog()
    return Guide(
        exercise=worded,
        dose=dose,
        minutes=worded.minutes(dose),
        steps=tuple(_steps(worded, dose)),
        gates=tuple(_gates(worded)),
        intensity=next((level for level in catalog.intensities if level.level == worded.intensity), None),
        references=catalog.references_of(worded),
    )


def _steps(exercise: ExerciseContent, dose: Dose) -> Iterator[GuideStep]:
    begins = 0
    for step in exercise.steps_at(dose):
        yield GuideStep(step.text, step.minutes_at(dose), begins)
        begins += step.minutes_at(dose)


def _gates(exercise: ExerciseContent) -> Iterator[GuideGate]:
    """The exercise's own gates, and before joint work the private screening where couples can use it."""
    for gate in gates_for(exercise, Format.COUPLE) if Format.COUPLE in exercise.formats else exercise.gates:
        yield GuideGate(read_catalog().gates[gate], joint_only=gate not in exercise.gates)
