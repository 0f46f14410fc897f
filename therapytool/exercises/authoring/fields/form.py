"""A form as a page shows it, made from specs, what was typed, and what surrounds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from therapytool.blocks.gallery.texts import KIND_TEXTS
from therapytool.exercises.authoring.fields.form_fields import FormEntry, FormField, FormRow, Surroundings
from therapytool.exercises.authoring.fields.specs import Option, Shape, Spec

Raw = Mapping[str, Any]
"""Content as it was typed: plain JSON values under the names that content files use, valid or not."""

DOSES = ("short", "standard", "long")
HEIGHTS = ("short", "normal", "tall")
EXACT = "exact"
MOST_ROWS_NAMED = 10
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
TITLE_KEYS = ("head", "label", "text", "front", "sign", "name", "left", "says")
"""Where the words stand that a row is called by, most telling first."""


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
    called = spec.said.entries or tuple(f"{spec.label} {place + 1}" for place in range(spec.most or 0))
    entries = tuple(
        FormEntry(f"{name}.{place}", label, given[place] if place < len(given) else "")
        for place, label in enumerate(called)
    )
    return FormField(spec, name, entries=entries, problems=around.problems_under(name))


def _sequence(spec: Spec, value: Any, raw: Raw, around: Surroundings, name: str) -> FormField:
    """Some of the neighbors in an order that matters: those chosen, and one more to choose."""
    chosen = [text_of(each) for each in _listed(value)]
    places = range(min(max(len(chosen) + 1, 2), spec.most or MOST_ROWS_NAMED))
    entries = tuple(
        FormEntry(f"{name}.{place}", ORDINALS[place], chosen[place] if place < len(chosen) else "") for place in places
    )
    offered = (Option(str(number), f"{number}. {called}") for number, called in enumerate(around.neighbors, 1))
    options = _with_unknown(tuple(offered), chosen)
    return FormField(spec, name, entries=entries, options=options, problems=around.problems_under(name))


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
    called = tuple(text_of(each) for each in _listed(raw.get(spec.named_by)))
    titles = called or tuple(title_of(each) or f"number {number}" for number, each in enumerate(given, 1))
    inside = replace(around, neighbors=titles)
    rows = tuple(_row(spec, number, each, inside, name) for number, each in enumerate(given, 1))
    return FormField(spec, name, rows=rows, options=variant_options(spec), problems=around.problems_at(name))


def _row(spec: Spec, number: int, raw: Raw, around: Surroundings, name: str) -> FormRow:
    place, kind = f"{name}.{number - 1}", text_of(raw.get("kind"))
    specs = parts_of(spec, kind)
    return FormRow(
        name=place,
        number=number,
        title=_called(spec, number, around) or title_of(raw),
        fields=form_fields(specs, raw, around, prefix=f"{place}."),
        kind=kind if spec.variants else "",
        problems=around.problems_at(place),
        has_problem_inside=bool(around.problems_under(place)),
    )


def _called(spec: Spec, number: int, around: Surroundings) -> str:
    """What a row is called by its neighbor, where rows are."""
    return around.neighbors[number - 1] if spec.named_by and number <= len(around.neighbors) else ""


def parts_of(spec: Spec, kind: str) -> tuple[Spec, ...]:
    """The fields of a row, which may depend on its kind; none for a kind there is not."""
    return dict(spec.variants).get(kind, ()) if spec.variants else spec.parts


def variant_options(spec: Spec) -> tuple[Option, ...]:
    """The kinds of rows that can be added, where rows differ."""
    return tuple(Option(kind, KIND_TEXTS[kind].title) for kind, _ in spec.variants)


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
    Shape.SEQUENCE: _sequence,
    Shape.SWITCH: _switch,
    Shape.TICKS: _ticks,
    Shape.VARIANTS: _rows,
}
