"""Form fields of a document: asked for before it is drawn, made of what was drawn there, ready for the packet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from therapytool.rendering.compiling.bodies import CannotCompile, Outside
from therapytool.rendering.compiling.fillable.appearances import Appearances, chosen_symbol
from therapytool.rendering.compiling.fillable.places import SYMBOLS_FILE, Place, places_of, symbol_glyph
from therapytool.rendering.compiling.fillable.structure import put_into_forms
from therapytool.rendering.compiling.fillable.typeface import TYPING_FILE, letters
from therapytool.rendering.compiling.fillable.widgets import FieldMaker
from therapytool.rendering.compiling.glyphs import DrawnFont
from therapytool.rendering.fillable.form import Form
from therapytool.rendering.fragment import Symbol
from therapytool.rendering.layout.drawing import Drawing

ADDRESS = "field:"


def ask_for_fields(document: Any) -> tuple[Place, ...]:
    """Before drawing: every place for a field becomes a link to an address of our own, so that the engine gives it a
    rectangle on the page and an element in the structure."""
    places = places_of(document)
    for number, place in enumerate(places):
        area = place.area
        rectangle = (area.left, area.top, area.right, area.bottom)
        document.pages[place.page].links.append(("external", f"{ADDRESS}{number}", rectangle, place.box))
    return places


def make_fields(
    drawing: Drawing, places: Sequence[Place], fonts: Mapping[str, DrawnFont], form: Form
) -> tuple[list[Any], Mapping[str, DrawnFont]]:
    """After drawing: the fields at the top of the field tree, each given a parent that the linker knows; and the fonts
    with the glyphs that fields need besides. Raises CannotCompile when the pages lack the typeface to type in."""
    drawn = [(places[number], annotation) for number, annotation in _asked(drawing)]
    fonts = dict(fonts)
    symbols = _grown(fonts, SYMBOLS_FILE, _chosen_glyphs(places))
    _grown(fonts, TYPING_FILE, letters())
    maker = FieldMaker(drawing, Appearances(drawing, symbols), form)
    put_into_forms(drawing, _by_box(drawn))
    roots = maker.make(drawn)
    for root in roots:
        root["Parent"] = Outside(Symbol.FIELD_PARENT)
    return roots, fonts


def typing_font(fonts: Mapping[str, DrawnFont]) -> DrawnFont:
    """The font that fields are typed in. Raises CannotCompile when the pages lack it."""
    found = next((font for font in fonts.values() if font.file == TYPING_FILE), None)
    if found is None:
        raise CannotCompile("no typeface to type in")
    return found


def _asked(drawing: Drawing) -> list[tuple[int, Any]]:
    """The links that were asked for, with the number of their place."""
    found = []
    for annotation in drawing.annotations():
        address = annotation.get("A", {}).get("URI")
        if address is not None and address.string.startswith(ADDRESS):
            found.append((int(address.string.removeprefix(ADDRESS)), annotation))
    return found


def _by_box(drawn: Sequence[tuple[Place, Any]]) -> list[list[Any]]:
    """The fields that stand in one box of the engine together, in order."""
    boxes: dict[int, list[Any]] = {}
    for place, annotation in drawn:
        boxes.setdefault(id(place.box), []).append(annotation)
    return list(boxes.values())


def _grown(fonts: dict[str, DrawnFont], file: str, glyphs: Mapping[int, str]) -> bytes | None:
    """Give a typeface more glyphs; its reference, None when the pages do not use it."""
    for called, font in fonts.items():
        if font.file == file:
            fonts[called] = replace(font, glyphs={**font.glyphs, **glyphs})
            return font.reference
    return None


def _chosen_glyphs(places: Sequence[Place]) -> dict[int, str]:
    """The symbols that ticks turn into."""
    chosen = {chosen_symbol(place.symbol.character) for place in places if place.symbol is not None}
    return {symbol_glyph(character): character for character in chosen}
