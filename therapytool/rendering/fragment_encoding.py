"""Fragments as bytes, to be sent and stored: a head in JSON, then the raw parts it gives the lengths of.

Nothing in them can be executed, and nothing is believed: lengths are bounded before anything is unpacked, and a decoded
fragment names no page, object or typeface that it does not have.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Iterator
from itertools import accumulate, pairwise

from therapytool.rendering.fragment import (
    MOST_OBJECTS,
    BrokenFragment,
    Destination,
    Fields,
    Fragment,
    FragmentPage,
    Heading,
    Inscription,
    PageNumber,
    Shown,
    TypefaceUse,
)

TYPE_CHECKING = False
"""True for type checkers. What only they read is not imported: new processes that print are to be quick."""
if TYPE_CHECKING:
    from typing import Any

MARK = b"therapytool fragment 5\n"
"""Changes with the format, and with the meaning of what is in it."""

LENGTHS = struct.Struct(">II")
LARGEST_FRAGMENT = 32 * 1024 * 1024
LARGEST_TEXT = 64 * 1024 * 1024
PACKING = 6


def encode_fragment(fragment: Fragment) -> bytes:
    """A fragment as bytes. The same fragment always gives the same bytes."""
    numbers = array("I", fragment.numbers)
    packed = zlib.compress(fragment.text + numbers.tobytes(), PACKING)
    facts = {
        "text": len(fragment.text),
        "streams": [len(stream) for stream in fragment.streams],
        "objects": fragment.object_count,
        "pages": fragment.pages,
        "elements": fragment.elements,
        "parent_tree": fragment.parent_tree,
        "headings": fragment.headings,
        "destinations": fragment.destinations,
        "sought": fragment.sought,
        "typefaces": fragment.typefaces,
        "fields": fragment.fields,
        "inscriptions": fragment.inscriptions,
        "unwritten": fragment.unwritten,
        "warnings": fragment.warnings,
    }
    head = json.dumps(facts, separators=(",", ":"), default=_plain).encode()
    return b"".join([MARK, LENGTHS.pack(len(head), len(packed)), head, packed, *fragment.streams])


def decode_fragment(content: bytes) -> Fragment:
    """The fragment in these bytes. Raises BrokenFragment for anything that `encode_fragment` did not make."""
    if len(content) > LARGEST_FRAGMENT or not content.startswith(MARK):
        raise BrokenFragment("not a fragment")
    try:
        fragment = _fragment(content)
    except (ValueError, KeyError, TypeError, struct.error, zlib.error, RecursionError) as error:
        raise BrokenFragment(f"unreadable: {type(error).__name__}") from error
    _check(fragment)
    return fragment


def _fragment(content: bytes) -> Fragment:
    head_length, packed_length = LENGTHS.unpack_from(content, len(MARK))
    head_start = len(MARK) + LENGTHS.size
    packed_start = head_start + head_length
    streams_start = packed_start + packed_length
    facts: dict[str, Any] = json.loads(content[head_start:packed_start])
    text, numbers = _unpacked(content[packed_start:streams_start], int(facts["text"]))
    return Fragment(
        text=text,
        numbers=numbers,
        streams=_cut(content, streams_start, [int(length) for length in facts["streams"]]),
        object_count=int(facts["objects"]),
        pages=tuple(_page(**page) for page in facts["pages"]),
        elements=_integers(facts["elements"]),
        parent_tree=int(facts["parent_tree"]),
        headings=tuple(Heading(**heading) for heading in facts["headings"]),
        destinations=tuple(Destination(**destination) for destination in facts["destinations"]),
        sought=tuple(map(str, facts["sought"])),
        typefaces=tuple(_typeface(**typeface) for typeface in facts["typefaces"]),
        fields=_fields(**facts["fields"]),
        inscriptions=tuple(_inscription(**each) for each in facts["inscriptions"]),
        unwritten=tuple(map(str, facts["unwritten"])),
        warnings=tuple(map(str, facts["warnings"])),
    )


def _unpacked(packed: bytes, text_length: int) -> tuple[bytes, tuple[int, ...]]:
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, LARGEST_TEXT)
    if not unpacking.eof or unpacking.unused_data or not 0 < text_length <= len(content):
        raise BrokenFragment("text cut off or too long")
    numbers = array("I")
    numbers.frombytes(content[text_length:])
    return content[:text_length], tuple(numbers)


def _cut(content: bytes, start: int, lengths: list[int]) -> tuple[bytes, ...]:
    if any(length < 0 for length in lengths) or start + sum(lengths) != len(content):
        raise BrokenFragment("streams cut off")
    return tuple(content[begin:end] for begin, end in pairwise(accumulate(lengths, initial=start)))


def _page(
    number: int, width: float, height: float, page_number: dict[str, Any] | None, element: int | None
) -> FragmentPage:
    shown = _page_number(**page_number) if page_number is not None else None
    return FragmentPage(int(number), float(width), float(height), shown, element if element is None else int(element))


def _page_number(opening: str, words: list[dict[str, Any]], digits: list[int], **facts: float) -> PageNumber:
    return PageNumber(
        opening=opening.encode("latin-1"),
        anchor=float(facts.pop("anchor")),
        share=float(facts.pop("share")),
        baseline=float(facts.pop("baseline")),
        size=float(facts.pop("size")),
        typeface=int(facts.pop("typeface")),
        digits=_integers(digits),
        words=tuple(Shown(word["glyphs"].encode("latin-1"), float(word["advance"])) for word in words),
        **facts,
    )


def _inscription(name: str, opening: str, typeface: int, **lengths: float) -> Inscription:
    measured = {called: float(length) for called, length in lengths.items()}
    return Inscription(name=str(name), opening=opening.encode("latin-1"), typeface=int(typeface), **measured)


def _typeface(file: str, name: str, glyphs: dict[str, str], *, is_for_typing: bool) -> TypefaceUse:
    texts = {int(glyph): str(text) for glyph, text in glyphs.items()}
    return TypefaceUse(str(file), str(name), texts, bool(is_for_typing))


def _fields(roots: list[int], fonts: list[tuple[str, int]], token: str) -> Fields:
    return Fields(_integers(roots), tuple((str(name), int(number)) for name, number in fonts), str(token))


def _integers(values: list[int]) -> tuple[int, ...]:
    return tuple(map(int, values))


def _plain(value: object) -> object:
    """What JSON has no word for: bytes as text, parts of a fragment by the names of their fields."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    names: tuple[str, ...] = value.__slots__  # type: ignore[attr-defined]  # nothing else is left
    return {name: getattr(value, name) for name in names}


def _check(fragment: Fragment) -> None:
    if not all(_contradictions_absent(fragment)):
        raise BrokenFragment("contradicts itself")


def _contradictions_absent(fragment: Fragment) -> Iterator[bool]:
    """Everything that must be true of a fragment, cheapest first."""
    objects, pages = fragment.object_count, len(fragment.pages)
    bare = fragment.text.replace(b"%%", b"")
    shown = [page.page_number for page in fragment.pages if page.page_number is not None]
    yield pages > 0
    yield len(fragment.streams) < objects == fragment.text.count(b"\n") + 1 <= MOST_OBJECTS
    yield bare.count(b"%d") == bare.count(b"%") == len(fragment.numbers)
    yield max(fragment.numbers, default=0) < fragment.number_count
    yield all(0 <= page.number < objects for page in fragment.pages)
    yield all(0 <= element < objects for element in (*fragment.elements, fragment.parent_tree, *fragment.fields.roots))
    yield all(0 <= number < fragment.number_count for _, number in fragment.fields.fonts)
    yield all(0 <= heading.page < pages for heading in fragment.headings)
    yield all(0 <= destination.page < pages for destination in fragment.destinations)
    yield all(heading.level > 0 for heading in fragment.headings)
    places = [each.element for each in fragment.pages] + [each.element for each in fragment.headings]
    yield all(0 <= element < objects for element in places if element is not None)
    yield all(0 <= number.typeface < len(fragment.typefaces) for number in shown)
    yield all(0 <= each.typeface < len(fragment.typefaces) for each in fragment.inscriptions)
    yield all(len(number.digits) == 10 and len(number.words) in (2, 3) for number in shown)
    yield all(0 <= glyph <= 0xFFFF for number in shown for glyph in number.digits)
    yield all(0 <= glyph <= 0xFFFF for typeface in fragment.typefaces for glyph in typeface.glyphs)
