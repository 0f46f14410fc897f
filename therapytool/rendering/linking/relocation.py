"""A fragment's objects under the numbers they have in one packet, ready to be written.

Nothing else in linking grows with the size of a document, so the result is worth keeping: it serves every later packet
in which the document stands at the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from therapytool.rendering.linking.numbering import Place, relocation
from therapytool.rendering.linking.writing import PdfFile, indirect, object_stream, stream


@dataclass(frozen=True, slots=True)
class Relocated:
    """Finished objects one after the other, and where each begins: first the streams, last the packed others."""

    content: bytes
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.content)


def relocate(place: Place, *, files: Sequence[str], has_field_node: bool) -> Relocated:
    """The objects of one part; a copy of an earlier one leaves its streams out, which stand there already."""
    fragment = place.part.fragment
    numbers = relocation(place, files=files, has_field_node=has_field_node)
    lines = (fragment.text % tuple(map(numbers.__getitem__, fragment.numbers))).split(b"\n")
    count = len(fragment.streams)
    finished = [] if place.is_copy else _streams(place, lines[:count])
    others = list(range(place.first + count, place.first + len(lines)))
    finished.append(indirect(place.packed, object_stream(others, lines[count:])))
    offsets, position = [], 0
    for body in finished:
        offsets.append(position)
        position += len(body)
    return Relocated(b"".join(finished), tuple(offsets))


def write(file: PdfFile, place: Place, relocated: Relocated) -> None:
    """Put the objects of one part into the file."""
    start = file.append(relocated.content)
    *streams, packed = relocated.offsets
    for number, offset in enumerate(streams, start=place.first):
        file.references.place(number, start + offset)
    file.references.place(place.packed, start + packed)
    fragment = place.part.fragment
    own = len(fragment.streams)
    file.references.pack(place.first + own, fragment.object_count - own, stream=place.packed)


def _streams(place: Place, dictionaries: list[bytes]) -> list[bytes]:
    contents = place.part.fragment.streams
    return [
        indirect(place.first + index, stream(content, dictionary.removeprefix(b"<<").removesuffix(b">>")))
        for index, (dictionary, content) in enumerate(zip(dictionaries, contents, strict=True))
    ]
