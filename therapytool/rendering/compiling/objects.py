"""Objects of a drawing as relocatable text: everything that can be reached from the pages, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from therapytool.rendering.compiling.bodies import (
    OPEN,
    Body,
    CannotCompile,
    InscriptionStream,
    Local,
    OpenNumber,
    Outside,
    PageNumberStream,
    TreeKey,
    body_of,
)
from therapytool.rendering.fragment import MOST_OBJECTS
from therapytool.rendering.layout.drawing import Drawing

BETWEEN = b"\r"
"""Stands between objects until their open numbers are written."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text with its open numbers, the contents of its streams, and the number each object of the drawing got."""

    text: bytes
    numbers: tuple[int, ...]
    streams: tuple[bytes, ...]
    local: Mapping[OpenNumber, int]

    def number(self, each: Any) -> int | None:
        """The number an object of the drawing got; None for no object."""
        return None if each is None else self.local[each.reference]


def write_objects(
    drawing: Drawing, roots: Iterable[Any], *, pages: int, outside: Mapping[bytes, int], inscriptions: int = 0
) -> Written:
    """All objects that can be reached from `roots`, streams first.

    `outside` are objects that are not followed and not written, by their references, and which symbol (or typeface
    after the last) each is. Raises CannotCompile.
    """
    found = _reached(drawing, roots, outside)
    if len(found) > MOST_OBJECTS:
        raise CannotCompile("too many objects")
    streams = {reference: body for reference, body in found.items() if body.content is not None}
    others = {reference: body for reference, body in found.items() if body.content is None}
    local = Numbering([*streams, *others], stream_count=len(streams), written=(pages, inscriptions), outside=outside)
    bodies = [*streams.values(), *others.values()]
    numbers = [number for body in bodies for number in body.numbers]
    return Written(
        text=_text(bodies, len(numbers)),
        numbers=tuple(map(local.__getitem__, numbers)),
        streams=tuple([body.content for body in streams.values() if body.content is not None]),
        local=local,
    )


def _text(bodies: Sequence[Body], open_numbers: int) -> bytes:
    """The objects one a line, as a fragment has them. Raises CannotCompile."""
    text = BETWEEN.join([body.text for body in bodies])
    if text.count(OPEN) != open_numbers or text.count(BETWEEN) != len(bodies) - 1:
        raise CannotCompile("a line break in an object")
    return text.replace(b"%", b"%%").replace(OPEN, b"%d").replace(BETWEEN, b"\n")


class Numbering(dict[OpenNumber, int]):
    """The fragment's number for all that a number can depend on: objects in their order, and what stands for a number
    of the packet. Raises CannotCompile."""

    def __init__(
        self,
        references: Sequence[bytes],
        *,
        stream_count: int,
        written: tuple[int, int],
        outside: Mapping[bytes, int],
    ) -> None:
        super().__init__(zip(references, count(), strict=False))
        self._stream_count = stream_count
        self._object_count = len(references)
        self._inscriptions_start = len(references) + written[0]
        self._symbols_start = self._inscriptions_start + written[1]
        self.update((reference, self._symbols_start + symbol) for reference, symbol in outside.items())

    def __missing__(self, number: OpenNumber) -> int:
        match number:
            case Local(reference):
                return self[reference]
            case TreeKey(key):
                return self._key(key)
            case PageNumberStream(page):
                return self._object_count + page
            case InscriptionStream(inscription):
                return self._inscriptions_start + inscription
            case Outside(symbol):
                return self._symbols_start + symbol
            case _:
                raise KeyError(number)

    def _key(self, key: int) -> int:
        if self._stream_count + key >= self._object_count:
            raise CannotCompile("more content than objects")
        return self._stream_count + key


def _reached(drawing: Drawing, roots: Iterable[Any], outside: Mapping[bytes, int]) -> dict[bytes, Body]:
    """What can be reached, by its reference, in the order in which references are met."""
    found: dict[bytes, Body] = {}
    waiting = [root.reference for root in roots][::-1]
    while waiting:
        reference = waiting.pop()
        if reference not in found and reference not in outside:
            found[reference] = body_of(drawing.find(reference))
            waiting += found[reference].references[::-1]
    return found
