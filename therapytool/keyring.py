"""The keys that personal fields are sealed with: a ring of them in the instance folder, each with an id.

The ring is made when something is first sealed, with mode 0600, and is in no backup: it travels separately. Its newest
key seals; the older ones still open what they sealed, until a rotation has sealed everything anew.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from therapytool.errors import TherapytoolError
from therapytool.private_files import make_once, write_private

KEY_BYTES = 32
FILE_NAME = "keyring.json"


class KeyringBroken(TherapytoolError):
    """The key ring is missing or damaged while there is data that it sealed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by id (a number from 1); the highest id is the one that seals."""

    keys: dict[int, bytes]

    @property
    def current(self) -> int:
        """The id of the key that seals."""
        return max(self.keys)

    def with_new_key(self) -> Keyring:
        """The same ring with one more key, which seals from now on."""
        return Keyring({**self.keys, self.current + 1: secrets.token_bytes(KEY_BYTES)})

    def without(self, key_id: int) -> Keyring:
        """The ring without an old key that nothing is sealed with any more."""
        if key_id == self.current:
            raise ValueError("the key that seals cannot be dropped")
        return Keyring({number: key for number, key in self.keys.items() if number != key_id})


class KeyringInUse:
    """The ring of a running installation, read again when its file changes, so that a rotation needs no restart.

    A ring is made on the first use of an installation that has none. `frozen` ones are never made: there is data that
    another ring has sealed, and that ring has to come back.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.frozen = False
        self._ring: Keyring | None = None
        self._read_at: tuple[int, int] | None = None

    def find(self) -> Keyring | None:
        """The ring; None when there is no file. Raises KeyringBroken for a damaged one."""
        try:
            stat = (self.folder / FILE_NAME).stat()
        except FileNotFoundError:
            return None
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if stamp != self._read_at:
            self._ring, self._read_at = load_keyring(self.folder), stamp
        return self._ring

    def get(self) -> Keyring:
        """The ring, made at need. Raises KeyringBroken for one that is damaged, or missing while frozen."""
        ring = self.find()
        if ring is None and self.frozen:
            raise KeyringBroken(f"{self.folder / FILE_NAME} is missing; put back the copy you keep of it")
        return ring or load_keyring(self.folder)


def new_keyring() -> Keyring:
    """A ring with one fresh key."""
    return Keyring({1: secrets.token_bytes(KEY_BYTES)})


def load_keyring(folder: Path) -> Keyring:
    """The ring of an instance folder, made there if it has none. Raises KeyringBroken for a damaged file."""
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        make_once(path, lambda: _as_text(new_keyring()))
        text = path.read_text(encoding="utf-8")
    try:
        keys = {int(number): base64.b64decode(key, validate=True) for number, key in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise KeyringBroken(f"{path} is damaged; put back the copy you keep of it") from error
    if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise KeyringBroken(f"{path} holds no usable key; put back the copy you keep of it")
    return Keyring(keys)


def write_keyring(folder: Path, ring: Keyring) -> None:
    """Write the ring whole or not at all, readable by its owner alone."""
    write_private(folder / FILE_NAME, _as_text(ring))


def _as_text(ring: Keyring) -> str:
    return json.dumps({str(number): base64.b64encode(key).decode() for number, key in sorted(ring.keys.items())})
