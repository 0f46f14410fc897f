"""A program as its page shows it: every session in time, its gates and measures in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therapytool.exercises.files.catalog import Catalog, GateText
from therapytool.exercises.files.references import Reference, read_references
from therapytool.exercises.measures.content import Measure
from therapytool.plans.content import ExerciseItem, PartItem
from therapytool.programs.content import MeasureUse, Program, ProgramSession


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a session: when it starts, in minutes from the beginning, what it is, what it gives to take home."""

    starts_after: int
    minutes: int
    title: str
    exercise: str
    dose: str
    notes: str
    gives: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SessionOverview:
    """One session of the page."""

    number: int
    session: ProgramSession
    rows: tuple[Row, ...]
    gates: tuple[GateText, ...]
    measures: tuple[str, ...]

    @property
    def main_titles(self) -> tuple[str, ...]:
        """The exercises of the session by title."""
        return tuple(row.title for row in self.rows if row.exercise)

    @property
    def total(self) -> int:
        """Minutes of all rows."""
        return sum(row.minutes for row in self.rows)


@dataclass(frozen=True, slots=True)
class Overview:
    """A whole program. `missing` names exercises that are not in the library; with any, it cannot be started."""

    program: Program
    sessions: tuple[SessionOverview, ...]
    gates: tuple[GateText, ...]
    intake: tuple[str, ...]
    every_session: tuple[str, ...]
    follow_up: tuple[str, ...]
    extras: tuple[tuple[str, str, str], ...]
    references: tuple[Reference, ...]
    missing: tuple[str, ...]


def overview_of(
    program: Program, *, titles: Mapping[str, str], measures: Mapping[str, Measure], catalog: Catalog
) -> Overview:
    """The page of a program; `titles` names the exercises that are in the library, by slug."""
    works = read_references()
    sessions = tuple(
        SessionOverview(
            number,
            session,
            rows_of(session, titles),
            tuple(catalog.gates[gate] for gate in session.gates),
            _named(session.measures, measures),
        )
        for number, session in enumerate(program.sessions, 1)
    )
    return Overview(
        program=program,
        sessions=sessions,
        gates=tuple(catalog.gates[gate] for gate in program.gates),
        intake=_named(program.intake, measures),
        every_session=tuple(measures[slug].title for slug in program.every_session),
        follow_up=_named(program.follow_up.measures, measures),
        extras=tuple((x.exercise, titles[x.exercise], x.fits) for x in program.extras if x.exercise in titles),
        references=tuple(works[key] for key in program.references if key in works),
        missing=tuple(slug for plan in program.plans for slug in _used(plan.uses) if slug not in titles),
    )


def rows_of(session: ProgramSession, titles: Mapping[str, str]) -> tuple[Row, ...]:
    """The items of a session in time."""
    rows: list[Row] = []
    elapsed = 0
    for item in session.items:
        rows.append(_row(item, elapsed, titles))
        elapsed += item.minutes or 0
    return tuple(rows)


def _row(item: ExerciseItem | PartItem, elapsed: int, titles: Mapping[str, str]) -> Row:
    minutes, notes = item.minutes or 0, item.notes or ""
    if isinstance(item, ExerciseItem):
        slug = item.exercise
        return Row(elapsed, minutes, titles.get(slug, _from_slug(slug)), slug, item.dose.value, notes, ())
    sheets = tuple((s.exercise, titles.get(s.exercise, _from_slug(s.exercise))) for s in item.homework)
    return Row(elapsed, minutes, item.title or item.part.label, "", "", notes, sheets)


def _from_slug(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _used(uses: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(use, "exercise", "")) for use in uses)


def _named(uses: tuple[MeasureUse, ...], measures: Mapping[str, Measure]) -> tuple[str, ...]:
    """Measures by their short names; one that ships without its wording is the practice's own copy."""
    named: list[str] = []
    for use in uses:
        names = " or ".join(measures[slug].short_title for slug in use.any_of)
        is_open = any(measures[slug].enabled for slug in use.any_of)
        named.append(names if is_open else f"{names} (your own copy)")
    return tuple(named)
