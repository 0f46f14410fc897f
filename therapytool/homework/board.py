"""The board: every response as an entry, what needs the clinician first, and how she narrows it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from therapytool.exercises.vocabulary import Theme
from therapytool.homework.lifecycle import Standing

COME_BACK = (Standing.DONE, Standing.PARTLY, Standing.NOT_DONE)
OUT = (Standing.OVERDUE, Standing.STARTED, Standing.OPENED, Standing.GIVEN)
IN_ORDER = (*COME_BACK, *OUT, Standing.WAITING, Standing.REVIEWED)
WORDS = {Standing.NOT_DONE: "not this time", Standing.WAITING: "begins later"}


class Shelf(StrEnum):
    """The parts of the board, in order."""

    COME_BACK = "come-back"
    OUT = "out"
    LATER = "later"
    REVIEWED = "reviewed"

    @property
    def heading(self) -> str:
        """What stands over it."""
        return {
            "come-back": "Come back, to look at",
            "out": "With the clients",
            "later": "Begins later",
            "reviewed": "Looked at",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's homework on the board. `rounds_left` counts the later rounds of one that repeats."""

    homework_id: str
    response_id: str
    case_id: str
    case_name: str
    person_id: str
    person: str
    title: str
    theme: Theme
    dose: str
    given_at: datetime
    not_before: date | None
    due_on: date | None
    last_at: datetime
    standing: Standing
    series: str | None = None
    rounds_left: int = 0

    @property
    def shelf(self) -> Shelf:
        """The part of the board it stands on."""
        if self.standing in COME_BACK:
            return Shelf.COME_BACK
        if self.standing in OUT:
            return Shelf.OUT
        return Shelf.LATER if self.standing is Standing.WAITING else Shelf.REVIEWED


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """Which entries to show: one case's, those of one standing, or all but the reviewed."""

    case_id: str = ""
    standing: Standing | None = None

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """The filters of an address; what makes no sense is left out."""
        named = values.get("standing", "")
        return cls(values.get("case", "")[:20], Standing(named) if named in list(Standing) else None)

    def arguments(self, **other: str | None) -> dict[str, str]:
        """The filters as values of an address, some of them changed."""
        now = {"case": self.case_id, "standing": self.standing.value if self.standing else ""}
        return {name: value for name, value in {**now, **other}.items() if value}

    def keep(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries they let through; reviewed ones only when asked for."""
        return [
            entry
            for entry in entries
            if (not self.case_id or entry.case_id == self.case_id)
            and (entry.standing is self.standing if self.standing else entry.standing is not Standing.REVIEWED)
        ]


def in_words(standing: Standing) -> str:
    """A standing as the board says it: "done", "not this time", "overdue"."""
    return WORDS.get(standing, standing.value)


def counted(entries: Iterable[Entry]) -> list[tuple[Standing, int]]:
    """How many entries there are of each standing that occurs, in the board's order."""
    counts = Counter(entry.standing for entry in entries)
    return [(standing, counts[standing]) for standing in IN_ORDER if counts[standing]]


def next_rounds_only(entries: Sequence[Entry]) -> list[Entry]:
    """Of homework that repeats, only the next round still to come, saying how many follow it."""
    shown: dict[tuple[str, str], int] = {}
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: entry.not_before or date.min):
        place = (entry.series or "", entry.person_id)
        if entry.series is None or entry.standing is not Standing.WAITING:
            kept.append(entry)
        elif place in shown:
            at = shown[place]
            kept[at] = _with_one_more(kept[at])
        else:
            shown[place] = len(kept)
            kept.append(entry)
    return kept


def shelves(entries: Iterable[Entry]) -> list[tuple[Shelf, list[Entry]]]:
    """The entries by the parts of the board: overdue and soonest due first, what came back last first."""
    parts: dict[Shelf, list[Entry]] = {shelf: [] for shelf in Shelf}
    for entry in entries:
        parts[entry.shelf].append(entry)
    for shelf in (Shelf.COME_BACK, Shelf.REVIEWED):
        parts[shelf].sort(key=lambda entry: entry.last_at, reverse=True)
    for shelf in (Shelf.OUT, Shelf.LATER):
        parts[shelf].sort(key=lambda entry: (entry.due_on or date.max, entry.given_at))
    return [(shelf, rows) for shelf, rows in parts.items() if rows]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where one response stands among those to be looked at: its neighbors, and how many there are."""

    before: Entry | None
    after: Entry | None
    count: int


def inbox_at(entries: Iterable[Entry], response_id: str) -> Inbox:
    """The inbox seen from one response, in the board's order; from one that is not in it, its first is next."""
    waiting = next((rows for shelf, rows in shelves(entries) if shelf is Shelf.COME_BACK), [])
    place = next((at for at, entry in enumerate(waiting) if entry.response_id == response_id), None)
    if place is None:
        return Inbox(None, waiting[0] if waiting else None, len(waiting))
    before = waiting[place - 1] if place else None
    after = waiting[place + 1] if place + 1 < len(waiting) else None
    return Inbox(before, after, len(waiting))


def _with_one_more(entry: Entry) -> Entry:
    return replace(entry, rounds_left=entry.rounds_left + 1)
