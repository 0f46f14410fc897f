"""What a new plan holds before anybody has changed it: the frame of a sound session, maybe with one exercise in it."""

from __future__ import annotations

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.vocabulary import Format
from therapytool.plans.changes import PART_MINUTES, inserted, place_before_the_close
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


def plan_around(exercise: ExerciseContent, *, dose: Dose, format: Format | None) -> PlanContent:
    """A plan with one exercise in it and its title; without a format it is for whom the exercise is written first."""
    room = format or exercise.formats[0]
    copies = 2 if room is Format.COUPLE else 1
    plan = blank_plan(exercise.title, format=room, minutes=USUAL_MINUTES[room])
    item = ExerciseItem(exercise=exercise.slug, dose=dose, copies=copies)
    return inserted(plan, item, place_before_the_close(plan))
