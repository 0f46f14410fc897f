"""Objects of a drawing as text, each by itself, with the numbers left open that depend on where it will stand."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pydyf

from therapytool.rendering.fragment import Symbol
from therapytool.rendering.layout.drawing import is_reference
from therapytool.rendering.linking.syntax import literal, text_string

PACKING = 6
OPEN = b"\n"
"""Stands for an open number in the text of an object, in which nothing else may be a line break."""
OPEN_REFERENCE = OPEN + b" 0 R"


class CannotCompile(Exception):
    """The document uses something that can only be laid out whole."""


@dataclass(frozen=True, slots=True)
class Local:
    """An object of the drawing as a bare number or, with `rest`, as the beginning of a name unique in the packet."""

    reference: bytes
    rest: bytes


@dataclass(frozen=True, slots=True)
class TreeKey:
    """A key of the parent tree."""

    value: int


@dataclass(frozen=True, slots=True)
class PageNumberStream:
    """A reference to the stream that will say "Page x of y" on a page of the fragment, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class InscriptionStream:
    """A reference to the stream that will write an inscription of the fragment, counted from 0."""

    inscription: int


@dataclass(frozen=True, slots=True)
class Outside:
    """A reference to an object that only the packet has."""

    symbol: Symbol


OpenNumber = bytes | Local | TreeKey | PageNumberStream | InscriptionStream | Outside
"""What a number depends on that is left open; bytes are a reference to an object of the drawing."""


class Body(NamedTuple):
    """One object: its text with `OPEN` for each open number, and for a stream the content that goes with it."""

    text: bytes
    numbers: list[OpenNumber]
    content: bytes | None = None

    @property
    def references(self) -> list[bytes]:
        """References to objects of the drawing, in the order they are written."""
        return [number for number in self.numbers if isinstance(number, bytes)]


def body_of(each: Any) -> Body:
    """An object of the drawing as text. Raises CannotCompile."""
    if not isinstance(each, pydyf.Stream):
        return _body(each)
    content = b"\n".join(map(_operator, each.stream))
    entries = {key: entry for key, entry in each.extra.items() if key != "Length"}
    if each.compress:
        content = zlib.compress(content, PACKING)
        entries["Filter"] = "/FlateDecode"
    return _body(entries, content)


def _body(value: Any, content: bytes | None = None) -> Body:
    numbers: list[OpenNumber] = []
    return Body(WRITERS[type(value)](value, numbers), numbers, content)


def _dictionary(entries: Mapping[Any, Any], numbers: list[OpenNumber]) -> bytes:
    written = [_key(key) + WRITERS[type(entry)](entry, numbers) for key, entry in entries.items()]
    return b"<<%s>>" % b"".join(written)


def _array(items: Sequence[Any], numbers: list[OpenNumber]) -> bytes:
    return b"[%s]" % b"".join([WRITERS[type(item)](item, numbers) + b" " for item in items])


def _bytes(value: bytes, numbers: list[OpenNumber]) -> bytes:
    if not is_reference(value):
        return value
    numbers.append(value)
    return OPEN_REFERENCE


def _reference(number: OpenNumber, numbers: list[OpenNumber]) -> bytes:
    numbers.append(number)
    return OPEN_REFERENCE


def _local(number: Local, numbers: list[OpenNumber]) -> bytes:
    numbers.append(number)
    return b"(" + OPEN + number.rest + b")"


def _tree_key(number: TreeKey, numbers: list[OpenNumber]) -> bytes:
    numbers.append(number)
    return OPEN


def _string(value: Any, _: object) -> bytes:
    said = value.string
    return literal(said) if isinstance(said, bytes) else text_string(str(said))


def _word(value: object, _: object) -> bytes:
    return str(value).encode("ascii")


def _real(value: float, _: object) -> bytes:
    return f"{value:.6f}".rstrip("0").rstrip(".").encode()


class _Writers(dict[type, Callable[[Any, list[OpenNumber]], bytes]]):
    """What writes values of each kind: a kind that is missing is written like the one it is made of."""

    def __missing__(self, kind: type) -> Callable[[Any, list[OpenNumber]], bytes]:
        known = [self[each] for each in kind.__mro__ if each in self]
        if not known:
            raise CannotCompile(f"an object of the kind {kind.__name__}")
        self[kind] = known[0]
        return known[0]


WRITERS = _Writers(
    {
        dict: _dictionary,
        list: _array,
        tuple: _array,
        bytes: _bytes,
        str: _word,
        int: _word,
        float: _real,
        pydyf.String: _string,
        Local: _local,
        TreeKey: _tree_key,
        PageNumberStream: _reference,
        InscriptionStream: _reference,
        Outside: _reference,
    }
)


@lru_cache(maxsize=1024)
def _key(name: str) -> bytes:
    return b"/%s " % name.encode("ascii")


def _operator(item: Any) -> bytes:
    """An item of a content stream; the zeros that the engine writes between glyphs are left out."""
    if not isinstance(item, bytes):
        return bytes(item.data) if isinstance(item, pydyf.Object) else WRITERS[type(item)](item, [])
    return item.replace(b">0<", b"").replace(b">0]", b">]") if item.endswith(b"] TJ") else item
