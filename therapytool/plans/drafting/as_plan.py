"""A draft as an ordinary plan, to be changed freely from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from therapytool.exercises.vocabulary import Audience, Format
from therapytool.formatting import in_words
from therapytool.plans.content import ExerciseItem, HomeworkSheet, Part, PartItem, PlanContent, Role
from therapytool.plans.drafting.candidates import Candidate
from therapytool.plans.drafting.draft import Draft, Option, Row

MOST_QUESTIONS = 3
END_CALM = "End with distress under 4 of 10."
Words = Callable[[Candidate], Mapping[str, str]]


def plan_of(draft: Draft, *, people: int, words: Words = lambda candidate: {}) -> PlanContent:
    """The draft as a plan, with a sheet for each of `people`; `words` gives what fills the slots of an exercise."""
    items = tuple(_item(row, draft, people, words) for row in draft.rows)
    return PlanContent(title=title_of(draft), format=draft.wishes.format, minutes=draft.wishes.minutes, items=items)


def title_of(draft: Draft) -> str:
    """What the plan is called: "Vulnerability and partner, couple session"."""
    of_mains = (row.chosen.candidate.themes[0] for row in _mains(draft) if row.chosen)
    themes = draft.wishes.themes or tuple(dict.fromkeys(of_mains))
    named = in_words([theme.label.lower() for theme in themes])
    said = f"{named}, {draft.wishes.format} session" if named else f"{draft.wishes.format} session"
    return f"{said[:1].upper()}{said[1:]}"


def _mains(draft: Draft) -> list[Row]:
    strongest = max((row.chosen.candidate.intensity for row in draft.exercises if row.chosen), default=0)
    return [row for row in draft.exercises if row.chosen and row.chosen.candidate.intensity == strongest]


def _item(row: Row, draft: Draft, people: int, words: Words) -> ExerciseItem | PartItem:
    if row.chosen:
        return _exercise_item(row.chosen, draft.wishes.format, people, words)
    part = row.part or Part.NOTE
    sheets = (_sheet(draft.home.chosen, people, words),) if draft.home and draft.home.chosen else ()
    return PartItem(
        part=part,
        title="Debrief" if part is Part.NOTE else None,
        minutes=row.minutes,
        notes=_questions(draft) if part is Part.NOTE else None,
        homework=sheets if part is Part.HOMEWORK_PLANNING else (),
    )


def _exercise_item(option: Option, format: Format, people: int, words: Words) -> ExerciseItem:
    is_joint = format is not Format.INDIVIDUAL and option.candidate.audience is Audience.BOTH
    return ExerciseItem(
        exercise=option.candidate.slug,
        version=option.candidate.version or None,
        dose=option.dose,
        minutes=None if option.minutes == option.candidate.minutes[option.dose] else option.minutes,
        role=Role.TOGETHER if is_joint or format is Format.INDIVIDUAL else Role.ALONE,
        copies=people,
        slots=dict(words(option.candidate)),
    )


def _sheet(option: Option, people: int, words: Words) -> HomeworkSheet:
    return HomeworkSheet(
        exercise=option.candidate.slug,
        version=option.candidate.version or None,
        dose=option.dose,
        copies=people,
        slots=dict(words(option.candidate)),
    )


def _questions(draft: Draft) -> str:
    """What to ask in the debrief: the questions of the strongest exercise."""
    asked = [question for row in _mains(draft)[:1] if row.chosen for question in row.chosen.candidate.debrief]
    return " ".join([*asked[:MOST_QUESTIONS], END_CALM])
