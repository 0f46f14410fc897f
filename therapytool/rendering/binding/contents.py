"""Contents pages: which page each named document begins on, told to the documents that list it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from therapytool.rendering.binding.leaves import first_pages
from therapytool.rendering.document import Document

Pages = Mapping[str, int]
"""The first page of each named document of a packet, by name."""


def lists_pages(documents: Sequence[Document]) -> bool:
    """Whether a contents page is among them."""
    return any(document.lists_pages for document in documents)


def unknown_pages(documents: Sequence[Document]) -> Pages:
    """What contents pages are told before anything is laid out: 0 for every document."""
    return {document.name: 0 for document in documents if document.name}


def pages_of(documents: Sequence[Document], lengths: Sequence[int]) -> Pages:
    """Where each named document begins; `lengths` are the numbers of pages of all."""
    begins = zip(documents, first_pages(documents, lengths), strict=True)
    return {document.name: page for document, page in begins if document.name}


def told(documents: Sequence[Document], pages: Pages) -> tuple[Document, ...]:
    """The documents, contents pages among them knowing these pages."""
    return tuple(
        replace(document, values={**document.values, "pages": pages}) if document.lists_pages else document
        for document in documents
    )
