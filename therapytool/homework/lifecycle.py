"""Where one person's homework stands, as a rule over what is known of it; and when a link works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Outcome(StrEnum):
    """How it went, said by the person or the clinician; "not done" is a respected answer with a reason."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not-done"

    @property
    def in_words(self) -> str:
        """ "done", "partly", "not this time"."""
        return {"done": "done", "partly": "partly", "not-done": "not this time"}[self.value]


SCALE = range(11)
"""What helpfulness and distress are rated on: 0 is none, 10 the most."""


class Standing(StrEnum):
    """Where a response stands, as the board shows it."""

    WAITING = "waiting"
    GIVEN = "given"
    OPENED = "opened"
    STARTED = "started"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not-done"
    OVERDUE = "overdue"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one response."""

    not_before: date | None
    due_on: date | None
    opened_at: datetime | None
    started_at: datetime | None
    outcome: Outcome | None
    reviewed_at: datetime | None


def standing(facts: Facts, today: date) -> Standing:
    """Where a response stands today. An answered one is never overdue; an empty one is never done."""
    if facts.reviewed_at is not None:
        return Standing.REVIEWED
    if facts.outcome is not None:
        return Standing(facts.outcome.value)
    if facts.not_before is not None and today < facts.not_before:
        return Standing.WAITING
    if facts.due_on is not None and today > facts.due_on:
        return Standing.OVERDUE
    if facts.started_at is not None:
        return Standing.STARTED
    return Standing.OPENED if facts.opened_at is not None else Standing.GIVEN


class LinkState(StrEnum):
    """Whether a link opens."""

    OPEN = "open"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    REVOKED = "revoked"


def link_state(
    *, not_before: datetime | None, expires_at: datetime, revoked_at: datetime | None, now: datetime
) -> LinkState:
    """Whether a link opens at a moment of the server's clock."""
    if revoked_at is not None:
        return LinkState.REVOKED
    if now >= expires_at:
        return LinkState.EXPIRED
    if not_before is not None and now < not_before:
        return LinkState.NOT_YET
    return LinkState.OPEN


def is_late(*, begun_at: datetime, saved_at: datetime, expires_at: datetime) -> bool:
    """Whether a save that began before the link ended arrived after it; such a save is taken and marked."""
    return begun_at < expires_at <= saved_at


def last_day(expires_at: datetime) -> date:
    """The last day on which a link opens: one that ends as a day begins opens on the day before."""
    return (expires_at - timedelta(seconds=1)).astimezone().date()
