"""The owner's page of backups: a key shown once, a reminder, and a backup that only that key opens."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.accounts.visitor import Visitor
from tests.safekeeping.conftest import Installation
from therapytool import clock
from therapytool.accounts.auditing.trail import TERMINAL
from therapytool.database import db, writing
from therapytool.safekeeping.age_keys import new_key_pair
from therapytool.safekeeping.backing_up import set_recipient
from therapytool.safekeeping.models import BackupRecord
from therapytool.safekeeping.restoring import Opener, open_backup


@pytest.fixture
def owner(here: Installation) -> Visitor:
    db.session.remove()
    visitor = Visitor(here.app)
    visitor.sign_in("ada@example.org")
    return visitor


def test_a_key_is_shown_once_and_opens_what_is_downloaded(here: Installation, owner: Visitor, tmp_path: Path) -> None:
    assert "There is no backup yet" in owner.open("/backups/").text
    made = owner.send("/backups/key", page="/backups/")
    secret = re.search(r"AGE-SECRET-KEY-1\w+", made.text)
    assert secret
    assert secret[0] not in owner.open("/backups/").text
    answer = owner.send("/backups/download", page="/backups/")
    assert re.search(r"filename=therapytool-backup-\d{8}-\d{6}\.age", answer.headers["Content-Disposition"])
    (tmp_path / "b.age").write_bytes(answer.get_data())
    answer.close()
    (tmp_path / "out").mkdir()
    manifest = open_backup(tmp_path / "b.age", Opener(secret[0]), tmp_path / "out", here.settings)
    assert manifest.rows["person"] == 2
    assert list((here.instance / "working").iterdir()) == []
    assert "Last backup:" in owner.open("/backups/").text


def test_without_a_key_there_is_nothing_to_download(owner: Visitor) -> None:
    token = owner.token("/backups/")
    assert owner.post("/backups/download", {"csrf_token": token}).status_code == 409


def test_after_a_week_it_reminds(here: Installation, owner: Visitor) -> None:
    with writing():
        set_recipient(here.pair.recipient, by=TERMINAL)
        made_at = clock.now() - timedelta(days=6)
        db.session.add(BackupRecord(made_at=made_at, size=1, sha256="0" * 64, schema="x"))
    assert "more than a week old" not in owner.open("/backups/").text
    with writing():
        db.session.query(BackupRecord).one().made_at = clock.now() - timedelta(days=8)
    assert "more than a week old" in owner.open("/backups/").text


@pytest.mark.parametrize("given", ["", "age1nonsense", "the secret half"])
def test_what_is_no_recipient_is_refused_in_words(owner: Visitor, given: str) -> None:
    recipient = new_key_pair().secret if given == "the secret half" else given
    answer = owner.send("/backups/recipient", page="/backups/", recipient=recipient)
    assert answer.status_code == 422
    assert "age1" in answer.text
    assert "no backup yet" in owner.open("/backups/").text
