"""How a document is set: paper, size of type, ink, binding, pages to a side, and what a sheet carries.

One frozen value. Everything in it reaches the pages through the classes of the html element, the page rules and the
templates, so every choice is part of what a cached page is found by. Lengths are millimeters unless a name says points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

MM_PER_POINT = 25.4 / 72
DRAWING_WIDTH = 172.0
"""The width a full drawing is made for, in its own millimeters."""
SMALLEST_DRAWING = 0.96
"""A drawing smaller than so much of its proper size is put into words: its letters would be too small."""
TIGHT_EASY_READ_DRAWING = 0.92
"""The size of full drawings in easy-read where room is short; as in templates/layouts/profiles.css."""
ABOVE_A_DRAWING = 12.0
"""What its prompt takes of a page, in type of the usual size."""
STANDARD_TYPE = 11.0
ROUNDING = 4
NARROW, VERY_NARROW = 0.8, 0.55
LETTERS_IN_TWO_LINES = 176
"""As many as the foot of an A4 page has room for in its type."""
SHARE_IN_LARGE_PRINT, SHARE_ON_SMALL_PAPER = 0.66, 0.86
"""The type of the foot grows there, and the number of the page takes more of its width."""


class HasColumns(Protocol):
    """A block that asks in columns."""

    def has_room(self, width: float) -> bool:
        """Whether its columns are wide enough, where it is so many millimeters wide for type of the usual size."""


class Paper(StrEnum):
    """Page sizes, by their CSS names."""

    LETTER = "letter"
    A4 = "a4"
    A5 = "a5"

    @property
    def label(self) -> str:
        """As in menus: "Letter", "A4"."""
        return {"letter": "Letter", "a4": "A4", "a5": "A5"}[self.value]

    @property
    def size_in_points(self) -> tuple[float, float]:
        """Width and height in PDF points, portrait."""
        return {"letter": (612.0, 792.0), "a4": (595.276, 841.89), "a5": (419.528, 595.276)}[self.value]

    @property
    def is_small(self) -> bool:
        """Whether a sheet has to make do with half of the usual room."""
        return self is Paper.A5


class TypeSize(StrEnum):
    """How large and how wide the text is set."""

    STANDARD = "standard"
    LARGE = "large"
    EASY_READ = "easy-read"

    @property
    def label(self) -> str:
        """As in menus."""
        return {"standard": "Standard", "large": "Large print", "easy-read": "Easy to read"}[self.value]

    @property
    def in_words(self) -> str:
        """What it does to a page."""
        return {
            "standard": "11 point type",
            "large": "16 point type, ruled lines 12 mm apart",
            "easy-read": "13 point type set wide, more space, each question kept together",
        }[self.value]

    @property
    def points(self) -> float:
        """The size of ordinary text."""
        return {"standard": STANDARD_TYPE, "large": 16.0, "easy-read": 13.0}[self.value]

    @property
    def line_step(self) -> int:
        """From one ruled line to the next."""
        return {"standard": 9, "large": 12, "easy-read": 10}[self.value]


class Binding(StrEnum):
    """Where a page needs room for holes or a spine."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    DUPLEX = "duplex"

    @property
    def label(self) -> str:
        """As in menus."""
        return {
            "none": "No binding",
            "left": "Holes at the left",
            "right": "Holes at the right",
            "duplex": "Bound, printed on both sides",
        }[self.value]


class SheetLayout(StrEnum):
    """How finished pages are put on sheets of paper."""

    PAGES = "pages"
    TWO_UP = "two-up"
    BOOKLET = "booklet"

    @property
    def label(self) -> str:
        """As in menus."""
        return {"pages": "One page on a side", "two-up": "Two on a side", "booklet": "Booklet to fold"}[self.value]


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page; `inner` and `outer` are left and right on the front of a leaf."""

    top: float
    outer: float
    bottom: float
    inner: float


@dataclass(frozen=True, slots=True)
class PrintProfile:
    """How a document is set. The plain profile is what a practice prints when nobody has chosen anything."""

    paper: Paper = Paper.LETTER
    type_size: TypeSize = TypeSize.STANDARD
    binding: Binding = Binding.NONE
    layout: SheetLayout = SheetLayout.PAGES
    ink_saver: bool = False
    greyscale: bool = False
    name_field: bool = True
    qr: bool = True
    commitment: bool = True
    language: str = "en-US"

    @property
    def name(self) -> str:
        """The profile as classes on the html element."""
        inks = ("ink-saver",) * self.ink_saver + ("greyscale",) * self.greyscale
        room = ("narrow",) * self.is_narrow + ("very-narrow",) * self.is_very_narrow
        return " ".join((f"paper-{self.paper}", f"type-{self.type_size}", f"binding-{self.binding}", *room, *inks))

    @property
    def type_scale(self) -> float:
        """How many times larger than usual text is."""
        return round(self.type_size.points / STANDARD_TYPE, ROUNDING)

    @property
    def margins(self) -> Margins:
        """The margins of an ordinary page."""
        usual = Margins(14, 12, 15, 14) if self.paper.is_small else Margins(17, 18, 18, 20)
        if self.binding is Binding.NONE:
            return usual
        wide, narrow = (19, 10) if self.paper.is_small else (27, 15)
        if self.binding is Binding.RIGHT:
            return Margins(usual.top, wide, usual.bottom, narrow)
        return Margins(usual.top, narrow, usual.bottom, wide)

    @property
    def card_paper(self) -> Paper:
        """What cards to cut out are printed on: small paper has no room for the larger ones, so they take A4."""
        return Paper.A4 if self.paper.is_small else self.paper

    @property
    def faces_pages(self) -> bool:
        """Whether left and right pages differ, so that every document has to begin on the front of a leaf."""
        return self.binding is Binding.DUPLEX

    @property
    def text_width(self) -> float:
        """How wide the text of an upright page is."""
        return self.paper.size_in_points[0] * MM_PER_POINT - self.margins.inner - self.margins.outer

    @property
    def text_height(self) -> float:
        """How tall the text of an upright page is."""
        return self.paper.size_in_points[1] * MM_PER_POINT - self.margins.top - self.margins.bottom

    @property
    def foot_letters(self) -> int:
        """How many letters the running foot takes in two lines; a third would stand below the paper's edge."""
        share = SHARE_IN_LARGE_PRINT if self.type_size is TypeSize.LARGE else 1
        share *= SHARE_ON_SMALL_PAPER if self.paper.is_small else 1
        return int(LETTERS_IN_TWO_LINES * share * self.text_width / DRAWING_WIDTH)

    @property
    def room(self) -> float:
        """How wide the text is for the size of its type; 1 is A4 in the usual size."""
        return self.text_width / DRAWING_WIDTH / self.type_scale

    @property
    def is_narrow(self) -> bool:
        """Whether what usually stands side by side has to stand one below the other: A5, or large print on Letter."""
        return self.room < NARROW

    @property
    def is_very_narrow(self) -> bool:
        """Whether there is no more room than on a telephone: large print on A5."""
        return self.room < VERY_NARROW

    def stacks(self, block: HasColumns, *, turned: bool = False) -> bool:
        """Whether rows of a table become records here, because its columns would be too narrow to write in.

        `turned` when its page would be turned for it.
        """
        across = self.paper.size_in_points[turned] * MM_PER_POINT - self.margins.inner - self.margins.outer
        return self.is_narrow and not block.has_room(across / self.type_scale)

    def turns(self, wide_blocks: Iterable[HasColumns]) -> bool:
        """Whether a page is turned for these blocks: not for what becomes records all the same."""
        return any(not self.stacks(block, turned=True) for block in wide_blocks)

    @property
    def type_in_drawings(self) -> float:
        """How many times larger than usual answers stand in a drawing: easy-read type grows, its drawings do not."""
        return self.type_scale / TIGHT_EASY_READ_DRAWING if self.type_size is TypeSize.EASY_READ else 1.0

    def drawing_scale(self, width: float, height: float) -> float | None:
        """How large a drawing of this size is drawn, 1 being its proper size; None when it has to be put into words.

        A full drawing takes the width of the text; a smaller one grows with the type as far as there is room. None is
        taller than a page below its prompt.
        """
        whole = self.text_width / DRAWING_WIDTH
        is_full = width > DRAWING_WIDTH / 2
        scale = whole if is_full else min(max(self.type_scale, whole), self.text_width / width)
        scale = min(scale, (self.text_height - ABOVE_A_DRAWING * self.type_scale) / height)
        needed = self.type_scale if self.type_size is TypeSize.LARGE else 1
        return round(scale, ROUNDING) if scale >= SMALLEST_DRAWING * needed else None
