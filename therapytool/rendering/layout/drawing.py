"""What the engine has drawn and not yet written: the objects of a PDF, to be looked up and changed.

pydyf keeps a reference as the bytes that stand for it, so whoever follows one looks it up here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

import pydyf

REFERRING = b" 0 R"
"""What follows the number of the object in a reference to it."""
BEGINS_MARKED, ENDS_MARKED = b"BDC", b"EMC"


class Drawing:
    """The objects of one drawn PDF by their references."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf

    def find(self, reference: bytes) -> Any:
        """The object a reference leads to."""
        return self.pdf.objects[number_in(reference)]

    @cached_property
    def pages(self) -> list[Any]:
        """The page dictionaries in order."""
        return [self.find(reference) for reference in self.pdf.page_references]

    @property
    def structure_root(self) -> Any:
        """The root of the structure tree."""
        return self.find(self.pdf.catalog["StructTreeRoot"])

    @property
    def document_element(self) -> Any:
        """The Document at the top of the structure."""
        return self.find(self.structure_root["K"][0])

    @property
    def parent_tree(self) -> list[tuple[int, Any]]:
        """Keys and values of the tree that leads from content back to elements."""
        numbers = self.find(self.structure_root["ParentTree"])["Nums"]
        return list(zip(numbers[::2], numbers[1::2], strict=True))

    def annotations(self) -> Iterator[Any]:
        """Links and form fields on all pages."""
        for page in self.pages:
            yield from map(self.find, page.get("Annots", ()))

    def elements(self) -> Iterator[Any]:
        """Every structure element below the Document, in reading order."""
        waiting = self.kids(self.document_element)[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += self.kids(element)[::-1]

    def kids(self, parent: Any) -> list[Any]:
        """The structure elements directly below one. What else is there is content, by its number or as an object."""
        return [each for kid in parent["K"] if isinstance(kid, bytes) and "S" in (each := self.find(kid))]


def marks(operators: Sequence[Any]) -> Iterator[int]:
    """Where content begins that is marked: the place of each operator that says so, behind a name and properties."""
    place = -1
    with suppress(ValueError):
        while True:
            place = operators.index(BEGINS_MARKED, place + 1)
            yield place


def is_reference(value: object) -> bool:
    """True for the bytes that stand for a reference."""
    return isinstance(value, bytes) and value.endswith(REFERRING) and value.removesuffix(REFERRING).isdigit()


def number_in(reference: bytes) -> int:
    """The number of the object that a reference leads to."""
    return int(reference.removesuffix(REFERRING))
