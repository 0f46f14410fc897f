"""Fields of a form to a change of a plan. What a change must know of an exercise is looked up by the caller.

These forms are small and many, each a button or a field of the editor, so they are read straight into the types of the
changes; what does not fit is told by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unicodedata import category

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from therapytool.blocks.dose import Dose
from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.vocabulary import Format
from therapytool.plans.changes.change import Change
from therapytool.plans.changes.every import KINDS
from therapytool.plans.refusals import LABELS, refused

SLOT_PREFIX = "slot."
SEVERAL_LINES = {"notes"}
LOOKED_UP = {"title", "version"}
"""Fields of a change that the library says when the change names an exercise."""
LARGEST_REVISION = 10**9
LONGEST_REQUEST_KEY = 24

Values = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class NamedExercise:
    """An exercise as a change needs to know it."""

    title: str
    version: str


Lookup = Callable[[str], NamedExercise]


def read_change(values: Values, lookup: Lookup) -> Change:
    """The change a form asks for.

    A field left empty is None. Raises InvalidContent with all that does not fit, and what `lookup` raises.
    """
    kind = KINDS.get(values.get("change", ""))
    if kind is None:
        raise InvalidContent((Problem("", None, LABELS["change"], "this is not one the page offers"),))
    try:
        return kind.model_validate(dict(_fields(values, kind, lookup)))
    except ValidationError as error:
        raise refused(error) from error


def read_revision(values: Values) -> int:
    """The revision the person was looking at; 0, which no plan has, when the form does not say."""
    text = values.get("revision", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number and int(text) <= LARGEST_REVISION else 0


def read_request_key(values: Values) -> str:
    """The name a script gave to this request so that it can be sent again; empty from a plain form."""
    return values.get("request_key", "")[:LONGEST_REQUEST_KEY]


def read_dose(values: Values) -> Dose:
    """The dose a form names, else the standard one."""
    return next((dose for dose in Dose if dose.value == values.get("dose")), Dose.STANDARD)


def read_format(values: Values) -> Format | None:
    """The format a form names, if it names one."""
    return next((kind for kind in Format if kind.value == values.get("format")), None)


def _fields(values: Values, kind: type[Change], lookup: Lookup) -> Iterator[tuple[str, object]]:
    """Each field of the change that the form gives, as far as a form can say it."""
    names_exercise = "exercise" in kind.model_fields
    for name in kind.model_fields:
        if name == "slots":
            if any(key.startswith(SLOT_PREFIX) for key in values):
                yield name, dict(_slots(values))
        elif name == "materials" and name in values:
            yield name, [line for line in map(_one_line, values[name].splitlines()) if line]
        elif name in values and not (names_exercise and name in LOOKED_UP):
            yield name, (_text if name in SEVERAL_LINES else _one_line)(values.getlist(name)[-1]) or None
    if names_exercise and kind.model_fields.keys() >= LOOKED_UP:
        exercise = lookup(_one_line(values.get("exercise", "")))
        yield "title", exercise.title
        yield "version", exercise.version


def _slots(values: Values) -> Iterator[tuple[str, str]]:
    """Slots filled with words; one left empty keeps its default."""
    for key, words in values.items():
        if key.startswith(SLOT_PREFIX) and _one_line(words):
            yield key.removeprefix(SLOT_PREFIX), _one_line(words)


def _one_line(text: str) -> str:
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """Without control characters, and with one kind of line break."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or category(letter) not in {"Cc", "Cs"}).strip()
