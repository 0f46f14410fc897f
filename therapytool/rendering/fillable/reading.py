"""Answers out of a PDF that any program has filled in. Runs in a worker, for such a file comes from anywhere.

Programs differ in what they leave: a ticked box by its value or by the state it shows, a text as words or as a stream,
line ends of three kinds. What can be told apart is read; nothing in the file is followed or executed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pikepdf

from therapytool.rendering.fillable.form import TOKEN_FIELD, FilledCopy, FilledField

MOST_FIELDS = 5_000
MOST_LEVELS = 12
LONGEST_TEXT = 200_000
INHERITED = ("/FT", "/V")


class TooMuch(ValueError):
    """The file has more fields, levels or words than any of our sheets."""


@dataclass(frozen=True, slots=True)
class Found:
    """A field at the end of the tree: its names from the top, and what it inherits."""

    names: tuple[str, ...]
    field: Any
    inherited: Mapping[str, Any]


def filled_copies(content: bytes) -> tuple[FilledCopy, ...]:
    """The sheets of a file with the answers in them; none when it has no field at all.

    Raises pikepdf.PdfError for what is no PDF or is locked, TooMuch for more than a sheet can hold.
    """
    with pikepdf.open(BytesIO(content)) as file:
        fields = file.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", pikepdf.Array())
        copies: dict[str, list[FilledField]] = {}
        for number, found in enumerate(_ends(fields, Found((), None, {}))):
            if number >= MOST_FIELDS:
                raise TooMuch("fields")
            prefix = ".".join(found.names[:-1])
            copies.setdefault(prefix, []).append(FilledField(found.names[-1], _value(found)))
    return tuple(_copy(fields) for _, fields in sorted(copies.items(), key=_by_number))


def _by_number(entry: tuple[str, object]) -> tuple[int, str]:
    prefix = entry[0]
    return int(prefix) if prefix.isdecimal() and len(prefix) < 6 else 0, prefix


def _copy(fields: list[FilledField]) -> FilledCopy:
    token = next((field.value for field in fields if field.name == TOKEN_FIELD), "")
    return FilledCopy(token, tuple(field for field in fields if field.name != TOKEN_FIELD))


def _ends(fields: Any, above: Found) -> Iterator[Found]:
    """The fields that hold answers; the buttons of a group are no fields of their own."""
    if len(above.names) > MOST_LEVELS:
        raise TooMuch("levels")
    for field in fields if isinstance(fields, pikepdf.Array) else ():
        if not isinstance(field, pikepdf.Dictionary):
            continue
        name = _words(field.get("/T", ""))
        names = (*above.names, name) if name else above.names
        own = {key: field[key] for key in INHERITED if key in field}
        here = replace(above, names=names, field=field, inherited={**above.inherited, **own})
        kids = [kid for kid in _kids(field) if "/T" in kid]
        if kids:
            yield from _ends(pikepdf.Array(kids), here)
        elif names:
            yield here


def _kids(field: Any) -> list[Any]:
    kids = field.get("/Kids", ())
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)] if isinstance(kids, pikepdf.Array) else []


def _value(found: Found) -> str:
    if found.inherited.get("/FT") == "/Btn":
        return _state(found)
    return _words(found.inherited.get("/V", ""))


def _state(found: Found) -> str:
    """Which button is pressed: what the field says, or else what one of its buttons shows; "" for none."""
    said = [found.inherited.get("/V"), *(kid.get("/AS") for kid in (_kids(found.field) or [found.field]))]
    states = (_words(state).removeprefix("/") for state in said if state is not None)
    return next((state for state in states if state not in ("", "Off")), "")


def _words(value: Any) -> str:
    if isinstance(value, pikepdf.Stream):
        text = value.read_bytes().decode("utf-8", "replace")
    elif isinstance(value, (pikepdf.String, pikepdf.Name, str)):
        text = str(value)
    else:
        return ""
    if len(text) > LONGEST_TEXT:
        raise TooMuch("words")
    return text.replace("\r\n", "\n").replace("\r", "\n")
