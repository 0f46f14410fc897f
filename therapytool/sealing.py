"""Sealing one value: AES-256-GCM, bound to the place it belongs to, so that a blob moved to another row does not open.

A blob is a version byte, the id of the key (four bytes), a nonce (twelve) and the sealed text with its tag. The place
(table, column, owner, row) goes in as associated data: it is not stored, it has to be right.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from therapytool.errors import TherapytoolError
from therapytool.keyring import KEY_BYTES, Keyring

VERSION = 1
HEAD = struct.Struct(">BI")
NONCE_BYTES = 12
TAG_BYTES = 16


class CannotOpen(TherapytoolError):
    """A sealed value does not open: wrong or missing key, moved to another place, or damaged. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value belongs: moving it to any other place makes it unreadable."""

    table: str
    column: str
    owner: str
    row: str

    def encoded(self) -> bytes:
        """All four parts with their lengths, so that no two places read the same."""
        parts = [part.encode() for part in (self.table, self.column, self.owner, self.row)]
        return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def new_data_key() -> bytes:
    """A fresh key for one person's values; itself kept sealed under the ring."""
    return secrets.token_bytes(KEY_BYTES)


def seal(ring: Keyring, value: bytes, place: Place) -> bytes:
    """Seal a value with the ring's newest key."""
    head = HEAD.pack(VERSION, ring.current)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return head + nonce + AESGCM(ring.keys[ring.current]).encrypt(nonce, value, head + place.encoded())


def unseal(ring: Keyring, blob: bytes, place: Place) -> bytes:
    """Open a sealed value at its place. Raises CannotOpen."""
    head, nonce, sealed = blob[: HEAD.size], blob[HEAD.size : HEAD.size + NONCE_BYTES], blob[HEAD.size + NONCE_BYTES :]
    key = ring.keys.get(key_id(blob))
    if key is None:
        raise CannotOpen("this value was sealed with a key that is not on the ring")
    try:
        return AESGCM(key).decrypt(nonce, sealed, head + place.encoded())
    except InvalidTag:
        raise CannotOpen("this value is damaged or was moved from another place") from None


def key_id(blob: bytes) -> int:
    """The id of the key a blob was sealed with. Raises CannotOpen for what is no blob of ours."""
    if len(blob) < HEAD.size + NONCE_BYTES + TAG_BYTES:
        raise CannotOpen("this value is cut off")
    version, number = HEAD.unpack_from(blob)
    if version != VERSION:
        raise CannotOpen("this value was sealed by another version of Therapytool")
    return int(number)


def ring_of(data_key: bytes) -> Keyring:
    """One person's data key as a ring of its own, to seal and open her values with."""
    return Keyring({1: data_key})
