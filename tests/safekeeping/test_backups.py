"""Backups: whole, encrypted, without keys; restored only when everything about them is in order."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories import csrf_token, sign_in
from tests.safekeeping.conftest import Installation
from therapytool.accounts.auditing.chain import End
from therapytool.accounts.auditing.trail import Wanted, check_trail, list_lines
from therapytool.accounts.queries import get_clinician
from therapytool.app import create_app
from therapytool.cases.queries import list_cases
from therapytool.cli.backup import backup
from therapytool.cli.restore import restore
from therapytool.config import Settings
from therapytool.database import db
from therapytool.safekeeping.age_keys import CannotOpenBackup, NotAKey, encrypt_file, new_key_pair
from therapytool.safekeeping.backing_up import Lock, Made, make_backup
from therapytool.safekeeping.database_copy import NotSqlite, sqlite_path
from therapytool.safekeeping.in_use import InUse, serving
from therapytool.safekeeping.key_check import KeysDoNotFit
from therapytool.safekeeping.manifest import DATABASE, MANIFEST, Manifest, signature_of
from therapytool.safekeeping.packing import BackupDamaged
from therapytool.safekeeping.restoring import Opener, Restored, open_backup, restore_backup
from therapytool.safekeeping.upgrading import DatabaseIsNewer


def bring_back(here: Installation, made: Made, settings: Settings | None = None) -> Restored:
    here.let_go()
    return restore_backup(made.path, Opener(here.pair.secret), settings or here.settings, create_app)


def names(here: Installation) -> list[str]:
    here.let_go()
    return [case.name for case in list_cases(here.clinician_id)]


def unpacked(here: Installation, made: Made, folder: Path) -> Manifest:
    folder.mkdir()
    return open_backup(made.path, Opener(here.pair.secret), folder, here.settings)


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def test_a_backup_holds_the_very_database_and_no_key(here: Installation, tmp_path: Path) -> None:
    (here.instance / "logos").mkdir()
    (here.instance / "logos" / "ours.png").write_bytes(b"a picture")
    before = dump(here.instance / "therapytool.db")
    made = here.back_up()
    manifest = unpacked(here, made, tmp_path / "out")
    assert dump(tmp_path / "out" / DATABASE) == before
    assert [file.name for file in manifest.files] == [DATABASE, "files/logos/ours.png"]
    assert made.path.stat().st_mode & 0o077 == 0
    assert not list((here.instance / "working").iterdir())
    for secret in ("keyring.json", "secrets.json"):
        assert (here.instance / secret).read_bytes() not in made.path.read_bytes()


def test_restoring_brings_everything_back_and_keeps_what_was_there(here: Installation) -> None:
    (here.instance / "logos").mkdir()
    (here.instance / "logos" / "ours.png").write_bytes(b"a picture")
    made = here.back_up()
    here.open_case("Cedar-31", "Wren")
    (here.instance / "logos" / "ours.png").unlink()
    restored = bring_back(here, made)
    assert names(here) == ["Harbor-12"]
    assert (here.instance / "logos" / "ours.png").read_bytes() == b"a picture"
    assert restored.kept is not None
    with sqlite3.connect(restored.kept) as kept:
        assert kept.execute('SELECT count(*) FROM "case"').fetchone() == (2,)
    assert db.session.connection().exec_driver_sql("SELECT count(*) FROM sign_in").scalar() == 0


def test_the_trail_goes_on_over_a_restore_and_stays_whole(here: Installation) -> None:
    made = here.back_up()
    here.back_up("second.age")
    bring_back(here, made)
    assert isinstance(check_trail(), End)
    told = [line.action for line in list_lines(Wanted(), limit=10)]
    assert told == ["safekeeping.restored", "safekeeping.backup", "safekeeping.backup"]


def test_who_was_erased_since_stays_erased(here: Installation) -> None:
    gone = here.open_case("Cedar-31", "Wren")
    made = here.back_up()
    browser = here.app.test_client()
    sign_in(browser, get_clinician(here.clinician_id))
    token = csrf_token(browser, f"/cases/{gone}/erase")
    assert browser.post(f"/cases/{gone}/erase", data={"csrf_token": token, "typed_name": "Cedar-31"}).status_code == 303
    assert bring_back(here, made).erased_again == 1
    assert names(here) == ["Harbor-12"]


def test_a_new_machine_needs_the_keys_first(here: Installation, tmp_path: Path) -> None:
    made = here.back_up()
    elsewhere = Settings.load(instance=tmp_path / "new")
    with pytest.raises(BackupDamaged, match="keys import"):
        bring_back(here, made, elsewhere)
    for key in ("keyring.json", "secrets.json"):
        shutil.copyfile(here.instance / key, elsewhere.instance / key)
    restored = bring_back(here, made, Settings.load(instance=tmp_path / "new"))
    assert restored.kept is None
    assert (elsewhere.instance / "therapytool.db").exists()


def test_another_ring_is_found_before_anything_is_changed(here: Installation, tmp_path: Path) -> None:
    made = here.back_up()
    elsewhere = Settings.load(instance=tmp_path / "new")
    shutil.copyfile(here.instance / "secrets.json", elsewhere.instance / "secrets.json")
    (elsewhere.instance / "keyring.json").write_text('{"1": "' + "A" * 43 + '="}')
    with pytest.raises(KeysDoNotFit):
        bring_back(here, made, Settings.load(instance=tmp_path / "new"))
    assert not (elsewhere.instance / "therapytool.db").exists()


@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.999])
def test_a_single_changed_byte_is_refused(here: Installation, place: float) -> None:
    made = here.back_up()
    content = bytearray(made.path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    made.path.write_bytes(content)
    before = dump(here.instance / "therapytool.db")
    with pytest.raises((CannotOpenBackup, BackupDamaged)):
        bring_back(here, made)
    assert dump(here.instance / "therapytool.db") == before


@pytest.mark.parametrize("length", [0, 10, 150, 5000])
def test_a_file_cut_off_is_refused(here: Installation, length: int) -> None:
    made = here.back_up()
    made.path.write_bytes(made.path.read_bytes()[:length])
    with pytest.raises(CannotOpenBackup):
        bring_back(here, made)


def test_the_wrong_key_opens_nothing(here: Installation) -> None:
    made = here.back_up()
    here.let_go()
    with pytest.raises(CannotOpenBackup, match="does not open"):
        restore_backup(made.path, Opener(new_key_pair().secret), here.settings, create_app)


def forged(here: Installation, made: Made, tmp_path: Path, change: str) -> Made:
    """A backup as somebody makes it who knows the recipient, or even holds the installation's secret."""
    folder = tmp_path / "forging"
    manifest = unpacked(here, made, folder)
    secret = here.settings.secret_key.get_secret_value()
    names = {file.name: folder / file.name for file in manifest.files}
    if change == "newer":
        manifest = manifest.model_copy(update={"schema_revision": "9999"})
    if change == "rows":
        manifest = manifest.model_copy(update={"rows": {**manifest.rows, "case": 99}})
    raw = manifest.model_dump_json().encode()
    signature = "0" * 64 if change == "unsigned" else signature_of(raw, secret=secret)
    with zipfile.ZipFile(tmp_path / "forged.zip", "w") as archive:
        archive.writestr(MANIFEST, raw)
        archive.writestr("manifest.signature", signature)
        for name, path in names.items():
            content = path.read_bytes()
            archive.writestr(name, content[:-1] + b"x" if change == "content" else content)
        if change == "extra":
            archive.writestr("files/../../escaped", b"x")
    encrypt_file(tmp_path / "forged.zip", made.path, recipients=(here.pair.recipient,))
    return made


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ("unsigned", BackupDamaged, "another installation"),
        ("content", BackupDamaged, "not what the manifest says"),
        ("extra", BackupDamaged, "not those its manifest lists"),
        ("rows", BackupDamaged, "rows its manifest counts"),
        ("newer", DatabaseIsNewer, "newer Therapytool"),
    ],
)
def test_what_is_not_in_order_is_refused_in_words(
    here: Installation, tmp_path: Path, change: str, error: type[Exception], words: str
) -> None:
    made = forged(here, here.back_up(), tmp_path, change)
    with pytest.raises(error, match=words):
        bring_back(here, made)
    assert names(here) == ["Harbor-12"]
    assert not (tmp_path / "escaped").exists()


def test_one_forged_with_nothing_changed_is_taken_so_the_refusals_mean_something(
    here: Installation, tmp_path: Path
) -> None:
    bring_back(here, forged(here, here.back_up(), tmp_path, "nothing"))
    assert names(here) == ["Harbor-12"]


def test_nothing_is_restored_under_a_running_server(here: Installation) -> None:
    made = here.back_up()
    with serving(here.instance), pytest.raises(InUse, match="Stop it"):
        bring_back(here, made)


def test_a_backup_nobody_could_open_is_not_made(here: Installation) -> None:
    with pytest.raises(NotAKey, match="no recipient is set"):
        make_backup(here.folder / "x.age", Lock(), by=None)  # type: ignore[arg-type]
    assert not (here.folder / "x.age").exists()


def test_postgresql_is_sent_to_its_own_tools() -> None:
    with pytest.raises(NotSqlite, match="pg_dump"):
        sqlite_path("postgresql://db.example/therapytool")


def test_the_commands_make_a_key_a_backup_and_bring_it_back(here: Installation, tmp_path: Path) -> None:
    environment = {"THERAPYTOOL_INSTANCE": str(here.instance)}
    here.let_go()
    run = CliRunner()
    key, folder = tmp_path / "key.txt", tmp_path / "backups"
    folder.mkdir()
    made = run.invoke(backup, ["new-recipient", "-o", str(key)], obj=create_app, env=environment)
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("age1")
    assert key.stat().st_mode & 0o077 == 0
    first = run.invoke(backup, ["-o", str(folder), "--keep", "2"], obj=create_app, env=environment)
    assert first.exit_code == 0, first.output
    (path,) = folder.iterdir()
    here.open_case("Cedar-31", "Wren")
    here.let_go()
    back = run.invoke(restore, [str(path), "-i", str(key), "--yes"], obj=create_app, env=environment)
    assert back.exit_code == 0, back.output
    assert "is kept as" in back.stdout
    assert names(here) == ["Harbor-12"]
