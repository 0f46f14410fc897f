"""Content files to types: YAML read strictly, every problem with its file, line and field, all at once.

The reader walks the parser's events itself, so that a hostile file (deep nesting, aliases, duplicate keys, megabytes)
ends in a message before it costs anything, and so that each value remembers the line it came from.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from therapytool.errors import InvalidContent, Problem

Model = TypeVar("Model", bound=BaseModel)
Where = tuple[str | int, ...]

LARGEST_FILE = 400_000
"""Bytes; the longest exercise of the library is a tenth of this."""
DEEPEST = 20
INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(slots=True)
class _Open:
    """A mapping or list being read: its values so far, and the key waiting for its value."""

    where: Where
    values: dict[str, Any] | list[Any]
    key: str | None = None

    def next_place(self) -> Where:
        if isinstance(self.values, list):
            return (*self.where, len(self.values))
        return (*self.where, self.key or "")


@dataclass(slots=True)
class _Reader:
    """Builds plain values from events and notes the line of each place."""

    file: str
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    result: Any = None
    documents: int = 0

    def refuse(self, event: Event, message: str) -> InvalidContent:
        return InvalidContent((Problem(self.file, event.start_mark.line + 1, "", message),))

    def take(self, event: Event) -> None:
        """Handle one event; raises InvalidContent for what no content file needs."""
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.refuse(event, "a second document ('---') starts here; keep one per file")
        elif isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            raise self.refuse(event, "anchors and aliases (& and *) are not read; write the text out")
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self.start(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.open.pop()
        elif isinstance(event, ScalarEvent):
            self.scalar(event)

    def start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        if len(self.open) >= DEEPEST:
            raise self.refuse(event, f"nested deeper than {DEEPEST} levels")
        if self.open and isinstance(self.open[-1].values, dict) and self.open[-1].key is None:
            raise self.refuse(event, "a key must be a word, not a list or mapping")
        where = self.open[-1].next_place() if self.open else ()
        values: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        self.place(event, values)
        self.open.append(_Open(where, values))

    def scalar(self, event: ScalarEvent) -> None:
        parent = self.open[-1] if self.open else None
        if parent is not None and isinstance(parent.values, dict) and parent.key is None:
            parent.key = str(event.value)
            if parent.key in parent.values:
                line = event.start_mark.line + 1
                self.problems.append(Problem(self.file, line, _field_name((*parent.where, parent.key)), "given twice"))
            self.lines[(*parent.where, parent.key)] = event.start_mark.line + 1
        else:
            self.place(event, _plain(event))

    def place(self, event: Event, value: Any) -> None:
        """Put a finished or just opened value where it belongs."""
        if not self.open:
            self.lines[()] = event.start_mark.line + 1
            self.result = value
            return
        parent = self.open[-1]
        self.lines.setdefault(parent.next_place(), event.start_mark.line + 1)
        if isinstance(parent.values, list):
            parent.values.append(value)
        else:
            parent.values[parent.key or ""] = value
            parent.key = None


def read_file(path: Path, kind: type[Model]) -> Model:
    """One file as one type. Raises InvalidContent with all problems; a file that cannot be opened is one of them."""
    return read_text(_bytes_of(path), file=str(path), kind=kind)


def names_in(path: Path) -> frozenset[str]:
    """The names at the top of a file, which tell what kind of content it is; none where it cannot be read."""
    try:
        return frozenset(_read_yaml(_bytes_of(path), str(path)).result)
    except InvalidContent:
        return frozenset()


def _bytes_of(path: Path) -> bytes:
    """What is in a file of an honest size; a pipe or a device, which might never end, is not opened."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InvalidContent((Problem(str(path), None, "", "is not a file"),))
        if about.st_size > LARGEST_FILE:
            raise InvalidContent((Problem(str(path), None, "", f"is larger than {LARGEST_FILE // 1000} kB"),))
        return path.read_bytes()
    except OSError as error:
        raise InvalidContent((Problem(str(path), None, "", f"cannot be read: {error.strerror}"),)) from error


def read_text(data: bytes, *, file: str, kind: type[Model]) -> Model:
    """The bytes of one file as one type; `file` is the name problems are told under."""
    reader = _read_yaml(data, file)
    try:
        content = kind.model_validate(reader.result)
    except ValidationError as error:
        reader.problems.extend(_problem(reader, detail) for detail in _worth_telling(error))
        content = None
    except RecursionError:
        raise InvalidContent((Problem(file, None, "", "is nested too deep"),)) from None
    if reader.problems or content is None:
        raise InvalidContent(tuple(sorted(reader.problems, key=lambda problem: problem.line or 0)))
    return content


def _read_yaml(data: bytes, file: str) -> _Reader:
    reader = _Reader(file)
    if len(data) > LARGEST_FILE:
        raise InvalidContent((Problem(file, None, "", f"is larger than {LARGEST_FILE // 1000} kB"),))
    try:
        for event in YAML(typ="safe", pure=True).parse(data.decode("utf-8")):
            reader.take(event)
    except UnicodeDecodeError as error:
        raise InvalidContent((Problem(file, None, "", "is not UTF-8 text; save it as UTF-8"),)) from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InvalidContent((Problem(file, line, "", f"is not valid YAML: {error.problem}"),)) from error
    except (YAMLError, ValueError) as error:
        raise InvalidContent(
            (Problem(file, None, "", "is not valid YAML: it holds a character YAML does not allow"),)
        ) from error
    if not isinstance(reader.result, dict):
        raise InvalidContent((Problem(file, 1, "", "must be a mapping: lines of 'name: value'"),))
    return reader


def _plain(event: ScalarEvent) -> str | int | float | bool | None:
    """A scalar by the core rules of YAML 1.2; anything quoted is text."""
    text = str(event.value)
    if event.style is not None:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text


def _worth_telling(error: ValidationError) -> list[Any]:
    """Pydantic's findings without "too short" for a list whose parts were themselves refused."""
    details: list[Any] = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]

    def has_refused_parts(where: Where) -> bool:
        return any(place[: len(where)] == where and len(place) > len(where) for place in places)

    return [detail for detail in details if not (detail["type"] == "too_short" and has_refused_parts(detail["loc"]))]


def _problem(reader: _Reader, detail: Any) -> Problem:
    """One of pydantic's findings in our words, at the line of the nearest place it names."""
    where = tuple(part for part in detail["loc"])
    known = _in_file(reader, where)
    return Problem(reader.file, reader.lines.get(known), _field_name(known), _say(detail, where, known))


def _in_file(reader: _Reader, where: Where) -> Where:
    """The part of a finding's place that exists in the file.

    Pydantic adds the names of union members, the kind of a block before its fields: even one with a field of that name.
    """
    place: Where = ()
    value, is_kind_told = reader.result, False
    for part in where:
        if isinstance(value, dict) and value.get("kind") == part and not is_kind_told:
            is_kind_told = True
        elif (*place, part) in reader.lines:
            place, value, is_kind_told = (*place, part), value[part], False
    return place


def _say(detail: Any, where: Where, known: Where) -> str:
    kind, last = detail["type"], where[-1] if where else ""
    if kind == "missing":
        return f"'{last}' is missing"
    if kind == "extra_forbidden":
        return "is not a field here; check the spelling"
    if kind == "union_tag_invalid":
        return f"'{detail['ctx']['tag']}' is not a kind of block; use one of {detail['ctx']['expected_tags']}"
    if kind == "union_tag_not_found":
        return "'kind' is missing; every block says its kind"
    if kind == "too_short":
        return f"needs at least {detail['ctx']['min_length']}"
    if kind == "string_pattern_mismatch":
        return f"'{str(detail['input'])[:40]}' does not fit; use small letters, digits and '-' (slugs) or '_' (ids)"
    message = str(detail["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _field_name(where: Where) -> str:
    """A place as people write it: worksheet.blocks[3].label, counting from 1."""
    name = ""
    for part in where:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name
