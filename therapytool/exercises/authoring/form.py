"""A form as a page shows it: every field with its name, its value and what is wrong with it, made from specs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from therapytool.exercises.authoring.specs import Option, Shape, Spec

Raw = Mapping[str, Any]
"""Content as it was typed: plain JSON values under the names that content files use, valid or not."""

DOSES = ("short", "standard", "long")
HEIGHTS = ("short", "normal", "tall")
EXACT = "exact"
SHORT = (Shape.LINE, Shape.NUMBER, Shape.CHOICE, Shape.SWITCH)
MOST_ON_A_LINE = 3
TITLE_KEYS = ("head", "label", "text", "front", "sign", "name", "left", "says")
"""Where the words stand that a row is called by, most telling first."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a form must know beside the values: things to choose from by field, and problems by place."""

    choices: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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
        return self.spec.most is None or len(self.rows) < self.spec.most

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


def form_fields(specs: Sequence[Spec], raw: Raw, around: Surroundings, *, prefix: str = "") -> tuple[FormField, ...]:
    """The fields of these specs with the values of `raw`; what is not there shows its default."""
    return tuple(_show(spec, raw, around, f"{prefix}{spec.key}") for spec in specs)


def every_field(fields: Sequence[FormField]) -> Iterator[FormField]:
    """Each field, and every field inside it, in the order of the page."""
    for each in fields:
        yield each
        yield from every_field(each.fields)
        for row in each.rows:
            yield from every_field(row.fields)


def text_of(value: Any) -> str:
    """A value as it stands in a field: numbers without idle zeros, nothing for None."""
    if value is None or isinstance(value, (dict, list, tuple)):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _show(spec: Spec, raw: Raw, around: Surroundings, name: str) -> FormField:
    value = raw.get(spec.key, spec.default)
    show = _SHOW.get(spec.shape, _line)
    return show(spec, value, raw, around, name)


def _line(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    return FormField(spec, name, value=text_of(value), problems=around.problems_under(name))


def _choice(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    offered = spec.options or around.choices.get(spec.key, ())
    chosen = text_of(value)
    options = _with_unknown(offered, (chosen,) if chosen else ())
    return FormField(spec, name, value=chosen, options=options, problems=around.problems_under(name))


def _switch(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    return FormField(spec, name, value="yes" if value is True else "", problems=around.problems_under(name))


def _ticks(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    chosen = tuple(text_of(each) for each in _listed(value))
    options = spec.options or _chosen_first(_with_unknown(around.choices.get(spec.key, ()), chosen), chosen)
    return FormField(spec, name, chosen=frozenset(chosen), options=options, problems=around.problems_under(name))


def _ranked(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    chosen = [text_of(each) for each in _listed(value)]
    return FormField(
        spec,
        name,
        value=chosen[0] if chosen else "",
        chosen=frozenset(chosen[1:]),
        options=_with_unknown(spec.options, chosen),
        problems=around.problems_under(name),
    )


def _list(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    lines = "\n".join(" ".join(text_of(each).split()) for each in _listed(value))
    return FormField(spec, name, value=lines, problems=around.problems_under(name))


def _pair(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    given = [text_of(each) for each in _listed(value)]
    entries = tuple(
        FormEntry(f"{name}.{place}", f"{spec.label} {place + 1}", given[place] if place < len(given) else "")
        for place in range(spec.most or 0)
    )
    return FormField(spec, name, entries=entries, problems=around.problems_under(name))


def _across(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    given = [text_of(each) for each in _listed(value)]
    neighbors = [each for each in _listed(raw.get(spec.across)) if isinstance(each, Mapping)]
    entries = tuple(
        FormEntry(
            f"{name}.{place}",
            title_of(neighbor) or f"Column {place + 1}",
            given[place] if place < len(given) else "",
        )
        for place, neighbor in enumerate(neighbors)
    )
    return FormField(spec, name, entries=entries, problems=around.problems_under(name))


def _minutes(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    by_dose = value if isinstance(value, Mapping) else dict.fromkeys(DOSES, value)
    entries = tuple(FormEntry(f"{name}.{dose}", dose.capitalize(), text_of(by_dose.get(dose))) for dose in DOSES)
    return FormField(spec, name, entries=entries, problems=around.problems_under(name))


def _height(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    is_word = value in HEIGHTS
    entries = (FormEntry(f"{name}.mm", "Millimeters", "" if is_word else text_of(value)),)
    options = (*(Option(word, word.capitalize()) for word in HEIGHTS), Option(EXACT, "Exactly"))
    chosen = str(value) if is_word else EXACT
    return FormField(spec, name, chosen, entries=entries, options=options, problems=around.problems_under(name))


def _group(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    inside = value if isinstance(value, Mapping) else {}
    fields = form_fields(spec.parts, inside, around, prefix=f"{name}.")
    return FormField(spec, name, fields=fields, problems=around.problems_at(name))


def _rows(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    given = [each if isinstance(each, Mapping) else {} for each in _listed(value)]
    if spec.is_fixed:
        given = [*given, *({} for _ in range(spec.least))][: spec.least]
    rows = tuple(_row(spec, number, each, around, name) for number, each in enumerate(given, 1))
    return FormField(spec, name, rows=rows, options=variant_options(spec), problems=around.problems_at(name))


def _row(spec: Spec, number: int, raw: Raw, around: Surroundings, name: str) -> FormRow:
    place, kind = f"{name}.{number - 1}", text_of(raw.get("kind"))
    specs = parts_of(spec, kind)
    return FormRow(
        name=place,
        number=number,
        title=title_of(raw),
        fields=form_fields(specs, raw, around, prefix=f"{place}."),
        kind=kind if spec.variants else "",
        problems=around.problems_at(place),
        has_problem_inside=bool(around.problems_under(place)),
    )


def parts_of(spec: Spec, kind: str) -> tuple[Spec, ...]:
    """The fields of a row, which may depend on its kind; none for a kind there is not."""
    return dict(spec.variants).get(kind, ()) if spec.variants else spec.parts


def variant_options(spec: Spec) -> tuple[Option, ...]:
    """The kinds of rows that can be added, where rows differ."""
    return tuple(Option(kind, kind.replace("_", " ").capitalize()) for kind, _ in spec.variants)


def title_of(raw: Raw) -> str:
    """What a row is called by: the first of its words that says something, on one short line."""
    found = next((text_of(raw[key]) for key in TITLE_KEYS if raw.get(key)), "")
    line = " ".join(found.split())
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _chosen_first(options: Sequence[Option], chosen: Sequence[str]) -> tuple[Option, ...]:
    """Of a list that may be long, what was chosen on top, in the order in which it was."""
    by_value = {option.value: option for option in options}
    return (*(by_value[value] for value in dict.fromkeys(chosen)), *(o for o in options if o.value not in chosen))


def _with_unknown(options: Sequence[Option], chosen: Sequence[str]) -> tuple[Option, ...]:
    """What is offered, and what was chosen although it is offered no more."""
    known = {option.value for option in options}
    return (*options, *(Option(value, f"{value} (not there now)") for value in chosen if value not in known))


_SHOW: dict[Shape, Callable[[Spec, Any, Raw, Surroundings, str], FormField]] = {
    Shape.ACROSS: _across,
    Shape.CHOICE: _choice,
    Shape.GROUP: _group,
    Shape.HEIGHT: _height,
    Shape.LIST: _list,
    Shape.MINUTES: _minutes,
    Shape.PAIR: _pair,
    Shape.RANKED: _ranked,
    Shape.ROWS: _rows,
    Shape.SWITCH: _switch,
    Shape.TICKS: _ticks,
    Shape.VARIANTS: _rows,
}
