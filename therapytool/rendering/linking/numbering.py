"""Which object has which number in the packet: fixed ones for what a packet has once, a slot for each document.

Slots begin at round numbers, so that a document that grows a little moves none of those behind it, and what was
relocated for the last print serves the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from therapytool.rendering.fragment import Fragment, Symbol


class Number(IntEnum):
    """Objects every packet has once."""

    PAGE_TREE = 1
    CATALOG = 2
    INFORMATION = 3
    STRUCTURE = 4
    DOCUMENT = 5
    PARENT_TREE = 6
    METADATA = 7
    OUTLINE = 8
    DESTINATIONS = 9
    NOTHING = 10
    """The null object: parent of what has no parent."""
    PACKED = 11
    """The object stream of all of these."""
    CROSS_REFERENCES = 12
    FORM = 13
    """Of its own, since programs that fill it in write it anew."""
    NAMESPACE = 14
    """The structure's words are those of PDF 2.0."""


TYPEFACES_START = 16
OBJECTS_OF_A_TYPEFACE = 5
FRAGMENTS_START = 128
SLOT = 128


@dataclass(frozen=True, slots=True)
class Part:
    """A fragment and the key it is kept under. Parts of one key are copies of one document."""

    key: str
    fragment: Fragment
    name: str = ""
    """What links call its beginning in this packet; empty when none leads there."""
    level: int = 1
    """Of its first headings in the outline."""
    inscriptions: Mapping[str, str] = field(default_factory=dict)
    """Words that this copy bears, by what they are called."""

    @property
    def length(self) -> int:
        """How many pages it has."""
        return len(self.fragment.pages)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one part stands: the number of its first object, and that of its streams, which copies share."""

    part: Part
    first: int
    streams_first: int

    @property
    def is_copy(self) -> bool:
        """True when an earlier part of the same key has written the streams."""
        return self.streams_first != self.first

    def number(self, local: int) -> int:
        """The packet's number of an object of the fragment, or of a stream that is written on it."""
        return local + (self.streams_first if local < len(self.part.fragment.streams) else self.first)

    @property
    def pages(self) -> list[int]:
        """The numbers of its page objects."""
        return [self.number(page.number) for page in self.part.fragment.pages]

    def landing(self, page: int, element: int | None = None) -> int:
        """The number of the structure element that a link to a page leads those to who listen: this, or its first."""
        there = element if element is not None else self.part.fragment.pages[page].element
        return Number.DOCUMENT if there is None else self.number(there)

    @property
    def packed(self) -> int:
        """The number of the stream that holds its objects."""
        return self.first + self.part.fragment.symbols_start

    @property
    def field_node(self) -> int:
        """The number of the field above its fields."""
        return self.packed + 1

    @property
    def end(self) -> int:
        """The first number that is free for the next part."""
        return self.first + -(-(self.field_node + 1 - self.first) // SLOT) * SLOT


def places(parts: Sequence[Part]) -> tuple[Place, ...]:
    """A slot for each part, in order."""
    placed: list[Place] = []
    streams: dict[str, int] = {}
    first = FRAGMENTS_START
    for part in parts:
        placed.append(Place(part, first, streams.setdefault(part.key, first)))
        first = placed[-1].end
    return tuple(placed)


def typeface_number(index: int) -> int:
    """The first of the five objects of a shipped typeface, by its place among the shipped files."""
    number = TYPEFACES_START + index * OBJECTS_OF_A_TYPEFACE
    if number + OBJECTS_OF_A_TYPEFACE > FRAGMENTS_START:
        raise ValueError("more typefaces than there are numbers for")
    return number


def relocation(place: Place, *, files: Sequence[str], has_field_node: bool) -> list[int]:
    """The packet's number for each number of a fragment; `files` are the shipped typefaces in order."""
    fragment = place.part.fragment
    streams, numbered = len(fragment.streams), fragment.symbols_start
    symbols = {
        Symbol.PAGE_TREE: Number.PAGE_TREE,
        Symbol.DOCUMENT: Number.DOCUMENT,
        Symbol.FIELD_PARENT: place.field_node if has_field_node else Number.NOTHING,
    }
    return [
        *range(place.streams_first, place.streams_first + streams),
        *range(place.first + streams, place.first + numbered),
        *(symbols[symbol] for symbol in Symbol),
        *(typeface_number(files.index(typeface.file)) for typeface in fragment.typefaces),
    ]
