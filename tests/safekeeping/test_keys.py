"""The key ring: turned in batches, killed anywhere and gone on with; a wrong one stops all and changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from tests.safekeeping.conftest import Installation
from therapytool.accounts.auditing.trail import TERMINAL
from therapytool.app import create_app
from therapytool.cases.models import Case, Person
from therapytool.cases.queries import list_cases
from therapytool.cli.keys import keys
from therapytool.config import Settings
from therapytool.database import db
from therapytool.errors import Conflict
from therapytool.keyring import load_keyring, new_keyring, write_keyring
from therapytool.safekeeping import rotating
from therapytool.safekeeping.key_check import KeysDoNotFit
from therapytool.safekeeping.read_only import stop_if_keys_do_not_fit
from therapytool.safekeeping.rotating import drop_old_keys, key_state, rotate_keys


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def many(here: Installation, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """Twelve couples, sealed anew five at a time."""
    monkeypatch.setattr(rotating, "BATCH", 5)
    for number in range(11):
        here.open_case(f"Cedar-{number}", f"Wren {number}", f"Finch {number}")
    return here


def names(here: Installation) -> list[tuple[str, list[str]]]:
    db.session.expunge_all()
    return [(case.name, [person.name for person in case.people]) for case in list_cases(here.clinician_id)]


def test_everything_is_sealed_anew_and_reads_as_before(many: Installation) -> None:
    before, changed = names(many), sorted(db.session.query(Case.public_id, Case.updated_at).all())
    assert rotate_keys(by=TERMINAL) == 12 + 24
    state = key_state()
    assert (state.ids, state.current, state.sealed_with_older, state.sealed_in_all) == ((1, 2), 2, 0, 36)
    assert drop_old_keys(by=TERMINAL) == (1,)
    assert list(load_keyring(many.instance).keys) == [2]
    assert names(many) == before
    assert sorted(db.session.query(Case.public_id, Case.updated_at).all()) == changed


def test_what_clients_said_is_not_touched_only_their_keys(many: Installation) -> None:
    before = dict(db.session.query(Person.id, Person.sealed_name).all())
    rotate_keys(by=TERMINAL)
    assert dict(db.session.query(Person.id, Person.sealed_name).all()) == before


def test_killed_anywhere_it_goes_on_where_it_ended(many: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    before = names(many)
    whole = rotating.seal
    for place in range(0, 36, 5):
        calls = iter(range(1000))

        def dies(*arguments, calls: Iterator[int] = calls, place: int = place):  # type: ignore[no-untyped-def]
            if next(calls) == place:
                raise Killed
            return whole(*arguments)

        monkeypatch.setattr(rotating, "seal", dies)
        with pytest.raises(Killed):
            rotate_keys(by=TERMINAL)
        monkeypatch.setattr(rotating, "seal", whole)
        assert names(many) == before
        with pytest.raises(Conflict, match="older key"):
            drop_old_keys(by=TERMINAL)
        rotate_keys(by=TERMINAL)
        assert key_state().sealed_with_older == 0
    assert names(many) == before


def test_killed_between_ring_and_first_batch_no_second_key_is_made(
    many: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_keyring(many.instance, load_keyring(many.instance).with_new_key())
    rotate_keys(by=TERMINAL)
    assert key_state().ids == (1, 2)


def test_a_running_server_takes_the_new_ring_without_a_restart(here: Installation) -> None:
    running = create_app(here.settings)
    with running.app_context():
        assert len(list_cases(here.clinician_id)) == 1
        db.session.rollback()
    rotate_keys(by=TERMINAL)
    drop_old_keys(by=TERMINAL)
    with running.app_context():
        assert list_cases(here.clinician_id)[0].name == "Harbor-12"
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=["another", "missing", "damaged"])
def locked_out(here: Installation, request: pytest.FixtureRequest) -> Installation:
    """The installation with a ring that did not seal what is in it."""
    here.let_go()
    ring = here.instance / "keyring.json"
    shutil.copyfile(ring, here.folder / "the right one")
    if request.param == "another":
        write_keyring(here.instance, new_keyring())
    elif request.param == "missing":
        ring.unlink()
    else:
        ring.write_text("{")
    return here


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".db", ".json"}}


def test_a_wrong_ring_stops_every_change_loudly_and_changes_nothing(locked_out: Installation) -> None:
    before = content(locked_out.instance)
    app = create_app(Settings.load(instance=locked_out.instance))
    visitor = Visitor(app)
    page = visitor.open("/sign-in")
    assert "Read only." in page.text
    assert "Put back the copy" in page.text or "put back the copy" in page.text
    fields = {"csrf_token": visitor.token("/sign-in"), "email": "ada@example.org", "password": PASSWORD}
    refused = visitor.post("/sign-in", fields)
    assert refused.status_code == 503
    assert "Nothing can be changed" in refused.text
    with app.app_context():
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.session.connection().connection.driver_connection.execute("DELETE FROM person")
        db.session.remove()
        db.engine.dispose()
    assert content(locked_out.instance) == before


def test_with_the_right_ring_back_all_is_as_it_was(locked_out: Installation) -> None:
    shutil.copyfile(locked_out.folder / "the right one", locked_out.instance / "keyring.json")
    app = create_app(Settings.load(instance=locked_out.instance))
    with app.app_context():
        assert stop_if_keys_do_not_fit(app) == ""
        assert list_cases(locked_out.clinician_id)[0].name == "Harbor-12"
        db.session.remove()
        db.engine.dispose()


def test_a_wrong_ring_is_not_turned(here: Installation) -> None:
    write_keyring(here.instance, new_keyring())
    with pytest.raises(KeysDoNotFit):
        rotate_keys(by=TERMINAL)
    assert len(load_keyring(here.instance).keys) == 1


def test_the_commands_turn_copy_out_and_bring_in(here: Installation, tmp_path: Path) -> None:
    here.let_go()

    def run(*arguments: str, instance: Path = here.instance, given: str = "") -> str:
        done = CliRunner().invoke(
            keys, arguments, obj=create_app, env={"THERAPYTOOL_INSTANCE": str(instance)}, input=given
        )
        assert done.exit_code == 0, (done.output, done.exception)
        return done.stdout

    passphrase = "six words that nobody else knows\n"
    assert "Key 2 seals now" in run("rotate")
    run("export", "-o", str(tmp_path / "keys.age"), "--passphrase", given=passphrase * 2)
    assert b"keyring" not in (tmp_path / "keys.age").read_bytes()
    assert "Dropped: 1" in run("drop-old", "--yes")
    assert "Keys on the ring: 2." in run("status")
    elsewhere = tmp_path / "new"
    run("import", str(tmp_path / "keys.age"), instance=elsewhere, given=passphrase)
    assert set(load_keyring(elsewhere).keys) == {1, 2}
    assert (elsewhere / "secrets.json").read_text() == (here.instance / "secrets.json").read_text()


def test_keys_in_use_are_not_replaced_by_others(here: Installation, tmp_path: Path) -> None:
    other = tmp_path / "other"
    Settings.load(instance=other)
    load_keyring(other)
    here.let_go()
    run = CliRunner()
    passphrase = "six words that nobody else knows\n"
    run.invoke(
        keys,
        ["export", "-o", str(tmp_path / "k.age"), "--passphrase"],
        obj=create_app,
        env={"THERAPYTOOL_INSTANCE": str(other)},
        input=passphrase * 2,
    )
    before = content(here.instance)
    refused = run.invoke(
        keys,
        ["import", str(tmp_path / "k.age")],
        obj=create_app,
        env={"THERAPYTOOL_INSTANCE": str(here.instance)},
        input=passphrase,
    )
    assert isinstance(refused.exception, Conflict)
    assert content(here.instance) == before
