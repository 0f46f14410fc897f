"""A plan as time: what starts when, how long the whole takes, and by how much it runs over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.slots import with_words
from therapytool.exercises.vocabulary import Theme
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PartItem, PlanContent
from therapytool.plans.shelf import Shelf


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One row of the agenda. `starts_after` counts minutes from the start of the session."""

    item: ExerciseItem | PartItem
    title: str
    minutes: int
    starts_after: int
    starts_at: time | None
    exercise: ExerciseContent | None = None

    @property
    def theme(self) -> Theme | None:
        """The exercise's theme; None for a fixed part."""
        return self.exercise.theme if self.exercise else None

    @property
    def gives(self) -> tuple[HomeworkSheet, ...]:
        """The homework sheets this row hands out."""
        return self.item.homework if isinstance(self.item, PartItem) else ()

    @property
    def dose(self) -> Dose | None:
        """The dose an exercise is used at; None for a fixed part."""
        return self.item.dose if isinstance(self.item, ExerciseItem) else None


@dataclass(frozen=True, slots=True)
class Agenda:
    """All rows, and the session's length beside what they add up to, in minutes."""

    rows: tuple[AgendaItem, ...]
    minutes: int

    @property
    def total(self) -> int:
        """Minutes of all rows."""
        return sum(row.minutes for row in self.rows)

    @property
    def over(self) -> int:
        """Minutes beyond the session's length; negative when there is room left."""
        return self.total - self.minutes

    def title_of(self, key: str) -> str:
        """How an item is called, for sentences about it; "the item" when it is not there."""
        return next((row.title for row in self.rows if row.item.key == key), "the item")

    @property
    def ends_at(self) -> time | None:
        """The time of day when the last row ends; None without a start."""
        return clock_after(self.rows[-1].starts_at, self.rows[-1].minutes) if self.rows else None

    @property
    def materials(self) -> tuple[str, ...]:
        """Everything to bring, each once, in the order it is needed."""
        needed: dict[str, None] = {}
        for row in self.rows:
            needed.update(dict.fromkeys(row.item.materials))
            if row.exercise:
                needed.update(dict.fromkeys(row.exercise.materials))
        return tuple(needed)


def minutes_of(item: ExerciseItem | PartItem, exercise: ExerciseContent | None) -> int:
    """An item's own minutes, else those of its exercise at its dose."""
    if item.minutes is not None:
        return item.minutes
    if exercise is None or not isinstance(item, ExerciseItem):
        return 0
    return exercise.minutes(item.dose)


def agenda_of(plan: PlanContent, shelf: Shelf) -> Agenda:
    """Lay a plan's items out in time. Raises NotFound for an exercise the shelf does not hold."""
    rows: list[AgendaItem] = []
    elapsed = 0
    for item in plan.items:
        row = _row(item, shelf, elapsed, plan.starts_at)
        rows.append(row)
        elapsed += row.minutes
    return Agenda(tuple(rows), plan.minutes)


def _row(item: ExerciseItem | PartItem, shelf: Shelf, elapsed: int, start: time | None) -> AgendaItem:
    moment = clock_after(start, elapsed)
    if isinstance(item, PartItem):
        return AgendaItem(item, item.title or item.part.label, item.minutes, elapsed, moment)
    exercise = with_words(shelf.take(item), item.slots)
    return AgendaItem(item, exercise.title, minutes_of(item, exercise), elapsed, moment, exercise)


@dataclass(frozen=True, slots=True)
class TimedStep:
    """One step of an exercise inside the session; `starts_after` counts minutes from the start of the session."""

    text: str
    minutes: int
    starts_after: int
    starts_at: time | None


def timed_steps(row: AgendaItem) -> tuple[TimedStep, ...]:
    """The steps of an exercise row in time, all stretched alike where the row's minutes are not its dose's."""
    if row.exercise is None or row.dose is None:
        return ()
    planned = row.exercise.minutes(row.dose)
    steps: list[TimedStep] = []
    elapsed = 0
    for step in row.exercise.steps_at(row.dose):
        begin = round(elapsed * row.minutes / planned)
        elapsed += step.minutes_at(row.dose)
        minutes = round(elapsed * row.minutes / planned) - begin
        steps.append(TimedStep(step.text, minutes, row.starts_after + begin, clock_after(row.starts_at, begin)))
    return tuple(steps)


def clock_after(start: time | None, minutes: int) -> time | None:
    """The time of day some minutes after the start, past midnight if need be; None without a start."""
    if start is None:
        return None
    return (datetime.combine(date(2000, 1, 1), start) + timedelta(minutes=minutes)).time()
