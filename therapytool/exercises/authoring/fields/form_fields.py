"""What a form holds: fields with their name, their value and what is wrong with them, and rows of fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from therapytool.exercises.authoring.fields.specs import Option, Shape, Spec

SHORT = (Shape.LINE, Shape.NUMBER, Shape.CHOICE, Shape.SWITCH)
MOST_ON_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a form must know beside the values: things to choose from by field, and problems by place."""

    choices: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    neighbors: tuple[str, ...] = ()
    """Inside a list, what its rows are called."""

    def problems_at(self, name: str) -> tuple[str, ...]:
        """What is wrong at just this place."""
        return self.problems.get(name, ())

    def problems_under(self, name: str) -> tuple[str, ...]:
        """What is wrong here or anywhere inside."""
        inside = (said for place, said in self.problems.items() if place == name or place.startswith(f"{name}."))
        return tuple(dict.fromkeys(sentence for said in inside for sentence in said))


@dataclass(frozen=True, slots=True)
class FormField:
    """One field; which of the values it uses is a matter of its shape."""

    spec: Spec
    name: str
    value: str = ""
    chosen: frozenset[str] = frozenset()
    entries: tuple[FormEntry, ...] = ()
    fields: tuple[FormField, ...] = ()
    rows: tuple[FormRow, ...] = ()
    options: tuple[Option, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def shape(self) -> Shape:
        """How it is drawn."""
        return self.spec.shape

    @property
    def plain_fields(self) -> tuple[FormField, ...]:
        """Of a group, the fields that are always shown."""
        return tuple(each for each in self.fields if not each.spec.said.is_rare)

    @property
    def rare_fields(self) -> tuple[FormField, ...]:
        """Of a group, the fields that stand under "More"."""
        return tuple(each for each in self.fields if each.spec.said.is_rare)

    @property
    def may_grow(self) -> bool:
        """Whether another row may be added."""
        return not (self.spec.named_by and self.rows) and self._has_room

    @property
    def _has_room(self) -> bool:
        return self.spec.most is None or len(self.rows) < self.spec.most

    @property
    def is_led(self) -> bool:
        """Whether its rows belong to the labels of another list and come and go with them."""
        return bool(self.spec.named_by)

    @property
    def may_shrink(self) -> bool:
        """Whether a row may be taken away."""
        return not self.spec.is_fixed and len(self.rows) > self.spec.least


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One of a few texts in a row: its name in the form, what it is called, what it says."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a list: its place, what it is called by, its fields."""

    name: str
    number: int
    title: str
    fields: tuple[FormField, ...]
    kind: str = ""
    problems: tuple[str, ...] = ()
    has_problem_inside: bool = False

    @property
    def is_slim(self) -> bool:
        """Whether its few short fields fit on one line beside its number and buttons."""
        return len(self.fields) <= MOST_ON_A_LINE and all(each.shape in SHORT for each in self.fields)

    @property
    def plain_fields(self) -> tuple[FormField, ...]:
        """The fields that are always shown."""
        return tuple(each for each in self.fields if not each.spec.said.is_rare)

    @property
    def rare_fields(self) -> tuple[FormField, ...]:
        """The fields that stand under "More"."""
        return tuple(each for each in self.fields if each.spec.said.is_rare)
