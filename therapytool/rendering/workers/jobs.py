"""What web process and worker say to each other: a job, its outcome or its failure, each one frame of bytes.

A frame is two lengths, a head in JSON and the raw bytes the head points into. Nothing in it can be executed, unlike a
pickle. The same frames are what the cache keeps.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from therapytool.rendering.fillable.form import Arrival, FilledCopy, FilledField, Form, FormField

LENGTHS = struct.Struct(">II")
LARGEST_FRAME = 256 * 1024 * 1024


class BrokenFrame(ValueError):
    """Bytes that are not a frame of ours: cut off, damaged, or from another version."""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """Which pages to draw as PNG (the first is 1; none given means all), at how many pixels per PDF point."""

    pages: tuple[int, ...] = ()
    scale: float = 1.5


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """Lay out an HTML text with styles; draw pictures of its pages too, if asked."""

    html: str
    styles: str
    pictures: PictureRequest | None = None


@dataclass(frozen=True, slots=True)
class PictureJob:
    """Draw pages of a finished PDF."""

    pdf: bytes
    pictures: PictureRequest


@dataclass(frozen=True, slots=True)
class CompileJob:
    """Lay out one document alone and make a fragment of it.

    `page_number` is the text that stands where its page number will be, `share` how much of it is left of its anchor.
    With a form, the places that the document marks become fields.
    """

    html: str
    styles: str
    page_number: str = ""
    share: float = 1.0
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class LogoJob:
    """Make an uploaded picture small and clean; the outcome holds one picture, or none where it cannot be used."""

    content: bytes
    for_sheet: bool = False
    """Whether it is to stand on a sheet, as large as the text is wide."""


@dataclass(frozen=True, slots=True)
class TakeInJob:
    """Find out what is in a file that somebody sent back; the answer is an Arrival."""

    content: bytes


Job = LayoutJob | PictureJob | CompileJob | LogoJob | TakeInJob


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job gave: the PDF (a picture job gives it back), its pages, the engine's complaints, the pictures."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...] = ()
    pictures: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a compile job gave: the fragment as `fragment_encoding` writes it."""

    fragment: bytes


Answer = Outcome | Compiled | Arrival


class Reason(StrEnum):
    """Why a worker could not do a job."""

    REFUSED = "refused"
    MEMORY = "memory"
    FAILED = "failed"
    ONLY_WHOLE = "only whole"
    """The document cannot be compiled; laid out with the others it may come out well."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no outcome; `detail` names an error and a line of code, never a word of the document."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """The first thing a worker says, once it is warm."""


Message = Job | Answer | Failure | Ready
KINDS: dict[str, Callable[..., Message | PictureRequest | Form | FormField | FilledCopy | FilledField]] = {
    kind.__name__: kind
    for kind in (
        PictureRequest,
        Form,
        FormField,
        FilledCopy,
        FilledField,
        Arrival,
        LayoutJob,
        PictureJob,
        CompileJob,
        LogoJob,
        TakeInJob,
        Outcome,
        Compiled,
        Failure,
        Ready,
    )
}


def encode(message: Message) -> bytes:
    """One message as a frame. Raises BrokenFrame when it is longer than any frame may be."""
    parts: list[bytes] = []

    def stow(value: object) -> dict[str, object]:
        if isinstance(value, bytes):
            parts.append(value)
            return {"bytes": len(value)}
        if is_dataclass(value):
            named = {field.name: getattr(value, field.name) for field in fields(value)}
            return {"kind": type(value).__name__, **named}
        raise TypeError(type(value).__name__)

    head = json.dumps(message, default=stow).encode()
    body_length = sum(map(len, parts))
    if len(head) + body_length > LARGEST_FRAME:
        raise BrokenFrame("too long")
    return b"".join([LENGTHS.pack(len(head), body_length), head, *parts])


def decode(frame: bytes) -> Message:
    """The message in a frame. Raises BrokenFrame for anything that `encode` did not make."""
    head_end = LENGTHS.size + _lengths(frame[: LENGTHS.size])[0]
    return _message(frame[LENGTHS.size : head_end], frame[head_end:])


def receive(read: Callable[[int], bytes]) -> Message:
    """Read one message by `read(count)`, which gives so many bytes, fewer only at the end. Raises BrokenFrame."""
    head_length, body_length = _lengths(read(LENGTHS.size))
    head, body = read(head_length), read(body_length)
    if len(head) != head_length or len(body) != body_length:
        raise BrokenFrame("cut off")
    return _message(head, body)


def _lengths(prefix: bytes) -> tuple[int, int]:
    if len(prefix) != LENGTHS.size:
        raise BrokenFrame("cut off")
    head_length, body_length = LENGTHS.unpack(prefix)
    if head_length + body_length > LARGEST_FRAME:
        raise BrokenFrame("too long")
    return head_length, body_length


def _message(head: bytes, body: bytes) -> Message:
    """Objects of the head become messages again, in the order in which their bytes were stowed."""
    position = 0

    def revive(found: dict[str, object]) -> object:
        nonlocal position
        if "bytes" in found:
            start, position = position, position + int(str(found["bytes"]))
            return body[start:position]
        kind = KINDS[str(found.pop("kind"))]
        return kind(**{name: _field(name, value) for name, value in found.items()})

    try:
        message = json.loads(head, object_hook=revive)
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenFrame(f"unreadable: {type(error).__name__}") from error
    if position != len(body) or not isinstance(message, Message):
        raise BrokenFrame("unreadable")
    return message


def _field(name: str, value: object) -> object:
    if name == "reason":
        return Reason(str(value))
    return tuple(value) if isinstance(value, list) else value
