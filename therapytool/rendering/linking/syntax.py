"""Words of the PDF language: names of objects, numbers, strings. Everything as bytes, ready to be written."""

from __future__ import annotations

import re
from zlib import adler32, crc32

ESCAPED = {b"\\": b"\\\\", b"(": b"\\(", b")": b"\\)", b"\r": b"\\r", b"\n": b"\\n"}
NEEDS_ESCAPE = re.compile(rb"[\\()\r\n]")


def reference(number: int) -> bytes:
    """A reference to the object of this number."""
    return b"%d 0 R" % number


def references(numbers: list[int] | tuple[int, ...]) -> bytes:
    """References to several objects, separated by spaces."""
    return b" ".join([b"%d 0 R" % number for number in numbers])


def real(value: float) -> bytes:
    """A number with as many decimals as matter on paper."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return b"0" if text == "-0" else text.encode()


def literal(content: bytes) -> bytes:
    """Bytes as a string in parentheses, on one line."""
    return b"(" + NEEDS_ESCAPE.sub(lambda found: ESCAPED[found[0]], content) + b")"


def text_string(text: str) -> bytes:
    """Words for people: as they are if ASCII suffices, else as UTF-16 in hexadecimal."""
    if text.isascii():
        return literal(text.encode())
    return b"<feff" + text.encode("utf-16-be", "replace").hex().encode() + b">"


def fingerprint(content: bytes) -> bytes:
    """Sixteen bytes that tell files and subsets apart. They keep no secret, so no cryptography has to be loaded."""
    backwards = content[::-1]
    sums = (crc32(content), crc32(backwards), adler32(content), adler32(backwards))
    return b"".join([each.to_bytes(4, "big") for each in sums])


def name(text: str) -> bytes:
    """A name, any character that a name may not hold written as its number."""
    plain = (char if 33 <= char <= 126 and chr(char) not in "#%/<>[](){}" else f"#{char:02x}" for char in text.encode())
    return b"/" + b"".join(part.encode() if isinstance(part, str) else bytes([part]) for part in plain)


def destination(page: int, element: int, x: float, y: float) -> bytes:
    """A place to go to, as large as before: on a page for those who see, in the structure for those who listen."""
    point = b"/XYZ %s %s 0" % (real(x), real(y))
    return b"/D[%d 0 R%s]/SD[%d 0 R%s]" % (page, point, element, point)
