"""What was laid out where: how full each page of a worksheet is, the room to write on it, and the blocks it holds.

Read from the engine's pages by the marks the templates leave: `data-elastic` on a document whose writing space may
stretch, `data-lines` and `data-row` on what is written on, the class `block` on what belongs together. Lengths are CSS
pixels from the top of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

PIXELS_PER_MM = 96 / 25.4
FILLERS = ("ending", "care")
"""What follows the content or stands at the foot; a page is no fuller for it."""
LISTS = {"ticks", "options-list", "signatures"}
"""What holds one thing below the other, each with a place for a mark or a name."""


@dataclass(slots=True)
class Room:
    """One place to write: ruled lines `step` apart, or a row of the table `owner`. `height` is as laid out."""

    element: Any
    top: float
    height: float
    owner: Any = None
    step: float = 0

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.owner is not None

    @property
    def is_spare(self) -> bool:
        """Whether it is a line that is there only where a page would else end early."""
        return self.element.get("data-spare") is not None


@dataclass(slots=True)
class Placed:
    """One block, or the part of it that stands on a page."""

    element: Any
    top: float
    above: float = 0
    """The margin that keeps it from what stands before it."""
    above_elsewhere: float = 0
    """The same, where it would not stand at the head of a page."""
    goes_on: bool = False
    """Whether it is the first of a list here, which began on the page before."""


@dataclass(slots=True)
class MeasuredPage:
    """One page, the first is 0: where its content begins, ends and has to end."""

    number: int
    top: float
    limit: float
    end: float = 0
    rooms: list[Room] = field(default_factory=list)
    blocks: list[Placed] = field(default_factory=list)
    items: list[Placed] = field(default_factory=list)
    """What is listed, but for the first thing of a list."""
    width: float = 0
    ends_as_told: bool = False
    """Whether the sheet asks for a new page after it."""
    notes: Room | None = None
    """The lines for notes, which take what is left."""
    notes_holder: Any = None
    """The element around them."""
    notes_end: float = 0

    @property
    def free(self) -> float:
        """How much is left below the content."""
        return max(self.limit - self.end, 0)

    @property
    def keeps_notes(self) -> bool:
        """Whether room is kept for notes, however little the questions leave."""
        return self.notes_holder is not None and self.notes_holder.get("data-kept") is not None

    @property
    def room(self) -> float:
        """How much stands on a full page."""
        return self.limit - self.top

    @property
    def share_used(self) -> float:
        """How much of the page is used, from 0 to 1."""
        return (self.end - self.top) / self.room


@dataclass(slots=True)
class MeasuredSheet:
    """The pages of one elastic document, and the element that holds it."""

    element: Any
    pages: list[MeasuredPage]

    @property
    def has_room(self) -> bool:
        """Whether there is anything to stretch."""
        return any(page.rooms or page.notes for page in self.pages)


def measured_sheets(pages: list[Any]) -> list[MeasuredSheet]:
    """The elastic documents among laid-out pages, in order; pages of anything else, and blank ones, are passed over."""
    found: list[MeasuredSheet] = []
    for number, page in enumerate(pages):
        for holder in _elastic_boxes(page._page_box):
            if not found or found[-1].element is not holder.element:
                found.append(MeasuredSheet(holder.element, []))
            found[-1].pages.append(_measured(page._page_box, holder, number))
    return found


def _elastic_boxes(box: Any) -> Iterator[Any]:
    if _says(box, "data-elastic"):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _elastic_boxes(child)


def _measured(page: Any, holder: Any, number: int) -> MeasuredPage:
    top = page.content_box_y()
    feet = [child.position_y for child in page.children if type(child).__name__ == "FootnoteAreaBox" and child.height]
    measured = MeasuredPage(number, top, min([top + page.height, *feet]), end=top, width=page.width)
    _walk(holder, measured, None)
    return measured


def _walk(box: Any, page: MeasuredPage, table: Any) -> None:
    """Note what stands in a box; `table` is the table around it, or `_IN_A_ROW` where a row holds all the room."""
    kind, classes = type(box).__name__, _classes(box)
    if any(filler in classes for filler in FILLERS):
        _note_notes(box, page, holder=None)
        return
    page.ends_as_told = page.ends_as_told or ("page-break" in classes and box.style["break_after"] == "page")
    if kind == "BlockBox" and LISTS.intersection(classes):
        page.items += _listed(box)
    if "block" in classes and all(placed.element is not box.element for placed in page.blocks):
        page.blocks.append(_placed(box))
    inside = _note_room(box, kind, page, box.element if kind == "TableBox" else table)
    children = () if kind == "LineBox" or "drawing" in classes else getattr(box, "children", ())
    if not children or _has_a_foot(box, kind):
        page.end = max(page.end, box.position_y + _outer_height(box))
    for child in children:
        if child.is_in_normal_flow():
            _walk(child, page, inside)


_IN_A_ROW = object()


def _note_room(box: Any, kind: str, page: MeasuredPage, table: Any) -> Any:
    """Note a place to write; returns what is around the things inside."""
    if kind == "TableRowBox":
        page.end = max(page.end, box.position_y + box.height)
        if _says(box, "data-row"):
            page.rooms.append(Room(box.element, box.position_y, box.height, owner=table))
            return _IN_A_ROW
    if table is not _IN_A_ROW and kind in {"BlockBox", "BlockReplacedBox"} and _says(box, "data-lines"):
        page.rooms.append(_room_of(box))
        page.end = max(page.end, box.position_y + _outer_height(box))
    return table


def _room_of(box: Any) -> Room:
    step = float(box.element.get("data-step")) * PIXELS_PER_MM
    return Room(box.element, box.position_y, box.height, step=step)


def _listed(box: Any) -> Iterator[Placed]:
    for item in box.children:
        if type(item).__name__ == "BlockBox" and item.element is not box.element[0]:
            yield replace(_placed(item), goes_on=item is box.children[0])


def _placed(box: Any) -> Placed:
    return Placed(box.element, box.position_y, float(box.margin_top), _margin_above(box))


def _margin_above(box: Any) -> float:
    asked = box.style["margin_top"]
    return 0 if asked == "auto" else float(asked.value)


def _has_a_foot(box: Any, kind: str) -> bool:
    """Whether something of a box stands below its content: a frame, or room."""
    return bool(getattr(box, "border_bottom_width", 0) or (kind == "BlockBox" and box.padding_bottom))


def _outer_height(box: Any) -> float:
    """The height with frame, without the margin below, which may hang over the end of a page.

    The engine keeps room for the foot of a box twice, where it may part.
    """
    if not hasattr(box, "margin_bottom"):
        return float(box.height)
    foot = box.padding_bottom + box.border_bottom_width if type(box).__name__ == "BlockBox" else 0
    return float(box.margin_height() - box.margin_bottom + foot)


def _note_notes(box: Any, page: MeasuredPage, *, holder: Any) -> None:
    """Find the lines for notes in what follows the content, and the element that holds them."""
    holder = box.element if "notes" in _classes(box) else holder
    if holder is not None and _says(box, "data-lines"):
        page.notes, page.notes_end, page.notes_holder = _room_of(box), box.position_y + box.height, holder
    for child in getattr(box, "children", ()):
        _note_notes(child, page, holder=holder)


def _says(box: Any, name: str) -> bool:
    return box.element is not None and "::" not in box.element_tag and box.element.get(name) is not None


def _classes(box: Any) -> tuple[str, ...]:
    return tuple((box.element.get("class") or "").split()) if box.element is not None else ()
