"""Making a backup: copy, check, pack, encrypt, and only then give it its name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import delete, select

from therapytool import __version__, clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import Actor, note
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.personal_fields import current_keyring
from therapytool.safekeeping.age_keys import NotAKey, encrypt_file, valid_recipient
from therapytool.safekeeping.database_copy import Step, copy_database, count_rows, schema_of, sqlite_path
from therapytool.safekeeping.manifest import DATABASE, Manifest, packed_file, signature_of
from therapytool.safekeeping.models import BackupRecipient, BackupRecord
from therapytool.safekeeping.older_copies import prune_copies
from therapytool.safekeeping.packing import other_files, pack
from therapytool.safekeeping.since_then import trail_end_in

WORKING = "working"
PATTERN = "therapytool-backup-*.age"
NO_RECIPIENT = (
    "Nobody could open the backup: no recipient is set. Make a key pair with `therapytool backup new-recipient`, "
    "or choose --passphrase."
)


@dataclass(frozen=True, slots=True)
class Lock:
    """What a backup is encrypted with: recipients, or a passphrase."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made."""

    path: Path
    manifest: Manifest
    size: int
    sha256: str


def backup_name(moment: datetime) -> str:
    """What a backup is called."""
    return f"therapytool-backup-{moment:%Y%m%d-%H%M%S}.age"


def make_backup(target: Path, lock: Lock, *, by: Actor, step: Step | None = None) -> Made:
    """Make a backup of this installation at a path. Raises NotAKey without a lock, NotSqlite, DatabaseDamaged.

    It is a transaction of its own; nothing is at the path before all of it is on the disk.
    """
    settings: Settings = current_app.extensions["settings"]
    if not (lock.recipients or lock.passphrase):
        raise NotAKey(NO_RECIPIENT)
    with working_folder(settings.instance) as folder:
        copy_database(sqlite_path(settings.database_url), folder / DATABASE, step=step)
        manifest, packed = _packed(settings, folder, step)
        unfinished = target.with_name(f".{target.name}.part")
        try:
            encrypt_file(packed, unfinished, recipients=lock.recipients, passphrase=lock.passphrase)
            _to_disk(unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    listed = packed_file(target, target.name)
    with writing():
        db.session.add(
            BackupRecord(
                made_at=manifest.made_at, size=listed.size, sha256=listed.sha256, schema=manifest.schema_revision
            )
        )
        note(Action.BACKUP_MADE, by=by)
    prune_copies(settings, now=clock.now())
    return Made(target, manifest, listed.size, listed.sha256)


def set_recipient(recipient: str, *, by: Actor) -> None:
    """Encrypt backups to this recipient from now on, and to no other. Raises NotAKey."""
    tidy = valid_recipient(recipient)
    db.session.execute(delete(BackupRecipient))
    db.session.add(BackupRecipient(recipient=tidy))
    note(Action.RECIPIENT_SET, by=by)


def find_recipient() -> BackupRecipient | None:
    """Whom backups are encrypted to; None while nobody is set."""
    return db.session.scalar(select(BackupRecipient).order_by(BackupRecipient.id.desc()).limit(1))


def last_backup() -> BackupRecord | None:
    """The newest backup; None when there was none."""
    return db.session.scalar(select(BackupRecord).order_by(BackupRecord.made_at.desc()).limit(1))


def drop_old(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest backups of a folder; returns those that went."""
    old = sorted(folder.glob(PATTERN), reverse=True)[keep:]
    for path in old:
        path.unlink()
    return old


@contextmanager
def working_folder(instance: Path) -> Iterator[Path]:
    """A private folder inside the instance for what is not encrypted yet; gone at the end, whatever happens.

    One left over by a killed run is swept first.
    """
    working = instance / WORKING
    working.mkdir(mode=0o700, exist_ok=True)
    for left in working.iterdir():
        if clock.now().timestamp() - left.stat().st_mtime > 24 * 3600:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=working))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _packed(settings: Settings, folder: Path, step: Step | None) -> tuple[Manifest, Path]:
    sources = {DATABASE: folder / DATABASE, **{name: path for path, name in other_files(settings.instance)}}
    end = trail_end_in(folder / DATABASE)
    manifest = Manifest(
        made_at=clock.now(),
        version=__version__,
        schema_revision=schema_of(folder / DATABASE),
        key_ids=tuple(sorted(current_keyring().keys)),
        trail_count=end.count,
        trail_seal=end.seal,
        rows=count_rows(folder / DATABASE),
        files=tuple(packed_file(path, name) for name, path in sources.items()),
    )
    signature = signature_of(manifest.model_dump_json().encode(), secret=settings.secret_key.get_secret_value())
    packed = folder / "backup.zip"
    pack(packed, manifest, signature, sources, step=step)
    return manifest, packed


def _to_disk(path: Path) -> None:
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())
