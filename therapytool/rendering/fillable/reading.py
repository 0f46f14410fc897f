"""Answers out of a PDF that any program has filled in. Runs in a worker, for such a file comes from anywhere.

Programs differ in what they leave: a ticked box by its value or by the state it shows, a text as words or as a stream,
line ends of three kinds. What can be told apart is read; nothing in the file is followed or executed.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pikepdf

from therapytool.rendering.fillable.conventions import TOKEN_FIELD
from therapytool.rendering.fillable.form import NOTHING_CHOSEN, FilledCopy, FilledField

MOST_FIELDS = 5_000
MOST_LEVELS = 12
LONGEST_TEXT = 200_000
INHERITED = ("/FT", "/V")
ENCODINGS = ((BOM_UTF16_BE, "utf-16-be"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF8, "utf-8"))
"""How a string says that it is not in the old encoding of PDF."""


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
    return next((state for state in states if state not in ("", NOTHING_CHOSEN)), "")


def _words(value: Any) -> str:
    """A value as text, "" for what is none."""
    if isinstance(value, pikepdf.Name):
        text = bytes(value).decode("utf-8", "replace")
    elif isinstance(value, pikepdf.Stream):
        text = _decoded(value.read_bytes())
    elif isinstance(value, pikepdf.String):
        text = _decoded(bytes(value))
    else:
        text = value if isinstance(value, str) else ""
    if len(text) > LONGEST_TEXT:
        raise TooMuch("words")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(raw: bytes) -> str:
    """The text of a string. Half a letter is left out: programs that count in halves cut the last emoji in two."""
    for mark, encoding in ENCODINGS:
        if raw.startswith(mark):
            return raw.removeprefix(mark).decode(encoding, "ignore")
    return raw.decode("pdfdoc", "replace")
