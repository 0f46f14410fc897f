"""Objects of a drawing as relocatable text: everything that can be reached from the pages, and nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from therapytool.rendering.fragment import MOST_OBJECTS, Symbol
from therapytool.rendering.layout.drawing import Drawing, is_reference, number_in
from therapytool.rendering.linking.syntax import literal, text_string

PACKING = 6


class CannotCompile(Exception):
    """The document uses something that can only be laid out whole."""


@dataclass(frozen=True, slots=True)
class Local:
    """An object of the drawing as a bare number or, with `rest`, as the beginning of a name unique in the packet."""

    number: int
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
class Outside:
    """A reference to an object that only the packet has."""

    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Written:
    """The text with its open numbers, the contents of its streams, and the number each object of the drawing got."""

    text: bytes
    numbers: tuple[int, ...]
    streams: tuple[bytes, ...]
    local: Mapping[int, int]

    def number(self, each: Any) -> int | None:
        """The number an object of the drawing got; None for no object."""
        return None if each is None else self.local[each.number]


class ObjectWriter:
    """Writes what can be reached from some objects of a drawing.

    `outside` are objects that are not followed and not written, and which symbol (or typeface after the last) each is.
    """

    def __init__(self, drawing: Drawing, *, pages: int, outside: Mapping[int, int]) -> None:
        self._drawing = drawing
        self._pages = pages
        self._outside = outside
        self._text: list[bytes] = []
        self._numbers: list[int] = []

    def write(self, roots: Iterable[Any]) -> Written:
        """All objects that can be reached from `roots`, streams first. Raises CannotCompile."""
        found = self._reached(roots)
        if len(found) > MOST_OBJECTS:
            raise CannotCompile("too many objects")
        streams = [each for each in found if isinstance(each, pydyf.Stream)]
        others = [each for each in found if not isinstance(each, pydyf.Stream)]
        self._stream_count = len(streams)
        self._object_count = len(found)
        self._local = {each.number: place for place, each in enumerate((*streams, *others))}
        self._local |= {number: self._symbol(symbol) for number, symbol in self._outside.items()}
        contents = [self._stream(each) for each in streams]
        for each in others:
            self._value(each)
            self._text.append(b"\n")
        text = b"".join(self._text[:-1])
        return Written(text, tuple(self._numbers), tuple(contents), self._local)

    def _reached(self, roots: Iterable[Any]) -> list[Any]:
        found: dict[int, Any] = {}
        waiting = list(roots)[::-1]
        while waiting:
            each = waiting.pop()
            if each.number in found or each.number in self._outside:
                continue
            found[each.number] = each
            waiting.extend([self._drawing.find(reference) for reference in _references(each)][::-1])
        return list(found.values())

    def _stream(self, stream: Any) -> bytes:
        content = b"\n".join(map(_operator, stream.stream))
        entries = dict(stream.extra)
        if stream.compress:
            content = zlib.compress(content, PACKING)
            entries["Filter"] = "/FlateDecode"
        entries.pop("Length", None)
        self._value(entries)
        self._text.append(b"\n")
        return content

    def _value(self, value: Any) -> None:
        match value:
            case dict():
                self._text.append(b"<<")
                for key, entry in value.items():
                    self._constant(b"/" + _word(key) + b" ")
                    self._value(entry)
                self._text.append(b">>")
            case list() | tuple():
                self._text.append(b"[")
                for item in value:
                    self._value(item)
                    self._text.append(b" ")
                self._text.append(b"]")
            case pydyf.String():
                self._constant(_string(value))
            case bytes() if is_reference(value):
                self._number(self._local[number_in(value)], b" 0 R")
            case _:
                self._leaf(value)

    def _leaf(self, value: Any) -> None:
        match value:
            case Local(number, rest):
                self._text.append(b"(")
                self._number(self._local[number])
                self._constant(rest + b")")
            case TreeKey(key):
                if self._stream_count + key >= self._object_count:
                    raise CannotCompile("more content than objects")
                self._number(self._stream_count + key)
            case PageNumberStream(page):
                self._number(self._object_count + page, b" 0 R")
            case Outside(symbol):
                self._number(self._symbol(symbol), b" 0 R")
            case bytes() | str() | int() | float():
                self._constant(_word(value))
            case _:
                raise CannotCompile(f"an object of the kind {type(value).__name__}")

    def _symbol(self, symbol: int) -> int:
        return self._object_count + self._pages + symbol

    def _number(self, local: int, after: bytes = b"") -> None:
        self._numbers.append(local)
        self._text.append(b"%d" + after)

    def _constant(self, text: bytes) -> None:
        if b"\n" in text:
            raise CannotCompile("a line break in an object")
        self._text.append(text.replace(b"%", b"%%"))


def _references(value: Any) -> Iterator[bytes]:
    """References in a value, in the order they are written."""
    match value:
        case pydyf.Stream():
            yield from _references(value.extra)
        case dict():
            for entry in value.values():
                yield from _references(entry)
        case list() | tuple():
            for item in value:
                yield from _references(item)
        case bytes() if is_reference(value):
            yield value


def _operator(item: Any) -> bytes:
    """An item of a content stream; the zeros that the engine writes between glyphs are left out."""
    written = _word(item)
    if written.endswith(b"] TJ"):
        return written.replace(b">0<", b"").replace(b">0]", b">]")
    return written


def _word(value: Any) -> bytes:
    match value:
        case bytes():
            return value
        case pydyf.Object():
            return bytes(value.data)
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".").encode()
        case _:
            return str(value).encode("ascii")


def _string(value: Any) -> bytes:
    return literal(value.string) if isinstance(value.string, bytes) else text_string(str(value.string))
