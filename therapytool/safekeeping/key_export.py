"""The keys of an installation as one encrypted file: they travel apart from the backups, or a thief of one has both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from therapytool.accounts.queries import has_accounts
from therapytool.database import db
from therapytool.errors import Conflict
from therapytool.keyring import FILE_NAME
from therapytool.private_files import write_private
from therapytool.safekeeping.age_keys import CannotOpenBackup, NotAKey, decrypt_file, encrypt_file
from therapytool.safekeeping.backing_up import NO_RECIPIENT, Lock, working_folder

FORMAT = "therapytool-keys-1"
SECRETS = "secrets.json"
PARTS = (FILE_NAME, SECRETS)


def export_keys(instance: Path, target: Path, lock: Lock) -> None:
    """Write the ring and the installation's secrets into an encrypted file. Raises NotAKey without a lock."""
    if not (lock.recipients or lock.passphrase):
        raise NotAKey(NO_RECIPIENT)
    content = {"format": FORMAT, **{name: json.loads((instance / name).read_text("utf-8")) for name in PARTS}}
    with working_folder(instance) as folder:
        plain = folder / "keys"
        plain.write_text(json.dumps(content), encoding="utf-8")
        plain.chmod(0o600)
        encrypt_file(plain, target, recipients=lock.recipients, passphrase=lock.passphrase)
    target.chmod(0o600)


def import_keys(instance: Path, source: Path, *, identity: str = "", passphrase: str = "") -> None:
    """Put exported keys in place: into an installation nobody uses yet, or one they belonged to all along.

    Raises Conflict rather than take away keys that something is sealed with.
    """
    content = _read(instance, source, identity, passphrase)
    if inspect(db.engine).has_table("clinician") and has_accounts():
        _refuse_others(instance, content)
    for name in PARTS:
        write_private(instance / name, json.dumps(content[name]))


def _read(instance: Path, source: Path, identity: str, passphrase: str) -> dict[str, Any]:
    with working_folder(instance) as folder:
        plain = folder / "keys"
        plain.touch(mode=0o600)
        decrypt_file(source, plain, identity=identity, passphrase=passphrase)
        try:
            content = json.loads(plain.read_text("utf-8"))
        except ValueError as error:
            raise CannotOpenBackup(f"{source.name} holds no keys.") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise CannotOpenBackup(f"{source.name} holds no keys that this version can read.")
    found: dict[str, Any] = content
    return found


def _refuse_others(instance: Path, content: dict[str, Any]) -> None:
    """Only the same secrets, and a ring that has every key of the one in place, may replace what people use."""
    for name in PARTS:
        if not (instance / name).exists():
            continue
        present = json.loads((instance / name).read_text("utf-8"))
        if any(content[name].get(key) != value for key, value in present.items()):
            raise Conflict(
                f"These are keys of another installation, or older ones than those in {name}. Nothing was changed. To "
                "bring them to a new machine, import them before the first account is made there."
            )
