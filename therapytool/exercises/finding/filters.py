"""What a clinician narrows the library down to, and how that stands in an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self, TypeVar

from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.materials import Material
from therapytool.exercises.vocabulary import Audience, Format, Theme

MINUTES_OFFERED = (5, 10, 15, 20, 30, 45, 60)
"""Lengths in minutes of which one can be picked as the most there is time for."""
INTENSITIES_OFFERED = (1, 2, 3, 4)
MOST_TAGS = 20
"""Tags filtered by at once; the rest is left aside."""
LONGEST_TAG = 40

Values = Mapping[str, Sequence[str]]
"""Values by name, as an address or a form gives them: any names, any texts, any number of them."""
Word = TypeVar("Word", bound=StrEnum)


class Origin(StrEnum):
    """Whether an exercise ships with Therapytool or is the practice's own."""

    SHIPPED = "shipped"
    OWN = "own"

    @property
    def label(self) -> str:
        """As in the filters."""
        return {"shipped": "From Therapytool", "own": "Our own"}[self.value]


@dataclass(frozen=True, slots=True)
class Filters:
    """Values of one filter widen each other, filters narrow each other; an empty one lets everything through."""

    theme: tuple[Theme, ...] = ()
    format: tuple[Format, ...] = ()
    audience: tuple[Audience, ...] = ()
    minutes: int | None = None
    """The most minutes there are; an exercise fits when any of its doses does."""
    intensity: int | None = None
    """The strongest intensity wanted."""
    favorites: bool = False
    origin: tuple[Origin, ...] = ()
    material: tuple[Material, ...] = ()
    tag: tuple[str, ...] = ()
    """Names of the practice's tags; one that no exercise wears lets nothing through."""
    handout: bool = False
    """Only handouts, which ask nothing."""
    archived: bool = False
    """Only what the practice has put away, instead of what is in use."""

    @classmethod
    def read(cls, values: Values) -> Self:
        """The filters an address asks for. What cannot be understood narrows nothing."""
        return cls(
            theme=_words(values, "theme", Theme),
            format=_words(values, "format", Format),
            audience=_words(values, "audience", Audience),
            minutes=read_number(values, "minutes", lowest=1, highest=240),
            intensity=read_number(values, "intensity", lowest=1, highest=5),
            favorites=_is_on(values, "favorites"),
            origin=_words(values, "origin", Origin),
            material=_words(values, "material", Material),
            tag=_tags(values),
            handout=_is_on(values, "handout"),
            archived=_is_on(values, "archived"),
        )

    def arguments(self) -> dict[str, list[str]]:
        """The same filters as values of an address, empty ones left out."""
        given: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, tuple) and value:
                given[field.name] = [str(word) for word in value]
            elif value and not isinstance(value, tuple):
                given[field.name] = [str(int(value))]
        return given

    def without(self, name: str) -> Self:
        """These filters with one of them empty."""
        return replace(self, **{name: getattr(type(self)(), name)})

    def chips(self) -> tuple[Chip, ...]:
        """Each value filtered by, in words, with the filters that remain when it is taken away."""
        chips = [Chip(theme.label, self._less("theme", theme)) for theme in self.theme]
        chips += [Chip(kind.capitalize(), self._less("format", kind)) for kind in self.format]
        chips += [Chip(read_catalog().audiences[who].title, self._less("audience", who)) for who in self.audience]
        if self.minutes:
            chips.append(Chip(f"Up to {self.minutes} min", self.without("minutes")))
        if self.intensity:
            chips.append(Chip(f"Intensity up to {self.intensity}", self.without("intensity")))
        if self.favorites:
            chips.append(Chip("Favorites", self.without("favorites")))
        chips += [Chip(where.label, self._less("origin", where)) for where in self.origin]
        chips += [Chip(kind.label, self._less("material", kind)) for kind in self.material]
        chips += [Chip(f"Tag: {name}", self._less("tag", name)) for name in self.tag]
        if self.handout:
            chips.append(Chip("Handouts", self.without("handout")))
        if self.archived:
            chips.append(Chip("Archived", self.without("archived")))
        return tuple(chips)

    def _less(self, name: str, word: str) -> Filters:
        kept: Any = tuple(other for other in getattr(self, name) if other != word)
        return replace(self, **{name: kept})


@dataclass(frozen=True, slots=True)
class Chip:
    """One value filtered by, and the filters without it."""

    label: str
    rest: Filters


def read_number(values: Values, name: str, *, lowest: int, highest: int) -> int | None:
    """A whole number of an address within bounds; None when there is none, or it is anything else."""
    text = next(iter(values.get(name, ())), "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        return None
    return int(text) if lowest <= int(text) <= highest else None


def _words(values: Values, name: str, kind: type[Word]) -> tuple[Word, ...]:
    given = set(values.get(name, ()))
    return tuple(word for word in kind if word.value in given)


def _is_on(values: Values, name: str) -> bool:
    return any(value not in {"", "0"} for value in values.get(name, ()))


def _tags(values: Values) -> tuple[str, ...]:
    names = (" ".join(name[: 4 * LONGEST_TAG].split())[:LONGEST_TAG] for name in values.get("tag", ())[:MOST_TAGS])
    return tuple(dict.fromkeys(name for name in names if name))
