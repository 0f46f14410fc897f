"""What each field of a content type is to the person who fills it in, read from the type itself.

A new kind of block needs no form: its pydantic model says all there is to know. How things are best said, and which
fields are meant only beside a certain choice, stands in `presentation.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from therapytool.exercises.authoring.fields.presentation import (
    ACROSS,
    CHOICES,
    NAMED_BY,
    SHAPES,
    Condition,
    Said,
    in_order,
    said_of,
)

UNASKED = {"kind", "locked", "credit"}
"""What nobody fills in: the kind of a block, its lock and the credit that goes with it."""
LONGEST_LINE = 300
"""Letters above which a text is several lines."""


class Shape(StrEnum):
    """How a value is asked for; each is drawn by one macro and read by one function."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    SWITCH = "switch"
    TICKS = "ticks"
    RANKED = "ranked"
    LIST = "list"
    PAIR = "pair"
    SEQUENCE = "sequence"
    ACROSS = "across"
    GROUP = "group"
    ROWS = "rows"
    VARIANTS = "variants"
    MINUTES = "minutes"
    HEIGHT = "height"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value as it is kept, and in words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: where its value is kept, how it is asked for, and what it may be."""

    key: str
    shape: Shape
    said: Said
    is_required: bool = False
    is_optional: bool = False
    """Whether it may stand empty although it has a default."""
    default: Any = None
    options: tuple[Option, ...] = ()
    kind: type = str
    """What one value is: str, int or float."""
    lowest: float | None = None
    highest: float | None = None
    longest: int = LONGEST_LINE
    least: int = 0
    most: int | None = None
    """How many entries a list has at least and at most."""
    parts: tuple[Spec, ...] = ()
    """The fields of a group, or of each row."""
    variants: tuple[tuple[str, tuple[Spec, ...]], ...] = ()
    """The fields of each kind of row, where rows differ."""
    when: Condition | None = None
    across: str = ""
    """The neighboring list of which each row has one entry here."""
    named_by: str = ""
    """The neighboring list of texts for each of which there is one row here."""

    @property
    def label(self) -> str:
        """What the field is called."""
        return self.said.title

    @property
    def is_fixed(self) -> bool:
        """Whether a list has just so many rows, neither more nor fewer."""
        return self.most is not None and self.least == self.most

    @property
    def first_words(self) -> Spec | None:
        """Of the fields of a row, the one it is called by: the first that must have words."""
        return next((part for part in self.parts if part.is_required and part.shape in (Shape.LINE, Shape.TEXT)), None)

    @property
    def asks(self) -> bool:
        """Whether each row of a list says what is asked, so that others can be made to ask the same."""
        return self.shape is Shape.ROWS and any(part.key == "answer" for part in self.parts)

    @property
    def can_be_pasted(self) -> bool:
        """Whether rows can be made of lines: they differ in words, and there may be any number of them."""
        return self.shape is Shape.ROWS and not self.is_fixed and not self.named_by and self.first_words is not None

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers are meant."""
        return self.kind is int


@cache
def specs_of(model: type[BaseModel], names: tuple[str, ...] = ()) -> tuple[Spec, ...]:
    """The fields of a type in the order in which it names them, or just those named, in the order given.

    What nobody fills in has no field.
    """
    chosen = names or in_order(model, tuple(name for name in model.model_fields if name not in UNASKED))
    return tuple(spec_of(model, name) for name in chosen)


def spec_of(model: type[BaseModel], name: str) -> Spec:
    """One field of a type."""
    field = model.model_fields[name]
    plain, limits, is_optional = _unwrapped(field.annotation, field.metadata)
    said = said_of(model, name, title=field.title, description=field.description)
    spec = Spec(
        key=field.alias or name,
        shape=Shape.LINE,
        said=said,
        is_required=field.is_required(),
        is_optional=is_optional,
        default=_plain(field.get_default(call_default_factory=True)) if not field.is_required() else None,
        when=said.when,
    )
    shaped = _shaped(spec, plain, limits)
    places = [(each.__name__, name) for each in model.__mro__]
    given = next((SHAPES[place] for place in places if place in SHAPES), None)
    across = next((ACROSS[place] for place in places if place in ACROSS), "")
    named_by = next((NAMED_BY[place] for place in places if place in NAMED_BY), "")
    words = CHOICES.get(name, {})
    options = tuple(replace(option, label=words.get(option.value, option.label)) for option in shaped.options)
    return replace(
        shaped, shape=Shape(given) if given else shaped.shape, across=across, named_by=named_by, options=options
    )


def _unwrapped(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any], bool]:
    """The type without `Annotated` and `None`, everything that limits it, and whether it may be None."""
    limits, is_optional = list(metadata), False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            limits += [limit for each in more for limit in (each.metadata if isinstance(each, FieldInfo) else [each])]
        elif get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation):
            is_optional = True
            rest = tuple(each for each in get_args(annotation) if each is not NoneType)
            annotation = rest[0] if len(rest) == 1 else Union[rest]  # noqa: UP007  # built while running
        else:
            return annotation, limits, is_optional


def _shaped(spec: Spec, plain: Any, limits: list[Any]) -> Spec:
    """The field with its shape, and with the limits that go with it."""
    bounds = _bounds(limits)
    if plain is bool:
        return replace(spec, shape=Shape.SWITCH)
    if get_origin(plain) is Literal or (isinstance(plain, type) and issubclass(plain, Enum)):
        return replace(spec, shape=Shape.CHOICE, options=options_of(plain), kind=_kind_of(plain))
    if plain in (int, float):
        return replace(spec, shape=Shape.NUMBER, kind=plain, **bounds)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return replace(spec, shape=Shape.GROUP, parts=specs_of(plain))
    if get_origin(plain) is tuple:
        return _listed(spec, get_args(plain), limits)
    if get_origin(plain) in (Union, UnionType):
        return replace(spec, shape=Shape.NUMBER, kind=float, **bounds)
    longest = int(bounds.get("longest", LONGEST_LINE))
    return replace(spec, shape=Shape.TEXT if longest > LONGEST_LINE else Shape.LINE, longest=longest)


def _listed(spec: Spec, items: tuple[Any, ...], limits: list[Any]) -> Spec:
    """A tuple: lines of text, ticks, rows of fields, or a fixed few of one of these."""
    least, most = _length(limits)
    if items[-1] is not Ellipsis:
        least = most = len(items)
    item, inner, _ = _unwrapped(items[0], [])
    spec = replace(spec, least=least, most=most)
    if isinstance(item, type) and issubclass(item, BaseModel):
        return replace(spec, shape=Shape.ROWS, parts=specs_of(item))
    if get_origin(item) in (Union, UnionType):
        return replace(spec, shape=Shape.VARIANTS, variants=tuple(_variants(get_args(item))))
    if isinstance(item, type) and issubclass(item, Enum):
        return replace(spec, shape=Shape.TICKS, options=options_of(item))
    longest = int(_bounds(inner).get("longest", LONGEST_LINE))
    return replace(spec, shape=Shape.PAIR if spec.is_fixed else Shape.LIST, longest=longest)


def _variants(models: tuple[type[BaseModel], ...]) -> Iterator[tuple[str, tuple[Spec, ...]]]:
    for model in models:
        (kind,) = get_args(model.model_fields["kind"].annotation)
        names = tuple(name for name in model.model_fields if name not in {*UNASKED, "first_dose", "last_dose"})
        yield kind, specs_of(model, in_order(model, names))


def options_of(plain: Any) -> tuple[Option, ...]:
    """What can be chosen of a literal or an enumeration, in words."""
    values = get_args(plain) if get_origin(plain) is Literal else tuple(plain)
    return tuple(Option(str(_plain(value)), _in_words(value)) for value in values)


def _in_words(value: Any) -> str:
    words = getattr(value, "label", None) or str(_plain(value)).replace("_", " ").replace("-", " ")
    return str(words[:1].upper() + words[1:])


def _kind_of(plain: Any) -> type:
    values = get_args(plain) if get_origin(plain) is Literal else ()
    return int if values and all(isinstance(value, int) for value in values) else str


def _length(limits: list[Any]) -> tuple[int, int | None]:
    least = next((limit.min_length for limit in limits if isinstance(limit, MinLen)), 0)
    return least, next((limit.max_length for limit in limits if isinstance(limit, MaxLen)), None)


def _bounds(limits: list[Any]) -> dict[str, Any]:
    """The ends of a number, or the longest a text may be, as they stand in the type."""
    found: dict[str, Any] = {}
    for limit in limits:
        if isinstance(limit, StringConstraints) and limit.max_length:
            found["longest"] = limit.max_length
        elif isinstance(limit, (Ge, Gt)):
            found["lowest"] = limit.ge if isinstance(limit, Ge) else limit.gt
        elif isinstance(limit, (Le, Lt)):
            found["highest"] = limit.le if isinstance(limit, Le) else limit.lt
    return found


def _plain(value: Any) -> Any:
    """A default as it is kept in JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, Enum):
        return value.value
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
