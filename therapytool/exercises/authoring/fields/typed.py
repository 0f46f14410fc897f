"""What a form sent becomes content as it was typed. Nothing is refused here: what does not fit is kept and told later.

Content that was typed is plain JSON under the names that content files use; fields left at their default are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unicodedata import category

from werkzeug.datastructures import MultiDict

from therapytool.exercises.authoring.fields.form import DOSES, EXACT, HEIGHTS, parts_of
from therapytool.exercises.authoring.fields.specs import Shape, Spec

MOST_ROWS = 200
"""Rows of one list that are read; no type allows more than 120."""
MOST_TICKS = 200
NOTHING: Any = object()
"""What a field says that stands at its default."""


Posted = MultiDict[str, str]
"""What a form sent: one text by name, or all texts of a name."""


def read_form(specs: Sequence[Spec], posted: Posted, *, prefix: str = "") -> dict[str, Any]:
    """The values of these fields as typed; fields that are meant only beside another choice are left out."""
    found: dict[str, Any] = {}
    for spec in specs:
        value = _READ[spec.shape](spec, posted, f"{prefix}{spec.key}")
        if value is not NOTHING and (spec.is_required or value != spec.default):
            found[spec.key] = value
    defaults = {spec.key: spec.default for spec in specs}
    kept = (spec for spec in specs if spec.when is None or spec.when.holds(found, defaults.get(spec.when.field)))
    meant = {spec.key for spec in kept}
    return {key: value for key, value in found.items() if key in meant}


def one_line(text: str) -> str:
    """Without control characters and line breaks."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Without control characters, and with one kind of line break; without space around it."""
    return _printable(text).strip()


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a text without control characters; tabs at their beginning are blank cells, and stay."""
    return tuple(_printable(text).splitlines())


def _printable(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or category(letter) not in {"Cc", "Cs"})


def _line(spec: Spec, posted: Posted, name: str) -> Any:
    return _empty(spec) if not (text := one_line(posted.get(name, ""))) else text


def _text(spec: Spec, posted: Posted, name: str) -> Any:
    return _empty(spec) if not (text := clean(posted.get(name, ""))) else text


def _empty(spec: Spec) -> Any:
    """What an empty field says: nothing there, where that is allowed; else it stands at its default."""
    if spec.is_optional:
        return None
    return "" if spec.is_required else NOTHING


def _number(spec: Spec, posted: Posted, name: str) -> Any:
    text = one_line(posted.get(name, ""))
    return number_in(text) if text else _empty(spec)


def number_in(text: str) -> int | float | str:
    """A number as typed; words that are none stay as they are, to be told about."""
    written = text.replace(",", ".").replace("−", "-") if text.count(",") == 1 and "." not in text else text
    for kind in (int, float):
        try:
            number = kind(written)
        except ValueError:
            continue
        if abs(number) < 10**12:
            return number
    return text


def _choice(spec: Spec, posted: Posted, name: str) -> Any:
    text = one_line(posted.get(name, ""))
    if not text:
        return _empty(spec)
    return number_in(text) if spec.kind is int else text


def _switch(spec: Spec, posted: Posted, name: str) -> Any:
    return name in posted


def _ticks(spec: Spec, posted: Posted, name: str) -> Any:
    ticked = [one_line(value) for value in posted.getlist(name)[:MOST_TICKS]]
    return list(dict.fromkeys(value for value in ticked if value))


def _ranked(spec: Spec, posted: Posted, name: str) -> Any:
    """The first one chosen by itself, then the others in the order of the page."""
    first, also = one_line(posted.get(name, "")), _ticks(spec, posted, f"{name}.also")
    return list(dict.fromkeys([value for value in (first, *also) if value]))


def _list(spec: Spec, posted: Posted, name: str) -> Any:
    lines = (" ".join(line.split()) for line in clean(posted.get(name, "")).splitlines())
    return [line for line in lines if line]


def _pair(spec: Spec, posted: Posted, name: str) -> Any:
    texts = [one_line(posted.get(f"{name}.{place}", "")) for place in range(spec.most or 0)]
    return texts if any(texts) or spec.is_required else None


def _sequence(spec: Spec, posted: Posted, name: str) -> Any:
    texts = (one_line(posted.get(f"{name}.{place}", "")) for place in range(spec.most or 0))
    return [number_in(text) for text in texts if text]


def _across(spec: Spec, posted: Posted, name: str) -> Any:
    count = _row_count(posted, f"{name.removesuffix(spec.key)}{spec.across}")
    texts = [clean(posted.get(f"{name}.{place}", "")) for place in range(count)]
    return texts if any(texts) else []


def _minutes(spec: Spec, posted: Posted, name: str) -> Any:
    given = {dose: one_line(posted.get(f"{name}.{dose}", "")) for dose in DOSES}
    numbers = {dose: number_in(text) for dose, text in given.items()}
    return numbers["short"] if len(set(numbers.values())) == 1 else numbers


def _height(spec: Spec, posted: Posted, name: str) -> Any:
    word, exact = one_line(posted.get(name, "")), one_line(posted.get(f"{name}.mm", ""))
    if word == EXACT:
        return number_in(exact) if exact else spec.default
    return word if word in HEIGHTS else spec.default


def _group(spec: Spec, posted: Posted, name: str) -> Any:
    return read_form(spec.parts, posted, prefix=f"{name}.")


def _rows(spec: Spec, posted: Posted, name: str) -> Any:
    rows = []
    for number in range(_row_count(posted, name)):
        place = f"{name}.{number}"
        kind = one_line(posted.get(place, ""))
        row = read_form(parts_of(spec, kind), posted, prefix=f"{place}.")
        rows.append({"kind": kind, **row} if spec.variants else row)
    return rows


def _row_count(posted: Posted, name: str) -> int:
    return next((number for number in range(MOST_ROWS) if f"{name}.{number}" not in posted), MOST_ROWS)


_READ: Mapping[Shape, Callable[[Spec, Posted, str], Any]] = {
    Shape.ACROSS: _across,
    Shape.CHOICE: _choice,
    Shape.GROUP: _group,
    Shape.HEIGHT: _height,
    Shape.LINE: _line,
    Shape.LIST: _list,
    Shape.MINUTES: _minutes,
    Shape.NAME: _line,
    Shape.NUMBER: _number,
    Shape.PAIR: _pair,
    Shape.RANKED: _ranked,
    Shape.ROWS: _rows,
    Shape.SEQUENCE: _sequence,
    Shape.SWITCH: _switch,
    Shape.TEXT: _text,
    Shape.TICKS: _ticks,
    Shape.VARIANTS: _rows,
}
