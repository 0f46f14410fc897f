"""The outline beside the pages: the headings of all documents as one tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from therapytool.rendering.fragment import Heading
from therapytool.rendering.inscriptions import STAND_INS
from therapytool.rendering.linking.numbering import Number, Place
from therapytool.rendering.linking.syntax import destination, reference, text_string


@dataclass(slots=True)
class Entry:
    """One line of the outline, or with no heading the outline itself."""

    number: int
    page: int = 0
    element: int = 0
    heading: Heading | None = None
    parent: Entry | None = None
    children: list[Entry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """True when its children are shown at first."""
        return self.heading is None or self.heading.is_open

    def walk(self) -> Iterator[Entry]:
        """This entry and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def visible(self) -> int:
        """How many entries below it show when it is open."""
        return sum(1 + (child.visible() if child.is_open else 0) for child in self.children)


def outline(places: Sequence[Place], *, first_number: int) -> dict[int, bytes]:
    """The objects of the outline, its entries numbered from `first_number`; nothing when there is no heading."""
    root = Entry(Number.OUTLINE)
    above = [(0, root)]
    for number, (page, element, heading) in enumerate(_headings(places), start=first_number):
        while above[-1][0] >= heading.level:
            above.pop()
        parent = above[-1][1]
        entry = Entry(number, page, element, heading, parent)
        parent.children.append(entry)
        above.append((heading.level, entry))
    bodies = {root.number: b"<</Type/Outlines%s>>" % _below(root)}
    for entry in root.walk():
        bodies.update(zip((child.number for child in entry.children), _siblings(entry.children), strict=True))
    return bodies if root.children else {}


def heading_count(places: Sequence[Place]) -> int:
    """How many numbers the entries take."""
    return sum(len(place.part.fragment.headings) for place in places)


def _headings(places: Sequence[Place]) -> Iterator[tuple[int, int, Heading]]:
    """Every heading with the numbers of its page and its element, at the level it has in this packet."""
    for place in places:
        pages, deeper = place.pages, place.part.level - 1
        for heading in place.part.fragment.headings:
            leveled = replace(heading, level=heading.level + deeper) if deeper else heading
            yield pages[heading.page], place.landing(heading.page, heading.element), _inscribed(leveled, place)


def _inscribed(heading: Heading, place: Place) -> Heading:
    """The heading with the words that stand on this copy."""
    for name, words in place.part.inscriptions.items():
        if STAND_INS[name] in heading.label:
            heading = replace(heading, label=heading.label.replace(STAND_INS[name], words))
    return heading


def _siblings(entries: Sequence[Entry]) -> Iterator[bytes]:
    """The entries below one parent, each leading to the one before and the one after it."""
    for entry, before, after in zip(entries, [None, *entries], [*entries[1:], None], strict=False):
        yield b"<<%s%s%s%s>>" % (
            _entry(entry),
            b"/Prev %s" % reference(before.number) if before else b"",
            b"/Next %s" % reference(after.number) if after else b"",
            _below(entry),
        )


def _entry(entry: Entry) -> bytes:
    assert entry.heading is not None
    assert entry.parent is not None
    heading = entry.heading
    place = destination(entry.page, entry.element, heading.x, heading.y)
    return b"/Title%s/A<</S/GoTo%s>>/Parent %s" % (text_string(heading.label), place, reference(entry.parent.number))


def _below(entry: Entry) -> bytes:
    """Where its children begin and end, and how many lines they make; a negative number when they are folded away."""
    if not entry.children:
        return b""
    lines = entry.visible() * (1 if entry.is_open else -1)
    first, last = entry.children[0].number, entry.children[-1].number
    return b"/First %s/Last %s/Count %d" % (reference(first), reference(last), lines)
