"""The only addresses a document can name: our fonts, and small pictures written into the document itself.

Everything else is refused. Nothing is ever fetched from the machine or the network.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from therapytool.shipped import shipped_fonts

FONT_PREFIX = "asset:fonts/"
LONGEST_DATA_ADDRESS = 256 * 1024
PICTURE_TYPES = ("image/svg+xml", "image/png", "image/jpeg")


class AddressRefused(ValueError):
    """A document named something it may not have."""


@dataclass(frozen=True, slots=True)
class Asset:
    """The content behind an address, and its media type."""

    content: bytes
    media_type: str


def asset(address: str) -> Asset:
    """A shipped font named as `asset:fonts/NAME.ttf`, or a picture in a `data:` address of at most 256 KiB.

    Raises AddressRefused for all other addresses.
    """
    if address.startswith(FONT_PREFIX):
        return Asset(font_file(address).read_bytes(), "font/ttf")
    if address[:5].lower() == "data:":
        return _picture(address)
    raise AddressRefused(f"refused to fetch {address[:80]!r}")


def font_file(address: str) -> Path:
    """The shipped file of `asset:fonts/NAME.ttf`. Raises AddressRefused when we ship none of that name."""
    path = shipped_fonts().get(address.removeprefix(FONT_PREFIX))
    if path is None or not address.startswith(FONT_PREFIX):
        raise AddressRefused(f"refused to fetch {address[:80]!r}")
    return path


def _picture(address: str) -> Asset:
    if len(address) > LONGEST_DATA_ADDRESS:
        raise AddressRefused("refused a picture of more than 256 KiB written into the document")
    head, comma, body = address[5:].partition(",")
    media_type, *parameters = head.lower().split(";")
    if not comma or media_type not in PICTURE_TYPES:
        raise AddressRefused(f"refused data of the type {media_type[:40]!r}")
    content = unquote_to_bytes(body)
    if "base64" in parameters:
        content = _decoded(content)
    return Asset(content, media_type)


def _decoded(content: bytes) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except binascii.Error as error:
        raise AddressRefused("refused a picture that is not base64") from error
