"""A document laid out once and not yet bound: pages, structure and all they need, free to stand anywhere in any packet.

Plain values only. The compiler makes fragments in a worker; the linker joins them in any process. Lengths are in PDF
points, with the origin at the lower left of the page, unless a field says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

BEGINNING = "document"
"""What a document laid out alone calls its own beginning; the linker puts its name in the packet there."""

MOST_OBJECTS = 65536
"""Of one document, since they are packed into one stream."""


class BrokenFragment(ValueError):
    """Bytes or values that are no fragment of ours: cut off, damaged, contradictory, or from another version."""


class Symbol(IntEnum):
    """What every fragment names without holding it; the linker puts the packet's own objects in their place."""

    PAGE_TREE = 0
    """Parent of every page."""
    DOCUMENT = 1
    """The packet's one Document element, parent of the fragment's first structure elements."""
    FIELD_PARENT = 2
    """Parent of the fragment's form fields, so that two sheets may use one name for a field."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A run of glyphs as it stands between the brackets of a TJ operator, and how far it moves on, in 1/1000 em."""

    glyphs: bytes
    advance: float


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where a page says "Page x of y", which only the linker knows: everything about it but the two numbers.

    `anchor` and `baseline` are in the units that hold after the drawing operators of `opening`, `size` too. `share` of
    the text stands left of the anchor: nothing, a half or all of it, whatever its width.
    """

    opening: bytes
    anchor: float
    share: float
    baseline: float
    size: float
    typeface: int
    """Index into the fragment's typefaces."""
    digits: tuple[int, ...]
    """Glyphs of 0 to 9."""
    words: tuple[Shown, ...]
    """What stands before the page's number, between it and the number of pages, and after that."""


@dataclass(frozen=True, slots=True)
class Inscription:
    """Where words stand that only one copy of the document bears (`rendering/inscriptions.py`): all but the words.

    They are drawn between two streams of the page, after the operators of `opening`; lengths are in the units that hold
    there.
    """

    name: str
    opening: bytes
    anchor: float
    share: float
    """How much of the words stands left of the anchor: nothing, a half or all."""
    baseline: float
    size: float
    typeface: int
    """Index into the fragment's typefaces."""
    spacing: float
    """Room between letters in 1/1000 em."""
    room: float
    """How long they may be."""


@dataclass(frozen=True, slots=True)
class FragmentPage:
    """One page: which object it is, its size, and its page number, if it shows one."""

    number: int
    width: float
    height: float
    page_number: PageNumber | None = None
    element: int | None = None
    """The first structure element on it; None on a page of which nothing is read out."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline; `page` counts from 0 within the fragment, the first level is 1."""

    level: int
    label: str
    page: int
    x: float
    y: float
    is_open: bool = True
    element: int | None = None
    """Its structure element, where it is known."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that links lead to by its name; `page` counts from 0 within the fragment."""

    name: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TypefaceUse:
    """Glyphs of one shipped typeface: its file, its name as fonts of the PDF are called, and each glyph's text."""

    file: str
    name: str
    glyphs: Mapping[int, str]
    is_for_typing: bool = False
    """Whether people type in it: then it holds every letter, and readers must not take it for a subset."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Form fields: the numbers of those that are roots of the field tree, and of the font behind each font name.

    `token` is what the file can be known by again.
    """

    roots: tuple[int, ...] = ()
    fonts: tuple[tuple[str, int], ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A compiled document.

    `text` holds the objects, one a line, first the dictionaries of the streams in `streams`, then all others. A number
    in it that depends on where the fragment will stand is `%d` (and a percent sign is `%%`), its value in `numbers`:
    below `object_count` an object of the fragment, then one page number stream a page, one stream an inscription, then
    `Symbol`s, then typefaces.
    """

    text: bytes
    numbers: tuple[int, ...]
    streams: tuple[bytes, ...]
    object_count: int
    """How many objects it holds, streams included."""
    pages: tuple[FragmentPage, ...]
    elements: tuple[int, ...]
    """The structure elements directly below the packet's Document."""
    parent_tree: int
    """The object that is the fragment's leaf of the parent tree."""
    headings: tuple[Heading, ...] = ()
    destinations: tuple[Destination, ...] = ()
    sought: tuple[str, ...] = ()
    """Names of destinations that its links seek in other documents."""
    typefaces: tuple[TypefaceUse, ...] = ()
    fields: Fields = Fields()
    inscriptions: tuple[Inscription, ...] = ()
    unwritten: tuple[str, ...] = ()
    """Inscriptions that cannot be written on what is drawn: a copy has to be laid out with them."""
    warnings: tuple[str, ...] = ()
    """What the engine complained about."""

    def __len__(self) -> int:
        """About how many bytes it takes in memory."""
        return len(self.text) + 4 * len(self.numbers) + sum(map(len, self.streams))

    @property
    def symbols_start(self) -> int:
        """The first number that stands for a symbol."""
        return self.object_count + len(self.pages) + len(self.inscriptions)

    @property
    def number_count(self) -> int:
        """All numbers below this one mean something."""
        return self.symbols_start + len(Symbol) + len(self.typefaces)
