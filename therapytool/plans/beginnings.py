"""What a new plan holds before anybody has changed it: the frame of a sound session, maybe with one exercise in it."""

from __future__ import annotations

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.vocabulary import Format
from therapytool.plans.changes.change import (
    PART_MINUTES,
    inserted,
    place_after_the_opening,
    place_before_the_close,
    with_items,
)
from therapytool.plans.content import ExerciseItem, Part, PartItem, PlanContent

FRAME = (Part.CHECK_IN, Part.HOMEWORK_REVIEW, Part.HOMEWORK_PLANNING, Part.SUMMARY)
"""The fixed parts a new plan starts with; exercises go in before the last two."""
USUAL_MINUTES = {Format.INDIVIDUAL: 53, Format.COUPLE: 80, Format.GROUP: 90}
"""How long a session of each kind usually is."""


def blank_plan(title: str, *, format: Format, minutes: int) -> PlanContent:
    """A plan with the fixed parts of a sound session and nothing between them."""
    parts = tuple(PartItem(part=part, minutes=PART_MINUTES[part]) for part in FRAME)
    return PlanContent(title=title, format=format, minutes=minutes, items=parts)


def new_session(format: Format) -> PlanContent:
    """A blank plan of the usual length for those in the room, called after them."""
    return blank_plan(f"New {format} session", format=format, minutes=USUAL_MINUTES[format])


def session_for_case(format: Format, number: int, *, opens_with_review: bool) -> PlanContent:
    """The next session of a case: blank, of the usual length, opening with what came back where something is open."""
    plan = blank_plan(f"Session {number}", format=format, minutes=USUAL_MINUTES[format])
    return opening_with_review(plan) if opens_with_review else without_review(plan)


def opening_with_review(plan: PlanContent) -> PlanContent:
    """The plan with a homework review right after its check-in, if it has none yet."""
    if any(isinstance(item, PartItem) and item.part is Part.HOMEWORK_REVIEW for item in plan.items):
        return plan
    review = PartItem(part=Part.HOMEWORK_REVIEW, minutes=PART_MINUTES[Part.HOMEWORK_REVIEW])
    return inserted(plan, review, place_after_the_opening(plan))


def without_review(plan: PlanContent) -> PlanContent:
    """The plan without its homework review: there is nothing to talk about yet."""
    kept = (item for item in plan.items if not (isinstance(item, PartItem) and item.part is Part.HOMEWORK_REVIEW))
    return with_items(plan, tuple(kept))


def plan_around(exercise: ExerciseContent, *, version: str, dose: Dose, format: Format | None) -> PlanContent:
    """A plan with one exercise in this version; without a format it is for whom the exercise is written first."""
    room = format or exercise.formats[0]
    copies = 2 if room is Format.COUPLE else 1
    plan = blank_plan(exercise.title, format=room, minutes=USUAL_MINUTES[room])
    item = ExerciseItem(exercise=exercise.slug, version=version, dose=dose, copies=copies)
    return inserted(plan, item, place_before_the_close(plan))
