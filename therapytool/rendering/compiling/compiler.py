"""The compiler itself: one document's HTML in, one fragment out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pydyf

from therapytool.rendering.compiling.bodies import Local, PageNumberStream, TreeKey
from therapytool.rendering.compiling.fields import ask_for_fields, make_fields, typing_font
from therapytool.rendering.compiling.fillable.places import Place
from therapytool.rendering.compiling.glyphs import DrawnFont, drawn_fonts
from therapytool.rendering.compiling.inscriptions import take_inscriptions
from therapytool.rendering.compiling.links import (
    first_elements,
    heading_elements,
    headings_of,
    places_of,
    settle_links,
    show_links_elsewhere,
)
from therapytool.rendering.compiling.objects import Written, write_objects
from therapytool.rendering.compiling.page_numbers import take_page_numbers
from therapytool.rendering.fillable.conventions import TYPING_NAME
from therapytool.rendering.fillable.form import Form
from therapytool.rendering.fragment import Fields, Fragment, FragmentPage, Heading, PageNumber, Symbol
from therapytool.rendering.inscriptions import MARK
from therapytool.rendering.layout.drawing import Drawing
from therapytool.rendering.layout.engine import drawn, pages_of
from therapytool.rendering.linking.syntax import reference
from therapytool.rendering.page_numbers import StandIn

NAME_OF_A_HEAD = re.compile(r"(\d+)(-\d+-\d+)")
"""How the engine calls the head of a table: the number of the table's object, a row, a column."""


def compile_document(html: str, styles: str, stand_in: StandIn, *, form: Form | None = None) -> Fragment:
    """Lay out one document and take it apart; `stand_in` is what stands where the page number will be.

    With a form, the places that the document marks become its fields.

    Raises AddressRefused when the text names anything we do not ship, CannotCompile when it uses what can only be laid
    out whole.
    """
    with pages_of(html, styles) as (document, warnings):
        show_links_elsewhere(document)
        asked = Asked(form, ask_for_fields(document)) if form is not None else None
        drawing = drawn(document)
        return _fragment(document, drawing, warnings, stand_in, asked, inscriptions=html.count(f"{MARK}="))


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields that are wanted, and where."""

    form: Form
    places: tuple[Place, ...]


def _fragment(
    document: Any,
    drawing: Drawing,
    warnings: Sequence[str],
    stand_in: StandIn,
    asked: Asked | None,
    *,
    inscriptions: int,
) -> Fragment:
    elements = list(drawing.elements())
    firsts = first_elements(drawing, elements)
    places, headings = places_of(document), headings_of(document)
    sought = settle_links(drawing, places, landings=firsts)
    fonts: Mapping[str, DrawnFont] = drawn_fonts(drawing)
    roots: list[Any] = []
    if asked is not None:
        roots, fonts = make_fields(drawing, asked.places, fonts, asked.form)
    shipped = {font.file: font for font in fonts.values() if font.file is not None}
    numbers = take_page_numbers(drawing, fonts, stand_in, files=list(shipped))
    taken = take_inscriptions(document.pages, drawing, fonts, count=inscriptions, files=list(shipped))
    tops = [drawing.find(kid) for kid in drawing.document_element["K"]]
    leaf = _leaf_of_the_parent_tree(drawing)
    _open_names_of_heads(elements)
    _make_room(drawing, numbers)
    outside = _outside(drawing, list(shipped.values()))
    written = write_objects(
        drawing,
        [*drawing.pages, *tops, *roots, leaf],
        pages=len(drawing.pages),
        inscriptions=len(taken.inscriptions),
        outside=outside,
    )
    return Fragment(
        text=written.text,
        numbers=written.numbers,
        streams=written.streams,
        object_count=written.text.count(b"\n") + 1,
        pages=_pages(drawing, written, numbers, firsts),
        elements=tuple(written.local[element.reference] for element in tops),
        parent_tree=written.local[leaf.reference],
        headings=_headings(headings, heading_elements(drawing, headings, elements), written),
        destinations=places,
        sought=sought,
        typefaces=tuple(font.use(is_for_typing=bool(roots)) for font in shipped.values()),
        fields=_fields(roots, fonts, written, asked.form.token if asked else ""),
        inscriptions=taken.inscriptions,
        unwritten=taken.unwritten,
        warnings=tuple(warnings),
    )


def _outside(drawing: Drawing, shipped: Sequence[DrawnFont]) -> dict[bytes, int]:
    """The objects that a packet has once: which symbol each is, or which typeface after the last symbol."""
    return {
        drawing.pdf.pages.reference: Symbol.PAGE_TREE,
        drawing.document_element.reference: Symbol.DOCUMENT,
        **{font.reference: number for number, font in enumerate(shipped, start=len(Symbol))},
    }


def _leaf_of_the_parent_tree(drawing: Drawing) -> Any:
    """The document's part of the tree that leads from content to elements, its keys left open everywhere they stand."""
    entries = drawing.parent_tree
    keys = [key for key, _ in entries]
    leaf = pydyf.Dictionary(
        {
            "Limits": [TreeKey(min(keys)), TreeKey(max(keys))],
            "Nums": [item for key, value in entries for item in (TreeKey(key), value)],
        }
    )
    drawing.pdf.add_object(leaf)
    for page in drawing.pages:
        page["StructParents"] = TreeKey(page["StructParents"])
    for annotation in drawing.annotations():
        if "StructParent" in annotation:
            annotation["StructParent"] = TreeKey(annotation["StructParent"])
    return leaf


def _open_names_of_heads(elements: Sequence[Any]) -> None:
    """Heads of tables are named by the number of their table, which is open now."""
    for element in elements:
        if "ID" in element:
            element["ID"] = _open_name(element["ID"])
        if "Headers" in element.get("A", {}):
            element["A"]["Headers"] = [_open_name(name) for name in element["A"]["Headers"]]


def _open_name(name: Any) -> Local:
    number, rest = NAME_OF_A_HEAD.fullmatch(name.string).groups()  # type: ignore[union-attr]  # the engine's own
    return Local(reference(int(number)), rest.encode())


def _make_room(drawing: Drawing, numbers: Sequence[PageNumber | None]) -> None:
    """Pages that show a number draw it after everything else."""
    for index, (page, number) in enumerate(zip(drawing.pages, numbers, strict=True)):
        if number is not None:
            drawn_before = page["Contents"] if isinstance(page["Contents"], list) else [page["Contents"]]
            page["Contents"] = [*drawn_before, PageNumberStream(index)]


def _pages(
    drawing: Drawing, written: Written, numbers: Sequence[PageNumber | None], firsts: Sequence[Any]
) -> tuple[FragmentPage, ...]:
    boxes = [page["MediaBox"] for page in drawing.pages]
    return tuple(
        FragmentPage(written.local[page.reference], box[2] - box[0], box[3] - box[1], number, written.number(first))
        for page, box, number, first in zip(drawing.pages, boxes, numbers, firsts, strict=True)
    )


def _headings(headings: Sequence[Heading], elements: Sequence[Any], written: Written) -> tuple[Heading, ...]:
    return tuple(
        replace(heading, element=written.number(element)) for heading, element in zip(headings, elements, strict=True)
    )


def _fields(roots: Sequence[Any], fonts: Mapping[str, DrawnFont], written: Written, token: str) -> Fields:
    if not roots:
        return Fields()
    named = ((TYPING_NAME, written.local[typing_font(fonts).reference]),)
    return Fields(tuple(written.local[root.reference] for root in roots), named, token)
