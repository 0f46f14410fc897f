"""What the engine has drawn and not yet written: the objects of a PDF, to be looked up and changed.

pydyf keeps a reference as the bytes that stand for it, so whoever follows one looks it up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pydyf

REFERENCE = re.compile(rb"(\d+) 0 R")


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

    def elements(self, parent: Any = None) -> Iterator[Any]:
        """Every structure element below one, in reading order; below the Document when none is given."""
        above = self.document_element if parent is None else parent
        for kid in above["K"]:
            if is_reference(kid):
                element = self.find(kid)
                if "S" in element:
                    yield element
                    yield from self.elements(element)


def is_reference(value: object) -> bool:
    """True for the bytes that stand for a reference."""
    return isinstance(value, bytes) and REFERENCE.fullmatch(value) is not None


def number_in(reference: bytes) -> int:
    """The number of the object that a reference leads to."""
    return int(reference.split(b" ", 1)[0])
