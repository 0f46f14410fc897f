"""TrueType files: what a PDF must know of one, and one with fewer glyphs.

For the static, unhinted files we ship, in which leaving glyphs out means to leave their outlines out: numbers of glyphs
stay as they are, so nothing that was drawn with them changes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

HEAD_REVISION, HEAD_UNITS, HEAD_DATES, HEAD_BOX, HEAD_LOCATION_FORMAT = 4, 18, 20, 36, 50
HEAD_CHECKSUM = 8
CHECKSUM_OF_A_FILE = 0xB1B0AFBA
MORE_PARTS, WORDS, SCALE, TWO_SCALES, MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80
NAME_OF_FAMILY, NAME_OF_FONT = 1, 6
WINDOWS = 3
UNICODE = (WINDOWS, 1)
"""The platform and the coding of a table of characters that every file of ours has."""
BY_SEGMENTS = 4
NO_CHARACTER = 0xFFFF


class TrueType:
    """One font file, read as far as it is asked."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        count = struct.unpack_from(">H", content, 4)[0]
        entries = struct.iter_unpack(">4sIII", content[12 : 12 + 16 * count])
        self._tables = {tag.decode("latin-1"): (start, length) for tag, _, start, length in entries}

    def table(self, tag: str) -> bytes:
        """The content of a table, empty when there is none."""
        start, length = self._tables.get(tag, (0, 0))
        return self._content[start : start + length]

    @cached_property
    def identity(self) -> tuple[str, bytes]:
        """What a subset shares with the file it was made of: name, revision, dates."""
        head = self.table("head")
        return self._name(NAME_OF_FONT), head[HEAD_REVISION:HEAD_CHECKSUM] + head[HEAD_DATES:HEAD_BOX]

    @property
    def family(self) -> str:
        """The family's name."""
        return self._name(NAME_OF_FAMILY)

    @cached_property
    def glyph_count(self) -> int:
        """How many glyphs it has."""
        return int(struct.unpack_from(">H", self.table("maxp"), 4)[0])

    @cached_property
    def _scale(self) -> float:
        return 1000 / int(struct.unpack_from(">H", self.table("head"), HEAD_UNITS)[0])

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """How far each glyph moves on, in 1/1000 em."""
        return tuple(round(advance * self._scale) for advance, _ in self._metrics)

    @cached_property
    def characters(self) -> dict[str, int]:
        """The glyph of every character of the basic plane that the file has one for."""
        table = self.table("cmap")
        offers = struct.iter_unpack(">HHI", table[4 : 4 + 8 * struct.unpack_from(">H", table, 2)[0]])
        start = next((start for platform, coding, start in offers if (platform, coding) == UNICODE), None)
        return {} if start is None else dict(_characters(table[start:]))

    @property
    def box(self) -> tuple[int, ...]:
        """The smallest box around all glyphs, in 1/1000 em: left, bottom, right, top."""
        return self._scaled(struct.unpack_from(">4h", self.table("head"), HEAD_BOX))

    @property
    def ascent_and_descent(self) -> tuple[int, ...]:
        """How far lines reach above and below the baseline, in 1/1000 em."""
        return self._scaled(struct.unpack_from(">2h", self.table("hhea"), 4))

    @property
    def capital_height(self) -> int:
        """Height of a capital letter in 1/1000 em, or the ascent where the file does not tell."""
        table = self.table("OS/2")
        version = struct.unpack_from(">H", table)[0]
        return self._scaled(struct.unpack_from(">h", table, 88))[0] if version >= 2 else self.ascent_and_descent[0]

    @property
    def italic_angle(self) -> float:
        """Degrees counter-clockwise from upright; negative for type that leans to the right."""
        return float(struct.unpack_from(">i", self.table("post"), 4)[0] / 65536)

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A file with the outlines of these glyphs, of the parts they are made of, and of the first glyph."""
        kept = sorted(self._with_parts(glyphs))
        count = kept[-1] + 1
        outlines = [_padded(self._outline(glyph)) for glyph in kept]
        lengths, metrics = [0] * count, bytearray(4 * count)
        for glyph, outline in zip(kept, outlines, strict=True):
            lengths[glyph] = len(outline)
            struct.pack_into(">Hh", metrics, 4 * glyph, *self._metrics[glyph])
        head, hhea, maxp = (bytearray(self.table(tag)) for tag in ("head", "hhea", "maxp"))
        struct.pack_into(">H", head, HEAD_LOCATION_FORMAT, 1)
        struct.pack_into(">I", head, HEAD_CHECKSUM, 0)
        struct.pack_into(">H", hhea, 34, count)
        struct.pack_into(">H", maxp, 4, count)
        return _file(
            {
                b"glyf": b"".join(outlines),
                b"head": bytes(head),
                b"hhea": bytes(hhea),
                b"hmtx": bytes(metrics),
                b"loca": struct.pack(f">{count + 1}I", *accumulate(lengths, initial=0)),
                b"maxp": bytes(maxp),
            }
        )

    def _name(self, wanted: int) -> str:
        table = self.table("name")
        _, count, texts = struct.unpack_from(">3H", table)
        for platform, _, _, kind, length, start in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
            if (platform, kind) == (WINDOWS, wanted):
                return table[texts + start : texts + start + length].decode("utf-16-be")
        return ""

    @cached_property
    def _metrics(self) -> list[tuple[int, int]]:
        """Advance and left side bearing of every glyph; the last ones share the last advance."""
        table = self.table("hmtx")
        count = struct.unpack_from(">H", self.table("hhea"), 34)[0]
        pairs = list(struct.iter_unpack(">Hh", table[: 4 * count]))
        rest = struct.iter_unpack(">h", table[4 * count : 4 * count + 2 * (self.glyph_count - count)])
        return pairs + [(pairs[-1][0], bearing) for (bearing,) in rest]

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """Where each outline begins in its table, and where the last one ends."""
        if struct.unpack_from(">H", self.table("head"), HEAD_LOCATION_FORMAT)[0]:
            return struct.unpack(f">{self.glyph_count + 1}I", self.table("loca")[: 4 * self.glyph_count + 4])
        halves = struct.unpack(f">{self.glyph_count + 1}H", self.table("loca")[: 2 * self.glyph_count + 2])
        return tuple(2 * half for half in halves)

    def scaled(self, value: float) -> int:
        """A length of the file in 1/1000 em."""
        return round(value * self._scale)

    def _scaled(self, values: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(map(self.scaled, values))

    def _outline(self, glyph: int) -> bytes:
        start = self._tables["glyf"][0]
        return self._content[start + self._places[glyph] : start + self._places[glyph + 1]]

    def _with_parts(self, glyphs: Iterable[int]) -> set[int]:
        kept, waiting = {0}, [glyph for glyph in glyphs if glyph < self.glyph_count]
        while waiting:
            glyph = waiting.pop()
            if glyph not in kept:
                kept.add(glyph)
                waiting.extend(_parts(self._outline(glyph)))
        return kept


def _characters(table: bytes) -> Iterator[tuple[str, int]]:
    """Characters and glyphs of a table that goes by segments: their ends, starts, differences, lists of glyphs."""
    form, _, _, doubled = struct.unpack_from(">4H", table)
    if form != BY_SEGMENTS:
        return
    starts = [14, *(16 + doubled * place for place in (1, 2, 3))]
    lists = [struct.unpack_from(f">{doubled // 2}H", table, start) for start in starts]
    for segment, (end, start, difference, offset) in enumerate(zip(*lists, strict=True)):
        listed = 16 + 3 * doubled + 2 * segment + offset
        for point in range(start, min(end, NO_CHARACTER - 1) + 1):
            glyph = struct.unpack_from(">H", table, listed + 2 * (point - start))[0] if offset else point
            if glyph and (glyph + difference) % 0x10000:
                yield chr(point), (glyph + difference) % 0x10000


def _parts(outline: bytes) -> Iterator[int]:
    """The glyphs that a glyph is made of: none, unless it is a composite."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    position, flags = 10, MORE_PARTS
    while flags & MORE_PARTS:
        flags, glyph = struct.unpack_from(">2H", outline, position)
        yield glyph
        position += 8 if flags & WORDS else 6
        position += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0


def _file(tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables, in the order of their names, checksums included."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">4s4H", b"\0\1\0\0", count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    entries, starts, content = [], {}, bytearray()
    for tag, body in tables.items():
        starts[tag] = len(head) + 16 * count + len(content)
        entries.append(struct.pack(">4s3I", tag, _checksum(body), starts[tag], len(body)))
        content += _padded(body)
    content[:0] = b"".join([head, *entries])
    checksum = (CHECKSUM_OF_A_FILE - _checksum(content)) & 0xFFFFFFFF
    struct.pack_into(">I", content, starts[b"head"] + HEAD_CHECKSUM, checksum)
    return bytes(content)


def _padded(content: bytes | bytearray) -> bytes:
    """With as many zeros as make whole words of four bytes."""
    return bytes(content).ljust(-(-len(content) // 4) * 4, b"\0")


def _checksum(content: bytes | bytearray) -> int:
    padded = _padded(content)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
