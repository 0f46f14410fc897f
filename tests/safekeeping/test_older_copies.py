"""Copies put aside before upgrades and restores go by age and by room, and nothing else goes with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from therapytool import clock
from therapytool.config import Settings
from therapytool.safekeeping.older_copies import KEPT, STAMP, list_copies, prune_copies

NOW = clock.now()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / KEPT).mkdir()
    for name in ("therapytool.db", "kept/notes-before-restore-of-mine.db"):
        (tmp_path / name).write_bytes(b"ours")
    return Settings.load(instance=tmp_path, database_url="", copies_days=30, copies_mebibytes=2)


def put_aside(settings: Settings, before: str, made_at: datetime, *, mebibytes: int = 0) -> str:
    name = f"therapytool.before-upgrade-{made_at:{STAMP}}.db"
    path = settings.instance / (name if before == "upgrade" else f"{KEPT}/before-restore-{made_at:{STAMP}}.db")
    path.write_bytes(b"x" * (mebibytes * 2**20))
    return path.name


def names(settings: Settings) -> list[str]:
    return [copy.path.name for copy in list_copies(settings)]


def test_copies_are_listed_with_the_day_they_go(settings: Settings) -> None:
    put_aside(settings, "upgrade", NOW - timedelta(days=3))
    put_aside(settings, "restore", NOW)
    found = [(copy.before, (copy.goes_at - NOW).days + 1) for copy in list_copies(settings)]
    assert found == [("restore", 30), ("upgrade", 27)]


def test_what_is_too_old_goes_the_newest_too(settings: Settings) -> None:
    old = put_aside(settings, "restore", NOW - timedelta(days=31))
    young = put_aside(settings, "upgrade", NOW - timedelta(days=29))
    assert [copy.path.name for copy in prune_copies(settings, now=NOW)] == [old]
    assert names(settings) == [young]
    prune_copies(settings, now=NOW + timedelta(days=2))
    assert names(settings) == []
    assert sorted(path.name for path in settings.instance.rglob("*") if path.is_file()) == [
        "notes-before-restore-of-mine.db",
        "secrets.json",
        "therapytool.db",
    ]


def test_the_oldest_go_when_there_is_no_room_but_never_the_newest(settings: Settings) -> None:
    for days in (3, 2, 1):
        put_aside(settings, "restore", NOW - timedelta(days=days), mebibytes=1)
    prune_copies(settings, now=NOW)
    assert len(names(settings)) == 2
    newest = put_aside(settings, "upgrade", NOW, mebibytes=5)
    prune_copies(settings, now=NOW)
    assert names(settings) == [newest]
