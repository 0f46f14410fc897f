"""Keys that open backups: made here once, the secret half kept offline by the owner, never by Therapytool."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from therapytool.errors import TherapytoolError

HEAD = b"age-encryption.org/v1\n"
SHORTEST_PASSPHRASE = 16


class NotAKey(TherapytoolError):
    """What was given as a recipient, an identity or a passphrase is none."""


class CannotOpenBackup(TherapytoolError):
    """The file is no backup of ours, or the key does not fit it, or it was changed on its way."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A new pair: what backups are encrypted to, and what alone opens them."""

    recipient: str
    secret: str = field(repr=False)


def new_key_pair() -> KeyPair:
    """A fresh pair."""
    identity = pyrage.x25519.Identity.generate()
    return KeyPair(str(identity.to_public()), str(identity))


def valid_recipient(text: str) -> str:
    """A recipient ("age1..."), tidied. Raises NotAKey, with a warning when it is the secret half."""
    tidy = text.strip()
    if tidy.upper().startswith("AGE-SECRET-KEY"):
        raise NotAKey("That is the secret half. Keep it offline; what belongs here begins with age1.")
    try:
        pyrage.x25519.Recipient.from_str(tidy)
    except pyrage.RecipientError as error:
        raise NotAKey("That is no recipient. One begins with age1 and has 62 letters.") from error
    return tidy


def valid_passphrase(text: str) -> str:
    """A passphrase long enough to rely on for years. Raises NotAKey."""
    if len(text) < SHORTEST_PASSPHRASE:
        raise NotAKey(f"Use a passphrase of at least {SHORTEST_PASSPHRASE} characters: five or six words in a row.")
    return text


def write_identity(path: Path, pair: KeyPair) -> None:
    """Write the secret half into a new file, readable by its owner alone. Raises FileExistsError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(
            f"# Opens the backups of Therapytool. Keep it offline.\n# public key: {pair.recipient}\n{pair.secret}\n"
        )


def read_identity(text: str) -> pyrage.x25519.Identity:
    """The secret half out of a key file or pasted. Raises NotAKey."""
    for line in text.splitlines():
        if line.strip().startswith("AGE-SECRET-KEY-"):
            try:
                return pyrage.x25519.Identity.from_str(line.strip())
            except pyrage.IdentityError as error:
                raise NotAKey("The secret key is damaged.") from error
    raise NotAKey("There is no secret key in this file. It begins with AGE-SECRET-KEY-1.")


def encrypt_file(source: Path, target: Path, *, recipients: tuple[str, ...], passphrase: str = "") -> None:
    """Encrypt a file to recipients, or with a passphrase when there is one."""
    if passphrase:
        target.write_bytes(pyrage.passphrase.encrypt(source.read_bytes(), valid_passphrase(passphrase)))
        return
    keys = [pyrage.x25519.Recipient.from_str(valid_recipient(each)) for each in recipients]
    with source.open("rb") as reader, target.open("wb") as writer:
        pyrage.encrypt_io(reader, writer, keys)


def needs_passphrase(path: Path) -> bool:
    """Whether a backup opens with a passphrase. Raises CannotOpenBackup for what is no encrypted file."""
    with path.open("rb") as file:
        head = file.read(200)
    if not head.startswith(HEAD):
        raise CannotOpenBackup(f"{path.name} is no backup of Therapytool.")
    return b"-> scrypt " in head


def decrypt_file(source: Path, target: Path, *, identity: str = "", passphrase: str = "") -> None:
    """Decrypt a file. Raises CannotOpenBackup when the key does not fit or a single bit was changed."""
    try:
        if needs_passphrase(source):
            target.write_bytes(pyrage.passphrase.decrypt(source.read_bytes(), passphrase))
            return
        with source.open("rb") as reader, target.open("wb") as writer:
            pyrage.decrypt_io(reader, writer, [read_identity(identity)])
    except (pyrage.DecryptError, OSError) as error:
        raise CannotOpenBackup(
            f"{source.name} does not open: the key is another one, or the file is damaged or was changed."
        ) from error
