"""How documents become a bound packet: sections, a divider before each, a contents page, and leaves of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from therapytool.exercises.vocabulary import Theme
from therapytool.rendering.document import Document


@dataclass(frozen=True, slots=True)
class PacketOptions:
    """How a packet is bound beyond its parts. `names` are those of the people on the sheets, in their order."""

    contents: bool = False
    dividers: bool = False
    both_sides: bool = False
    """Every document begins on the front of a leaf, so that each can be taken out of a stack printed on both sides."""
    by_person: bool = False
    """The sheets of each person together, instead of all copies of each sheet."""
    names: tuple[str, ...] = ()
    grounding: bool = False
    """The grounding page at the end, for when it gets too much."""
    fillable: bool = False
    """The sheets can be filled in on a screen; agenda, guides and what binds them stay as on paper."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One document of a section, for whom it is, and the theme it stands under."""

    document: Document
    who: str = ""
    theme: Theme | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a packet under one title: the line below the title on its divider, and its documents."""

    title: str
    note: str
    entries: tuple[Bound, ...]
    divider: Document | None = None
    """Its own divider; without one it gets a plain one."""
    has_divider: bool = True


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of a contents page; `name` is the document it leads to."""

    name: str
    title: str
    who: str = ""
    theme: Theme | None = None


@dataclass(frozen=True, slots=True)
class ContentsSection:
    """The lines below one section's own."""

    head: ContentsLine
    lines: tuple[ContentsLine, ...]


@dataclass
class _Names:
    """Gives every document its name in the packet: a number, and its title for those who hear it."""

    count: int = 0
    documents: list[Document] = field(default_factory=list)

    def add(self, document: Document, *, level: int) -> str:
        """Take a document into the packet; gives its name."""
        self.count += 1
        words = "".join(letter if letter.isalnum() else "-" for letter in document.title.lower())
        name = f"{self.count}-{'-'.join(filter(None, words.split('-')))[:60]}"
        self.documents.append(replace(document, name=name, level=level))
        return name


def bind(front: Iterable[Document], sections: Sequence[Section], options: PacketOptions) -> tuple[Document, ...]:
    """The documents in binding order: what stands in front, the contents page, then each section behind its divider."""
    names = _Names()
    listed = [_bound_section(section, names, options) for section in sections if section.entries]
    before = list(front)
    if options.contents and listed:
        before.append(_contents(listed))
    bound = [*before, *names.documents]
    return tuple(replace(document, own_leaves=True) for document in bound) if options.both_sides else tuple(bound)


def _bound_section(section: Section, names: _Names, options: PacketOptions) -> ContentsSection:
    """Name the documents of a section; gives what a contents page says of them."""
    first, is_divided = names.count, options.dividers and section.has_divider
    if is_divided:
        names.add(section.divider or _divider(section), level=1)
    lines = tuple(_lines(section, names, level=2 if is_divided else 1))
    head = ContentsLine(names.documents[first].name, section.title)
    says_it_all = len(section.entries) == 1 and not is_divided
    return ContentsSection(head, () if says_it_all else lines)


def _lines(section: Section, names: _Names, *, level: int) -> Iterator[ContentsLine]:
    """A line for each document; copies that nothing tells apart share one."""
    for (title, who), copies in groupby(section.entries, key=lambda entry: (entry.document.title, entry.who)):
        entries = list(copies)
        first, *_ = [names.add(entry.document, level=level) for entry in entries]
        unnamed = f"{len(entries)} copies" if len(entries) > 1 else ""
        yield ContentsLine(first, title, unnamed if who in ("", section.title) else who, entries[0].theme)


def _divider(section: Section) -> Document:
    titles = dict.fromkeys((entry.document.title, entry.theme) for entry in section.entries)
    values = {"kicker": "", "title": section.title, "words": section.note, "inside": tuple(titles), "has_lines": False}
    return Document("divider.html", section.title, values)


def _contents(sections: Sequence[ContentsSection]) -> Document:
    return Document("contents.html", "Contents", {"sections": tuple(sections)}, lists_pages=True)
