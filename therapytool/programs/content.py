"""What a program is: for whom and not for whom, when to measure, and its sessions, each a plan in the making."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import Content, Label, Prose, Slug
from therapytool.exercises.content import ReferenceKey
from therapytool.exercises.vocabulary import Format, Gate, Theme
from therapytool.plans.content import AnyItem, PlanContent, PlanMinutes


class MeasureUse(Content):
    """A measure to give, or the first of several that the practice may use."""

    any_of: tuple[Slug, ...] = Field(min_length=1, max_length=4)


class Release(Content):
    """How sessions follow each other."""

    days_between: Annotated[int, Field(ge=1, le=60)] = 7
    rule: Prose


class FollowUp(Content):
    """The look back after the end."""

    when: Label
    measures: tuple[MeasureUse, ...]


class Extra(Content):
    """An exercise that some need, and where it fits."""

    exercise: Slug
    fits: Label


class ProgramSession(Content):
    """One session: what it is after, what is cleared and measured before it, and its items in order."""

    title: Label
    aim: Prose
    gates: tuple[Gate, ...] = ()
    measures: tuple[MeasureUse, ...] = ()
    notes: Prose | None = Field(default=None, description="For the clinician.")
    items: tuple[AnyItem, ...] = Field(min_length=1, max_length=60)


class Program(Content):
    """A program as a file."""

    slug: Slug
    title: Label
    summary: Label
    format: Format
    minutes: PlanMinutes = Field(description="Length of each session.")
    who_joins: Prose | None = Field(default=None, description="Size of a group, or when a partner may join.")
    themes: tuple[Theme, ...] = Field(min_length=1)
    for_whom: Prose
    not_for: tuple[Prose, ...] = Field(min_length=1)
    before_start: Prose
    evidence: Prose = Field(description="What it draws on, and that the sequence is untested.")
    references: tuple[ReferenceKey, ...] = Field(min_length=1)
    release: Release
    intake: tuple[MeasureUse, ...] = ()
    every_session: tuple[Slug, ...] = ()
    follow_up: FollowUp
    extras: tuple[Extra, ...] = ()
    sessions: tuple[ProgramSession, ...] = Field(min_length=1, max_length=30)

    def plan(self, number: int) -> PlanContent:
        """The plan of session `number`, counted from 1: "Let In, session 2: Company Before Answers"."""
        session = self.sessions[number - 1]
        title = f"{self.title}, session {number}: {session.title}"
        return PlanContent(
            title=title, summary=session.aim, format=self.format, minutes=self.minutes, items=session.items
        )

    @property
    def plans(self) -> tuple[PlanContent, ...]:
        """The plans of all sessions, in order."""
        return tuple(self.plan(number) for number in range(1, len(self.sessions) + 1))

    @property
    def exercises(self) -> tuple[Slug, ...]:
        """Every exercise the program names, each once: in sessions, as homework, as an extra."""
        used = [use.exercise for plan in self.plans for use in plan.uses]
        return tuple(dict.fromkeys([*used, *(extra.exercise for extra in self.extras)]))

    @property
    def measures(self) -> tuple[Slug, ...]:
        """Every measure the program names, each once."""
        uses = [*self.intake, *self.follow_up.measures, *(use for s in self.sessions for use in s.measures)]
        return tuple(dict.fromkeys([*(slug for use in uses for slug in use.any_of), *self.every_session]))

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Every gate of any session, each once."""
        return tuple(dict.fromkeys(gate for session in self.sessions for gate in session.gates))

    @model_validator(mode="after")
    def items_say_their_minutes_and_fit(self) -> Self:
        for number, session in enumerate(self.sessions, 1):
            minutes = [item.minutes for item in session.items]
            if None in minutes:
                raise ValueError(f"an item of session {number} has no minutes; in a program each says its own")
            total = sum(each or 0 for each in minutes)
            if total > self.minutes:
                raise ValueError(f"session {number} adds up to {total} minutes, but a session is {self.minutes}")
        return self

    @model_validator(mode="after")
    def joint_work_is_cleared(self) -> Self:
        for number, session in enumerate(self.sessions, 1):
            if self.format is Format.COUPLE and Gate.IPV_CLEARED not in session.gates:
                raise ValueError(f"session {number} is joint work and does not ask for 'ipv_cleared'")
        return self
