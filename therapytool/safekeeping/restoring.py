"""Restoring a backup: everything is checked in a folder apart; what is in place is touched only by the last step.

What has happened since the backup is not forgotten where that would do harm: clients erased since stay erased, sign-ins
that had ended do not come alive again, and the lines of the audit trail since then are kept.
"""

from __future__ import annotations

import hmac
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Flask
from rich.console import Console
from sqlalchemy import text

from therapytool import __version__, clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.chain import Broken
from therapytool.accounts.auditing.trail import TERMINAL, check_trail, note
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.keyring import Keyring
from therapytool.plans.older_plans import seal_older_plans
from therapytool.safekeeping.age_keys import CannotOpenBackup, decrypt_file
from therapytool.safekeeping.backing_up import working_folder
from therapytool.safekeeping.database_copy import Step, check_database, count_rows, sqlite_path
from therapytool.safekeeping.in_use import alone
from therapytool.safekeeping.key_check import KeysDoNotFit, check_keys
from therapytool.safekeeping.manifest import DATABASE, FILES, Manifest, signature_of
from therapytool.safekeeping.older_copies import KEPT, STAMP, prune_copies
from therapytool.safekeeping.packing import BackupDamaged, read_manifest, unpack
from therapytool.safekeeping.since_then import Since, read_since, take_over
from therapytool.safekeeping.upgrading import refuse_newer, upgrade_database


@dataclass(frozen=True, slots=True)
class Opener:
    """What opens a backup: the text of a key file, or a passphrase."""

    identity: str = ""
    passphrase: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, where the database from before is kept, and how many clients stay erased."""

    manifest: Manifest
    kept: Path | None
    erased_again: int


def restore_backup(
    path: Path, opener: Opener, settings: Settings, create_app: Callable[[Settings], Flask], *, step: Step | None = None
) -> Restored:
    """Put a backup in the place of what is there. Raises what is wrong with it before anything is changed."""
    target = sqlite_path(settings.database_url)
    with alone(settings.instance), working_folder(settings.instance) as folder:
        manifest = open_backup(path, opener, folder, settings, step=step)
        since = read_since(target, manifest)
        erased = _make_ready(folder / DATABASE, manifest, since, settings, create_app)
        kept = _swap(folder, target, settings.instance)
        prune_copies(settings, now=clock.now())
    return Restored(manifest, kept, erased)


def open_backup(path: Path, opener: Opener, folder: Path, settings: Settings, *, step: Step | None = None) -> Manifest:
    """Decrypt and unpack a backup into a folder, and check all that can be checked without opening its database."""
    packed = folder / "backup.zip"
    decrypt_file(path, packed, identity=opener.identity, passphrase=opener.passphrase)
    try:
        with zipfile.ZipFile(packed) as archive:
            manifest, raw, signature = read_manifest(archive)
            _check_origin(raw, signature, settings)
            unpack(archive, manifest, folder, step=step)
    except zipfile.BadZipFile as error:
        raise CannotOpenBackup(f"{path.name} holds no backup.") from error
    packed.unlink()
    check_database(folder / DATABASE)
    if count_rows(folder / DATABASE) != manifest.rows:
        raise BackupDamaged("Its tables do not have the rows its manifest counts.")
    return manifest


def _check_origin(raw: bytes, signature: str, settings: Settings) -> None:
    wanted = signature_of(raw, secret=settings.secret_key.get_secret_value())
    if not hmac.compare_digest(wanted.encode(), signature.encode()):
        raise BackupDamaged(
            "This backup was made by another installation, or by somebody else, or was changed. If it is yours and "
            "this is a new machine, bring its keys first: therapytool keys import FILE. Nothing was changed."
        )


def _make_ready(
    database: Path, manifest: Manifest, since: Since, settings: Settings, create_app: Callable[[Settings], Flask]
) -> int:
    """Check the unpacked database with the keys of this installation, upgrade it, and add what came since."""
    app = create_app(settings.model_copy(update={"database_url": f"sqlite:///{database}"}))
    with app.app_context():
        try:
            refuse_newer(ScriptDirectory(f"{app.root_path}/migrations"), manifest.schema_revision)
            ring = _ring(app, manifest)
            _upgrade_quietly(app, database)
            check_keys(ring)
            seal_older_plans()
            erased = take_over(since)
            with writing():
                for statement in ("DELETE FROM sign_in", "DELETE FROM one_use_code", "DELETE FROM link_visit"):
                    db.session.execute(text(statement))
                note(Action.RESTORED, by=TERMINAL, detail=f"backup of {manifest.made_at:%Y-%m-%d %H:%M}")
            found = check_trail()
            if isinstance(found, Broken):
                raise BackupDamaged(f"Its audit trail was changed at line {found.number}: {found.reason}.")
        finally:
            db.session.remove()
            db.engine.dispose()
            app.extensions["rendering"].pool.close()
    check_database(database)
    return erased


def _ring(app: Flask, manifest: Manifest) -> Keyring:
    ring: Keyring | None = app.extensions["keyring"].find()
    if ring is None or not set(manifest.key_ids) & set(ring.keys):
        raise KeysDoNotFit("The keys of this backup are not here. Bring them first: therapytool keys import FILE.")
    return ring


def _upgrade_quietly(app: Flask, database: Path) -> None:
    upgrade_database(app, Console(quiet=True))
    for copy in database.parent.glob(f"{database.stem}.before-upgrade-*"):
        copy.unlink()


def _swap(folder: Path, target: Path, instance: Path) -> Path | None:
    """Files first, which only adds; the database last, in one step that happens or does not."""
    kept = None
    if target.exists():
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
        keeping = instance / KEPT
        keeping.mkdir(mode=0o700, exist_ok=True)
        kept = keeping / f"before-restore-{clock.now():{STAMP}}.db"
        os.link(target, kept)
    _bring_files(folder / FILES, instance)
    database = folder / DATABASE
    database.chmod(0o600)
    with database.open("rb") as file:
        os.fsync(file.fileno())
    database.replace(target)
    _sync_folder(target.parent)
    return kept


def _bring_files(folder: Path, instance: Path) -> None:
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        if path.is_file():
            place = instance / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(path, unfinished := place.with_name(f".{place.name}.new"))
            unfinished.replace(place)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def version_in_words(manifest: Manifest) -> str:
    """Which version made it, beside ours: "made by 1.2, this is 1.3"."""
    return f"made by {manifest.version}" + ("" if manifest.version == __version__ else f", this is {__version__}")
