"""What a plan knows because it is for a case: what came back, what it gave home, how its people put things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therapytool.cases.queries import CaseView
from therapytool.cases.vocabulary import CaseKind
from therapytool.exercises.content import ExerciseContent
from therapytool.homework.coming_back import OpenHomework, open_homework_of
from therapytool.homework.queries import given_from_plan
from therapytool.homework.wording import words_of_people
from therapytool.plans.content import HomeworkSheet, PlanContent
from therapytool.plans.queries import OpenPlan
from therapytool.plans.review import ReviewHomework, ReviewPart


@dataclass(frozen=True, slots=True)
class CaseSide:
    """The case of a plan. `given` is what went home from it: public ids of homework by version of the exercise."""

    case: CaseView
    to_review: tuple[OpenHomework, ...]
    given: Mapping[str, str]

    def words_for(self, exercise: ExerciseContent) -> Mapping[int, Mapping[str, str]]:
        """What fills the slots on each person's copy, by seat; nothing in a group, where all sheets are alike."""
        return {} if self.case.kind is CaseKind.GROUP else words_of_people(self.case, exercise.slots)

    def words_in_words(self, exercise: ExerciseContent, slot: str) -> str:
        """How the people put one slot: "Heron: your wife · Finch: your husband"; "" where nothing is known."""
        known = self.words_for(exercise)
        said = [(person.name, known.get(person.seat, {}).get(slot, "")) for person in self.case.people]
        return " · ".join(f"{name}: {words}" for name, words in said if words)

    def review(self, *, with_words: bool) -> tuple[ReviewHomework, ...]:
        """What came back as it prints: how far it came and what people said, the latter only when that was asked for.

        Where several sit in the room, how far each came waits for that word, too: paper lies on the table.
        """
        shows_standings = with_words or self.case.kind is CaseKind.INDIVIDUAL
        return tuple(
            ReviewHomework(
                title=homework.title,
                dose=homework.dose.value,
                due_on=homework.due_on,
                parts=tuple(
                    ReviewPart(part.seat_name, part.in_words, part.line if with_words else "")
                    for part in (homework.parts if shows_standings else ())
                ),
            )
            for homework in self.to_review
        )


def sheets_to_give(content: PlanContent, side: CaseSide) -> tuple[HomeworkSheet, ...]:
    """The sheets of a plan that have not gone home with its case yet, in order."""
    return tuple(sheet for sheet in content.homework if sheet.version not in side.given)


def case_side_of(plan: OpenPlan, *, clinician_id: int) -> CaseSide | None:
    """What is known of the case of a plan; None for a plan for nobody in particular."""
    if plan.case is None:
        return None
    to_review = open_homework_of(
        plan.case.public_id, clinician_id=clinician_id, looked_at_since=plan.made_at, given_from=plan.public_id
    )
    return CaseSide(plan.case, tuple(to_review), given_from_plan(plan.public_id, clinician_id))
