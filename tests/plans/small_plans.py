"""Plans small enough to reason about: exercises of known minutes, and strategies that make up any plan of them."""

from __future__ import annotations

from datetime import time
from typing import Any

from hypothesis import strategies as st

from tests.exercises.small_library import small_exercise
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.vocabulary import Format
from therapytool.plans.content import ExerciseItem, HomeworkSheet, Part, PartItem, PlanContent, Role
from therapytool.plans.shelf import Shelf
from therapytool.plans.timing.agenda import Agenda, agenda_of


def timed_exercise(slug: str, *minutes: int, **fields: Any) -> ExerciseContent:
    """An exercise of so many minutes in its short, standard and long dose, with one slot."""
    doses = dict(zip(Dose, minutes, strict=True))
    return small_exercise(
        slug,
        steps=[{"text": "Talk about {topic}.", "minutes": {dose.value: count for dose, count in doses.items()}}],
        slots=[{"name": "topic", "label": "A topic", "default": "the day"}],
        **fields,
    )


LISTEN = timed_exercise("listen", 10, 30, 40, themes=["C"], formats=["couple", "individual"])
INVITE = timed_exercise("invite", 12, 24, 36, themes=["F"], formats=["couple"], gates=["trauma_checked"])
SORT = timed_exercise("sort", 5, 15, 20, themes=["D"])
SHELF = Shelf.of([LISTEN, INVITE, SORT])


def part(kind: Part, minutes: int, **fields: Any) -> PartItem:
    """A fixed part."""
    return PartItem.model_validate({"part": kind, "minutes": minutes, **fields})


def use(exercise: ExerciseContent, **fields: Any) -> ExerciseItem:
    """An exercise as an item."""
    return ExerciseItem.model_validate({"exercise": exercise.slug, **fields})


def plan_of(*items: ExerciseItem | PartItem, **fields: Any) -> PlanContent:
    """A plan of these items; a couple for 80 minutes unless told."""
    usual: dict[str, Any] = {"title": "Hearing without fixing", "format": "couple", "minutes": 80}
    return PlanContent(**(usual | fields), items=items)


def mock_up(**fields: Any) -> PlanContent:
    """The session of 84 minutes for 80 that the editor was drawn with."""
    return plan_of(
        part(Part.CHECK_IN, 5, key="checkin"),
        part(Part.HOMEWORK_REVIEW, 10, key="review"),
        use(LISTEN, key="listen"),
        use(INVITE, key="invite"),
        part(Part.HOMEWORK_PLANNING, 8, key="homework", homework=[{"exercise": "sort", "copies": 2}]),
        part(Part.SUMMARY, 7, key="summary"),
        **({"starts_at": time(16)} | fields),
    )


def agenda(plan: PlanContent) -> Agenda:
    """A plan laid out in time."""
    return agenda_of(plan, SHELF)


def keys(plan: PlanContent) -> list[str]:
    """The keys of the items, in order."""
    return [item.key for item in plan.items]


minutes = st.integers(0, 240)
texts = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
common_fields = {"role": st.sampled_from(Role), "cut_first": st.booleans(), "notes": st.none() | texts}
sheets = st.builds(
    HomeworkSheet,
    exercise=st.sampled_from(["listen", "invite", "sort"]),
    dose=st.sampled_from(Dose),
    copies=st.integers(0, 3),
)
parts = st.builds(
    PartItem,
    part=st.sampled_from([kind for kind in Part if kind is not Part.HOMEWORK_PLANNING]),
    minutes=minutes,
    **common_fields,
) | st.builds(
    PartItem, part=st.just(Part.HOMEWORK_PLANNING), minutes=minutes, homework=st.lists(sheets, max_size=3).map(tuple)
)
exercises = st.builds(
    ExerciseItem,
    exercise=st.sampled_from(["listen", "invite", "sort"]),
    dose=st.sampled_from(Dose),
    minutes=st.none() | minutes,
    copies=st.integers(0, 5),
    **common_fields,
)
plans = st.builds(
    PlanContent,
    title=texts,
    format=st.sampled_from(Format),
    minutes=st.integers(10, 480),
    starts_at=st.none() | st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    items=st.lists(parts | exercises, max_size=12).map(tuple),
)
