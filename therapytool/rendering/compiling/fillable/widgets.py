"""Fields as a PDF knows them: made of the links that the engine drew over their places, so that each stands exactly
there and has its element in the structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from therapytool.rendering.compiling.fillable.appearances import Appearances
from therapytool.rendering.compiling.fillable.places import LOOKS_OF_ONE_LINE, Place
from therapytool.rendering.fillable.conventions import SMALL_SIZE, TOKEN_FIELD, USUAL_SIZE, appearance
from therapytool.rendering.fillable.form import (
    CHOSEN_TICK,
    NOTHING_CHOSEN,
    Form,
    FormField,
    field_name,
    signed,
    state_name,
)
from therapytool.rendering.layout.drawing import Drawing

PRINTED, HIDDEN = 4, 2
READ_ONLY, MULTILINE, RADIO = 1, 1 << 12, 1 << 15
CENTERED = 1
OFF = f"/{NOTHING_CHOSEN}"
LETTER_WIDTH, ROW_HEIGHT = 0.51, 1.32
"""Of usual words, in type sizes: what fits into a field is counted by it, so that all that can be typed prints."""
MARGIN = 4.0
"""What readers leave free in a field, both sides together."""
FILLED_BY_WORDS = 0.8
"""How much of rows that break between words is filled."""
FEWEST_LETTERS = 8
NARROW, LOW = 110.0, 40.0
"""Cells below this are typed in small."""
LETTERS_OF_AN_UNKNOWN_FIELD = 200
LOOKS_OF_A_TICK = ("tick", "ring")
LOOKS_OF_ONE = ("one", "diamond")

Drawn = tuple[Place, Any]
"""A place and the annotation that stands on it."""


class FieldMaker:
    """Makes the fields of one document of its places and the annotations on them."""

    def __init__(self, drawing: Drawing, appearances: Appearances, form: Form) -> None:
        self._drawing = drawing
        self._appearances = appearances
        self._known: Mapping[str, FormField] = {field.key: field for field in form.fields}
        self._token = form.token

    def make(self, drawn: Sequence[Drawn]) -> list[Any]:
        """The fields at the top of the field tree, last the hidden one that names the document."""
        groups: dict[tuple[str, str], list[Drawn]] = {}
        for place, annotation in drawn:
            groups.setdefault((place.key, place.part), []).append((place, annotation))
        roots = [root for (key, _), group in groups.items() for root in self._fields(self._field_of(key), group)]
        names = [root["T"].string for root in roots]
        for page in {place.page for place, _ in drawn}:
            self._drawing.pages[page]["Tabs"] = "/S"
        return [*roots, self._hidden(signed(self._token, names))]

    def _field_of(self, key: str) -> FormField:
        return self._known.get(key, FormField(key, key, LETTERS_OF_AN_UNKNOWN_FIELD))

    def _fields(self, field: FormField, group: list[Drawn]) -> Iterator[Any]:
        look = group[0][0].look
        if look in LOOKS_OF_ONE:
            yield self._one_of(field, group)
        elif look in LOOKS_OF_A_TICK:
            yield self._tick(field, *group[0])
        else:
            yield from (self._text(field, place, annotation, n) for n, (place, annotation) in enumerate(group, 1))

    def _text(self, field: FormField, place: Place, annotation: Any, number: int) -> Any:
        """Words. What runs on over a page goes on in a field of its own, since two places of one field say the same."""
        width, height = _size(annotation)
        part = place.part or (str(number) if number > 1 else "")
        _become_widget(annotation)
        annotation.update(
            FT="/Tx",
            T=pydyf.String(field_name(field.key, part)),
            **_named(field.spoken(part=_aside(part))),
            DA=pydyf.String(appearance(_type_size(place, width, height))),
            MaxLen=_most_letters(field, place, width, height),
            AP={"N": self._appearances.blank(width, height, is_text=True)},
        )
        if place.look not in LOOKS_OF_ONE_LINE:
            annotation["Ff"] = MULTILINE
        if place.look == "number":
            annotation["Q"] = CENTERED
        if place.covers:
            annotation["MK"] = {"BG": [1, 1, 1]}
        return annotation

    def _tick(self, field: FormField, place: Place, annotation: Any) -> Any:
        self._become_button(annotation, place, CHOSEN_TICK)
        annotation.update(FT="/Btn", T=pydyf.String(field_name(field.key)), **_named(field.spoken()), V=OFF, DV=OFF)
        return annotation

    def _one_of(self, field: FormField, group: list[Drawn]) -> Any:
        part = group[0][0].part
        parent = pydyf.Dictionary(
            {
                "FT": "/Btn",
                "Ff": RADIO,
                "T": pydyf.String(field_name(field.key, part)),
                "TU": pydyf.String(field.spoken(part=_aside(part))),
                "V": OFF,
                "DV": OFF,
                "Kids": [annotation.reference for _, annotation in group],
            }
        )
        self._drawing.pdf.add_object(parent)
        for number, (place, annotation) in enumerate(group, 1):
            self._become_button(annotation, place, state_name(place.value, number))
            annotation["Parent"] = parent.reference
            annotation.update(_named(field.spoken(option=place.value)))
        return parent

    def _become_button(self, annotation: Any, place: Place, state: str) -> None:
        width, height = _size(annotation)
        shown = self._appearances
        _become_widget(annotation)
        annotation.update(
            AS=OFF,
            AP={
                "N": {
                    state: shown.chosen(place, width, height),
                    NOTHING_CHOSEN: shown.blank(width, height, is_text=False),
                }
            },
            MK={"CA": pydyf.String("4" if place.look in LOOKS_OF_A_TICK else "l")},
        )

    def _hidden(self, token: str) -> Any:
        page = self._drawing.pages[0]
        field = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "Rect": [0, 0, 0, 0],
                "P": page.reference,
                "F": HIDDEN,
                "FT": "/Tx",
                "Ff": READ_ONLY,
                "T": pydyf.String(TOKEN_FIELD),
                "TU": pydyf.String("Which sheet this is"),
                "DA": pydyf.String(appearance()),
                "V": pydyf.String(token),
                "AP": {"N": self._appearances.blank(0, 0, is_text=True)},
            }
        )
        self._drawing.pdf.add_object(field)
        page.setdefault("Annots", pydyf.Array()).append(field.reference)
        return field


def _become_widget(annotation: Any) -> None:
    """A link as the engine drew it becomes a field that prints, at the same place and with the same key in the tree."""
    for entry in ("A", "Contents", "BS"):
        annotation.pop(entry, None)
    left, first, right, second = annotation["Rect"]
    annotation.update(
        Subtype="/Widget",
        F=PRINTED,
        Rect=[round(left, 2), round(min(first, second), 2), round(right, 2), round(max(first, second), 2)],
        BS={"W": 0},
    )


def _named(words: str) -> dict[str, Any]:
    """What a field asks, where readers of PDF/UA-1 look for it and where those of PDF/UA-2 do."""
    return {"TU": pydyf.String(words), "Contents": pydyf.String(words)}


def _size(annotation: Any) -> tuple[float, float]:
    left, bottom, right, top = annotation["Rect"]
    return abs(right - left), abs(top - bottom)


def _most_letters(field: FormField, place: Place, width: float, height: float) -> int:
    """What prints there, and is no more than is kept of an answer."""
    size = _type_size(place, width, height)
    in_a_row = (width - MARGIN) / (LETTER_WIDTH * size)
    rows = 1 if place.look in LOOKS_OF_ONE_LINE else max(int((height - MARGIN) / (ROW_HEIGHT * size)), 1)
    fits = in_a_row if rows == 1 else in_a_row * rows * FILLED_BY_WORDS
    return min(place.room or max(int(fits), FEWEST_LETTERS), field.max_length)


def _type_size(place: Place, width: float, height: float) -> float:
    is_small = place.look == "cell" and (width < NARROW or height < LOW)
    return SMALL_SIZE if is_small else USUAL_SIZE


def _aside(part: str) -> str:
    return "continued" if part.isdigit() else part
