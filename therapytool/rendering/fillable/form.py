"""What can be filled in on a document, as plain values: its fields by key, and the token by which it is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

PART_MARK = "~"
CHOSEN_TICK, NOTHING_CHOSEN = "yes", "Off"
"""States of a button; the second is the same in every PDF."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One answer: its key, what is asked, how many letters may be kept of it, and in what it is one of several."""

    key: str
    label: str
    max_length: int
    group: str = ""

    def spoken(self, *, option: str = "", part: str = "") -> str:
        """What a screen reader says, what differs from the field before first: "Sadness: often (What I show)"."""
        words = f"{self.label}: {option}" if option else self.label
        return " ".join([words, *(f"({aside})" for aside in (part, self.group) if aside)])


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one document. `token` is carried by the file and says nothing to somebody who reads it."""

    token: str
    fields: tuple[FormField, ...]


def field_name(key: str, part: str = "") -> str:
    """What a field is called: "week/r1/c2", "born~year". A dot would make it a tree of fields."""
    return key.replace(".", "/") + (f"{PART_MARK}{part}" if part else "")


def key_and_part(name: str) -> tuple[str, str]:
    """The key and part that a field's name stands for."""
    key, _, part = name.partition(PART_MARK)
    return key.replace("/", "."), part


def state_name(option: str, number: int) -> str:
    """What the state of a chosen option is called: itself if it is a short plain word, else by its number from 1.

    An option of the very word that says that nothing is chosen goes by its number.
    """
    is_plain = option.isascii() and option.isalnum() and len(option) <= 20 and option != NOTHING_CHOSEN
    return option if is_plain else f"option-{number}"


def signed(token: str, names: Iterable[str]) -> str:
    """The token with a mark of the fields that were there when the file was made."""
    return f"{token}.{mark_of(names)}"


def mark_of(names: Iterable[str]) -> str:
    """A mark that changes when a field is taken away, added or renamed."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class FilledField:
    """A field as it came back: its name below its copy, and what is in it; "" when it is blank."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FilledCopy:
    """One sheet of a file that came back, with the token it carries; "" when it carries none."""

    token: str
    fields: tuple[FilledField, ...]


class Obstacle(StrEnum):
    """Why a file that was sent back cannot be taken in."""

    UNREADABLE = "unreadable"
    LOCKED = "locked"
    TOO_LARGE = "too large"
    TOO_MANY_PAGES = "too many pages"
    NOT_OURS = "not ours"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file that was sent back holds: sheets that were filled in, or pages as JPEG.

    `page_codes` are the codes in each of the pictures, in the same order.
    """

    obstacle: str = ""
    copies: tuple[FilledCopy, ...] = ()
    pictures: tuple[bytes, ...] = ()
    page_codes: tuple[tuple[str, ...], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code in it once, in order."""
        return tuple(dict.fromkeys(code for codes in self.page_codes for code in codes))
